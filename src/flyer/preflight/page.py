"""A page as the rules see it: items in painting order, and what lies under each of them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

from flyer.preflight.placed import Box, Placed, placed_at
from flyer.typeset.colour import WHITE, Colour
from flyer.typeset.frame import QUIET_ZONE, Document, Fill, Frame, Item, Link, Modules, Picture, Rule, Text
from flyer.units import Length

SLACK: Final[Length] = 0.01
"""What adding up lengths loses."""

_KEPT: Final = 1 << 6
"""How much is known by identity, which is a thing's own as long as that is kept."""

Finding: TypeAlias = tuple[str, str]
"""What is wrong, and how to mend it."""


class Verdict(NamedTuple):
    """What there is to say of a page: findings, those of pictures with their bytes, and the accounts it names."""

    findings: tuple[Finding, ...]
    pictures: tuple[tuple[bytes, Finding], ...]
    accounts: tuple[str, ...]


class Sheet(NamedTuple):
    """Where a page is cut and folded; see `Page`."""

    trim: Box
    bleed: Length
    safety: Length
    creases: tuple[Length, ...]

    @classmethod
    def of(cls, document: Document, number: int) -> Sheet:
        """What a document says about its page with a number from 0."""
        paper, trim = document.paper, document.trim or document.paper
        left, top = (paper.width - trim.width) / 2, (paper.height - trim.height) / 2
        creases = tuple([left + each for each in document.creases[number]]) if document.creases else ()
        return cls(Box(left, top, left + trim.width, top + trim.height), document.bleed, document.safety, creases)


class Palette:
    """The colours that have ink on a page, and the grounds something may stand on there; equal only to itself."""

    def __init__(self, colours: Collection[Colour], grounds: Collection[Colour]) -> None:
        self.colours, self.grounds = tuple(colours), (WHITE, *grounds)


_palettes: Final[dict[tuple[int, ...], Palette]] = {}
"""By the identities of the colours and the grounds, with -1 between them."""


def _palette(colours: dict[int, Colour], grounds: dict[int, Colour]) -> Palette:
    key = (*colours, -1, *grounds)
    palette = _palettes.get(key)
    if palette is None:
        if len(_palettes) == _KEPT:
            _palettes.clear()
        palette = _palettes[key] = Palette(colours.values(), grounds.values())
    return palette


class Page:
    """What a page or a part of one has of ink, and where it is cut and folded, as seen from its corner at x, y.

    `trim` is what is left after cutting, `bleed` what is printed around it. `creases` are
    the places of the folds, `safety` is how far text stays away from them and from the trim. All items are within
    `reach`.

    Of the items `texts`, `codes` (with what is said in their place), `lines`, which are rules and fills, and `pictures`
    stand with their positions among all and their boxes; the `palette` is that of all of them, and no type is smaller
    than `smallest_type`. The `verdict` is for whoever looks.
    """

    def __init__(self, sheet: Sheet, x: Length, y: Length, found: Iterable[Placed]) -> None:
        self.x, self.y = x, y
        self.trim = sheet.trim.moved(-x, -y)
        self.bleed, self.safety = sheet.bleed, sheet.safety
        self.creases = [crease - x for crease in sheet.creases]
        self.verdict: Verdict | None = None
        self.items: list[Placed] = []
        self.texts: list[tuple[int, Text, Box]] = []
        self.codes: list[tuple[int, Modules, Box, str]] = []
        self.lines: list[tuple[int, Rule | Fill, Box]] = []
        self.pictures: list[tuple[Picture, str]] = []
        colours: dict[int, Colour] = {}
        self.smallest_type: Length = math.inf
        self._fills: list[tuple[int, Box, Colour]] = []
        boxes: list[Box] = []
        for each in found:
            (item, box, alt, _), position = each, len(boxes)
            if isinstance(item, Text):
                if not _is_seen(item):
                    continue
                self.texts.append((position, item, box))
                for run in item.runs:
                    colours[id(run.colour)] = run.colour
                    if run.size < self.smallest_type:
                        self.smallest_type = run.size
            elif isinstance(item, (Rule, Fill)):
                self.lines.append((position, item, box))
                for colour in colours_of(item):
                    colours[id(colour)] = colour
                if isinstance(item, Fill) and item.colour:
                    self._fills.append((position, box, item.colour))
            elif isinstance(item, Modules):
                self.codes.append((position, item, box, alt))
                box = box.grown(QUIET_ZONE * item.side / len(item.rows))
            elif isinstance(item, Picture):
                self.pictures.append((item, alt))
            elif isinstance(item, Link):
                continue
            self.items.append(each)
            boxes.append(box)
        self.reach = _around(boxes)
        self._fills.reverse()
        self.palette = _palette(colours, {id(colour): colour for _, _, colour in self._fills})

    def ground(self, position: int, zone: Box) -> tuple[int, Colour]:
        """The last fill before a position that covers the whole zone, its own position and colour; -1 is the paper."""
        for below, box, colour in self._fills:
            if below < position and box.holds(zone):
                return below, colour
        return -1, WHITE


