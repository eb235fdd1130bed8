"""Open items: what of each invoice stands, what was paid of it and of the fees of its reminders, and what is open.

What is paid is for the invoice first, then for the fees, though § 367 BGB allows the other order: so who pays the
invoice without the fees has paid it, and nobody is reminded of fees alone.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from flyer.billing.book import Book, Payment
from flyer.billing.cancelling import standing
from flyer.billing.entry import Entry
from flyer.billing.model import Invoice
from flyer.billing.reminder import Reminder
from flyer.money import ZERO, cents


class Status(StrEnum):
    """How far an invoice is paid."""

    OPEN = "open"
    UNDERPAID = "underpaid"
    PAID = "paid"
    OVERPAID = "overpaid"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A payment and how much of it is for one invoice, below zero where it went back."""

    payment: Payment
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """An invoice as it was issued, what of it stands (None when it is wholly cancelled), and what was paid on it.

    `reminders` are those that were sent, in the order of their levels. `payable` and `fees` are what is asked for,
    `open` and `fees_open` what of it is not `paid`: the two sums differ by that.
    """

    entry: Entry
    invoice: Invoice | None
    receipts: tuple[Receipt, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @property
    def number(self) -> str:
        """The invoice's number (BT-1)."""
        return self.entry.number

    @property
    def payable(self) -> Decimal:
        """What is to be paid for the invoice, without what was cancelled."""
        return self.invoice.payable if self.invoice else ZERO

    @property
    def fees(self) -> Decimal:
        """What its reminders asked for on top; nothing when it is wholly cancelled."""
        return cents(self.reminders[-1].fees) if self.reminders and self.invoice else ZERO

    @property
    def level(self) -> int:
        """The level of its last reminder, 0 without one."""
        return self.reminders[-1].level if self.reminders else 0

    @property
    def paid(self) -> Decimal:
        """What was paid, without what went back."""
        return sum((receipt.amount for receipt in self.receipts), ZERO)

    @property
    def open(self) -> Decimal:
        """What is still to be paid for the invoice; below zero what was paid too much."""
        return self.payable - self.paid + self.fees_paid

    @property
    def fees_paid(self) -> Decimal:
        """What was paid of the fees."""
        return max(min(self.paid - self.payable, self.fees), ZERO)

    @property
    def fees_open(self) -> Decimal:
        """What is still to be paid of the fees."""
        return self.fees - self.fees_paid

    @property
    def last_paid(self) -> dt.date | None:
        """The day on which the last money for it came in."""
        return max((each.payment.transaction.booked for each in self.receipts if each.amount > 0), default=None)

    @property
    def status(self) -> Status:
        """How far it is paid; what is cancelled and was paid is overpaid."""
        if self.open < 0:
            return Status.OVERPAID
        if self.invoice is None:
            return Status.CANCELLED
        if not self.open:
            return Status.PAID
        return Status.UNDERPAID if self.paid else Status.OPEN


def open_items(entries: Iterable[Entry], book: Book, reminders: Iterable[Reminder] = ()) -> tuple[OpenItem, ...]:
    """One item for each invoice that was issued, cancelled ones too, in the order of the ledger.

    `reminders` are those that were sent, in the order in which they were.
    """
    entries = tuple(entries)
    left = {entry.number: entry.invoice for entry in standing(entries)}
    receipts: dict[str, list[Receipt]] = defaultdict(list)
    for payment in book.payments:
        if assignment := book.assignments.get(payment.number):
            for part in assignment.parts:
                receipts[part.invoice].append(Receipt(payment, part.amount))
    reminded: dict[str, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        reminded[reminder.invoice].append(reminder)
    return tuple(
        OpenItem(
            entry=entry,
            invoice=left.get(entry.number),
            receipts=tuple(receipts[entry.number]),
            reminders=tuple(reminded[entry.number]),
        )
        for entry in entries
        if not entry.cancels
    )


class Sums(NamedTuple):
    """How many invoices there are, and what they come to."""

    number: int = 0
    payable: Decimal = ZERO
    fees: Decimal = ZERO
    paid: Decimal = ZERO
    open: Decimal = ZERO
    fees_open: Decimal = ZERO


def by_status(items: Iterable[OpenItem]) -> dict[Status, Sums]:
    """The totals of the invoices of each status."""
    sums = dict.fromkeys(Status, Sums())
    for item in items:
        count, payable, fees, paid, left, fees_open = sums[item.status]
        sums[item.status] = Sums(
            count + 1,
            payable + item.payable,
            fees + item.fees,
            paid + item.paid,
            left + item.open,
            fees_open + item.fees_open,
        )
    return sums
