from dataclasses import replace

import pytest

from flyer.typeset.frame import Point, Size
from flyer.typeset.stocks import Edge, Kind, Panel, Stock, paper, stocks
from flyer.units import in_mm, mm

ALL = pytest.mark.parametrize("stock", stocks().values(), ids=lambda stock: stock.id)
FOLDED = [stock for stock in stocks().values() if stock.is_folded]
A_TENTH = 0.3
"""Makers round to a tenth of a millimetre; so much may a grid overlap its page, in points."""


def rounded(*lengths: float) -> tuple[float, ...]:
    return tuple(round(in_mm(length), 2) + 0.0 for length in lengths)


def test_l4785_is_ten_badges_of_80_by_50() -> None:
    stock = stocks()["avery-zweckform-l4785"]
    assert (in_mm(stock.paper.width), in_mm(stock.paper.height)) == (pytest.approx(210), pytest.approx(297))
    assert (in_mm(stock.label.width), in_mm(stock.label.height)) == (pytest.approx(80), pytest.approx(50))
    assert stock.badge == stock.label
    places = [(round(in_mm(slot.x), 1), round(in_mm(slot.y), 1)) for slot in stock.slots]
    assert places[:3] == [(17.5, 13.5), (112.5, 13.5), (17.5, 68.5)]
    assert len(places) == 10


def test_seventy_products_are_known() -> None:
    assert len(stocks()) == 70


def test_each_kind_of_stock_is_known() -> None:
    assert {kind: sum(stock.kind is kind for stock in stocks().values()) for kind in Kind} == {
        Kind.SHEET: 32,
        Kind.PLAIN: 9,
        Kind.DIE_CUT: 19,
        Kind.ENDLESS: 2,
        Kind.CARD: 3,
        Kind.BUTTERFLY: 4,
        Kind.QUARTER_FOLD: 1,
    }


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


@ALL
def test_every_row_passes_the_checks_of_own_stocks(stock: Stock) -> None:
    assert list(stock.faults()) == []


@ALL
@pytest.mark.parametrize("edge", Edge)
def test_the_back_lies_behind_the_front_when_the_sheet_is_turned(stock: Stock, edge: Edge) -> None:
    width, height = stock.paper.width, stock.paper.height
    long_edge_is_vertical = height >= width
    about_vertical = long_edge_is_vertical == (edge is Edge.LONG)
    for slot in stock.slots:
        back = stock.behind(slot, edge)
        seen_from_front = rounded(
            width - back.at.x - stock.label.width if about_vertical else back.at.x,
            back.at.y if about_vertical else height - back.at.y - stock.label.height,
        )
        assert seen_from_front == rounded(slot.x, slot.y)
        assert back.turn == (0 if about_vertical else 180)


def test_a_portrait_sheet_mirrors_left_and_right_about_its_long_edge() -> None:
    stock = stocks()["herma-9642"]
    at, turn = stock.behind(stock.slots[0], Edge.LONG)
    assert (rounded(at.x, at.y), turn) == ((155, 13.5), 0)
    at, turn = stock.behind(stock.slots[0], Edge.SHORT)
    assert (rounded(at.x, at.y), turn) == ((15, 243.5), 180)


def corners(panel: Panel, size: Size) -> tuple[Point, Point]:
    """Where the top left and the bottom right corner of what a panel says lie on the open label."""
    first, last = panel.at, Point(panel.at.x + size.width, panel.at.y + size.height)
    return (last, first) if panel.turn == 180 else (first, last)


@pytest.mark.parametrize("stock", FOLDED, ids=lambda stock: stock.id)
def test_every_panel_is_upright_when_the_badge_hangs_folded(stock: Stock) -> None:
    """Fold the paper: what lies above the fold, or left of it, goes backwards and is seen from behind, mirrored."""
    size = stock.badge
    for number, panel in enumerate(stock.panels):
        seen = []
        for corner in corners(panel, size):
            x, y, from_behind = corner.x, corner.y, False
            if stock.kind is Kind.BUTTERFLY and panel.at.y >= size.height:
                y, from_behind = 2 * size.height - y, True
            if stock.kind is Kind.QUARTER_FOLD:
                if panel.at.y < size.height:
                    y, from_behind = 2 * size.height - y, True
                if panel.at.x < size.width:
                    x, from_behind = 2 * size.width - x, not from_behind
                x, y = x - size.width, y - size.height
            seen.append(rounded(size.width - x if from_behind else x, y))
        assert seen == [(0, 0), rounded(size.width, size.height)]
        assert from_behind == (number in (1, 2))


@pytest.mark.parametrize("stock", FOLDED, ids=lambda stock: stock.id)
def test_panels_cover_the_label_once(stock: Stock) -> None:
    assert len({panel.at for panel in stock.panels}) == len(stock.panels) == (4 if "quarter" in stock.kind else 2)
    area = len(stock.panels) * stock.badge.width * stock.badge.height
    assert area == pytest.approx(stock.label.width * stock.label.height)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"columns": 3}, [("columns", "the labels reach 287.5 mm to the right, the paper is 210 mm wide")]),
        ({"rows": 6}, [("rows", "the labels reach 338.5 mm down, the paper is 297 mm high")]),
        (
            {"pitch": Size(mm(79), mm(49.5))},
            [
                ("pitch", "labels 80 mm wide overlap 79 mm from each other"),
                ("pitch", "labels 50 mm high overlap 49.5 mm from each other"),
            ],
        ),
        ({"label": Size(mm(80), 0.0)}, [("label", "a label has a width and a height")]),
        ({"corner": mm(26)}, [("corner", "corners of 26 mm are too round for labels of 80 × 50 mm")]),
    ],
)
def test_what_cannot_be_about_a_grid(changes: dict[str, object], faults: list[tuple[str, str]]) -> None:
    assert list(replace(stocks()["avery-zweckform-l4785"], **changes).faults()) == faults  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "size"), [("A4", (210, 297)), ("A4L", (297, 210)), ("Letter", (215.9, 279.4)), ("62x100.5", (62, 100.5))]
)
def test_papers(name: str, size: tuple[float, float]) -> None:
    assert rounded(paper(name).width, paper(name).height) == size


def test_label_printers_have_fewer_dots_than_others() -> None:
    coarse = {stock.id for stock in stocks().values() if stock.dpi == 203}
    assert coarse == {"thermal-100x50", "thermal-100x152", "zebra-4x3", "zebra-4x6"}
    assert {stock.dpi for stock in stocks().values()} == {203, 300}
