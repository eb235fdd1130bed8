"""The desk's log: who came, what was corrected, what was printed where, in the ledger's file; it only grows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from flyer.database import Kept, Log, Row

_RULES: Final = {
    "desk": """CREATE TABLE desk (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    device TEXT NOT NULL,
    kind TEXT NOT NULL,
    participant TEXT NOT NULL,
    job INTEGER NOT NULL,
    data TEXT NOT NULL
)""",
    "desk_by_job": "CREATE INDEX desk_by_job ON desk (job, kind)",
    "desk_keep": """CREATE TRIGGER desk_keep BEFORE UPDATE ON desk
BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END""",
    "desk_stay": """CREATE TRIGGER desk_stay BEFORE DELETE ON desk
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END""",
    "desk_follow": """CREATE TRIGGER desk_follow BEFORE INSERT ON desk
WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM desk)
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END""",
}

_INSERT: Final = """INSERT INTO desk (sequence, at, device, kind, participant, job, data)
SELECT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM desk), :at, :device, :kind, :participant, :job, :data
WHERE :job = 0 OR NOT EXISTS (SELECT 1 FROM desk WHERE job = :job AND kind = :kind)"""

_AFTER: Final = """SELECT sequence, at, device, kind, participant, job, data FROM desk
WHERE sequence > ? ORDER BY sequence"""

_LATEST: Final = "SELECT sequence, at, device, kind, participant, job, data FROM desk ORDER BY sequence DESC LIMIT ?"

_NOTHING: Final[Mapping[str, Any]] = {}


class Kind(StrEnum):
    """What an entry tells."""

    ARRIVED = "arrived"
    LEFT = "arrival taken back"
    WALK_IN = "walk-in"
    CORRECTED = "corrected"
    QUEUED = "print queued"
    BEGUN = "print begun"
    HANDED = "print handed over"
    DONE = "print done"
    FAILED = "print failed"
    DEVICE = "device"
    LOCKED_OUT = "device locked out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What happened, when (ISO 8601) and at which device; entries about a print name its job, the QUEUED one's number.

    Order is that of `sequence`: `at` is what a clock said, and clocks jump.
    """

    sequence: int
    at: str
    device: str
    kind: Kind
    participant: str = ""
    job: int = 0
    data: dict[str, Any]


class DeskLog(Kept):
    """The log in the file at a path; a context manager that closes it. Every method raises what `Database` raises."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, Log("desk", _RULES, version=3))

    def after(self, sequence: int) -> Iterator[Entry]:
        """The entries after the one of that number."""
        return map(_entry, self._database.each(_AFTER, sequence))

    def latest(self, count: int) -> list[Entry]:
        """The last entries, the newest first."""
        return [_entry(row) for row in self._database.query(_LATEST, count)]

    def append(
        self,
        kind: Kind,
        *,
        at: dt.datetime,
        device: str,
        participant: str = "",
        job: int = 0,
        data: Mapping[str, Any] = _NOTHING,
    ) -> bool:
        """Write an entry; False, and nothing is written, when the job has one of that kind already."""
        with self._database.transaction() as connection:
            written = connection.execute(
                _INSERT,
                {
                    "at": at.isoformat(timespec="seconds"),
                    "device": device,
                    "kind": kind,
                    "participant": participant,
                    "job": job,
                    "data": json.dumps(dict(data), ensure_ascii=False, sort_keys=True),
                },
            )
            return written.rowcount > 0


def _entry(row: Row) -> Entry:
    fields = dict(row)
    return Entry(**{**fields, "kind": Kind(fields["kind"]), "data": json.loads(fields["data"])})
