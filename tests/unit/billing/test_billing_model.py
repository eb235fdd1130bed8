import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from flyer.billing.model import Invoice, VatCategory


def test_amounts(draft: Callable[..., Invoice]) -> None:
    invoice = draft("Anna Öz", "Bo Li")
    assert (invoice.net, invoice.tax, invoice.total, invoice.rounding, invoice.payable) == (660, 0, 660, 0, 660)
    assert not invoice.tax.is_signed()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda i: {"lines": (), "groups": (), "transfer": replace(i.transfer, amount=Decimal("0.01"))}, "BR-16"),
        (lambda i: {"lines": (replace(i.lines[0], price=Decimal(-1)),)}, "BR-27"),
        (lambda i: {"lines": i.lines * 2}, "BR-S-08"),
        (lambda i: {"groups": (replace(i.groups[0], base=Decimal(329)),)}, "BR-S-08"),
        (lambda i: {"groups": i.groups * 2}, "BR-S-08"),
        (lambda i: {"groups": (replace(i.groups[0], reason=""),)}, "BR-E-10"),
        (lambda i: {"lines": (replace(i.lines[0], rate=Decimal(7)),)}, "BR-S-05"),
        (lambda i: {"lines": (replace(i.lines[0], category=VatCategory.STANDARD),)}, "BR-S-05"),
        (lambda i: {"rounding": Decimal("0.01")}, "BT-115"),
        (lambda i: {"transfer": replace(i.transfer, amount=None)}, "BT-115"),
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
