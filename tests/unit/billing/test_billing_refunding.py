"""What goes back, to which account, and that nothing goes back twice."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from flyer.billing.open_items import OpenItem
from flyer.billing.refunding import Order, Refund, Unknown, frozen, refunds, thawed
from flyer.payment.iban import IBAN
from receipts import ACCOUNT, item, receipt, reminded

NUMBER = "JT2022-0001"
OTHER = "DE89370400440532013000"


def back(of: OpenItem, fee: str = "0", before: Iterable[Refund] = ()) -> list[tuple[Decimal, str]]:
    found = refunds([reminded(of, fee)], [Order(tuple(before))])
    return [(each.amount, each.iban.compact if isinstance(each, Refund) else "") for each in found]


def order(amount: str, gone: str = "0", iban: str = ACCOUNT) -> Refund:
    return Refund(invoice=NUMBER, amount=Decimal(amount), gone=Decimal(gone), name="Stadtkasse Aa", iban=IBAN(iban))


@pytest.mark.parametrize(
    ("paid", "excess"),
    [((), []), (("100",), []), (("330",), []), (("330.01",), ["0.01"]), (("330", "330"), ["330"])],
)
def test_only_what_was_paid_too_much_goes_back(paid: tuple[str, ...], excess: list[str]) -> None:
    assert back(item(*paid)) == [(Decimal(amount), ACCOUNT) for amount in excess]


def test_all_that_was_paid_for_a_cancelled_invoice_goes_back() -> None:
    cancelled = replace(item("330"), invoice=None)
    assert back(cancelled) == [(330, ACCOUNT)]
    assert back(cancelled, fee="5") == [(330, ACCOUNT)]


def test_fees_of_reminders_are_kept() -> None:
    assert back(item("335"), fee="5") == []
    assert back(item("340"), fee="5") == [(5, ACCOUNT)]


def test_of_several_payments_the_last_goes_back_to_where_it_came_from() -> None:
    first, second = receipt(1, Decimal(300)), receipt(2, Decimal(100), OTHER)
    assert back(replace(item(), receipts=(first, second))) == [(70, OTHER)]
    cancelled = replace(item(), receipts=(first, second), invoice=None)
    assert back(cancelled) == [(100, OTHER), (300, ACCOUNT)]


@pytest.mark.parametrize("iban", ["", "DE00"])
def test_without_an_account_nothing_goes_back_by_itself(iban: str) -> None:
    assert list(refunds([item("350", iban=iban)], ())) == [Unknown(NUMBER, Decimal(20))]


def test_what_was_ordered_does_not_go_back_again() -> None:
    before = [order("20")]
    assert back(item("350"), before=before) == []
    assert back(item("350", "-20"), before=before) == []  # the statement tells of it
    assert back(item("350", "-20")) == []  # it was paid back by hand
    assert back(item("350", "10"), before=before) == [(10, ACCOUNT)]
    assert back(item("350", "-20", "10"), before=before) == [(10, ACCOUNT)]


def test_what_the_bank_took_back_was_not_ordered() -> None:
    assert back(item("350", "-350", is_reversal=True)) == []
    assert back(item("350", "40", "-40", is_reversal=True), before=[order("20")]) == []


def test_what_was_paid_back_by_hand_before_an_order_is_not_that_order() -> None:
    (first,) = refunds([item("430", "-40")], ())
    assert (first.amount, first.gone) == (60, 40)
    assert back(item("430", "-40"), before=[first]) == []
    assert back(item("430", "-40", "-60"), before=[first]) == []
    assert back(item("430", "-40", "50"), before=[first]) == [(50, ACCOUNT)]


def test_no_account_gets_back_more_than_came_from_it() -> None:
    first, second, third = receipt(1, Decimal(330)), receipt(2, Decimal(330), OTHER), receipt(3, Decimal(330))
    twice = replace(item(), receipts=(first, second))
    assert back(twice) == [(330, OTHER)]
    ordered = [order("330", iban=OTHER)]
    assert back(replace(twice, invoice=None), before=ordered) == [(330, ACCOUNT)]
    assert back(replace(twice, receipts=(first, second, third)), before=ordered) == [(330, ACCOUNT)]
    went = receipt(4, Decimal(-330), OTHER)
    assert back(replace(twice, receipts=(first, second, went), invoice=None)) == [(330, ACCOUNT)]


def test_what_came_in_pieces_goes_back_in_pieces_and_is_one_order() -> None:
    pieces = (receipt(1, Decimal(250)), receipt(2, Decimal(100), OTHER), receipt(3, Decimal(50)))
    cancelled = replace(item(), receipts=pieces, invoice=None)
    assert back(cancelled) == [(50, ACCOUNT), (100, OTHER), (250, ACCOUNT)]
    found = [each for each in refunds([cancelled], ()) if isinstance(each, Refund)]
    assert [each.gone for each in found] == [0, 50, 150]
    assert back(cancelled, before=found) == []


def test_what_the_bank_took_back_leaves_nothing_to_send_there() -> None:
    receipts = (receipt(1, Decimal(330), OTHER), receipt(2, Decimal(-330), OTHER, True), receipt(3, Decimal(330)))
    assert back(replace(item(), receipts=receipts, invoice=None)) == [(330, ACCOUNT)]


def test_an_order_is_stored_and_comes_back() -> None:
    stored = Order((order("20.00"), order("5.50", gone="20")))
    assert thawed(frozen(stored)) == stored
    assert stored.total == Decimal("25.50")
