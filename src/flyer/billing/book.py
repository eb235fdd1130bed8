"""What was paid and what for: payments out of statements, and to which invoices their money was assigned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from flyer.billing.statements.model import Transaction
from flyer.money import cents


class Basis(StrEnum):
    """What an assignment stands on."""

    REFERENCE = "reference"
    NUMBER = "number"
    AMOUNT_AND_NAME = "amount and name"
    REVERSAL = "reversal"
    DECISION = "decision"
    DETAILS = "details"
    """The sum of a batch whose details other payments tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A transaction that was imported: its number, counted from 1, and the account and kind of file that told it."""

    number: int
    account: str
    format: str
    transaction: Transaction


@dataclass(frozen=True, slots=True)
class Part:
    """The money of a payment that is for one invoice; below zero where it went back to the payer."""

    invoice: str
    amount: Decimal

    def __post_init__(self) -> None:
        """Give the amount its two places."""
        object.__setattr__(self, "amount", cents(self.amount))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What the money of a payment is for; without parts it has nothing to do with any invoice."""

    payment: int
    parts: tuple[Part, ...] = ()
    basis: Basis
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """An assignment taken back: the payment is to be decided again, by hand."""

    payment: int
    reason: str


@dataclass(frozen=True, slots=True)
class Book:
    """All payments in the order of their numbers, the assignments that stand, and which payments were released."""

    payments: tuple[Payment, ...] = ()
    assignments: Mapping[int, Assignment] = field(default_factory=lambda: MappingProxyType({}))
    released: frozenset[int] = frozenset()

    @property
    def undecided(self) -> tuple[Payment, ...]:
        """The payments without an assignment."""
        return tuple(payment for payment in self.payments if payment.number not in self.assignments)
