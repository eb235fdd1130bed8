"""The log of dispatches only grows, gives a name once, and tells what was altered."""

import datetime as dt
import multiprocessing
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flyer.billing.dispatches import Dispatch, Dispatches, DispatchKind
from flyer.billing.ledger import Ledger

ON = dt.datetime(2022, 4, 1, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def dispatches(tmp_path: Path) -> Iterator[Dispatches]:
    with Dispatches(tmp_path / "ledger.sqlite") as dispatches:
        yield dispatches


def send(dispatches: Dispatches, name: str, file: bytes = b"%PDF") -> Dispatch:
    return dispatches.send(DispatchKind.REMINDER, name, '{"a":1}', on=ON, make=lambda: file)


def test_what_was_sent_comes_back(dispatches: Dispatches) -> None:
    first, second = send(dispatches, "1-1"), send(dispatches, "1-2", b"other")
    dispatches.send(DispatchKind.REFUND, "refund-0001", "{}", on=ON, make=lambda: b"<xml>")
    assert dispatches.all(DispatchKind.REMINDER) == (first, second)
    assert (dispatches.file(first), dispatches.file(second)) == (b"%PDF", b"other")
    assert (second.sequence, second.previous, second.sent_at) == (2, first.hash, "2022-04-01T09:30:00+00:00")
    assert dispatches.altered() == []


def test_a_name_is_given_once_and_its_file_made_once(dispatches: Dispatches) -> None:
    first = send(dispatches, "1-1")
    made: list[str] = []
    again = dispatches.send(
        DispatchKind.REMINDER,
        "1-1",
        "{}",
        on=ON,
        make=lambda: made.append("again") or b"",  # type: ignore[func-returns-value]
    )
    assert (again, made) == (first, [])


def test_what_cannot_be_made_is_not_stored(dispatches: Dispatches) -> None:
    def fail() -> bytes:
        raise ValueError("no ink")

    with pytest.raises(ValueError, match="no ink"):
        dispatches.send(DispatchKind.REMINDER, "1-1", "{}", on=ON, make=fail)
    assert dispatches.all(DispatchKind.REMINDER) == ()


def test_nothing_sent_is_no_alteration_and_makes_no_file(tmp_path: Path) -> None:
    with Dispatches(tmp_path / "none.sqlite") as dispatches:
        assert (dispatches.altered(), dispatches.all(DispatchKind.REFUND)) == ([], ())
    assert not (tmp_path / "none.sqlite").exists()


def test_the_file_is_the_ledgers(tmp_path: Path) -> None:
    with Dispatches(tmp_path / "ledger.sqlite") as dispatches, Ledger(tmp_path / "ledger.sqlite") as ledger:
        send(dispatches, "1-1")
        assert (ledger.entries(), ledger.altered()) == ((), [])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dispatches SET content = '{}'",
        "DELETE FROM dispatches",
        "INSERT OR REPLACE INTO dispatches SELECT * FROM dispatches WHERE sequence = 2",
        "INSERT INTO dispatches SELECT 3, kind, upper(name), content, sent_at, file, file_sha256, hash, hash "
        "FROM dispatches WHERE sequence = 2",
    ],
)
def test_it_only_grows(dispatches: Dispatches, tmp_path: Path, statement: str) -> None:
    send(dispatches, "a-1")
    send(dispatches, "a-2")
    connection = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()


ALTERATIONS = {
    "UPDATE dispatches SET content = '{\"a\":2}' WHERE sequence = 1": [
        "dispatch 1 (a-1): its hash does not match its contents"
    ],
    "UPDATE dispatches SET file = x'00' WHERE sequence = 2": [
        "dispatch 2 (a-2): the stored file is not the one that was sent"
    ],
    "DELETE FROM dispatches WHERE sequence = 1": ["dispatch 2 (a-2) does not follow the one before it"],
    "DELETE FROM dispatches WHERE sequence = 2": ["the last entry is 1, but 2 were written"],
}


@pytest.mark.parametrize("statement", ALTERATIONS)
def test_what_was_altered_is_told(dispatches: Dispatches, tmp_path: Path, statement: str) -> None:
    send(dispatches, "a-1")
    send(dispatches, "a-2")
    connection = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    rules = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    for name in rules:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    for rule in rules.values():
        connection.execute(rule)
    connection.close()
    assert [problem.what for problem in dispatches.altered()] == ALTERATIONS[statement]


def race(path: Path, ready: Callable[[], int], n: int) -> None:
    ready()
    with Dispatches(path) as dispatches:
        for name in ("1-1", "1-2", "1-3"):
            send(dispatches, name, str(n).encode())


def test_of_processes_at_once_one_sends(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(4)
    path = tmp_path / "ledger.sqlite"
    running = [context.Process(target=race, args=(path, barrier.wait, n)) for n in range(4)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    assert [each.exitcode for each in running] == [0] * 4
    with Dispatches(path) as dispatches:
        assert [each.name for each in dispatches.all(DispatchKind.REMINDER)] == ["1-1", "1-2", "1-3"]
        assert dispatches.altered() == []
