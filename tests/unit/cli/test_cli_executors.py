"""Work that processes or a cluster share, as if one had done it."""

import os
import signal
import sys
from collections.abc import Iterator

import click
import pytest

from flyer.cli.executors import Shared, workers
from flyer.problems import Place, Problem, SurroundingsError, UserError


def square(number: int) -> int:
    return number * number


def process(_: int) -> int:
    return os.getpid()


def refuse(line: int) -> int:
    raise UserError([Problem(Place("list.csv", line, 2), "too long", "shorten it"), Problem(Place("list.csv"), "bad")])


def fail(_: int) -> int:
    raise SurroundingsError("the disk is full", "make room")


def die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def shared(task: tuple[Shared[list[int]], int]) -> int:
    """How often a worker has been given this very value; every one unpacks it once."""
    task[0].value.append(task[1])
    return len(task[0].value)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_order(jobs: int) -> None:
    with workers(jobs) as over:
        assert list(over(square, range(20))) == [number * number for number in range(20)]


def test_one_job_is_this_process_and_more_are_others() -> None:
    with workers(1) as over:
        assert set(over(process, range(4))) == {os.getpid()}
    with workers(2) as over:
        assert os.getpid() not in set(over(process, range(4)))


@pytest.mark.parametrize(("jobs", "most"), [(1, 1), (2, 4)])
def test_things_are_taken_as_hands_get_free(jobs: int, most: int) -> None:
    taken: list[int] = []

    def things() -> Iterator[int]:
        for number in range(12):
            taken.append(number)
            yield number

    with workers(jobs) as over:
        for done, _ in enumerate(over(square, things())):
            assert len(taken) - done <= most


@pytest.mark.parametrize("jobs", [1, 2])
def test_problems_arrive_with_their_places(jobs: int) -> None:
    with workers(jobs) as over, pytest.raises(UserError) as error:
        list(over(refuse, [7]))
    assert error.value.problems == (
        Problem(Place("list.csv"), "bad"),
        Problem(Place("list.csv", 7, 2), "too long", "shorten it"),
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_stood_in_the_way_arrives_with_its_hint(jobs: int) -> None:
    with workers(jobs) as over, pytest.raises(SurroundingsError) as error:
        list(over(fail, [1]))
    assert (error.value.what, error.value.hint) == ("the disk is full", "make room")


def test_a_worker_that_dies_is_told() -> None:
    with workers(2) as over, pytest.raises(SurroundingsError, match="a worker ended before its work was done"):
        list(over(die, range(9)))


def test_what_is_shared_is_unpacked_once_by_every_worker() -> None:
    value: list[int] = []
    with workers(2) as over:
        counts = list(over(shared, ((Shared(value), number) for number in range(40))))
    assert max(counts) >= 20
    assert value == []


def test_a_cluster_and_processes_exclude_each_other() -> None:
    with pytest.raises(click.UsageError, match="choose one"), workers(2, "tcp://127.0.0.1:8786"):
        pass


def test_a_missing_library_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(click.UsageError, match=r"pip install 'flyer\[dask\]'"), workers(1, "tcp://127.0.0.1:8786"):
        pass
