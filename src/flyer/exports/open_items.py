"""What is paid and what is open, as tables for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flyer.billing.book import Book, Payment
from flyer.billing.matching import Finding
from flyer.billing.open_items import OpenItem
from flyer.exports.spreadsheet import Cell, Table

ITEMS: Final = (
    *("number", "status", "issued", "due", "buyer", "payer", "payable", "paid", "open", "currency", "last_paid"),
    *("level", "fees", "fees_open"),
)
PAYMENTS: Final = (
    *("payment", "booked", "amount", "currency", "name", "iban", "text", "invoices", "basis", "reason", "candidates"),
)


def tables(items: Iterable[OpenItem], book: Book, findings: Iterable[Finding]) -> dict[str, Table]:
    """The sheets of a workbook: all invoices with what is open of them, and all payments with what they are for."""
    found = {finding.payment.number: finding for finding in findings}
    return {
        "open-items": (ITEMS, *(_item(item) for item in items)),
        "payments": (PAYMENTS, *(_payment(payment, book, found) for payment in book.payments)),
    }


def _item(item: OpenItem) -> tuple[Cell, ...]:
    entry = item.entry
    return (
        item.number,
        str(item.status),
        entry.issued_at.date(),
        entry.due,
        entry.invoice.buyer.name,
        entry.payer_key,
        item.payable,
        item.paid,
        item.open,
        entry.currency,
        item.last_paid or "",
        str(item.level) if item.level else "",
        item.fees,
        item.fees_open,
    )


def _payment(payment: Payment, book: Book, found: dict[int, Finding]) -> tuple[Cell, ...]:
    transaction, assignment = payment.transaction, book.assignments.get(payment.number)
    finding = found.get(payment.number)
    return (
        str(payment.number),
        transaction.booked,
        transaction.signed,
        transaction.currency,
        transaction.name,
        transaction.iban,
        transaction.text,
        ", ".join(part.invoice for part in assignment.parts) if assignment else "",
        str(assignment.basis) if assignment else "",
        assignment.reason if assignment else finding.why if finding else "",
        ", ".join(finding.candidates) if finding else "",
    )
