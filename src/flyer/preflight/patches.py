"""Patches: what a frame leaves on paper, in painting order, and what rules ask of it summed up."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import itemgetter
from typing import Final, TypeAlias

from flyer.preflight.accounts import SHORTEST_IBAN, accounts_in
from flyer.preflight.kept import Kept
from flyer.preflight.palette import NO_COLOURS, both, line_of, of_area, of_letters
from flyer.preflight.placed import Box, Placed, box_of, new
from flyer.typeset.colour import Colour
from flyer.typeset.frame import ORIGIN, QUIET_ZONE, Fill, Frame, Item, Modules, Picture, Rule, Text
from flyer.units import Length


class Patch:
    """What a frame at x, y leaves on paper, in a figure with an alternative text if that has one.

    Its `items` are in painting order; `fills` and `codes` stand with their positions among them. No type is smaller
    than `smallest_type`, no line thinner than `thinnest`; where it `is_tangled` boxes of lines meet. Of frames that
    return the `accounts` are known, of others the lines that are `long` enough for one.

    What is `shared` returns; with `returns` any frame may, as those of letters do. What it holds is looked at no more
    than twice then, the second time to keep it.
    """

    __slots__ = (
        "_bottom", "_colour", "_left", "_returns", "_right", "_top", "_written", "accounts", "codes", "fills",
        "is_tangled", "items", "long", "palette", "pictures", "smallest_type", "thinnest",
    )  # fmt: skip

    def __init__(self, frame: Frame, x: Length, y: Length, alt: str = "", *, returns: bool = False) -> None:
        self.items: list[Placed] = []
        self.long: list[Text] = []
        self._written: list[Box] = []
        self._left = self._top = math.inf
        self._right = self._bottom = -math.inf
        self.palette = NO_COLOURS
        self._colour: Colour | None = None
        self.smallest_type = self.thinnest = math.inf
        self.accounts: list[str] = []
        self.pictures: tuple[tuple[Picture, str], ...] = ()
        self.fills: tuple[tuple[int, Box, Colour], ...] = ()
        self.codes: tuple[tuple[int, Modules, Box, str], ...] = ()
        self._returns = returns
        self._take(frame, x, y, alt)
        self.is_tangled = is_crowded(self._written)

    def _take(self, frame: Frame, x: Length, y: Length, alt: str) -> None:
        """Take what a frame at x, y holds."""
        if frame.turn or frame.clip:
            for placed in _turned_or_clipped(frame, x, y, alt):
                self._add(*placed)
            return
        for child in frame.children:
            if isinstance(child, Text):
                self._add_text(child, box_of(child, x, y), alt, 0)
            elif isinstance(child, Frame):
                at, inner = child.at, child.alt or alt
                if (child.shared or self._returns) and not (inner or child.turn or child.clip):
                    self._take_again(child, x + at.x, y + at.y)
                else:
                    self._take(child, x + at.x, y + at.y, inner)
            else:
                self._add(child, box_of(child, x, y), alt, 0)

    def _take_again(self, frame: Frame, x: Length, y: Length) -> None:
        """Take what a frame at x, y holds that may return there; figures mostly show something of their own."""
        key = id(frame.children), x, y
        known = _returning.again(key)
        if known is None:
            self._take(frame, x, y, "")
            _returning.keep(key, (frame.children, None))
            return
        children, patch = known
        if patch is None:
            patch = Patch(frame, x, y, returns=self._returns)
            patch.accounts, patch.long = accounts_in([text.text for _, text, _ in patch.texts]), []
            _returning.keep(key, (children, patch))
        if patch.items:
            self._add_all(patch)

    def _add_all(self, patch: Patch) -> None:
        first = len(self.items)
        self.items += patch.items
        self.palette = both(self.palette, patch.palette)
        self._reach_to(patch.reach)
        if patch._written:
            self._written += patch._written
            self.accounts += patch.accounts
            if patch.smallest_type < self.smallest_type:
                self.smallest_type = patch.smallest_type
        if patch.thinnest < self.thinnest:
            self.thinnest = patch.thinnest
        if patch.fills:
            self.fills += tuple([(first + at, box, colour) for at, box, colour in patch.fills])
        if patch.codes:
            self.codes += tuple([(first + at, code, box, alt) for at, code, box, alt in patch.codes])
        self.pictures += patch.pictures

    def _add_text(self, text: Text, box: Box, alt: str, turn: int) -> None:
        if not _is_seen(text):
            return
        length = 0
        for run in text.runs:
            length += len(run.glyphs)
            if run.size < self.smallest_type:
                self.smallest_type = run.size
            if run.colour is not self._colour:
                self._colour = run.colour
                self.palette = both(self.palette, of_letters(run.colour))
        if length >= SHORTEST_IBAN:
            self.long.append(text)
        self._written.append(box)
        self._reach_to(box)
        self.items.append(new(Placed, (text, box, alt, turn)))

    def _add(self, item: Item, box: Box, alt: str, turn: int) -> None:
        if isinstance(item, Text):
            self._add_text(item, box, alt, turn)
            return
        reach = box
        if isinstance(item, Modules):
            self.codes += ((len(self.items), item, box, alt),)
            reach = box.grown(QUIET_ZONE * item.side / len(item.rows))
        elif isinstance(item, Picture):
            self.pictures += ((item, alt),)
        elif isinstance(item, (Rule, Fill)):
            line = line_of(item)
            if line and line[0] < self.thinnest:
                self.thinnest = line[0]
            self.palette = both(self.palette, of_area(item))
            if isinstance(item, Fill) and item.colour:
                self.fills += ((len(self.items), box, item.colour),)
        else:
            return
        self.items.append(new(Placed, (item, box, alt, turn)))
        self._reach_to(reach)

    def _reach_to(self, box: Box) -> None:
        left, top, right, bottom = box
        if left < self._left:
            self._left = left
        if top < self._top:
            self._top = top
        if right > self._right:
            self._right = right
        if bottom > self._bottom:
            self._bottom = bottom

    @property
    def texts(self) -> list[tuple[int, Text, Box]]:
        """The lines of text with their positions among the items, and their boxes."""
        return [(at, item, box) for at, (item, box, _, _) in enumerate(self.items) if isinstance(item, Text)]

    @property
    def reach(self) -> Box:
        """The box that holds those of all items, of a code with its quiet zone."""
        return new(Box, (self._left, self._top, self._right, self._bottom))


_Children: TypeAlias = tuple[Frame | Item, ...]

_returning: Final[Kept[tuple[int, Length, Length], tuple[_Children, Patch | None]]] = Kept(1 << 8)
"""By the identity of what a frame holds and the place of the frame; what was there once only has no patch yet."""


def _turned_or_clipped(frame: Frame, x: Length, y: Length, alt: str) -> Iterator[Placed]:
    """The items of a frame at x, y that is turned about its centre, or shows only what is inside it.

    A line of text stays whole: to be cut is not what it was set for.
    """
    inside = Patch(replace(frame, at=ORIGIN, turn=0, clip=False), 0.0, 0.0, alt)
    window = Box(0.0, 0.0, frame.size.width, frame.size.height)
    for item, box, inner_alt, turn in inside.items:
        if frame.clip and not window.meets(box):
            continue
        seen = box.within(window) if frame.clip and not isinstance(item, Text) else box
        placed_box = seen.turned(frame.turn, frame.size).moved(x, y)
        yield Placed(item, placed_box, inner_alt, (turn + frame.turn) % 360)


def is_crowded(boxes: Iterable[Box]) -> bool:
    """Whether any two boxes meet: a sweep from the top that remembers the boxes not yet passed."""
    passing: list[Box] = []
    lowest = -math.inf
    for box in sorted(boxes, key=_top):
        left, top, right, bottom = box
        if top >= lowest:
            passing, lowest = [box], bottom
            continue
        passing = [each for each in passing if each[3] > top]
        for each in passing:
            if each[0] < right and left < each[2] and each[1] < bottom:
                return True
        passing.append(box)
        lowest = max(lowest, bottom)
    return False


_top: Final[Callable[[Box], Length]] = itemgetter(1)


def _is_seen(text: Text) -> bool:
    """Whether a line has more than blanks."""
    for run in text.runs:
        for glyph in run.glyphs:
            if glyph.text and not glyph.text.isspace():
                return True
    return False
