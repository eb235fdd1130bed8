import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from flyer.billing.ledger import Ledger
from flyer.people.prints import Print, Prints, ToPrint, Unended
from flyer.problems import SurroundingsError, UserError

ON = dt.datetime(2027, 5, 3, 9, 30, tzinfo=dt.UTC)
LATER = ON + dt.timedelta(hours=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def prints(path: Path) -> Iterator[Prints]:
    with Prints(path) as opened:
        yield opened


def printed(prints: Prints, *which: ToPrint, on: dt.datetime = ON) -> None:
    prints.record(prints.begin(len(which), on), which, on)


def test_what_was_printed_last_for_whom_when_why_and_how_often(prints: Prints) -> None:
    printed(prints, ToPrint("a", "aaa", "new"), ToPrint("b", "bbb", "new"))
    printed(prints, ToPrint("b", "BBB", "altered"), on=LATER)
    printed(prints, ToPrint("b", "BBB", "coffee"), on=LATER)
    assert prints.last(["b", "c", "a"]) == {
        "a": Print(participant="a", content="aaa", printed_at="2027-05-03T09:30:00+00:00", reason="new", count=1),
        "b": Print(participant="b", content="BBB", printed_at="2027-05-03T10:30:00+00:00", reason="coffee", count=3),
    }
    assert [(each.participant, each.count) for each in prints.all()] == [("a", 1), ("b", 1), ("b", 2), ("b", 3)]
    assert prints.unended() is None


def test_reading_a_log_that_is_not_there_creates_nothing(prints: Prints, path: Path) -> None:
    assert (prints.last(["a"]), prints.unended()) == ({}, None)
    assert not path.exists()


def test_a_run_that_was_begun_and_not_recorded_is_told_until_another_is(prints: Prints, path: Path) -> None:
    printed(prints, ToPrint("a", "aaa", "new"))
    prints.begin(7, LATER)
    with Prints(path) as again:
        assert again.unended() == Unended("2027-05-03T10:30:00+00:00", 7)
        assert list(again.last(["a", "b"])) == ["a"]
        printed(again, ToPrint("b", "bbb", "new"))
        assert again.unended() is None


def test_all_of_a_run_is_recorded_or_nothing(prints: Prints) -> None:
    def failing() -> Iterator[ToPrint]:
        yield ToPrint("a", "aaa", "new")
        raise SurroundingsError("stop")

    run = prints.begin(2, ON)
    with pytest.raises(SurroundingsError, match="stop"):
        prints.record(run, failing(), ON)
    assert prints.last(["b", "c", "a"]) == {}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE prints SET reason = 'x'",
        "DELETE FROM prints",
        "INSERT OR REPLACE INTO prints SELECT * FROM prints",
        "INSERT INTO prints SELECT 9, run, participant, content, printed_at, reason, 2 FROM prints",
        "INSERT INTO prints SELECT 2, run, participant, content, printed_at, reason, 7 FROM prints",
        "INSERT OR REPLACE INTO prints SELECT 2, run, participant, content, printed_at, reason, 1 FROM prints",
        "UPDATE print_runs SET badges = 0",
        "DELETE FROM print_runs",
        "INSERT OR REPLACE INTO print_runs SELECT * FROM print_runs",
    ],
)
def test_the_log_only_grows(prints: Prints, path: Path, statement: str) -> None:
    printed(prints, ToPrint("a", "aaa", "new"))
    with sqlite3.connect(path) as raw, pytest.raises(sqlite3.IntegrityError, match=r"never|follows the last one"):
        raw.execute(statement)
    raw.close()


def version(path: Path) -> int:
    raw = sqlite3.connect(path)
    (found,) = raw.execute("PRAGMA user_version").fetchone()
    raw.close()
    return int(found)


@pytest.fixture
def with_ledger(path: Path) -> Path:
    """A file that knows of invoices only, as it was made before there was a log of prints."""
    with Ledger(path) as ledger, ledger._database.transaction():
        pass
    return path


def test_a_ledger_from_before_gets_the_log_beside_its_own(with_ledger: Path, prints: Prints) -> None:
    assert version(with_ledger) == 1
    assert prints.last(["b", "c", "a"]) == {}
    printed(prints, ToPrint("a", "aaa", "new"))
    assert version(with_ledger) == 2
    with Ledger(with_ledger) as ledger:
        assert ledger.verify() == []
        assert ledger.entries() == ()
    assert list(prints.last(["a", "b"])) == ["a"]


def test_where_only_prints_were_written_there_is_no_ledger_yet(prints: Prints, path: Path) -> None:
    printed(prints, ToPrint("a", "aaa", "new"))
    with Ledger(path) as ledger:
        assert ledger.entries() == ()
        assert [problem.what for problem in ledger.verify()] == ["there is no ledger"]
        with ledger._database.transaction():
            pass
        assert ledger.verify() == []
    assert version(path) == 2


def test_a_file_of_another_kind(path: Path, prints: Prints) -> None:
    path.write_text("first_name,last_name\n" * 100)
    with pytest.raises(UserError, match="is not a ledger of this program"):
        prints.last(["a"])
    with pytest.raises(UserError, match="is not a ledger of this program"):
        prints.begin(1, ON)


def without_rules(path: Path, sql: str) -> None:
    """Do what triggers forbid, and put them back."""
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(sql)
    for _, rule in triggers:
        connection.execute(rule)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("DELETE FROM prints WHERE sequence = 2",
         ["of 3 prints 2 are left", "of the 2 badges of run 1 1 are recorded"]),
        ("DELETE FROM prints WHERE sequence = 1",
         ["of 3 prints 2 are left", "of the 2 badges of run 1 1 are recorded", "of the 2 prints for a 1 are left"]),
        ("DELETE FROM print_runs WHERE run = 1", ["2 prints belong to run 1, which is missing"]),
        ("UPDATE prints SET count = 3 WHERE sequence = 3", ["of the 3 prints for a 2 are left"]),
        ("DELETE FROM prints", ["the last entry is 0, but 3 were written"]),
        ("DROP INDEX prints_by_run", ["the rule 'prints_by_run' of the ledger is missing or was altered"]),
        ("CREATE TRIGGER x AFTER INSERT ON print_runs BEGIN SELECT 1; END",
         ["the rule 'x' of the ledger is missing or was altered"]),
    ],
)  # fmt: skip
def test_what_was_altered_in_the_log_is_found(prints: Prints, path: Path, sql: str, found: list[str]) -> None:
    assert prints.altered() == []
    printed(prints, ToPrint("a", "aaa", "new"), ToPrint("b", "bbb", "new"))
    printed(prints, ToPrint("a", "AAA", "altered"))
    prints.begin(7, LATER)
    assert prints.altered() == []
    without_rules(path, sql)
    with Prints(path) as again:
        assert sorted(problem.what for problem in again.altered()) == found
