"""A page's frames become a flat list of items, each with the box it takes on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from flyer.typeset.frame import ORIGIN, Frame, Item, Modules, Rule, Size, Text
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


def placed(frame: Frame, page: Frame | None = None) -> list[Placed]:
    """Turn a page, or a frame of one, into its items in painting order; of what is clipped only the part that is left.

    A line of text stays whole: to be cut is not what it was set for.
    """
    found: list[Placed] = []
    if page:
        _place(frame, page.at.x, page.at.y, page.alt, found)
    else:
        _place(frame, 0.0, 0.0, "", found)
    return found


def _place(frame: Frame, x: Length, y: Length, alt: str, found: list[Placed]) -> None:
    """Add the items of a frame whose parent begins at x, y to those that were found."""
    x, y, alt = x + frame.at.x, y + frame.at.y, frame.alt or alt
    if frame.turn or frame.clip:
        found += _turned_or_clipped(frame, x, y, alt)
        return
    for child in frame.children:
        if isinstance(child, Frame):
            _place(child, x, y, alt, found)
        else:
            found.append(Placed(child, _box(child, x, y), alt))


def _turned_or_clipped(frame: Frame, x: Length, y: Length, alt: str) -> Iterator[Placed]:
    """The items of a frame at x, y that is turned about its centre, or shows only what is inside it."""
    inside: list[Placed] = []
    _place(replace(frame, at=ORIGIN, turn=0, clip=False), 0.0, 0.0, alt, inside)
    window = Box(0.0, 0.0, frame.size.width, frame.size.height)
    for item, box, inner_alt, turn in inside:
        if frame.clip and not window.meets(box):
            continue
        seen = box.within(window) if frame.clip and not isinstance(item, Text) else box
        placed_box = seen.turned(frame.turn, frame.size).moved(x, y)
        yield Placed(item, placed_box, inner_alt, (turn + frame.turn) % 360)


def _box(item: Item, x: Length, y: Length) -> Box:
    """The box of an item in a frame at x, y; of text, what capitals and descenders take."""
    match item:
        case Text(at, runs):
            left, base = x + at.x, y + at.y
            if len(runs) == 1:
                (run,) = runs
                unit, face = run.size / 1000, run.face
                return Box(left, base - unit * face.cap_height, left + run.width, base + unit * face.descent)
            above = max([run.size * run.face.cap_height for run in runs], default=0.0) / 1000
            below = max([run.size * run.face.descent for run in runs], default=0.0) / 1000
            return Box(left, base - above, left + item.width, base + below)
        case Rule(start, end, thickness):
            (left, right), (top, bottom) = sorted((start.x, end.x)), sorted((start.y, end.y))
            across = thickness / 2 if top == bottom else 0.0
            along = thickness / 2 if left == right else 0.0
            return Box(x + left - along, y + top - across, x + right + along, y + bottom + across)
        case Modules(at, side):
            return Box(x + at.x, y + at.y, x + at.x + side, y + at.y + side)
        case _:
            left, top = x + item.at.x, y + item.at.y
            return Box(left, top, left + item.size.width, top + item.size.height)


def inked(text: Text, box: Box, turn: int) -> Box:
    """What the glyphs of a line really take, in place of what its faces may take."""
    lefts, tops, rights, bottoms = zip(*letters_of(text, box, turn), strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


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
