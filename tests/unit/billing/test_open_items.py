from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import receipts
from flyer.billing.book import Assignment, Basis, Book, Part, Payment
from flyer.billing.ledger import Ledger
from flyer.billing.open_items import OpenItem, Status, Sums, by_status, open_items
from paying import IBAN, ON, entries, issue, paid
from receipts import reminded


def item(*amounts: str) -> OpenItem:
    """An invoice over 331.00 with these payments, one a day from 1 March 2022."""
    days = [paid(amount, booked=ON.date().replace(day=n)) for n, amount in enumerate(amounts, 1)]
    payments = tuple(Payment(number=n, account=IBAN, format="", transaction=each) for n, each in enumerate(days, 1))
    assignments = {
        each.number: Assignment(
            payment=each.number, parts=(Part("JT2022-0001", each.transaction.signed),), basis=Basis.NUMBER
        )
        for each in payments
    }
    (found,) = open_items(entries("Anna Öz"), Book(payments, assignments))
    return found


@pytest.mark.parametrize(
    ("amounts", "status", "left", "day"),
    [
        ((), Status.OPEN, "331.00", None),
        (("331",), Status.PAID, "0.00", 1),
        (("100",), Status.UNDERPAID, "231.00", 1),
        (("100", "231"), Status.PAID, "0.00", 2),
        (("400",), Status.OVERPAID, "-69.00", 1),
        (("400", "-69"), Status.PAID, "0.00", 1),
        (("331", "-331"), Status.OPEN, "331.00", 1),
    ],
)
def test_how_far_an_invoice_is_paid(amounts: tuple[str, ...], status: Status, left: str, day: int | None) -> None:
    found = item(*amounts)
    assert (found.status, str(found.open)) == (status, left)
    assert found.last_paid == (ON.date().replace(day=day) if day else None)


def test_cancellations_are_no_items_and_leave_less_to_pay(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    issue(path, "Anna Öz", "Bo Li")
    with Ledger(path) as ledger:
        ledger.cancel("JT2022-0002", note="", pattern="{n}", on=ON, render=lambda _: b"")
        items = open_items(ledger.entries(), Book())
    assert [(each.number, each.status, each.payable) for each in items] == [
        ("JT2022-0001", Status.OPEN, 330),
        ("JT2022-0002", Status.CANCELLED, 0),
    ]


def test_totals() -> None:
    items = [reminded(item(), "5"), item("100"), item("100", "100")]
    sums = {status: each for status, each in by_status(items).items() if each.number}
    assert sums == {
        Status.OPEN: Sums(1, Decimal(331), Decimal(5), Decimal(0), Decimal(331), Decimal(5)),
        Status.UNDERPAID: Sums(2, Decimal(662), Decimal(0), Decimal(300), Decimal(362), Decimal(0)),
    }


@pytest.mark.parametrize(
    ("paid", "status", "left", "fees_left"),
    [
        ((), Status.OPEN, "330.00", "12.50"),
        (("5",), Status.UNDERPAID, "325.00", "12.50"),
        (("330",), Status.PAID, "0.00", "12.50"),
        (("335",), Status.PAID, "0.00", "7.50"),
        (("330", "12.50"), Status.PAID, "0.00", "0.00"),
        (("342.51",), Status.OVERPAID, "-0.01", "0.00"),
    ],
)
def test_the_invoice_is_paid_first_and_then_the_fees(
    paid: tuple[str, ...], status: Status, left: str, fees_left: str
) -> None:
    found = reminded(receipts.item(*paid), "0", "5", "12.50")
    assert (found.status, str(found.open), str(found.fees_open)) == (status, left, fees_left)
    assert found.payable + found.fees - found.paid == found.open + found.fees_open
    assert found.level == 3


def test_fees_go_with_the_invoice_that_is_cancelled() -> None:
    found = replace(reminded(receipts.item("335"), "5"), invoice=None)
    assert (found.fees, found.open, found.status) == (0, -335, Status.OVERPAID)


def test_reminders_are_those_of_the_invoice() -> None:
    reminders = [*reminded(receipts.item(), "0", "5").reminders]
    reminders.insert(1, replace(reminders[0], invoice="JT2022-0002", fees=Decimal(7)))
    items = open_items(entries("Anna Öz", "Bo Li", "Cem Ay"), Book(), reminders)
    assert [(each.level, each.fees) for each in items] == [(2, 5), (1, 7), (0, 0)]
