from collections.abc import Iterator

import pytest

from flyer import preflight
from flyer.documents.stock_test_sheet import compose
from flyer.preflight.patches import Patch
from flyer.typeset.family import builtin
from flyer.typeset.frame import ORIGIN, Document, Fill, Frame, Item, Point, Role, Rule, Text
from flyer.typeset.stocks import Stock, stocks
from flyer.units import in_mm, mm
from flyer.wording import Wording

ALL = pytest.mark.parametrize("stock", stocks().values(), ids=lambda stock: stock.id)
L4785 = stocks()["avery-zweckform-l4785"]


def sheet(stock: Stock, language: str = "de", offset: Point = ORIGIN) -> Document:
    return compose(stock, Wording.of(language), builtin(), offset)


def said(document: Document) -> list[str]:
    return [item.text for item, *_ in Patch(document.pages[0], 0.0, 0.0).items if isinstance(item, Text)]


def outlines(document: Document) -> list[tuple[float, ...]]:
    return [
        tuple(round(in_mm(edge), 2) for edge in box)
        for item, box, *_ in Patch(document.pages[0], 0.0, 0.0).items
        if isinstance(item, Fill) and item.stroke
    ]


def paragraphs(frame: Frame) -> Iterator[Frame]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from [child] if child.role else paragraphs(child)


def text_of(frame: Frame) -> str:
    return "".join(item.text + item.soft for item in frame.children if isinstance(item, Text)).replace("\u00ad", "")


def frames(frame: Frame | Item) -> list[Frame]:
    return [child for child in frame.children if isinstance(child, Frame)] if isinstance(frame, Frame) else []


@ALL
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("offset", [ORIGIN, Point(mm(1.5), mm(1.5)), Point(mm(-1), mm(0.5))])
def test_every_stock_has_one_that_passes_preflight_and_says_how_to_use_it(
    stock: Stock, language: str, offset: Point
) -> None:
    document = sheet(stock, language, offset)
    assert preflight.check([document]) == []
    heading, note = paragraphs(document.pages[0])
    assert heading.role is Role.H1
    assert text_of(heading).startswith(stock.id)
    assert "--offset-x" in text_of(note)
    numbers = [text for text in said(document) if text in map(str, range(1, len(stock.slots) + 1))]
    assert len(numbers) >= len(stock.slots)


def test_every_slot_has_its_outline() -> None:
    assert outlines(sheet(L4785))[:3] == [
        (17.5, 13.5, 97.5, 63.5),
        (112.5, 13.5, 192.5, 63.5),
        (17.5, 68.5, 97.5, 118.5),
    ]
    assert len(outlines(sheet(L4785))) == 10


def test_everything_moves_with_the_offset_and_the_note_names_it() -> None:
    moved = sheet(L4785, "en", Point(mm(0.5), mm(-1)))
    assert outlines(moved)[0] == (18, 12.5, 98, 62.5)
    *_, note = paragraphs(moved.pages[0])
    assert text_of(note).endswith("Now 0.5 and -1.")


def test_panels_are_named_as_they_are_turned() -> None:
    assert {"vorn", "hinten", "innen links", "innen rechts"} <= set(said(sheet(stocks()["a4-quarterfold-a6"])))
    butterfly = sheet(stocks()["butterfly-82x203"], "en")
    assert {"front", "back"} <= set(said(butterfly))
    (outlined, *_) = (child for child in frames(butterfly.pages[0].children[0]))
    assert [panel.turn for panel in frames(outlined)] == [0, 180]


def test_crosses_lie_on_the_first_and_on_the_last_corner() -> None:
    arms = [
        item
        for item, *_ in Patch(sheet(L4785).pages[0], 0.0, 0.0).items
        if isinstance(item, Rule) and item.start.y == item.end.y
    ]
    middles = {
        (round(in_mm(rule.start.x + rule.end.x) / 2, 2), round(in_mm(rule.start.y), 2))
        for rule in arms
        if round(in_mm(rule.end.x - rule.start.x), 2) == 8
    }
    assert middles == {(17.5, 13.5), (192.5, 283.5)}


def test_the_same_stock_is_the_same_sheet() -> None:
    assert sheet(L4785) == sheet(L4785)
