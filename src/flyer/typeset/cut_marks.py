"""Where to cut a sheet into badges, as marks in its margins."""

from __future__ import annotations

from typing import Final

from flyer.typeset.frame import ORIGIN, Frame, Point, Rule
from flyer.typeset.stocks import Stock
from flyer.units import Length, mm, pt

_GAP, _LENGTH, _THICKNESS = mm(1), mm(5), pt(0.25)

ROOM: Final = _GAP + _LENGTH
"""What the margins of a sheet must have for marks."""


def cut_marks(stock: Stock) -> Frame | None:
    """A mark at both ends of every cut, 1 mm from the labels and 5 mm long; None where a margin has no room for it."""
    paper, label = stock.paper, stock.label
    xs, ys = {slot.x for slot in stock.slots}, {slot.y for slot in stock.slots}
    left, top, right, bottom = min(xs), min(ys), max(xs) + label.width, max(ys) + label.height
    if min(left, top, paper.width - right, paper.height - bottom) < ROOM:
        return None
    down = [_rule(x, y, x, end) for x in _cuts(xs, label.width) for y, end in _spans(top, bottom)]
    across = [_rule(x, y, end, y) for y in _cuts(ys, label.height) for x, end in _spans(left, right)]
    return Frame(ORIGIN, paper, (*down, *across), shared=True)


def _cuts(starts: set[Length], extent: Length) -> list[Length]:
    """Where labels begin and end along one axis; touching labels share a cut."""
    return sorted({round(cut, 2) for start in starts for cut in (start, start + extent)})


def _spans(first: Length, last: Length) -> tuple[tuple[Length, Length], tuple[Length, Length]]:
    """Where a mark begins and ends before the first and behind the last label, from the inside out."""
    return (first - _GAP, first - ROOM), (last + _GAP, last + ROOM)


def _rule(x: Length, y: Length, to_x: Length, to_y: Length) -> Rule:
    return Rule(Point(x, y), Point(to_x, to_y), _THICKNESS)
