from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from flyer.documents.own_stocks import stocks
from flyer.event.model import BadgeSettings, Documents, Event, OwnStock
from flyer.event.settings import STOCK_KINDS
from flyer.problems import Place, UserError
from flyer.typeset.frame import Point, Size
from flyer.typeset.stocks import Kind
from flyer.units import mm


def pair(across: str, down: str) -> tuple[Decimal, Decimal]:
    return Decimal(across), Decimal(down)


def own(key: str, **fields: Any) -> OwnStock:
    names = ("", "key", "paper", "label", *fields)
    places = {name: Place("event.yaml", line) for line, name in enumerate(names, 9)}
    return OwnStock(**{"key": key, "paper": "A4", "label": pair("80", "50"), **fields}, places=places)


def with_stocks(event: Event, *each: OwnStock) -> Event:
    return replace(event, documents=Documents(badges=BadgeSettings(stocks=each)))


def test_an_own_stock_stands_before_those_that_are_built_in(conference: Event) -> None:
    given = own("ours", columns=2, rows=3, origin=pair("10", "12.5"), pitch=pair("95", "55"), corner=Decimal(4))
    known = stocks(with_stocks(conference, given))
    assert list(known)[:2] == ["ours", "avery-zweckform-l4785"]
    assert known["ours"].origin == Point(mm(10), mm(12.5))
    assert known["ours"].pitch == Size(mm(95), mm(55))
    assert (known["ours"].corner, len(known["ours"].slots)) == (mm(4), 6)


def test_labels_touch_each_other_unless_a_pitch_is_given(conference: Event) -> None:
    stock = stocks(with_stocks(conference, own("ours", columns=2)))["ours"]
    assert stock.pitch == stock.label == Size(mm(80), mm(50))


def test_an_own_insert_is_folded(conference: Event) -> None:
    stock = stocks(with_stocks(conference, own("ours", kind="butterfly", label=pair("90", "260"))))["ours"]
    assert stock.badge == Size(mm(90), mm(130))


def test_all_that_is_wrong_is_said_where_it_is(conference: Event) -> None:
    each = (own("wide", columns=3), own("cr80"), own("tight", rows=2, pitch=pair("80", "49")))
    with pytest.raises(UserError) as error:
        stocks(with_stocks(conference, *each))
    assert str(error.value).splitlines() == [
        "event.yaml:10: the stock 'cr80' is built in",
        "  hint: give your own another id",
        "event.yaml:13: the labels reach 240 mm to the right, the paper is 210 mm wide",
        "  hint: mend 'columns', 'origin', 'pitch', 'label' or 'paper'",
        "event.yaml:14: labels 50 mm high overlap 49 mm from each other",
        "  hint: measure from the left edge of a label to that of the next, and from top to top",
    ]


def test_an_event_may_name_each_kind() -> None:
    assert set(STOCK_KINDS) == set(Kind)
