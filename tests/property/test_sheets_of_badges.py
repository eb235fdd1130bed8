"""Whatever the stock and however a run is laid on its sheets: every badge once, where it belongs, in order."""

from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flyer.documents.badge import pages
from flyer.documents.badge.sheets import FILL, Sheets
from flyer.people.model import Participant
from flyer.typeset.frame import ORIGIN, Frame, Point
from flyer.typeset.stocks import Edge, Stock, stocks
from flyer.units import in_mm

ALL = pytest.mark.parametrize("stock", stocks().values(), ids=lambda stock: stock.id)
SIDES = ("front", "back", "inside left", "inside right")
COUNTS = st.integers(0, 90)
NOBODY = Participant(id="A1", places={})


@st.composite
def laid(draw: st.DrawFn, slots: int) -> Sheets:
    """Sheets with at least one slot left of the first."""
    start = draw(st.integers(1, slots))
    skip = draw(st.frozensets(st.integers(1, slots), max_size=slots - 1))
    sheets = Sheets(
        start=start, skip=skip, cut_and_stack=draw(st.booleans()), duplex=draw(st.none() | st.sampled_from(Edge))
    )
    return sheets if sheets.free(slots) else Sheets(start=start)


def badges(count: int, stock: Stock) -> list[list[Frame]]:
    """Badges that say their number and side."""
    return [[Frame(ORIGIN, stock.badge, alt=f"{number} {side}") for side in SIDES] for number in range(count)]


def frames(page: Frame) -> list[Frame]:
    return [child for child in page.children if isinstance(child, Frame)]


def number(frame: Frame) -> int:
    return int(frame.alt.split()[0])


def box(frame: Frame) -> tuple[float, ...]:
    size = frame.size
    return tuple(
        round(in_mm(x), 3) for x in (frame.at.x, frame.at.y, frame.at.x + size.width, frame.at.y + size.height)
    )


