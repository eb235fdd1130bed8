"""Statements of an account in the words of ISO 20022 (camt.053): what was booked, for whom, from whom and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from flyer.money import ZERO, cents
from flyer.problems import Place, Problem

_NOWHERE = Place("statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """TxDtls, or an entry (Ntry) that tells no details: one movement of money that the bank has booked.

    `amount` is never below zero, `is_credit` says whether it came in (CdtDbtInd) and `is_reversal` whether it takes
    back another one (RvslInd, RtrInf). `name` and `iban` are the other side's, so the debtor's of a credit.
    `servicer_reference` is the bank's own (AcctSvcrRef), `batch` that of the entry it was booked in with others.
    """

    booked: dt.date
    value_date: dt.date
    amount: Decimal
    currency: str
    is_credit: bool
    is_reversal: bool = False
    name: str = ""
    iban: str = ""
    end_to_end_id: str = ""
    creditor_reference: str = ""
    remittance: tuple[str, ...] = ()
    servicer_reference: str = ""
    batch: str = ""
    place: Place = field(default=_NOWHERE, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Give the amount its two places, which no file need write, and drop from texts what nobody sees."""
        object.__setattr__(self, "amount", cents(self.amount))
        for name in _TEXTS:
            object.__setattr__(self, name, _seen(getattr(self, name)))
        object.__setattr__(self, "remittance", tuple(map(_seen, self.remittance)))

    @property
    def signed(self) -> Decimal:
        """The amount as the account feels it: what went out is below zero."""
        return self.amount if self.is_credit else -self.amount

    @property
    def text(self) -> str:
        """All that the payer wrote: creditor reference and remittance information."""
        return " ".join(filter(None, (self.creditor_reference, *self.remittance)))


_TEXTS: Final = ("name", "iban", "end_to_end_id", "creditor_reference", "servicer_reference", "batch")


def _seen(text: str) -> str:
    """The text without control characters, its blanks as single spaces."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Stmt, Rpt or Ntfctn: the booked transactions of an account, `left_out` counts those that are not booked (yet).

    `account` is an IBAN, "" where the file names none; `opening` and `closing` are its balances, None likewise.
    """

    format: str
    identification: str = ""
    account: str = ""
    currency: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None
    transactions: tuple[Transaction, ...] = ()
    left_out: int = 0
    place: Place = field(default=_NOWHERE, compare=False, repr=False)

    @property
    def total(self) -> Decimal:
        """The sum of all transactions."""
        return sum((each.signed for each in self.transactions), ZERO)

    @property
    def imbalance(self) -> Problem | None:
        """What is wrong where the transactions do not lead from the opening to the closing balance."""
        if self.opening is None or self.closing is None or self.opening + self.total == self.closing:
            return None
        moved, booked = self.closing - self.opening, self.total
        what = (
            f"the balances {self.opening} and {self.closing} differ by {moved}, the entries add up to {booked}: "
            f"{abs(moved - booked)} {self.currency} {'are missing' if moved > booked else 'are too many'}"
        )
        return Problem(self.place, what, "get the statement from the bank again")
