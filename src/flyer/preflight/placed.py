"""A page's frames become a flat list of items, each with the box it takes on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flyer.typeset.frame import Frame, Item, Modules, Rule, Size, Text
from flyer.units import Length


class Box(NamedTuple):
    """A rectangle on the page; the origin is the top left corner, y downwards."""

    left: Length
    top: Length
    right: Length
    bottom: Length

    def moved(self, x: Length, y: Length) -> Box:
        """The same box further right and down."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def grown(self, by: Length) -> Box:
        """The box with `by` more on all four sides."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: Box) -> bool:
        """Whether all of `other` is inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def turned(self, degrees: int, size: Size) -> Box:
        """The box after the frame of `size` around it was turned clockwise about its centre."""
        x, y = size.width / 2, size.height / 2
        box = self.moved(-x, -y)
        for _ in range(degrees // 90):
            box = Box(-box.bottom, box.left, -box.top, box.right)
        return box.moved(x, y)


class Placed(NamedTuple):
    """An item, its box on the page, and the alternative text of the figure it belongs to."""

    item: Item
    box: Box
    alt: str = ""


def placed(page: Frame) -> list[Placed]:
    """Turn a page into its items in painting order."""
    return list(_frame(page, 0.0, 0.0, ""))


def _frame(frame: Frame, x: Length, y: Length, alt: str) -> Iterator[Placed]:
    x, y, alt = x + frame.at.x, y + frame.at.y, frame.alt or alt
    if frame.turn:
        for item, box, inner_alt in _children(frame, 0.0, 0.0, alt):
            yield Placed(item, box.turned(frame.turn, frame.size).moved(x, y), inner_alt)
    else:
        yield from _children(frame, x, y, alt)


def _children(frame: Frame, x: Length, y: Length, alt: str) -> Iterator[Placed]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from _frame(child, x, y, alt)
        else:
            yield Placed(child, _box(child).moved(x, y), alt)


def _box(item: Item) -> Box:
    """The box of an item in its frame; of text, what capitals and descenders take."""
    match item:
        case Text(at, runs):
            above = max((run.size * run.face.cap_height for run in runs), default=0.0) / 1000
            below = max((run.size * run.face.descent for run in runs), default=0.0) / 1000
            return Box(at.x, at.y - above, at.x + item.width, at.y + below)
        case Rule(start, end, thickness):
            (left, right), (top, bottom) = sorted((start.x, end.x)), sorted((start.y, end.y))
            across = thickness / 2 if top == bottom else 0.0
            along = thickness / 2 if left == right else 0.0
            return Box(left - along, top - across, right + along, bottom + across)
        case Modules(at, side):
            return Box(at.x, at.y, at.x + side, at.y + side)
        case _:
            return Box(item.at.x, item.at.y, item.at.x + item.size.width, item.at.y + item.size.height)


def inked(text: Text, box: Box) -> Box:
    """The height that the glyphs of a line really take, in place of what its faces may take."""
    letters = list(letters_of(text, box))
    top, bottom = min(letter.top for letter in letters), max(letter.bottom for letter in letters)
    return Box(box.left, top, box.right, bottom)


def letters_of(text: Text, box: Box) -> Iterator[Box]:
    """What each glyph of a line takes that leaves ink; `box` is that of the line."""
    x, baseline = box.left, box.bottom - max(run.size * run.face.descent for run in text.runs) / 1000
    for run in text.runs:
        unit = run.size / 1000
        for glyph in run.glyphs:
            left, bottom, right, top = run.face.ink(glyph.id)
            if right > left:
                at_x, at_y = x + unit * glyph.dx, baseline - unit * glyph.dy
                yield Box(at_x + unit * left, at_y - unit * top, at_x + unit * right, at_y - unit * bottom)
            x += unit * glyph.advance
