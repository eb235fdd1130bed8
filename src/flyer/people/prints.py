"""The log of prints: what was printed for whom, when and why, in the ledger's file; it only grows.

A run writes twice: that it begins, before its file takes its place, and what it printed, after that. So a file that
was written and not recorded, because the power failed in between, leaves a run that was begun and never ended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple

from flyer.database import Database, Log

_RULES: Final = {
    "print_runs": """CREATE TABLE print_runs (
    run INTEGER PRIMARY KEY AUTOINCREMENT,
    begun_at TEXT NOT NULL,
    badges INTEGER NOT NULL
)""",
    "print_runs_keep": """CREATE TRIGGER print_runs_keep BEFORE UPDATE ON print_runs
BEGIN SELECT RAISE(ABORT, 'a run is never changed'); END""",
    "print_runs_stay": """CREATE TRIGGER print_runs_stay BEFORE DELETE ON print_runs
BEGIN SELECT RAISE(ABORT, 'a run is never deleted'); END""",
    "print_runs_follow": """CREATE TRIGGER print_runs_follow BEFORE INSERT ON print_runs
WHEN NEW.run IS NOT (SELECT COALESCE(MAX(run), 0) + 1 FROM print_runs)
BEGIN SELECT RAISE(ABORT, 'a run follows the last one'); END""",
    "prints": """CREATE TABLE prints (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL,
    participant TEXT NOT NULL,
    content TEXT NOT NULL,
    printed_at TEXT NOT NULL,
    reason TEXT NOT NULL,
    count INTEGER NOT NULL,
    UNIQUE (participant, count)
)""",
    "prints_by_run": "CREATE INDEX prints_by_run ON prints (run)",
    "prints_keep": """CREATE TRIGGER prints_keep BEFORE UPDATE ON prints
BEGIN SELECT RAISE(ABORT, 'a print is never changed'); END""",
    "prints_stay": """CREATE TRIGGER prints_stay BEFORE DELETE ON prints
BEGIN SELECT RAISE(ABORT, 'a print is never deleted'); END""",
    "prints_follow": """CREATE TRIGGER prints_follow BEFORE INSERT ON prints
WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM prints)
OR NEW.count IS NOT (SELECT COALESCE(MAX(count), 0) + 1 FROM prints WHERE participant = NEW.participant)
BEGIN SELECT RAISE(ABORT, 'a print follows the last one'); END""",
}
"""The triggers that follow also stop INSERT OR REPLACE, which deletes without asking the others."""

_INSERT_RUN: Final = """INSERT INTO print_runs (run, begun_at, badges)
SELECT COALESCE(MAX(run), 0) + 1, ?, ? FROM print_runs RETURNING run"""

_INSERT: Final = """INSERT INTO prints (sequence, run, participant, content, printed_at, reason, count) SELECT
(SELECT COALESCE(MAX(sequence), 0) + 1 FROM prints), :run, :participant, :content, :printed_at, :reason,
(SELECT COALESCE(MAX(count), 0) + 1 FROM prints WHERE participant = :participant)"""

_ALL: Final = "SELECT participant, content, printed_at, reason, count FROM prints ORDER BY sequence"

_LAST: Final = """SELECT participant, content, printed_at, reason, count FROM prints
WHERE sequence IN (SELECT MAX(sequence) FROM prints GROUP BY participant)"""

_UNENDED: Final = """SELECT begun_at, badges FROM print_runs WHERE run = (SELECT MAX(run) FROM print_runs)
AND NOT EXISTS (SELECT 1 FROM prints WHERE prints.run = print_runs.run)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """A print for a participant: the digest of what it said, when (ISO 8601), why, and the how-manieth it was."""

    participant: str
    content: str
    printed_at: str
    reason: str
    count: int


class ToPrint(NamedTuple):
    """For whom, the digest of what is printed, and why."""

    participant: str
    content: str
    reason: str


class Unended(NamedTuple):
    """A run that was begun and not recorded: when (ISO 8601), and how many badges it was to print."""

    begun_at: str
    badges: int


class Prints:
    """The log of prints in the file at a path; reading one that does not exist finds nothing and creates nothing.

    A context manager that closes the file. Every method raises what `Database` raises.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, Log("prints", _RULES, version=2))

    def __enter__(self) -> Prints:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.__exit__(kind, error, trace)

    def last(self) -> Mapping[str, Print]:
        """The last print for each participant, by their ids."""
        return {row["participant"]: Print(**dict(row)) for row in self._database.each(_LAST)}

    def all(self) -> Iterator[Print]:
        """Every print, in the order of printing."""
        return (Print(**dict(row)) for row in self._database.each(_ALL))

    def unended(self) -> Unended | None:
        """The last run, when it was not recorded: it was broken off, or is still going on."""
        found = self._database.query(_UNENDED)
        return Unended(**dict(found[0])) if found else None

    def begin(self, badges: int, on: dt.datetime) -> int:
        """Write that a run begins that prints so many badges; give its number."""
        with self._database.transaction() as connection:
            ((run,),) = connection.execute(_INSERT_RUN, (_written(on), badges)).fetchall()
        return int(run)

    def record(self, run: int, printed: Iterable[ToPrint], on: dt.datetime) -> None:
        """Write what a run printed, all of it or nothing."""
        with self._database.transaction() as connection:
            shared = {"run": run, "printed_at": _written(on)}
            connection.executemany(_INSERT, ({**shared, **each._asdict()} for each in printed))


def _written(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")
