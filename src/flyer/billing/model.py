"""The invoice in the words of EN 16931; BT and BG numbers name its business terms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from flyer.event.model import Address, InvoiceFormat
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


class TypeCode(StrEnum):
    """Invoice type codes, UNTDID 1001 as restricted by EN 16931 (BT-3)."""

    INVOICE = "380"
    CREDIT_NOTE = "381"
    CORRECTED = "384"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preceding:
    """BG-3, the invoice that this one cancels or corrects: its number (BT-25) and date (BT-26)."""

    number: str
    issued: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """BG-4: name BT-27, address BG-5, register BT-30, VAT id BT-31, tax number BT-32, contact BG-6 (BT-41 to 43)."""

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
    """BG-7: name BT-44, address BG-8, VAT id BT-48; `attention` and `department` make up its contact, BT-56.

    `reference` is BT-10 (Leitweg-ID), `order_number` BT-13; `places` are the payer's.
    """

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

    `text` is BT-153; `includes`, `excludes` and `participant` make up BT-154. `category` is BT-151, `rate` BT-152
    in percent; `reason` and `reason_code` say why there is no tax and go into the group's BT-120 and BT-121.
    `reductions` are its shares, by their reasons and gross, of the invoice's allowances of its category and rate.
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
    reason: str = ""
    reason_code: str = ""
    reductions: tuple[tuple[str, Decimal], ...] = ()

    @property
    def net(self) -> Decimal:
        """BT-131."""
        return cents(self.quantity * self.price)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """BG-20, a reduction below the lines: its net amount (BT-92), reason (BT-97) and how it is taxed (BT-95, BT-96).

    `gross` is the reduction the event names.
    """

    amount: Decimal
    gross: Decimal
    reason: str
    category: VatCategory
    rate: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class VatGroup:
    """BG-23: what one category (BT-118) and rate (BT-119) is charged on, taxed on its sum (`base`, BT-116).

    `reason` is BT-120, `reason_code` BT-121.
    """

    category: VatCategory
    rate: Decimal
    base: Decimal
    reason: str = ""
    reason_code: str = ""

    @property
    def tax(self) -> Decimal:
        """BT-117, on the group's sum and never line by line (BR-CO-17)."""
        return percentage(self.base, self.rate)


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """One invoice to one payer. A draft has neither `number` nor `issued`; `due` None means terms_days apply.

    `number` is BT-1, `issued` BT-2, `type_code` BT-3, `currency` BT-5, `due` BT-9, `preceding` BG-3, `notes` are BT-22,
    `period` is BG-14, `rounding` BT-114; `format` is what the payer gets, and `language` the BCP 47
    tag of its words, "" for the event's. An invoice whose parts contradict each other
    raises ValueError.
    """

    payer_key: str
    language: str = ""
    format: InvoiceFormat = InvoiceFormat.PDF
    type_code: TypeCode = TypeCode.INVOICE
    preceding: Preceding | None = None
    notes: tuple[str, ...] = ()
    number: str = ""
    issued: dt.date | None = None
    due: dt.date | None = None
    terms_days: int
    period: tuple[dt.date, dt.date]
    currency: str
    seller: Seller
    buyer: Buyer
    lines: tuple[Line, ...]
    allowances: tuple[Allowance, ...] = ()
    groups: tuple[VatGroup, ...]
    rounding: Decimal = ZERO
    transfer: CreditTransfer

    def __post_init__(self) -> None:
        broken = [rule for rule, holds in _RULES.items() if not holds(self)]
        if broken:
            raise ValueError(f"invoice to '{self.buyer.name}': {'; '.join(broken)}")

    @cached_property
    def line_total(self) -> Decimal:
        """BT-106, the sum of the lines' net amounts."""
        return cents(sum((line.net for line in self.lines), Decimal(0)))

    @cached_property
    def allowance_total(self) -> Decimal:
        """BT-107."""
        return cents(sum((allowance.amount for allowance in self.allowances), Decimal(0)))

    @property
    def net(self) -> Decimal:
        """BT-109."""
        return self.line_total - self.allowance_total

    @cached_property
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


