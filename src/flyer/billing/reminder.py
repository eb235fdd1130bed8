"""A reminder: what was asked for in a letter about an invoice that was not paid.

It is no invoice: it has no number of its own and no VAT, its fees are damages for late payment (§ 288 BGB).
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from flyer.billing.coding import Demand
from flyer.billing.frozen import built, canonical, plain
from flyer.billing.model import Invoice

_VERSION: Final = 1
"""Of the form in which reminders are stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A letter of a level about an invoice, sent on a day: what was `paid` of the `payable`, and until when to pay.

    `fees` are those of all levels so far.
    """

    invoice: str
    level: int
    on: dt.date
    due: dt.date
    payable: Decimal
    paid: Decimal
    fees: Decimal

    @property
    def name(self) -> str:
        """What it is stored and written under; no other reminder has it."""
        return f"{self.invoice}-{self.level}"

    @property
    def open(self) -> Decimal:
        """What is still to be paid of the invoice."""
        return self.payable - self.paid

    @property
    def total(self) -> Decimal:
        """What it asks for."""
        return self.open + self.fees

    def demand(self, invoice: Invoice) -> Demand:
        """How to pay it: as the invoice, so that the payment is known by it, over what it asks for."""
        transfer = replace(invoice.transfer, amount=self.total)
        return Demand(invoice.seller, invoice.buyer, invoice.currency, transfer)


def frozen(reminder: Reminder) -> str:
    """Turn a reminder into canonical JSON."""
    return canonical({"version": _VERSION, **plain(reminder)})


def thawed(text: str) -> Reminder:
    """Turn what `frozen` wrote into the same reminder."""
    told: dict[str, Any] = json.loads(text)
    del told["version"]
    reminder: Reminder = built(Reminder, told)
    return reminder
