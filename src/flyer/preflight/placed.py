"""Items where they stand on a page: the box each takes there, of a line of text also that of each letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from flyer.typeset.frame import Item, Modules, Rule, Size, Text
from flyer.units import Length

new: Final = tuple.__new__
"""Makes a named tuple of a tuple, in half the time."""


class Box(NamedTuple):
    """A rectangle on the page; the origin is the top left corner, y downwards."""

    left: Length
    top: Length
    right: Length
    bottom: Length

    def moved(self, x: Length, y: Length) -> Box:
        """The same box further right and down."""
        left, top, right, bottom = self
        return new(Box, (left + x, top + y, right + x, bottom + y))

    def grown(self, by: Length) -> Box:
        """The box with `by` more on all four sides."""
        left, top, right, bottom = self
        return new(Box, (left - by, top - by, right + by, bottom + by))

    def holds(self, other: Box) -> bool:
        """Whether all of `other` is inside."""
        left, top, right, bottom = other
        own_left, own_top, own_right, own_bottom = self
        return own_left <= left and own_top <= top and own_right >= right and own_bottom >= bottom

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        left, top, right, bottom = other
        return self.left < right and left < self.right and self.top < bottom and top < self.bottom

    def within(self, other: Box) -> Box:
        """What the two share; with its right left of its left, or its bottom over its top, where they share nothing."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def turned(self, degrees: int, size: Size) -> Box:
        """The box after the frame of `size` around it was turned clockwise about its centre."""
        x, y = size.width / 2, size.height / 2
        box = self.moved(-x, -y)
        for _ in range(degrees // 90):
            box = Box(-box.bottom, box.left, -box.top, box.right)
        return box.moved(x, y)


class Placed(NamedTuple):
    """An item, its box on the page, the alternative text of its figure, and by how many degrees it is turned."""

    item: Item
    box: Box
    alt: str = ""
    turn: int = 0


def around(boxes: Iterable[Box]) -> Box:
    """The box that holds boxes, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return new(Box, (min(lefts), min(tops), max(rights), max(bottoms)))


def box_of(item: Item, x: Length, y: Length) -> Box:
    """The box of an item in a frame at x, y; of text, what capitals and descenders take."""
    if isinstance(item, Text):
        at, runs = item.at, item.runs
        left, base = x + at.x, y + at.y
        if len(runs) == 1:
            run = runs[0]
            unit, face = run.size / 1000, run.face
            return new(Box, (left, base - unit * face.cap_height, left + run.width, base + unit * face.descent))
        above = max([run.size * run.face.cap_height for run in runs], default=0.0) / 1000
        below = max([run.size * run.face.descent for run in runs], default=0.0) / 1000
        return new(Box, (left, base - above, left + item.width, base + below))
    if isinstance(item, Rule):
        (left, right), (top, bottom) = sorted((item.start.x, item.end.x)), sorted((item.start.y, item.end.y))
        across = item.thickness / 2 if top == bottom else 0.0
        along = item.thickness / 2 if left == right else 0.0
        return new(Box, (x + left - along, y + top - across, x + right + along, y + bottom + across))
    left, top = x + item.at.x, y + item.at.y
    if isinstance(item, Modules):
        return Box(left, top, left + item.side, top + item.side)
    return Box(left, top, left + item.size.width, top + item.size.height)


def inked(text: Text, box: Box, turn: int) -> Box:
    """What the glyphs of a line really take, in place of what its faces may take."""
    return around(letters_of(text, box, turn))


def letters_of(text: Text, box: Box, turn: int) -> Iterator[Box]:
    """What each glyph of a line takes that leaves ink; `box` is that of the line, turned by so many degrees."""
    size = Size(box.right - box.left, box.bottom - box.top)
    if turn % 180:
        size = Size(size.height, size.width)
    x, y = (box.left + box.right - size.width) / 2, (box.top + box.bottom - size.height) / 2
    for letter in _letters(text, size.height):
        yield letter.turned(turn, size).moved(x, y) if turn else letter.moved(x, y)


def _letters(text: Text, height: Length) -> Iterator[Box]:
    """The glyphs of a line that is not turned, in a box of that height."""
    x, baseline = 0.0, height - max(run.size * run.face.descent for run in text.runs) / 1000
    for run in text.runs:
        unit = run.size / 1000
        for glyph in run.glyphs:
            left, bottom, right, top = run.face.ink(glyph.id)
            if right > left:
                at_x, at_y = x + unit * glyph.dx, baseline - unit * glyph.dy
                yield Box(at_x + unit * left, at_y - unit * top, at_x + unit * right, at_y - unit * bottom)
            x += unit * glyph.advance
