"""The invoice in the words of EN 16931; BT and BG numbers name its business terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from flyer.event.model import Address
from flyer.money import ZERO, cents, percentage
from flyer.payment.transfer import CreditTransfer
from flyer.problems import Place

_NOWHERE: Mapping[str, Place] = MappingProxyType({"": Place("participants.csv")})


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
    """BG-7; `reference` is BT-10 (Leitweg-ID), `order_number` BT-13; `places` are the payer's."""

    name: str
    attention: str = ""
    department: str = ""
    address: Address
    reference: str = ""
    order_number: str = ""
    vat_id: str = ""
    places: Mapping[str, Place] = field(default_factory=lambda: _NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """BG-25: what was sold for whom. `price` is BT-146, net of tax; `gross` the price the event names.

    `text` is BT-153; `includes`, `excludes` and `participant` make up BT-154.
    """

    text: str
    includes: str = ""
    excludes: str = ""
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
    """BG-23: the lines of one category and rate, taxed on their sum; `reason` is BT-120."""

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
    """One invoice to one payer. A draft has neither `number` nor `issued`; `due` None means terms_days apply.

    `period` is BG-14, `rounding` BT-114. An invoice whose parts contradict each other raises ValueError.
    """

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
    rounding: Decimal = ZERO
    transfer: CreditTransfer

    def __post_init__(self) -> None:
        broken = [rule for rule, holds in _RULES.items() if not holds(self)]
        if broken:
            raise ValueError(f"invoice to '{self.buyer.name}': {'; '.join(broken)}")

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
        """BT-112."""
        return self.net + self.tax

    @property
    def payable(self) -> Decimal:
        """BT-115, nothing being prepaid: the total with its rounding."""
        return self.total + self.rounding


def _bases(invoice: Invoice) -> dict[tuple[VatCategory, Decimal], Decimal]:
    sums: dict[tuple[VatCategory, Decimal], Decimal] = {}
    for line in invoice.lines:
        key = line.category, line.rate
        sums[key] = sums.get(key, ZERO) + line.net
    return sums


_RULES: Mapping[str, Callable[[Invoice], bool]] = MappingProxyType(
    {
        "an invoice has lines (BR-16)": lambda invoice: bool(invoice.lines),
        "a net price is not negative (BR-27)": lambda invoice: all(line.price >= 0 for line in invoice.lines),
        "each VAT group is the sum of its lines (BR-S-08, BR-E-08)": lambda invoice: (
            _bases(invoice) == {(group.category, group.rate): group.base for group in invoice.groups}
            and len(invoice.groups) == len(_bases(invoice))
        ),
        "an exempt group says why (BR-E-10)": lambda invoice: all(
            group.reason for group in invoice.groups if group.category is VatCategory.EXEMPT
        ),
        "only standard rated lines bear tax (BR-S-05, BR-E-05)": lambda invoice: all(
            (line.rate > 0) == (line.category is VatCategory.STANDARD) for line in invoice.lines
        ),
        "the transfer pays what is payable (BT-115)": lambda invoice: invoice.transfer.amount == invoice.payable,
        "number and issue date go together (BT-1, BT-2)": lambda invoice: (
            bool(invoice.number) == (invoice.issued is not None)
        ),
        "an issued invoice has a due date, not before its issue (BT-9)": lambda invoice: (
            invoice.issued is None or (invoice.due is not None and invoice.due >= invoice.issued)
        ),
        "the period does not end before it starts (BR-29)": lambda invoice: invoice.period[0] <= invoice.period[1],
    }
)
