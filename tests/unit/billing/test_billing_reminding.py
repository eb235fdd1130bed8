"""Who is reminded when, of which level, and of how much."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from bills import EARLY, bill
from flyer.billing.open_items import OpenItem
from flyer.billing.reminder import Reminder, frozen, thawed
from flyer.billing.reminding import reminders
from flyer.event.model import ReminderLevel
from receipts import item

LEVELS = (
    ReminderLevel(),
    ReminderLevel(after_days=3, terms_days=7, fee=Decimal(5)),
    ReminderLevel(after_days=0, terms_days=14, fee=Decimal("7.50")),
)
DUE = dt.date(2022, 3, 23)
"""When the invoices of `item` are due."""


def due(today: dt.date, *sent: Reminder, of: OpenItem | None = None) -> list[Reminder]:
    return [each for _, each in reminders([replace(of or item(), reminders=sent)], LEVELS, today)]


def after(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


def test_each_level_waits_for_the_one_before() -> None:
    assert due(after(DUE, 7)) == []
    (first,) = due(after(DUE, 8))
    assert (first.level, first.on, first.due, first.total) == (1, after(DUE, 8), after(DUE, 18), 330)
    assert due(after(first.due, 3), first) == []
    (second,) = due(after(first.due, 4), first)
    assert (second.level, second.due, second.fees, second.total) == (2, after(second.on, 7), 5, 335)
    (third,) = due(after(second.due, 1), first, second)
    assert (third.level, third.fees, third.total) == (3, Decimal("12.50"), Decimal("342.50"))
    assert due(after(third.due, 999), first, second, third) == []


def test_a_day_that_is_long_over_skips_no_level() -> None:
    assert [each.level for each in due(after(DUE, 999))] == [1]


@pytest.mark.parametrize(
    ("paid", "asked"),
    [((), [330]), (("100", "30"), [200]), (("330",), []), (("400",), []), (("330", "-330"), [330])],
    ids=["nothing", "a part", "all", "too much", "all, and then it went back"],
)
def test_what_was_paid_is_not_asked_for(paid: tuple[str, ...], asked: list[int]) -> None:
    assert [each.total for each in due(after(DUE, 8), of=item(*paid))] == asked


def test_what_was_cancelled_is_not_asked_for() -> None:
    whole = item()
    assert due(after(DUE, 8), of=replace(whole, invoice=None)) == []
    part = replace(item(made=bill(EARLY, 3)), invoice=bill(EARLY, 2))
    (reminder,) = due(after(DUE, 8), of=part)
    assert (reminder.payable, reminder.total) == (660, 660)


def test_a_payment_after_a_reminder_keeps_its_fees_and_its_turn() -> None:
    (first,) = due(after(DUE, 8))
    second = replace(first, level=2, fees=Decimal(5), due=after(DUE, 30))
    (third,) = due(after(DUE, 40), first, second, of=item("300"))
    assert (third.level, third.open, third.fees, third.total) == (3, 30, Decimal("12.50"), Decimal("42.50"))


def test_what_is_asked_for_is_paid_as_the_invoice() -> None:
    whole = item("100")
    (reminder,) = due(after(DUE, 8), of=whole)
    demand = reminder.demand(whole.entry.invoice)
    assert demand.transfer == replace(whole.entry.invoice.transfer, amount=Decimal(230))


def test_a_reminder_is_stored_and_comes_back() -> None:
    (reminder,) = due(after(DUE, 8), of=item("0.30"))
    text = frozen(reminder)
    assert thawed(text) == reminder
    assert text == (
        '{"due":"2022-04-10","fees":"0","invoice":"JT2022-0001","level":1,"on":"2022-03-31",'
        '"paid":"0.3","payable":"330","version":1}'
    )
