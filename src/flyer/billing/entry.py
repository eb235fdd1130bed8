"""Entries of the ledger: what was issued, sealed with the hash of the entry before.

The seal is the SHA-256 (hex) of the canonical JSON of all columns but `pdf` and `hash`; the PDF is in it
through `pdf_sha256`, the entry before through `previous`. Anyone can recompute it without this program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final, TypeAlias

from flyer.billing.frozen import canonical, freeze, thaw
from flyer.billing.model import Invoice
from flyer.event.numbers import is_plain, number

Row: TypeAlias = Mapping[str, Any]
"""The columns of one entry as they are stored."""

INVOICE, CANCELLATION = "invoice", "cancellation"
"""The kinds of entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry without its PDF and what was frozen; `invoice` as it was issued; `issued_at` is zone-aware."""

    sequence: int
    kind: str
    series: str
    n: int
    number: str
    payer_key: str
    invoice: Invoice
    issued_at: dt.datetime
    due: dt.date
    total: Decimal
    currency: str
    pdf_sha256: str
    previous: str
    hash: str

    @property
    def cancels(self) -> str:
        """The number of the invoice that a cancellation takes back (BT-25), "" for an invoice."""
        preceding = self.invoice.preceding
        return preceding.number if preceding else ""

    @property
    def signed_total(self) -> Decimal:
        """The amount as books count it: what a cancellation takes back is below zero."""
        return -self.total if self.cancels else self.total

    @classmethod
    def stored(cls, row: Row) -> Entry:
        """Turn stored columns, with or without `pdf`, into an entry.

        ValueError, TypeError or ArithmeticError when they were altered.
        """
        if not is_plain(row["number"]):
            raise ValueError("its number is none that could have been given")
        return cls.of(row, thaw(row["content"]))

    @classmethod
    def of(cls, row: Row, invoice: Invoice) -> Entry:
        """Turn columns into an entry whose `content` is this invoice, frozen; raises as `stored` does."""
        values = {
            **row,
            "sequence": int(row["sequence"]),
            "n": int(row["n"]),
            "invoice": invoice,
            "issued_at": dt.datetime.fromisoformat(row["issued_at"]),
            "due": dt.date.fromisoformat(row["due"]),
            "total": Decimal(row["total"]),
        }
        return cls(**{name: values[name] for name in _FIELDS})


_FIELDS: Final = tuple(field.name for field in fields(Entry))


def columns(invoice: Invoice, *, series: str, n: int, issued_at: str, xrechnung: bytes = b"") -> dict[str, Any]:
    """The columns that follow from an issued invoice, its XRechnung and its place in its series."""
    return {
        "kind": CANCELLATION if invoice.preceding else INVOICE,
        "series": series,
        "n": n,
        "number": number(series, n),
        "payer_key": invoice.payer_key,
        "content": freeze(invoice, xrechnung),
        "issued_at": issued_at,
        "due": str(invoice.due),
        "total": str(invoice.payable),
        "currency": invoice.currency,
    }


def sealed(row: Row, pdf: bytes, *, sequence: int, previous: str) -> dict[str, Any]:
    """Add PDF, sequence, the hash of the entry before and the entry's own."""
    chained = {"sequence": sequence, "previous": previous, "pdf": pdf, "pdf_sha256": sha256(pdf).hexdigest()}
    whole = {**row, **chained}
    return {**whole, "hash": seal(whole)}


def seal(row: Row) -> str:
    """The hash of an entry from its columns."""
    told = {name: value for name, value in row.items() if name not in ("pdf", "hash")}
    return sha256(canonical(told).encode()).hexdigest()


def alterations(rows: Iterable[Row]) -> Iterator[str]:
    """What of all rows, in their order, is not as it was written: one sentence a finding."""
    sequence, previous = 0, ""
    counts: dict[str, int] = {}
    numbers: set[str] = set()
    for row in rows:
        sequence += 1
        counts[row["series"]] = counts.get(row["series"], 0) + 1
        name = f"entry {row['sequence']} ({row['number']})"
        if row["sequence"] != sequence:
            yield f"{name} stands where entry {sequence} should be"
            sequence = row["sequence"] if isinstance(row["sequence"], int) else sequence
        if row["previous"] != previous:
            yield f"{name} does not follow the entry before it"
        if row["n"] != counts[row["series"]]:
            yield f"{name} is number {row['n']} of its series, expected {counts[row['series']]}"
        if str(row["number"]).casefold() in numbers:
            yield f"{name} has a number that was given before"
        for finding in _own_alterations(row):
            yield f"{name}: {finding}"
        numbers.add(str(row["number"]).casefold())
        previous = row["hash"]


def _own_alterations(row: Row) -> Iterator[str]:
    try:
        if row["hash"] != seal(row):
            yield "its hash does not match its contents"
        if row["pdf_sha256"] != sha256(row["pdf"]).hexdigest():
            yield "the stored PDF is not the one that was issued"
        invoice = thaw(row["content"])
        expected = columns(invoice, series=row["series"], n=row["n"], issued_at=row["issued_at"])
        for column, value in expected.items():
            if column != "content" and row[column] != value:
                yield f"{column} '{row[column]}' is not '{value}' as in the frozen invoice"
        if invoice.number != row["number"] or str(invoice.issued) != row["issued_at"][:10]:
            yield "the frozen invoice has another number or date"
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        yield f"it cannot be read: {error}"
