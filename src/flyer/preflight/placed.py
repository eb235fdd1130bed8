"""A page's frames become a flat list of items, each with the box it takes on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple

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
        left, top, right, bottom = self
        return _boxed((left + x, top + y, right + x, bottom + y))

    def grown(self, by: Length) -> Box:
        """The box with `by` more on all four sides."""
        left, top, right, bottom = self
        return _boxed((left - by, top - by, right + by, bottom + by))

    def holds(self, other: Box) -> bool:
        """Whether all of `other` is inside."""
        left, top, right, bottom = self
        return left <= other.left and top <= other.top and right >= other.right and bottom >= other.bottom

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


_boxed: Final[Callable[[tuple[Length, Length, Length, Length]], Box]] = partial(tuple.__new__, Box)
_as_placed: Final[Callable[[tuple[Item, Box, str, int]], Placed]] = partial(tuple.__new__, Placed)
"""The same values, made of tuples in a third of the time."""

_SHARED: Final = 1 << 6
"""How many shared frames are known by their identity, which is theirs as long as they are kept."""

_shared: Final[dict[int, tuple[Frame, list[Placed]]]] = {}


def placed(page: Frame) -> list[Placed]:
    """Turn a page into its items in painting order; of what is clipped only the part that is left.

    A line of text stays whole: to be cut is not what it was set for.
    """
    return placed_at(0.0, 0.0, page)


def placed_at(x: Length, y: Length, frame: Frame, alt: str = "") -> list[Placed]:
    """The items of a frame whose parent begins at x, y, in a figure with an alternative text if that has one."""
    found: list[Placed] = []
    _place(frame, x, y, alt, found)
    return found


def _place(frame: Frame, x: Length, y: Length, alt: str, found: list[Placed]) -> None:
    """Add the items of a frame whose parent begins at x, y to those that were found."""
    at = frame.at
    x, y, alt = x + at.x, y + at.y, frame.alt or alt
    if frame.turn or frame.clip:
        found += _turned_or_clipped(frame, x, y, alt)
        return
    for child in frame.children:
        if not isinstance(child, Frame):
            found.append(_as_placed((child, _box(child, x, y), alt, 0)))
        elif child.shared and not (x or y or alt):
            found += _of_shared(child)
        else:
            _place(child, x, y, alt, found)


def _of_shared(frame: Frame) -> list[Placed]:
    """The items of a frame that returns many times, looked at once where its parent begins at 0, 0."""
    known = _shared.get(id(frame))
    if known is None:
        if len(_shared) == _SHARED:
            _shared.clear()
        known = _shared[id(frame)] = frame, placed_at(0.0, 0.0, frame)
    return known[1]


def _turned_or_clipped(frame: Frame, x: Length, y: Length, alt: str) -> Iterator[Placed]:
    """The items of a frame at x, y that is turned about its centre, or shows only what is inside it."""
    inside = placed_at(0.0, 0.0, replace(frame, at=ORIGIN, turn=0, clip=False), alt)
    window = Box(0.0, 0.0, frame.size.width, frame.size.height)
    for item, box, inner_alt, turn in inside:
        if frame.clip and not window.meets(box):
            continue
        seen = box.within(window) if frame.clip and not isinstance(item, Text) else box
        placed_box = seen.turned(frame.turn, frame.size).moved(x, y)
        yield Placed(item, placed_box, inner_alt, (turn + frame.turn) % 360)


def _box(item: Item, x: Length, y: Length) -> Box:
    """The box of an item in a frame at x, y; of text, what capitals and descenders take."""
    if isinstance(item, Text):
        at, runs = item.at, item.runs
        left, base = x + at.x, y + at.y
        if len(runs) == 1:
            run = runs[0]
            unit, face = run.size / 1000, run.face
            return _boxed((left, base - unit * face.cap_height, left + run.width, base + unit * face.descent))
        above = max([run.size * run.face.cap_height for run in runs], default=0.0) / 1000
        below = max([run.size * run.face.descent for run in runs], default=0.0) / 1000
        return _boxed((left, base - above, left + item.width, base + below))
    if isinstance(item, Rule):
        (left, right), (top, bottom) = sorted((item.start.x, item.end.x)), sorted((item.start.y, item.end.y))
        across = item.thickness / 2 if top == bottom else 0.0
        along = item.thickness / 2 if left == right else 0.0
        return _boxed((x + left - along, y + top - across, x + right + along, y + bottom + across))
    left, top = x + item.at.x, y + item.at.y
    if isinstance(item, Modules):
        return Box(left, top, left + item.side, top + item.side)
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
