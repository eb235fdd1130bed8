"""`make bench`: wall time, CPU time, peak memory and output of whole commands, each in a process of its own."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import events, letters, peers, people

ROOT = Path(__file__).parents[1]
RUNS = 3


@dataclass(frozen=True)
class Case:
    """A command on the repository's event, or one of so many `sessions`, with `count` invented participants.

    `form` is the format of their invoices where it is not the event's.
    """

    name: str
    command: tuple[str, ...]
    count: int = 60
    sessions: int = 0
    marks: str = ""
    runs: int = RUNS
    form: str = ""


_ISSUE = ("issue", "--yes")

CASES = (
    Case("flyer --help", ("--help",), marks="0.25 s wall"),
    Case("programme, cold", ("programme",), marks="1.0 s wall"),
    Case("programme, 1 session", ("programme",), sessions=1),
    Case("programme, 40 sessions", ("programme",), sessions=40),
    Case("programme, 300 sessions", ("programme",), sessions=300, marks="3 s wall"),
    Case("1,000 badges, one file", ("badges",), 1_000),
    Case("10,000 badges, one file", ("badges",), 10_000, marks="3 s CPU, 100 MB"),
    Case("10,000 badges, two processes", ("badges", "--jobs", "2"), 10_000),
    Case("100,000 badges, one file", ("badges",), 100_000, marks="as 10,000: CPU a badge, MB", runs=1),
    Case("1 invoice issued, cold", _ISSUE, 1, marks="0.8 s wall", form="zugferd"),
    Case("1,000 drafts, one file each", ("invoices",), 1_000),
    Case("1,000 invoices issued", _ISSUE, letters.COUNT, marks="5 s CPU, 150 MB", form="zugferd"),
    Case("20,000 invoices issued", _ISSUE, 20_000, marks="100 s CPU", runs=1, form="zugferd"),
)


@dataclass(frozen=True)
class Figures:
    """What the operating system says of one finished process and of what it wrote."""

    wall: float
    cpu: float
    peak_mb: float
    files: int
    size_mb: float


@contextmanager
def workplace(case: Case) -> Iterator[Path]:
    """A folder outside the repository with the case's event, logos and participants."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if case.sessions:
            events.write(folder / "event.yaml", case.sessions)
        else:
            shutil.copy(ROOT / "event.yaml", folder)
        shutil.copytree(ROOT / "logos", folder / "logos")
        people.write(folder / "participants.csv", case.count, **({"invoice_format": case.form} if case.form else {}))
        yield folder


def measure(case: Case, installed: Mapping[str, str]) -> Figures:
    """Run a case once, in an environment that `compiled` gives."""
    with workplace(case) as folder:
        arguments = [sys.executable, "-m", "flyer", *case.command]
        start = time.perf_counter()
        process = os.posix_spawn(
            "/bin/sh",
            ["sh", "-c", 'cd "$0" && exec "$@" >log 2>&1', str(folder), *arguments],
            installed,
        )
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - start
        if status:
            sys.exit(f"{case.name} failed:\n{(folder / 'log').read_text()}")
        output = [path for path in (folder / "output").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in output)
        return Figures(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, len(output), size / 1e6)


@contextmanager
def compiled() -> Iterator[Mapping[str, str]]:
    """An environment in which modules are compiled already, as they are once flyer is installed and has run."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for case in (Case("", ("build",)), Case("", _ISSUE, form="zugferd")):
            measure(case, environment)
        yield environment


def main() -> None:
    """Measure everything."""
    with compiled() as environment:
        report(environment)


def report(environment: Mapping[str, str]) -> None:
    """Print a line a case: the median run by CPU time."""
    print(f"{'':32}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'files':>7}{'MB':>9}   first mark")
    for case in CASES:
        figures = sorted((measure(case, environment) for _ in range(case.runs)), key=lambda f: f.cpu)
        f = figures[len(figures) // 2]
        print(
            f"{case.name:32}{f.wall:9.2f}{f.cpu:9.2f}{f.peak_mb:9.0f}{f.files:7}{f.size_mb:9.2f}   {case.marks}",
            flush=True,
        )
    peers.compare(measure(Case("", ("badges",), peers.COUNT), environment).cpu)
    letters.compare(measure(Case("", _ISSUE, letters.COUNT, form="zugferd"), environment).cpu)


if __name__ == "__main__":
    main()
