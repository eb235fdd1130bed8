import pytest

from flyer.typeset.stocks import Stock, stocks
from flyer.units import in_mm

ALL = pytest.mark.parametrize("stock", stocks().values(), ids=lambda stock: stock.id)
A_TENTH = 0.3
"""Makers round to a tenth of a millimetre; so much may a grid overlap its page, in points."""


def test_l4785_is_ten_badges_of_80_by_50() -> None:
    stock = stocks()["avery-zweckform-l4785"]
    assert (in_mm(stock.paper.width), in_mm(stock.paper.height)) == (pytest.approx(210), pytest.approx(297))
    assert (in_mm(stock.label.width), in_mm(stock.label.height)) == (pytest.approx(80), pytest.approx(50))
    places = [(round(in_mm(slot.x), 1), round(in_mm(slot.y), 1)) for slot in stock.slots]
    assert places[:3] == [(17.5, 13.5), (112.5, 13.5), (17.5, 68.5)]
    assert len(places) == 10


def test_seventy_products_are_known() -> None:
    assert len(stocks()) == 70


@ALL
def test_slots_are_inside_the_page(stock: Stock) -> None:
    for slot in stock.slots:
        assert -A_TENTH <= slot.x <= stock.paper.width - stock.label.width + A_TENTH
        assert -A_TENTH <= slot.y <= stock.paper.height - stock.label.height + A_TENTH


@ALL
def test_slots_are_disjoint(stock: Stock) -> None:
    assert stock.columns == 1 or stock.pitch.width >= stock.label.width - A_TENTH
    assert stock.rows == 1 or stock.pitch.height >= stock.label.height - A_TENTH


@ALL
def test_every_row_names_its_source(stock: Stock) -> None:
    assert stock.source
