"""The test sheet of a stock: its outlines, to hold against the real one and read off by how much a printer is off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from flyer.documents.theme import QUIET
from flyer.typeset.family import Cut, Family, Style
from flyer.typeset.frame import ORIGIN, Document, Fill, Frame, Item, Point, Role, Rule, Size
from flyer.typeset.lines import Align, line
from flyer.typeset.paragraph import Span, TooWide, paragraph
from flyer.typeset.stack import Stack
from flyer.typeset.stocks import Stock, said, said_size
from flyer.units import Length, mm, pt
from flyer.wording import Wording

_HAIRLINE: Final = pt(0.25)
_MARK: Final = (pt(0.4), (mm(2), mm(1)))
"""The thickness of a fold line, and its dashes."""

_TICKS: Final = {10: mm(3), 5: mm(2), 1: mm(1.2)}
"""How long the line is at whole centimetres, half ones and the other millimetres of a ruler."""

_INSET: Final = (mm(1.5), mm(5))
"""How far rulers are from the edge of a label printer's paper, and of an office printer's, which has wider margins."""

_LARGE: Final = mm(140)
"""From this width and height on a paper is one for office printers."""

_STRIP: Final = mm(6.5)
"""What a ruler takes with its numbers."""

_EDGE: Final = mm(7)
"""Nearer to the far edge a ruler has no number, which a shifted sheet would lose."""

_ARM: Final = 4
"""Millimetres from the middle of a cross to its ends."""

_FREE: Final = mm(2)
_NUMBER, _BESIDE = pt(14), mm(8)
"""The size of a slot's number, and what the note leaves it."""

_CAPITAL: Final = 0.66
"""The height of a figure, in sizes."""

_LEADING: Final = 1.2
_SIZES: Final = tuple(map(pt, (9, 8, 7, 6.5, 6)))

_UNDATED: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The geometry of a stock has no date, and the same sheet is the same file on any day."""


def compose(stock: Stock, words: Wording, family: Family, offset: Point = ORIGIN) -> Document:
    """Turn a stock into a sheet with the outlines and numbers of its slots, rulers, crosses and how to use it.

    Everything is shifted by `offset`, as badges on that printer are.
    """
    slots = stock.slots
    last = Point(slots[-1].x + stock.label.width, slots[-1].y + stock.label.height)
    children = (
        *(_outline(slot, stock, words, family) for slot in slots),
        *(_number(number, slot, stock, family) for number, slot in enumerate(slots, 1)),
        Frame(ORIGIN, stock.paper, (*_rulers(stock.paper, family), *_cross(slots[0]), *_cross(last))),
        *_note(stock, words, family, offset),
    )
    return Document(
        title=words("Test sheet: {stock}", stock=stock.id),
        language=words.language,
        dated=_UNDATED,
        paper=stock.paper,
        pages=(Frame(ORIGIN, stock.paper, (Frame(offset, stock.paper, children),), clip=True),),
    )


def _outline(slot: Point, stock: Stock, words: Wording, family: Family) -> Frame:
    """A slot's outline; where it is folded, the folds and the names of the panels as they are turned."""
    items: list[Frame | Item] = [Fill(ORIGIN, stock.label, None, stock.corner, QUIET, _HAIRLINE)]
    if stock.is_folded:
        items += _folds(stock.label, stock.badge)
        names = (words("front"), words("back"), words("inside left"), words("inside right"))
        for panel, name in zip(stock.panels, names, strict=False):
            middle = Point(stock.badge.width / 2, stock.badge.height / 2)
            text = line(name, Style(family, pt(12), colour=QUIET), middle, align=Align.CENTRE)
            items.append(Frame(panel.at, stock.badge, (text,), turn=panel.turn))
    return Frame(slot, stock.label, tuple(items))


def _folds(label: Size, panel: Size) -> Iterator[Rule]:
    thickness, dash = _MARK
    if panel.height < label.height:
        yield Rule(Point(0.0, panel.height), Point(label.width, panel.height), thickness, QUIET, dash)
    if panel.width < label.width:
        yield Rule(Point(panel.width, 0.0), Point(panel.width, label.height), thickness, QUIET, dash)


def _number(number: int, slot: Point, stock: Stock, family: Family) -> Frame:
    """The slot's number, at the top left."""
    at, size = _room(slot, stock)
    text = line(str(number), Style(family, _NUMBER, Cut.BOLD), Point(0.0, _NUMBER * _CAPITAL))
    return Frame(at, size, (text,))


