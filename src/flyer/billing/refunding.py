"""Refunds: what was paid too much, or for what was cancelled, goes back to the account it came from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from flyer.billing.frozen import built, canonical, plain
from flyer.billing.open_items import OpenItem, Receipt
from flyer.money import ZERO
from flyer.payment.error import PaymentError
from flyer.payment.iban import IBAN

_VERSION: Final = 1
"""Of the form in which orders are stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """An amount that goes back for an invoice, to the account of that name that paid it.

    `gone` is what had gone back for the invoice before, or was ordered to.
    """

    invoice: str
    amount: Decimal
    gone: Decimal
    name: str
    iban: IBAN


@dataclass(frozen=True, slots=True)
class Unknown:
    """An amount that would go back for an invoice, if the statement named the account that paid it."""

    invoice: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Order:
    """The refunds of one file for the bank."""

    refunds: tuple[Refund, ...]

    @property
    def total(self) -> Decimal:
        """What they come to."""
        return sum((each.amount for each in self.refunds), ZERO)


def frozen(order: Order) -> str:
    """Turn an order into canonical JSON."""
    return canonical({"version": _VERSION, **plain(order)})


def thawed(text: str) -> Order:
    """Turn what `frozen` wrote into the same order."""
    told = json.loads(text)
    del told["version"]
    order: Order = built(Order, told)
    return order


def refunds(items: Iterable[OpenItem], orders: Iterable[Order]) -> Iterator[Refund | Unknown]:
    """What is to go back, in the order of the items; of several payments the last goes back first.

    Fees of reminders are kept unless the invoice is cancelled. What was ordered before does not go back again, whether
    a statement has told of it yet or not, and no account gets more than came from it.
    """
    before: dict[str, list[Refund]] = defaultdict(list)
    for refund in (each for order in orders for each in order.refunds):
        before[refund.invoice].append(refund)
    for item in items:
        yield from _of_item(item, before[item.number])


def _of_item(item: OpenItem, before: Sequence[Refund]) -> Iterator[Refund | Unknown]:
    gone = _gone(item, before)
    left = _kept(item) - item.payable - item.fees - gone
    room = _room(item, before)
    for receipt in reversed([receipt for receipt in item.receipts if receipt.amount > 0]):
        payer = receipt.payment.transaction
        iban = _iban(payer.iban)
        amount = min(left, receipt.amount, room[payer.iban])
        if amount > 0 and iban and payer.name:
            yield Refund(invoice=item.number, amount=amount, gone=gone, name=payer.name, iban=iban)
            room[payer.iban] -= amount
            gone += amount
            left -= amount
    if left > 0:
        yield Unknown(item.number, left)


def _kept(item: OpenItem) -> Decimal:
    """What came in for it and was not taken back by the bank, which nobody orders."""
    return sum((each.amount for each in item.receipts if each.amount > 0 or _is_reversal(each)), ZERO)


def _gone(item: OpenItem, before: Sequence[Refund]) -> Decimal:
    """What went back for it by statements, or will have when all that was ordered did."""
    went = -sum((each.amount for each in item.receipts if each.amount < 0 and not _is_reversal(each)), ZERO)
    return max(went, before[-1].gone + before[-1].amount) if before else went


def _room(item: OpenItem, before: Sequence[Refund]) -> dict[str, Decimal]:
    """What came from each account and did not go back there."""
    came: dict[str, Decimal] = defaultdict(lambda: ZERO)
    went: dict[str, Decimal] = defaultdict(lambda: ZERO)
    ordered: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for receipt in item.receipts:
        sums = came if receipt.amount > 0 or _is_reversal(receipt) else went
        sums[receipt.payment.transaction.iban] += receipt.amount
    for refund in before:
        ordered[refund.iban.compact] += refund.amount
    return {iban: amount - max(-went[iban], ordered[iban]) for iban, amount in came.items()}


def _is_reversal(receipt: Receipt) -> bool:
    return receipt.payment.transaction.is_reversal


def _iban(text: str) -> IBAN | None:
    try:
        return IBAN.parse(text)
    except PaymentError:
        return None
