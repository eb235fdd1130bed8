"""Who does the work: this process alone, several of them on this machine, or a Dask cluster. The door to Dask.

Whoever does it, results come in the order of what they are made of, and no more of them wait than there are hands.
What several hands need is imported when there are several: it takes 20 ms.
"""

from __future__ import annotations

import copyreg
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from threading import Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Protocol, TypeVar

import click

from flyer.problems import SurroundingsError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

T = TypeVar("T")
R = TypeVar("R")

_AHEAD: Final = 2
"""Tasks a worker: one that it does and one that waits for it."""

_PATIENCE: Final = "5s"
"""How long a cluster may take to answer."""

_START: Final = "fork" if sys.platform == "linux" else None
"""How processes begin: a fork has all modules already, in 0.02 s, and is safe where no threads run; elsewhere the
platform decides, and importing takes 0.5 s."""


def _unchanging(entries: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(entries)


copyreg.pickle(MappingProxyType, lambda proxy: (_unchanging, (dict(proxy),)))
"""Records of the user's data know their places by mappings nobody can change, which Python does not pack by itself."""


class Map(Protocol):
    """Like `map`: what `make` turns each thing into, in order; things are taken one by one, as hands get free."""

    def __call__(self, make: Callable[[T], R], things: Iterable[T], /) -> Iterator[R]:
        """Turn things into results."""


class Shared(Generic[T]):
    """A value that many tasks need: it is packed once, and unpacked once by every worker."""

    def __init__(self, value: T) -> None:
        self.value = value

    @cached_property
    def _packed(self) -> bytes:
        return pickle.dumps(self.value)

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpacked, (self._packed,)


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> Shared[Any]:
    return Shared(pickle.loads(packed))  # noqa: S301 - from the process that started this one, or its cluster


@contextmanager
def workers(jobs: int = 1, dask: str = "") -> Iterator[Map]:
    """What does the work while the context is open: a cluster at an address, so many processes, or this one.

    Raises click.UsageError when both are asked for or Dask is not installed. SurroundingsError when no cluster answers,
    or, where results are taken, when a worker was lost.
    """
    if dask and jobs > 1:
        raise click.UsageError("--jobs are processes on this machine, --dask is a cluster: choose one of them")
    if dask:
        with _cluster(dask) as crew:
            yield crew
    elif jobs > 1:
        with _processes(jobs) as crew:
            yield crew
    else:
        yield map


class _Crew(NamedTuple):
    """An executor with so many workers; what it raises when it has `lost` one, and what is to be done then."""

    executor: Executor
    hands: int
    hint: str
    lost: tuple[type[Exception], ...]

    def __call__(self, make: Callable[[T], R], things: Iterable[T], /) -> Iterator[R]:
        """Let the workers do it; results come in the order of the things."""
        waiting: deque[Future[R]] = deque()
        try:
            for thing in things:
                waiting.append(self.executor.submit(make, thing))
                if len(waiting) == _AHEAD * self.hands:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except self.lost as error:
            raise SurroundingsError("a worker ended before its work was done", self.hint) from error


@contextmanager
def _processes(jobs: int) -> Iterator[_Crew]:
    """Processes of this machine, all of them begun before anything here starts a thread."""
    from concurrent.futures import BrokenExecutor, CancelledError, ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, get_context(_START), _begin) as executor:
        hint = "run it again, with fewer --jobs if memory was short"
        crew = _Crew(executor, jobs, hint, (BrokenExecutor, CancelledError))
        list(crew(abs, range(jobs)))
        try:
            yield crew
        finally:
            executor.shutdown(cancel_futures=True)


def _begin() -> None:
    """Leave it to the first process to answer Ctrl-C, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def _cluster(address: str) -> Iterator[_Crew]:
    """A Dask cluster: its workers do as many tasks at once as they have threads."""
    from concurrent.futures import BrokenExecutor, CancelledError

    try:
        from distributed import Client, KilledWorker
        from distributed.comm import CommClosedError
    except ImportError as error:
        raise click.UsageError("--dask needs Dask: pip install 'flyer[dask]'") from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except OSError as error:
        raise SurroundingsError(f"no Dask cluster answers at '{address}'", "start one, or check the address") from error
    with client:
        _check_versions(client, address)
        hint = "look at the logs of the cluster's workers, and run it again"
        lost = BrokenExecutor, CancelledError, KilledWorker, CommClosedError
        yield _Crew(client.get_executor(pure=False), sum(client.nthreads().values()), hint, lost)


def _check_versions(client: Any, address: str) -> None:
    """Other versions would make other bytes."""
    from importlib.metadata import PackageNotFoundError, version

    ours, hint = version("flyer"), "install the same version of flyer on all machines"
    try:
        found = client.run(version, "flyer")
    except PackageNotFoundError as error:
        raise SurroundingsError(f"a worker at '{address}' has no flyer", hint) from error
    if not found:
        raise SurroundingsError(f"the cluster at '{address}' has no workers", "start one with `dask worker`")
    if others := sorted({each for each in found.values() if each != ours}):
        raise SurroundingsError(f"workers at '{address}' have flyer {', '.join(others)}, this is {ours}", hint)