def _room(slot: Point, stock: Stock) -> tuple[Point, Size]:
    """What of a slot, or of the first panel in it, is free of outlines and rulers."""
    taken = _inset(stock.paper) + _STRIP
    left, top = max(slot.x + _FREE, taken), max(slot.y + _FREE, taken)
    right, bottom = slot.x + stock.badge.width - _FREE, slot.y + stock.badge.height - _FREE
    return Point(left, top), Size(right - left, bottom - top)


def _inset(paper: Size) -> Length:
    return _INSET[min(paper.width, paper.height) >= _LARGE]


def _rulers(paper: Size, family: Family) -> Iterator[Item]:
    """Rulers from edge to edge of the paper, along its top and its left; their zero is the edge."""
    at, style = _inset(paper), Style(family, pt(6), colour=QUIET)
    yield Rule(Point(0.0, at), Point(paper.width, at), _HAIRLINE)
    yield Rule(Point(at, 0.0), Point(at, paper.height), _HAIRLINE)
    for n, x, end in _ticks(at, paper.width):
        yield Rule(Point(x, at), Point(x, end), _HAIRLINE)
        if n % 10 == 0 and x < paper.width - _EDGE:
            yield line(str(n), style, Point(x, end + mm(2)), align=Align.CENTRE)
    for n, y, end in _ticks(at, paper.height):
        yield Rule(Point(at, y), Point(end, y), _HAIRLINE)
        if n % 10 == 0 and y < paper.height - _EDGE:
            yield line(str(n), style, Point(end + mm(0.4), y + mm(0.7)))


def _ticks(start: Length, extent: Length) -> Iterator[tuple[int, Length, Length]]:
    """The millimetres beyond the strip of the other ruler: which, where, and how far the tick reaches."""
    n = int((start + _STRIP) / mm(1)) + 1
    while mm(n) < extent - mm(1):
        yield n, mm(n), start + next(length for step, length in _TICKS.items() if n % step == 0)
        n += 1


def _cross(at: Point) -> Iterator[Rule]:
    """A cross at a corner, with a tick at every millimetre of its arms."""
    yield Rule(Point(at.x - mm(_ARM), at.y), Point(at.x + mm(_ARM), at.y), _HAIRLINE)
    yield Rule(Point(at.x, at.y - mm(_ARM)), Point(at.x, at.y + mm(_ARM)), _HAIRLINE)
    for n in range(-_ARM, _ARM + 1):
        x, y, half = at.x + mm(n), at.y + mm(n), mm(0.6)
        yield Rule(Point(x, at.y - half), Point(x, at.y + half), _HAIRLINE)
        yield Rule(Point(at.x - half, y), Point(at.x + half, y), _HAIRLINE)


def _note(stock: Stock, words: Wording, family: Family, offset: Point) -> Iterator[Frame]:
    """What the sheet is and how to use it, in a slot in the middle, in the largest type for which it has room."""
    slots = stock.slots
    at, room = _room(slots[len(slots) // 2], stock)
    right, down = (_BESIDE, 0.0) if room.width > room.height else (0.0, _BESIDE)
    measure = room.width - right
    for size in _SIZES:
        with suppress(TooWide):
            stack = _stack(_said(stock, words, offset), measure, size, words, family)
            if stack.height <= room.height - down:
                yield stack.frame(measure, at=Point(at.x + right, at.y + down))
                return


def _said(stock: Stock, words: Wording, offset: Point) -> tuple[str, str]:
    """The heading and the text."""
    heading = f"{stock.id} · {said_size(stock.label)}"
    use = words(
        "Print at 100%, not fitted to the page. Hold this sheet in front of the stock, against the light. Where the "
        "stock’s edges lie to the right of these outlines, enlarge --offset-x by as many millimetres; where they lie "
        "below, --offset-y. Now {x} and {y}.",
        x=said(offset.x),
        y=said(offset.y),
    )
    return heading, use


def _stack(texts: tuple[str, str], measure: Length, size: Length, words: Wording, family: Family) -> Stack:
    stack = Stack()
    for text, cut, role in zip(texts, (Cut.BOLD, Cut.REGULAR), (Role.H1, Role.P), strict=True):
        spans, language = (Span(text, Style(family, size, cut)),), words.language if role is Role.P else ""
        stack = stack.add(paragraph(spans, measure, _LEADING * size, language=language, role=role))
    return stack
