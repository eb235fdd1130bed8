"""Payments find their invoices: by reference, by number, by amount and payer's name; what is uncertain is told.

Nothing is guessed. A payment that names one invoice is for it, whatever its amount; one that names several must be
their sum. One that names none must be to the cent what one invoice alone of that payer has open. What is open may be
paid with or without the fees of reminders. Everything else waits for a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from flyer.billing.book import Assignment, Basis, Book, Part, Payment
from flyer.billing.buyers import Buyers
from flyer.billing.entry import Entry
from flyer.billing.mentions import Mentions, Numbers
from flyer.billing.open_items import OpenItem, Receipt, open_items
from flyer.billing.reminder import Reminder
from flyer.billing.statements.spelling import compact, letters
from flyer.money import ZERO

_MOST_CANDIDATES: Final = 5
_FEW: Final = 3
"""How many invoices are named to choose from, and how many when nothing but the amount speaks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found for a payment: its assignment, or why it is uncertain and which invoices it may be for.

    Neither where it has nothing to do with invoices, as the organiser's own payments.
    """

    payment: Payment
    assignment: Assignment | None = None
    why: str = ""
    candidates: tuple[str, ...] = ()


def findings(book: Book, entries: Iterable[Entry], reminders: Iterable[Reminder] = ()) -> tuple[Finding, ...]:
    """What is found for each undecided payment, in their order; who was released by hand is never assigned again."""
    entries = tuple(entries)
    matching = _Matching(book, open_items(entries, book, reminders), Numbers(entries))
    found: dict[int, Finding] = {}
    for step in (matching.named, matching.fitting, matching.taken_back):
        for payment in book.undecided:
            if payment.number not in found and payment.transaction.amount and (finding := step(payment)):
                found[payment.number] = finding
    return tuple(found.get(payment.number, Finding(payment=payment)) for payment in book.undecided)


class _Matching:
    """Goes through the payments and keeps account of what they leave open."""

    def __init__(self, book: Book, items: Sequence[OpenItem], numbers: Numbers) -> None:
        self._book = book
        self._items: dict[str, OpenItem] = {}
        self._open: dict[str, Decimal] = {}
        self._fees: dict[str, Decimal] = {}
        self._paid: dict[str, Decimal] = {}
        for item in items:
            self._keep(item)
        self._buyers = Buyers(items)
        self._assigned = dict(book.assignments)
        self._mentions = {each.number: numbers.mentioned(each.transaction.text) for each in book.undecided}

    def named(self, payment: Payment) -> Finding | None:
        """For a payment that names invoices."""
        mentions, transaction = self._mentions[payment.number], payment.transaction
        certain = mentions.certain
        if not certain:
            return None
        numbers = tuple(certain)
        listed = " and ".join(numbers)
        if not transaction.is_credit:
            return self._gone_back(payment, certain)
        if cancelled := [number for number in numbers if self._items[number].invoice is None]:
            return self._uncertain(payment, f"it names {' and '.join(cancelled)}, which was cancelled")
        if len(numbers) == 1:
            if mentions.doubtful or (mentions.goes_on and transaction.amount > self._open[numbers[0]]):
                return self._uncertain(payment, f"it names {listed}, and perhaps more")
            return self._certain(payment, certain[numbers[0]], [Part(numbers[0], transaction.amount)])
        asked = sum((self._open[number] for number in numbers), ZERO)
        fees = sum((self._fees[number] for number in numbers), ZERO)
        if transaction.amount not in (asked, asked + fees) or any(self._open[number] <= 0 for number in numbers):
            return self._uncertain(payment, f"it names {listed}, of which {asked} is open")
        parts = [
            Part(number, self._open[number] + (self._fees[number] if transaction.amount > asked else ZERO))
            for number in numbers
        ]
        return self._certain(payment, certain[numbers[0]], parts)

    def fitting(self, payment: Payment) -> Finding | None:
        """For a payment that names no invoice: what one payer alone has open, to the cent."""
        transaction, doubtful = payment.transaction, self._mentions[payment.number].doubtful
        if transaction.is_reversal:
            return None
        if not transaction.is_credit:
            return self._uncertain(payment, "it may go back to a payer") if doubtful else None
        of_payer = [number for number in self._buyers.same(transaction) if self._open[number] > 0]
        exact = [number for number in of_payer if self._asks_for(number, transaction.amount)]
        if len(exact) == 1 and not set(doubtful) - set(exact):
            return self._certain(payment, Basis.AMOUNT_AND_NAME, [Part(exact[0], transaction.amount)])
        if doubtful:
            return self._uncertain(payment, "its number is not plain")
        if exact:
            return self._uncertain(payment, f"the same payer has {transaction.amount} open more than once")
        if of_payer:
            return self._uncertain(payment, "the name fits, the amount does not")
        return self._uncertain(payment, "it names no invoice")

    def taken_back(self, payment: Payment) -> Finding | None:
        """For a payment that takes back another one, which is told by amount and text."""
        transaction = payment.transaction
        if not transaction.is_reversal:
            return None
        before = [each for each in self._book.payments if _may_take_back(payment, each)]
        parts = {
            self._assigned[each.number].parts
            for each in before
            if each.number in self._assigned and _takes_back(payment, each)
        }
        parts = {each for each in parts if all(part.amount <= self._paid[part.invoice] for part in each)}
        if len(parts) == 1:
            turned = [Part(part.invoice, -part.amount) for part in parts.pop()]
            return self._certain(payment, Basis.REVERSAL, turned)
        if before:
            listed = " or ".join(str(each.number) for each in before[:_MOST_CANDIDATES])
            return self._uncertain(payment, f"it may take back payment {listed}")
        return self._uncertain(payment, "it takes back nothing that is known") if transaction.is_credit else None

    def _gone_back(self, payment: Payment, certain: Mapping[str, Basis]) -> Finding:
        """For money that went back to a payer: refunded, or taken back by the bank."""
        (number, basis), *more = certain.items()
        if more or payment.transaction.amount > self._paid[number]:
            return self._uncertain(payment, f"{payment.transaction.amount} went back, but was not paid before")
        basis = Basis.REVERSAL if payment.transaction.is_reversal else basis
        return self._certain(payment, basis, [Part(number, -payment.transaction.amount)])

    def _certain(self, payment: Payment, basis: Basis, parts: Sequence[Part]) -> Finding:
        if payment.number in self._book.released:
            return self._uncertain(payment, "it was released")
        assignment = Assignment(payment=payment.number, parts=tuple(parts), basis=basis)
        self._assigned[payment.number] = assignment
        for part in parts:
            item = self._items[part.invoice]
            self._keep(replace(item, receipts=(*item.receipts, Receipt(payment, part.amount))))
        return Finding(payment=payment, assignment=assignment)

    def _keep(self, item: OpenItem) -> None:
        self._items[item.number] = item
        self._open[item.number], self._fees[item.number], self._paid[item.number] = item.open, item.fees_open, item.paid

    def _uncertain(self, payment: Payment, why: str) -> Finding:
        mentions = self._mentions[payment.number]
        found = dict.fromkeys((*self._standing(mentions), *self._likely(payment)))
        candidates = tuple(found)[:_MOST_CANDIDATES] or self._of_amount(payment)
        return Finding(payment=payment, why=why, candidates=candidates)

    def _of_amount(self, payment: Payment) -> tuple[str, ...]:
        """The few open invoices for which nothing but the amount of money that came in speaks."""
        fitting = tuple(number for number in self._open if self._asks_for(number, payment.transaction.signed))
        return fitting if len(fitting) <= _FEW else ()

    def _asks_for(self, number: str, amount: Decimal) -> bool:
        """Whether it is what an invoice has open, without the fees of reminders or with them."""
        return amount in (self._open[number], self._open[number] + self._fees[number])

    def _standing(self, mentions: Mentions) -> Iterator[str]:
        """The invoices that a text names or may name; of one that was cancelled those its payer has now."""
        for number in (*mentions.certain, *mentions.doubtful):
            item = self._items[number]
            if item.invoice:
                yield number
            else:
                of_payer = (each for each in self._items.values() if each.entry.payer_key == item.entry.payer_key)
                yield from (each.number for each in of_payer if self._open[each.number] > 0)

    def _likely(self, payment: Payment) -> Iterator[str]:
        """Open invoices to somebody like the payer: those with that amount first, then those with that name."""
        transaction = payment.transaction
        yield from (each for each in self._buyers.alike(transaction) if self._asks_for(each, transaction.amount))
        yield from (each for each in self._buyers.same(transaction) if self._open[each] > 0)


def by_hand(payment: Payment, numbers: Sequence[str], items: Iterable[OpenItem], reason: str) -> Assignment:
    """The assignment of a payment to invoices: each gets what it has open, the last one all that is left.

    Fees of reminders are open, too, when it is enough for all of them.
    """
    left = payment.transaction.signed
    known = {item.number: item for item in items}
    opened = {number: known[number].open + known[number].fees_open for number in numbers}
    if sum(opened.values()) > left:
        opened = {number: known[number].open for number in numbers}
    parts = []
    for number in numbers[:-1]:
        part = max(min(left, opened[number]), ZERO) if left > 0 else ZERO
        parts.append(Part(number, part))
        left -= part
    parts += [Part(number, left) for number in numbers[-1:]]
    whole = tuple(part for part in parts if part.amount)
    return Assignment(payment=payment.number, parts=whole, basis=Basis.DECISION, reason=reason)


def _may_take_back(payment: Payment, before: Payment) -> bool:
    """Whether a payment is by its amount another one turned round."""
    now, then = payment.transaction, before.transaction
    return now.signed == -then.signed and payment.account == before.account and now.booked >= then.booked


def _takes_back(payment: Payment, before: Payment) -> bool:
    """Whether it is that one by end-to-end id, or by what was written and by name."""
    now, then = payment.transaction, before.transaction
    if now.end_to_end_id and now.end_to_end_id == then.end_to_end_id:
        return True
    text = compact(then.text)
    return bool(text) and text in compact(now.text) and (not now.name or letters(now.name) == letters(then.name))