@ALL
@settings(max_examples=6)
@given(data=st.data(), count=COUNTS)
def test_every_badge_once_on_as_few_sheets_as_can_be(stock: Stock, data: st.DataObject, count: int) -> None:
    slots = len(stock.slots)
    sheets = data.draw(laid(slots))
    plan = list(sheets.plan(count, slots))
    assert sorted(badge for _, badge in chain.from_iterable(plan)) == list(range(count))
    used_up = slots - len(sheets.free(slots))
    assert len(plan) == (-(-(count + used_up) // slots) if count else 0)
    for sheet in plan:
        assert len({slot for slot, _ in sheet}) == len(sheet) > 0
        assert all(0 <= slot < slots for slot, _ in sheet)
    for slot, _ in plan[0] if plan else ():
        assert slot + 1 >= sheets.start
        assert slot + 1 not in sheets.skip


@ALL
@settings(max_examples=5)
@given(data=st.data(), count=COUNTS)
def test_badges_follow_each_other_on_sheets_or_in_piles(stock: Stock, data: st.DataObject, count: int) -> None:
    slots = len(stock.slots)
    sheets = data.draw(laid(slots))
    plan = list(sheets.plan(count, slots))
    read = [(sheet, slot, badge) for sheet, used in enumerate(plan) for slot, badge in used]
    if sheets.cut_and_stack:
        piles = {slot: [badge for _, at, badge in read if at == slot] for slot in range(slots)}
        assert list(chain.from_iterable(piles.values())) == list(range(count))
    else:
        assert [badge for _, _, badge in sorted(read)] == list(range(count))


@ALL
@settings(max_examples=5)
@given(data=st.data(), count=st.integers(1, 40))
def test_pages_hold_each_badge_in_its_slot_and_its_back_behind_it(
    stock: Stock, data: st.DataObject, count: int
) -> None:
    sheets = data.draw(laid(len(stock.slots)))
    pages = list(sheets.pages(count, badges(count, stock).__getitem__, stock))
    fronts = pages[:: 2 if sheets.duplex else 1]
    assert len(fronts) == len(list(sheets.plan(count, len(stock.slots))))
    for page in fronts:
        assert len({box(frame) for frame in frames(page)}) == len(frames(page))
    said = sorted(frame.alt for page in fronts for frame in frames(page))
    sides = SIDES[: len(stock.panels)]
    assert said == sorted(f"{number} {side}" for number in range(count) for side in sides)
    if sheets.duplex and not stock.is_folded:
        assert len(pages) == 2 * len(fronts)
        for front, back in zip(fronts, pages[1::2], strict=True):
            turned = {number(frame): seen_through(frame, stock, sheets.duplex) for frame in frames(back)}
            assert turned == {number(frame): (box(frame), 0) for frame in frames(front)}
            assert all(frame.alt.endswith("back") for frame in frames(back))


def seen_through(frame: Frame, stock: Stock, edge: Edge) -> tuple[tuple[float, ...], int]:
    """Where something on the back lies, and how it is turned, for who looks through the sheet from the front."""
    left, top, right, bottom = box(frame)
    width, height = round(in_mm(stock.paper.width), 3), round(in_mm(stock.paper.height), 3)
    if (edge is Edge.LONG) == (height >= width):
        return tuple(round(x, 3) for x in (width - right, top, width - left, bottom)), frame.turn
    mirrored = tuple(round(y, 3) for y in (left, height - bottom, right, height - top))
    return mirrored, (frame.turn + 180) % 360


@ALL
@given(count=st.integers(1, 40), x=st.floats(-5, 5), y=st.floats(-5, 5))
@settings(max_examples=5)
def test_an_offset_shifts_everything_alike(stock: Stock, count: int, x: float, y: float) -> None:
    made = badges(count, stock).__getitem__
    for duplex in (None, *Edge):
        plain = Sheets(duplex=duplex).pages(count, made, stock)
        shifted = Sheets(duplex=duplex, offset=Point(x, y)).pages(count, made, stock)
        for before, after in zip(plain, shifted, strict=True):
            for one, other in zip(frames(before), frames(after), strict=True):
                assert (other.at.x - one.at.x, other.at.y - one.at.y) == (pytest.approx(x), pytest.approx(y))


@ALL
@settings(max_examples=5)
@given(data=st.data(), count=st.integers(1, 90))
def test_blank_badges_fill_the_last_sheet_and_no_more(stock: Stock, data: st.DataObject, count: int) -> None:
    slots = len(stock.slots)
    sheets = data.draw(laid(slots))
    entries = list(replace(sheets, blank=FILL).entries([NOBODY] * count, slots))
    assert entries == [NOBODY] * count + [None] * (len(entries) - count)
    plan = list(sheets.plan(len(entries), slots))
    assert len(plan) == len(list(sheets.plan(count, slots)))
    assert [len(sheet) for sheet in plan] == [len(sheets.free(slots))] + [slots] * (len(plan) - 1)


@ALL
@settings(max_examples=4)
@given(data=st.data(), count=COUNTS, a_part=st.integers(1, 60))
def test_parts_are_the_whole_cut_between_sheets(stock: Stock, data: st.DataObject, count: int, a_part: int) -> None:
    slots = len(stock.slots)
    sheets = replace(data.draw(laid(slots)), blank=data.draw(st.sampled_from((0, 3, FILL))))
    entries = sheets.entries([replace(NOBODY, id=f"A{n}") for n in range(count)], slots)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "A_PART", a_part)
        whole = pages.Pages(entries, pages.Making(sheets, stock, pytest.fail))
        parts = [part for _, part in whole.parts()]
        assert len(parts) == whole.part_count
    cut = [[(slot, part.entries[place]) for slot, place in sheet] for part in parts for sheet in part.plan]
    plan = sheets.plan(len(entries), slots)
    assert cut == [[(slot, entries[place]) for slot, place in sheet] for sheet in plan]
    assert all(len(part.plan) == max(1, a_part // slots) for part in parts[:-1])
