"""The invoice in the words of EN 16931; BT and BG numbers name its business terms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from flyer.event.model import Address
from flyer.money import cents, percentage
from flyer.payment.transfer import CreditTransfer


class VatCategory(StrEnum):
    """VAT category codes, UNTDID 5305 as restricted by EN 16931 (BT-151, BT-118)."""

    STANDARD = "S"
    EXEMPT = "E"
    OUTSIDE_SCOPE = "O"
    ZERO = "Z"
    REVERSE_CHARGE = "AE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """BG-4 with its contact BG-6."""

    name: str
    address: Address
    register: str = ""
    tax_number: str = ""
    vat_id: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """BG-7; `reference` is BT-10 (Leitweg-ID), `order_number` BT-13."""

    name: str
    attention: str = ""
    department: str = ""
    address: Address
    reference: str = ""
    order_number: str = ""
    vat_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """BG-25: what was sold to whom. `price` is BT-146, net of tax; `gross` the price the event names."""

    text: str
    detail: str = ""
    participant: str = ""
    quantity: Decimal = Decimal(1)
    price: Decimal
    gross: Decimal
    category: VatCategory
    rate: Decimal = Decimal(0)

    @property
    def net(self) -> Decimal:
        """BT-131."""
        return cents(self.quantity * self.price)


@dataclass(frozen=True, slots=True, kw_only=True)
class VatGroup:
    """BG-23: the lines of one category and rate, taxed on their sum."""

    category: VatCategory
    rate: Decimal
    base: Decimal
    reason: str = ""

    @property
    def tax(self) -> Decimal:
        """BT-117, on the group's sum and never line by line (BR-CO-17)."""
        return percentage(self.base, self.rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """One invoice to one payer. A draft has neither `number` nor `issued`; `due` None means terms_days apply."""

    payer_key: str
    number: str = ""
    issued: dt.date | None = None
    due: dt.date | None = None
    terms_days: int
    period: tuple[dt.date, dt.date]
    currency: str
    seller: Seller
    buyer: Buyer
    lines: tuple[Line, ...]
    groups: tuple[VatGroup, ...]
    transfer: CreditTransfer

    @property
    def net(self) -> Decimal:
        """BT-109, the sum of the lines' net amounts."""
        return cents(sum((line.net for line in self.lines), Decimal(0)))

    @property
    def tax(self) -> Decimal:
        """BT-110."""
        return cents(sum((group.tax for group in self.groups), Decimal(0)))

    @property
    def total(self) -> Decimal:
        """BT-112 and, nothing being prepaid, BT-115."""
        return self.net + self.tax