_UNTAXED_WITH_REASON = (VatCategory.EXEMPT, VatCategory.OUTSIDE_SCOPE, VatCategory.REVERSE_CHARGE)


def _bases(invoice: Invoice) -> dict[tuple[VatCategory, Decimal], Decimal]:
    sums: dict[tuple[VatCategory, Decimal], Decimal] = {}
    for line in invoice.lines:
        key = line.category, line.rate
        sums[key] = sums.get(key, ZERO) + line.net
    for allowance in invoice.allowances:
        key = allowance.category, allowance.rate
        sums[key] = sums.get(key, ZERO) - allowance.amount
    return sums


def _has(invoice: Invoice, category: VatCategory) -> bool:
    return any(group.category is category for group in invoice.groups)


_RULES: Mapping[str, Callable[[Invoice], bool]] = MappingProxyType(
    {
        "seller and buyer are in a country (BR-9, BR-11)": lambda invoice: bool(
            invoice.seller.address.country and invoice.buyer.address.country
        ),
        "an invoice has lines (BR-16)": lambda invoice: bool(invoice.lines),
        "a net price is not negative (BR-27)": lambda invoice: all(line.price >= 0 for line in invoice.lines),
        "an allowance has an amount, not below zero, and a reason (BR-33)": lambda invoice: all(
            allowance.amount >= 0 and allowance.reason for allowance in invoice.allowances
        ),
        "amounts have two decimals (BR-DEC-14, BR-DEC-17, BR-DEC-19)": lambda invoice: all(
            amount == cents(amount)
            for amount in (
                invoice.rounding,
                *(allowance.amount for allowance in invoice.allowances),
                *(group.base for group in invoice.groups),
            )
        ),
        "each VAT group is the sum of its lines (BR-S-08, BR-E-08)": lambda invoice: (
            _bases(invoice) == {(group.category, group.rate): group.base for group in invoice.groups}
            and len(invoice.groups) == len(_bases(invoice))
        ),
        "a group without tax says why (BR-E-10, BR-O-10, BR-AE-10)": lambda invoice: all(
            bool(group.reason or group.reason_code) == (group.category in _UNTAXED_WITH_REASON)
            for group in invoice.groups
        ),
        "only what is standard rated bears tax (BR-S-05, BR-E-05)": lambda invoice: all(
            (rate > 0) == (category is VatCategory.STANDARD)
            for category, rate in (*_bases(invoice), *((group.category, group.rate) for group in invoice.groups))
        ),
        "what is outside the scope of VAT stands alone and without VAT ids (BR-O-02, BR-O-11)": lambda invoice: (
            not _has(invoice, VatCategory.OUTSIDE_SCOPE)
            or (len(invoice.groups) == 1 and not invoice.seller.vat_id and not invoice.buyer.vat_id)
        ),
        "who owes the tax has a VAT id (BR-AE-02)": lambda invoice: (
            not _has(invoice, VatCategory.REVERSE_CHARGE) or bool(invoice.buyer.vat_id)
        ),
        "the seller has a tax number or VAT id; without VAT a register will do (BR-S-02, BR-CO-26)": lambda invoice: (
            bool(invoice.seller.tax_number or invoice.seller.vat_id)
            or (bool(invoice.seller.register) and _has(invoice, VatCategory.OUTSIDE_SCOPE))
        ),
        "the transfer pays what is payable (BT-115)": lambda invoice: (
            invoice.transfer.amount == invoice.payable
            or (invoice.transfer.amount is None and invoice.type_code is not TypeCode.INVOICE)
        ),
        "who corrects an invoice names it (BG-3)": lambda invoice: (
            (invoice.type_code is TypeCode.INVOICE) == (invoice.preceding is None)
        ),
        "number and issue date go together (BT-1, BT-2)": lambda invoice: (
            bool(invoice.number) == (invoice.issued is not None)
        ),
        "an issued invoice has a due date, not before its issue (BT-9)": lambda invoice: (
            invoice.issued is None or (invoice.due is not None and invoice.due >= invoice.issued)
        ),
        "the period does not end before it starts (BR-29)": lambda invoice: invoice.period[0] <= invoice.period[1],
    }
)