_Known: TypeAlias = tuple[Frame, Sheet, Length, Length, str, Page]

_known: Final[dict[int, _Known]] = {}


def parts(document: Document, frame: Frame, number: int) -> list[Page]:
    """The page of a document with a number from 0, or its parts: labels on a sheet whose inks keep clear of each other.

    What leaves no ink is left out. Of a part that returns in the same place the same page comes back.
    """
    sheet = Sheet.of(document, number)
    labels = [each for each in frame.children if isinstance(each, Frame)]
    if 1 < len(labels) == len(frame.children) and not (frame.turn or frame.clip):
        found = [_part(sheet, each, frame.at.x, frame.at.y, frame.alt) for each in labels]
        if not _is_crowded([page.reach.moved(page.x, page.y) for page in found if page.items]):
            return [page for page in found if page.items]
    page = Page(sheet, 0.0, 0.0, placed_at(0.0, 0.0, frame))
    return [page] if page.items else []


def _is_crowded(boxes: Iterable[Box]) -> bool:
    """Whether any two boxes meet: a sweep from the left that remembers the boxes not yet passed."""
    passing: list[Box] = []
    for box in sorted(boxes):
        passing = [each for each in passing if each.right > box.left]
        if any(each.meets(box) for each in passing):
            return True
        passing.append(box)
    return False


def _part(sheet: Sheet, frame: Frame, x: Length, y: Length, alt: str) -> Page:
    """A frame of a page that begins at x, y as a page of its own; what holds a code is nobody else's, and not kept."""
    known = _known.get(id(frame))
    if known and known[1:5] == (sheet, x, y, alt):
        return known[5]
    at = frame.at
    page = Page(sheet, x + at.x, y + at.y, placed_at(-at.x, -at.y, frame, alt))
    if not page.codes:
        if len(_known) == _KEPT:
            _known.clear()
        _known[id(frame)] = frame, sheet, x, y, alt, page
    return page


def _around(boxes: Sequence[Box]) -> Box:
    """The box that holds boxes."""
    if not boxes:
        return Box(0.0, 0.0, 0.0, 0.0)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def called(item: Item) -> str:
    """What a message calls an item."""
    return f"'{item.text}'" if isinstance(item, Text) else f"a {type(item).__name__.lower()}"


def colours_of(item: Item) -> list[Colour]:
    """The colours an item has ink of; those of pictures and codes do not count."""
    if isinstance(item, Text):
        return [run.colour for run in item.runs]
    if isinstance(item, Fill):
        return [colour for colour in (item.colour, item.stroke) if colour]
    return [item.colour] if isinstance(item, Rule) else []


def _is_seen(text: Text) -> bool:
    """Whether a line has more than blanks."""
    for run in text.runs:
        for glyph in run.glyphs:
            if glyph.text and not glyph.text.isspace():
                return True
    return False
