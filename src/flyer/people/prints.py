"""The log of prints: what was printed for whom, when and why, in the ledger's file; it only grows.

A run writes twice: that it begins, before its file takes its place, and what it printed, after that. So a file that
was written and not recorded, because the power failed in between, leaves a run that was begun and never ended.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from flyer.database import Kept, Log
from flyer.problems import Problem

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

_INSERT: Final = """INSERT INTO prints (sequence, run, printed_at, participant, content, reason, count)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT COALESCE(MAX(count), 0) + 1 FROM prints WHERE participant = ?4))"""

_ALL: Final = "SELECT participant, content, printed_at, reason, count FROM prints ORDER BY sequence"

_LAST: Final = """SELECT participant, content, printed_at, reason, count FROM json_each(?) JOIN prints
ON participant = value AND count = (SELECT MAX(count) FROM prints WHERE participant = value)"""

_AFTER: Final = """SELECT sequence, participant, content, printed_at, reason, count FROM prints
WHERE sequence > ? ORDER BY sequence"""

_UNENDED: Final = """SELECT begun_at, badges FROM print_runs WHERE run = (SELECT MAX(run) FROM print_runs)
AND NOT EXISTS (SELECT 1 FROM prints WHERE prints.run = print_runs.run)"""

_ALTERATIONS: Final = (
    """SELECT 'of ' || MAX(sequence) || ' prints ' || COUNT(*) || ' are left' FROM prints
HAVING MAX(sequence) IS NOT NULLIF(COUNT(*), 0)""",
    """SELECT 'of the ' || MAX(count) || ' prints for ' || participant || ' ' || COUNT(*) || ' are left'
FROM prints GROUP BY participant HAVING MAX(count) IS NOT COUNT(*)""",
    """SELECT 'of the ' || badges || ' badges of run ' || run || ' ' || COUNT(sequence) || ' are recorded'
FROM print_runs LEFT JOIN prints USING (run) GROUP BY run HAVING COUNT(sequence) NOT IN (0, badges)""",
    """SELECT COUNT(*) || ' prints belong to run ' || run || ', which is missing'
FROM prints WHERE run NOT IN (SELECT run FROM print_runs) GROUP BY run""",
)
"""Questions that find nothing unless somebody altered the log with the rules switched off."""


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


class Prints(Kept):
    """The log of prints in the file at a path; reading one that does not exist finds nothing and creates nothing.

    A context manager that closes the file. Every method raises what `Database` raises.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, Log("prints", _RULES, version=2))

    def last(self, participants: Iterable[str]) -> Mapping[str, Print]:
        """The last print for each of these participants, by their ids."""
        found = self._database.each(_LAST, json.dumps(list(participants)))
        return {row["participant"]: Print(**dict(row)) for row in found}

    def all(self) -> Iterator[Print]:
        """Every print, in the order of printing."""
        return (Print(**dict(row)) for row in self._database.each(_ALL))

    def after(self, sequence: int) -> Iterator[tuple[int, Print]]:
        """The prints after the one of that number, each with its own."""
        for row in self._database.each(_AFTER, sequence):
            fields = dict(row)
            yield fields.pop("sequence"), Print(**fields)

    def is_recorded(self, run: int) -> bool:
        """Whether what a run printed is written."""
        return bool(self._database.query("SELECT 1 FROM prints WHERE run = ? LIMIT 1", run))

    def unended(self) -> Unended | None:
        """The last run, when it was not recorded: it was broken off, or is still going on."""
        found = self._database.query(_UNENDED)
        return Unended(**dict(found[0])) if found else None

    def altered(self) -> list[Problem]:
        """What is not as it was written; nothing where nothing was ever printed."""
        if not self._database.exists:
            return []
        told = chain.from_iterable(map(self._database.each, _ALTERATIONS))
        found = [*self._database.damages(), *(str(what) for (what,) in told)]
        return [self._database.problem(what, "restore the ledger from a backup") for what in found]

    def begin(self, badges: int, on: dt.datetime) -> int:
        """Write that a run begins that prints so many badges; give its number."""
        with self._database.transaction() as connection:
            ((run,),) = connection.execute(_INSERT_RUN, (_written(on), badges)).fetchall()
        return int(run)

    def record(self, run: int, printed: Iterable[ToPrint], on: dt.datetime) -> None:
        """Write what a run printed, all of it or nothing."""
        with self._database.transaction() as connection:
            ((last,),) = connection.execute("SELECT COALESCE(MAX(sequence), 0) FROM prints").fetchall()
            moment = _written(on)
            connection.executemany(_INSERT, ((at, run, moment, *each) for at, each in enumerate(printed, last + 1)))


def _written(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")
