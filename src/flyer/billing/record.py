"""Rows of the journal of payments: what each kind holds, sealed with the hash of the row before.

The seal is that of the ledger's entries: the SHA-256 (hex) of the canonical JSON of all columns but `hash`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from flyer.billing.book import Assignment, Payment, Release
from flyer.billing.entry import Row, seal
from flyer.billing.frozen import built, canonical
from flyer.billing.statements.model import Statement

Record: TypeAlias = Statement | Payment | Assignment | Release
_KINDS: Final[Mapping[str, type[Record]]] = {
    "statement": Statement,
    "payment": Payment,
    "assignment": Assignment,
    "release": Release,
}

UNREADABLE: Final = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError)
"""What `stored` raises where a row was altered."""


def sealed(record: Record, *, sequence: int, recorded_at: str, previous: str) -> dict[str, Any]:
    """The columns of a record after the row with the hash `previous`."""
    row = {
        "sequence": sequence,
        "kind": next(kind for kind, of in _KINDS.items() if isinstance(record, of)),
        "content": canonical(record),
        "recorded_at": recorded_at,
        "previous": previous,
    }
    return {**row, "hash": seal(row)}


def stored(row: Row) -> Record:
    """Turn the columns back into the record; UNREADABLE when they were altered."""
    record: Record = built(_KINDS[row["kind"]], json.loads(row["content"]))
    return record


def alterations(rows: Iterable[Row]) -> Iterator[str]:
    """What of all rows, in their order, is not as it was written: one sentence a finding."""
    previous, payments = "", 0
    for sequence, row in enumerate(rows, 1):
        name = f"row {row['sequence']} of the payments"
        if row["sequence"] != sequence or row["previous"] != previous:
            yield f"{name} does not follow the row before it"
        if row["hash"] != seal(row):
            yield f"{name}: its hash does not match its contents"
        previous = row["hash"]
        try:
            record = stored(row)
        except UNREADABLE as error:
            yield f"{name} cannot be read: {error}"
            continue
        if isinstance(record, Payment):
            payments += 1
            if record.number != payments:
                yield f"{name} is payment {record.number}, expected {payments}"
        elif isinstance(record, Assignment | Release) and not 0 < record.payment <= payments:
            yield f"{name} is about payment {record.payment}, which is not there"
