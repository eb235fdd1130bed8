"""A page as the rules see it: items in painting order, and what lies under each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias

from flyer.preflight.placed import Box, Placed, placed
from flyer.typeset.colour import WHITE, Colour
from flyer.typeset.frame import QUIET_ZONE, Document, Fill, Frame, Item, Link, Modules, Rule, Text
from flyer.units import Length

SLACK: Final[Length] = 0.01
"""What adding up lengths loses."""

Finding: TypeAlias = tuple[str, str]
"""What is wrong, and how to mend it."""


class Page:
    """What a page has of ink, and where it is cut and folded; all places are seen from its top left corner.

    `trim` is what is left after cutting, `bleed` what is printed around it. `creases` are the places of the folds,
    `safety` is how far text stays away from them and from the trim. All items are within `reach`.

    Of the items `texts`, `codes` (with what is said in their place) and `lines`, which are rules and fills, stand with
    their positions among all and their boxes; `colours` are all that have ink, `grounds` those something may stand on.
    """

    def __init__(self, document: Document, items: Sequence[Placed], reach: Box, number: int) -> None:
        self.items, self.reach = items, reach
        paper, trim = document.paper, document.trim or document.paper
        left, top = (paper.width - trim.width) / 2, (paper.height - trim.height) / 2
        self.trim = Box(left, top, left + trim.width, top + trim.height)
        self.bleed, self.safety = document.bleed, document.safety
        self.creases = [left + crease for crease in document.creases[number]] if document.creases else []
        self.texts: list[tuple[int, Text, Box]] = []
        self.codes: list[tuple[int, Modules, Box, str]] = []
        self.lines: list[tuple[int, Rule | Fill, Box]] = []
        colours: dict[int, Colour] = {}
        for position, (item, box, alt, _) in enumerate(items):
            if isinstance(item, Text):
                self.texts.append((position, item, box))
                for run in item.runs:
                    colours[id(run.colour)] = run.colour
            elif isinstance(item, Modules):
                self.codes.append((position, item, box, alt))
            elif isinstance(item, Rule | Fill):
                self.lines.append((position, item, box))
                for colour in colours_of(item):
                    colours[id(colour)] = colour
        self.colours = [*colours.values()]
        self._fills = [(at, box, fill.colour) for at, fill, box in self.lines if isinstance(fill, Fill) and fill.colour]
        self._fills.reverse()
        self.grounds = frozenset([WHITE, *[colour for _, _, colour in self._fills]])

    def ground(self, position: int, zone: Box) -> tuple[int, Colour]:
        """The last fill before a position that covers the whole zone, its own position and colour; -1 is the paper."""
        for below, box, colour in self._fills:
            if below < position and box.holds(zone):
                return below, colour
        return -1, WHITE


def parts(document: Document, frame: Frame, number: int) -> Iterator[Page]:
    """The page of a document with a number from 0, or its parts where these keep clear of each other."""
    return (Page(document, items, reach, number) for items, reach in _parts(frame) if items)


def _parts(page: Frame) -> list[tuple[list[Placed], Box]]:
    """The items of a page, apart for each of its frames where these are labels on a sheet: no ink reaches another's."""
    if len(page.children) < 2 or page.turn or page.clip or not all(isinstance(each, Frame) for each in page.children):
        return [_inked(placed(page))]
    parts = [_inked(placed(child, page)) for child in page.children if isinstance(child, Frame)]
    reaches = sorted([reach for items, reach in parts if items])
    apart = not any(one.meets(other) for place, one in enumerate(reaches) for other in reaches[place + 1 :])
    return parts if apart else [_inked([item for items, _ in parts for item in items])]


def _inked(items: Iterable[Placed]) -> tuple[list[Placed], Box]:
    """The items that leave ink, and what holds them all."""
    inks = [each for each in items if _is_ink(each.item)]
    return inks, _reach(inks) if inks else Box(0.0, 0.0, 0.0, 0.0)


def _reach(items: Sequence[Placed]) -> Box:
    """The box that holds items, and the quiet zones of codes among them."""
    boxes = [
        each.box.grown(QUIET_ZONE * each.item.side / len(each.item.rows))
        if isinstance(each.item, Modules)
        else each.box
        for each in items
    ]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def called(item: Item) -> str:
    """What a message calls an item."""
    return f"'{item.text}'" if isinstance(item, Text) else f"a {type(item).__name__.lower()}"


def colours_of(item: Item) -> list[Colour]:
    """The colours an item has ink of; those of pictures and codes do not count."""
    match item:
        case Text():
            return [run.colour for run in item.runs]
        case Rule():
            return [item.colour]
        case Fill():
            return [colour for colour in (item.colour, item.stroke) if colour]
    return []


def _is_ink(item: Item) -> bool:
    if isinstance(item, Text):
        for run in item.runs:
            for glyph in run.glyphs:
                if glyph.text and not glyph.text.isspace():
                    return True
        return False
    return not isinstance(item, Link)
