"""The desk's log only grows, and tells every job each thing once."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from flyer.desk.log import DeskLog, Kind

AT = dt.datetime(2027, 5, 3, 9, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


def test_what_is_written_is_read_in_its_order(path: Path) -> None:
    with DeskLog(path) as log:
        log.append(Kind.ARRIVED, at=AT, device="Desk 1", participant="A1")
        log.append(Kind.WALK_IN, at=AT.replace(year=2001), device="Desk 2", participant="W", data={"last_name": "Öz"})
        first, second = log.after(0)
    assert (first.sequence, first.kind, first.participant, first.at) == (1, Kind.ARRIVED, "A1", AT.isoformat())
    assert (second.device, second.data) == ("Desk 2", {"last_name": "Öz"})


def test_a_job_begins_once(path: Path) -> None:
    with DeskLog(path) as log, DeskLog(path) as other:
        log.append(Kind.QUEUED, at=AT, device="", participant="A1")
        assert log.append(Kind.BEGUN, at=AT, device="", job=1)
        assert not other.append(Kind.BEGUN, at=AT, device="", job=1)
        assert other.append(Kind.HANDED, at=AT, device="", job=1)
        assert [entry.kind for entry in log.after(1)] == [Kind.BEGUN, Kind.HANDED]


@pytest.mark.parametrize(
    "sql", ["UPDATE desk SET participant = 'B'", "DELETE FROM desk", "REPLACE INTO desk SELECT * FROM desk"]
)
def test_it_only_grows(path: Path, sql: str) -> None:
    with DeskLog(path) as log:
        log.append(Kind.ARRIVED, at=AT, device="", participant="A1")
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="an entry"):
        connection.execute(sql)
    connection.close()


def test_nothing_is_made_by_reading(path: Path) -> None:
    with DeskLog(path) as log:
        assert list(log.after(0)) == log.latest(5) == []
    assert not path.exists()
