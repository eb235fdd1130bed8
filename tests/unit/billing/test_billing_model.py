import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from flyer.billing.model import Allowance, Invoice, Preceding, TypeCode, VatCategory
from flyer.event.model import Address

E = VatCategory.EXEMPT


def of(invoice: Invoice, category: VatCategory) -> dict[str, Any]:
    """Lines and groups of another category."""
    return {
        "lines": tuple(replace(line, category=category) for line in invoice.lines),
        "groups": tuple(replace(group, category=category) for group in invoice.groups),
    }


def test_amounts(draft: Callable[..., Invoice]) -> None:
    invoice = draft("Anna Öz", "Bo Li")
    assert (invoice.net, invoice.tax, invoice.total, invoice.rounding, invoice.payable) == (660, 0, 660, 0, 660)
    assert not invoice.tax.is_signed()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda i: {"lines": (), "groups": (), "transfer": replace(i.transfer, amount=Decimal("0.01"))}, "BR-16"),
        (lambda i: {"buyer": replace(i.buyer, address=Address(country=""))}, "BR-11"),
        (lambda i: {"lines": (replace(i.lines[0], price=Decimal(-1)),)}, "BR-27"),
        (lambda i: {"lines": i.lines * 2}, "BR-S-08"),
        (lambda i: {"groups": (replace(i.groups[0], base=Decimal(329)),)}, "BR-S-08"),
        (lambda i: {"groups": i.groups * 2}, "BR-S-08"),
        (lambda i: {"groups": (replace(i.groups[0], reason=""),)}, "BR-E-10"),
        (lambda i: {"lines": (replace(i.lines[0], rate=Decimal(7)),)}, "BR-S-05"),
        (lambda i: {"lines": (replace(i.lines[0], category=VatCategory.STANDARD),)}, "BR-S-05"),
        (lambda i: {"rounding": Decimal("0.01")}, "BT-115"),
        (lambda i: {"transfer": replace(i.transfer, amount=None)}, "BT-115"),
        (lambda i: {"groups": (replace(i.groups[0], category=VatCategory.ZERO),)}, "BR-E-10"),
        (lambda i: {"rounding": Decimal("0.001")}, "BR-DEC"),
        (lambda i: {"allowances": (Allowance(amount=Decimal(-1), gross=Decimal(1), reason="x", category=E),)}, "BR-33"),
        (lambda i: {"allowances": (Allowance(amount=Decimal(1), gross=Decimal(1), reason="", category=E),)}, "BR-33"),
        (
            lambda i: {"allowances": (Allowance(amount=Decimal(1), gross=Decimal(1), reason="x", category=E),)},
            "BR-S-08",
        ),
        (lambda i: {**of(i, VatCategory.OUTSIDE_SCOPE), "seller": replace(i.seller, vat_id="DE136695976")}, "BR-O-02"),
        (lambda i: {**of(i, VatCategory.OUTSIDE_SCOPE), "buyer": replace(i.buyer, vat_id="DE136695976")}, "BR-O-02"),
        (lambda i: of(i, VatCategory.REVERSE_CHARGE), "BR-AE-02"),
        (lambda i: {"seller": replace(i.seller, tax_number="")}, "BR-S-02"),
        (lambda _: {"type_code": TypeCode.CORRECTED}, "BG-3"),
        (lambda _: {"preceding": Preceding(number="1", issued=dt.date(2022, 1, 1))}, "BG-3"),
        (lambda _: {"number": "1"}, "BT-1, BT-2"),
        (lambda _: {"issued": dt.date(2022, 1, 1)}, "BT-1, BT-2"),
        (lambda _: {"number": "1", "issued": dt.date(2022, 4, 1)}, "BT-9"),
        (lambda _: {"number": "1", "issued": dt.date(2022, 1, 1), "due": None}, "BT-9"),
        (lambda i: {"period": i.period[::-1]}, "BR-29"),
    ],
)
def test_what_contradicts_itself_is_no_invoice(
    draft: Callable[..., Invoice], change: Callable[[Invoice], dict[str, Any]], rule: str
) -> None:
    invoice = draft("Anna Öz")
    with pytest.raises(ValueError, match=rule):
        replace(invoice, **change(invoice))


def test_a_counter_document_names_what_it_cancels_and_is_not_paid(draft: Callable[..., Invoice]) -> None:
    invoice = draft("Anna Öz")
    preceding, transfer = Preceding(number="1", issued=dt.date(2022, 1, 1)), replace(invoice.transfer, amount=None)
    credit = replace(invoice, type_code=TypeCode.CREDIT_NOTE, preceding=preceding, transfer=transfer)
    assert (credit.payable, credit.transfer.amount) == (330, None)


def test_a_reduction_stands_between_the_lines_and_the_net_amount(draft: Callable[..., Invoice]) -> None:
    invoice = draft("Anna Öz")
    reduced = replace(
        invoice,
        allowances=(Allowance(amount=Decimal(30), gross=Decimal(30), reason="Rabatt", category=E),),
        groups=(replace(invoice.groups[0], base=Decimal(300)),),
        transfer=replace(invoice.transfer, amount=Decimal(300)),
    )
    assert (reduced.line_total, reduced.allowance_total, reduced.net, reduced.payable) == (330, 30, 300, 300)
