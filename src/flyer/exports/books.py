"""What was issued, as tables for the books: the annual list, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from flyer.billing.cancelling import cancelled_by
from flyer.billing.entry import Entry
from flyer.billing.open_items import OpenItem
from flyer.exports.spreadsheet import Cell, Table
from flyer.money import ZERO

HEADER: Final = (
    "number",
    "kind",
    "issued",
    "due",
    "buyer",
    "payer",
    "net",
    "tax",
    "total",
    "currency",
    "open",
    "cancels",
    "cancelled_by",
    "remittance",
)


def tables(entries: Iterable[Entry], items: Iterable[OpenItem]) -> dict[str, Table]:
    """The sheets of a workbook: a list for each year, and "open" with the invoices that are not settled.

    What a cancellation takes back is below zero. An invoice is open with what is neither cancelled of it nor paid, and
    below zero with what was paid too much; fees of reminders are not in it.
    """
    entries = tuple(entries)
    opened = {item.number: item.open for item in items if item.open}
    rows = list(zip(entries, _rows(entries, opened), strict=True))
    years = sorted({entry.issued_at.year for entry in entries})
    lists = {str(year): (HEADER, *(row for entry, row in rows if entry.issued_at.year == year)) for year in years}
    return {**lists, "open": (HEADER, *(row for entry, row in rows if entry.number in opened))}


def _rows(entries: Sequence[Entry], opened: Mapping[str, Decimal]) -> Iterable[Sequence[Cell]]:
    by = cancelled_by(entries)
    for entry in entries:
        invoice, sign = entry.invoice, -1 if entry.cancels else 1
        yield (
            entry.number,
            entry.kind,
            entry.issued_at.date(),
            entry.due,
            invoice.buyer.name,
            entry.payer_key,
            sign * (invoice.net + invoice.rounding) + ZERO,
            sign * invoice.tax + ZERO,
            entry.signed_total,
            entry.currency,
            opened.get(entry.number, ZERO),
            entry.cancels,
            ", ".join(by[entry.number]),
            invoice.transfer.message,
        )
