"""What was sent after an invoice: reminders, and orders to refund. In the ledger's file; it only grows.

A dispatch is content, the file that was made of it, and a name that is given once, all written in one transaction.
Each carries the hash of the one before. A hash is the SHA-256 of the canonical JSON of all columns but `file` and
`hash`; the file is in it through `file_sha256`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from flyer.billing.entry import seal
from flyer.database import Kept, Log
from flyer.problems import Problem

_RULES: Final = {
    "dispatches": """CREATE TABLE dispatches (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    content TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    file BLOB NOT NULL,
    file_sha256 TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
)""",
    "dispatches_keep": """CREATE TRIGGER dispatches_keep BEFORE UPDATE ON dispatches
BEGIN SELECT RAISE(ABORT, 'a dispatch is never changed'); END""",
    "dispatches_stay": """CREATE TRIGGER dispatches_stay BEFORE DELETE ON dispatches
BEGIN SELECT RAISE(ABORT, 'a dispatch is never deleted'); END""",
    "dispatches_follow": """CREATE TRIGGER dispatches_follow BEFORE INSERT ON dispatches
WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM dispatches)
OR NEW.previous IS NOT COALESCE((SELECT hash FROM dispatches ORDER BY sequence DESC LIMIT 1), '')
OR EXISTS (SELECT 1 FROM dispatches WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'a dispatch follows the last one'); END""",
}
"""The last trigger also stops INSERT OR REPLACE, which deletes without asking the others."""

_SELECT: Final = "SELECT sequence, kind, name, content, sent_at, file_sha256, previous, hash FROM dispatches"


class DispatchKind(StrEnum):
    """What was sent."""

    REMINDER = "reminder"
    REFUND = "refund"

    @property
    def suffix(self) -> str:
        """What the names of its files end in."""
        return ".xml" if self is DispatchKind.REFUND else ".pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One dispatch without its file; `content` is canonical JSON, `sent_at` a moment of ISO 8601."""

    sequence: int
    kind: str
    name: str
    content: str
    sent_at: str
    file_sha256: str
    previous: str
    hash: str


_SEALED: Final = tuple(field.name for field in fields(Dispatch) if field.name != "hash")


class Dispatches(Kept):
    """The dispatches in the file at a path; reading one that does not exist finds nothing and creates nothing.

    A context manager that closes the file. Every method raises what `Database` raises.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, Log("dispatches", _RULES, version=3))

    def send(
        self, kind: DispatchKind, name: str, content: str, *, on: dt.datetime, make: Callable[[], bytes]
    ) -> Dispatch:
        """Make a file and store it under its name; what has the name already comes back, and nothing is made.

        Whatever `make` raises leaves the file at the path as it was.
        """
        with self._database.transaction() as connection:
            if there := self._read("WHERE name = ?", name):
                return there[0]
            last = self._read("ORDER BY sequence DESC LIMIT 1")
            file = make()
            row: dict[str, Any] = {
                "sequence": last[0].sequence + 1 if last else 1,
                "kind": kind.value,
                "name": name,
                "content": content,
                "sent_at": on.isoformat(timespec="seconds"),
                "file_sha256": sha256(file).hexdigest(),
                "previous": last[0].hash if last else "",
            }
            sent = Dispatch(**row, hash=seal(row))
            whole = {**row, "hash": sent.hash, "file": file}
            names, values = ", ".join(whole), ", ".join(f":{column}" for column in whole)
            connection.execute(f"INSERT INTO dispatches ({names}) VALUES ({values})", whole)  # noqa: S608
        return sent

    def all(self, *kinds: DispatchKind) -> tuple[Dispatch, ...]:
        """All of these kinds, or of every kind, in the order they were sent."""
        every = self._read("ORDER BY sequence")
        return tuple(each for each in every if not kinds or each.kind in kinds)

    def file(self, sent: Dispatch) -> bytes:
        """The file as it was sent."""
        return bytes(self._database.query("SELECT file FROM dispatches WHERE name = ?", sent.name)[0]["file"])

    def altered(self) -> list[Problem]:
        """One problem for each thing that is not as it was written; nothing where nothing was ever sent."""
        if not self._database.exists:
            return []
        findings = [*self._database.damages(), *self._alterations()]
        return [self._database.problem(what, "restore the ledger from a backup") for what in findings]

    def _alterations(self) -> Iterator[str]:
        previous = ""
        for sequence, each in enumerate(self._database.each("SELECT * FROM dispatches ORDER BY sequence"), start=1):
            row = dict(each)
            name = f"dispatch {row['sequence']} ({row['name']})"
            if row["sequence"] != sequence or row["previous"] != previous:
                yield f"{name} does not follow the one before it"
            if row["hash"] != seal({column: row[column] for column in _SEALED}):
                yield f"{name}: its hash does not match its contents"
            if row["file_sha256"] != sha256(row["file"]).hexdigest():
                yield f"{name}: the stored file is not the one that was sent"
            previous = row["hash"]

    def _read(self, where: str, *values: str) -> tuple[Dispatch, ...]:
        return tuple(Dispatch(**dict(row)) for row in self._database.query(f"{_SELECT} {where}", *values))
