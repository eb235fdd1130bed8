"""A page as the rules see it: items in painting order, and what lies under each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from flyer.preflight.kept import Kept
from flyer.preflight.patches import Patch, is_crowded
from flyer.preflight.placed import Box, Placed
from flyer.typeset.colour import WHITE, Colour
from flyer.typeset.frame import Document, Frame, Item, Text
from flyer.units import Length

SLACK: Final[Length] = 0.01
"""What adding up lengths loses."""

Finding: TypeAlias = tuple[str, str]
"""What is wrong, and how to mend it."""


class Verdict(NamedTuple):
    """What there is to say of a page: findings, those of pictures with their bytes, and the accounts it names."""

    findings: Sequence[Finding]
    pictures: Sequence[tuple[bytes, Finding]]
    accounts: Sequence[str]


SOUND: Final = Verdict((), (), ())
"""That there is nothing to say."""


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


class Page:
    """What a page or a part of one has of ink, and where it is cut and folded, as seen from its corner at x, y.

    Its `reach` is on the sheet, and `is_inside` the trim there or not. The `verdict` is for whoever looks.
    """

    __slots__ = "_sheet", "_x", "_y", "ink", "is_inside", "reach", "verdict"

    def __init__(self, sheet: Sheet, x: Length, y: Length, ink: Patch) -> None:
        self.ink = ink
        self.reach = ink.reach.moved(x, y)
        self.is_inside = sheet.trim.holds(self.reach)
        self.verdict: Verdict | None = None
        self._sheet, self._x, self._y = sheet, x, y

    @property
    def trim(self) -> Box:
        """What is left after cutting."""
        return self._sheet.trim.moved(-self._x, -self._y)

    @property
    def bleed(self) -> Length:
        """How far ink runs beyond the trim."""
        return self._sheet.bleed

    @property
    def safety(self) -> Length:
        """How far text stays away from the trim and from folds."""
        return self._sheet.safety

    @property
    def creases(self) -> list[Length]:
        """Where the folds are."""
        return [crease - self._x for crease in self._sheet.creases]

    @property
    def items(self) -> list[Placed]:
        """All that leaves ink, in painting order."""
        return self.ink.items

    def ground(self, position: int, zone: Box) -> tuple[int, Colour]:
        """The last fill before a position that covers the whole zone, its own position and colour; -1 is the paper."""
        for below, box, colour in reversed(self.ink.fills):
            if below < position and box.holds(zone):
                return below, colour
        return -1, WHITE


_Known: TypeAlias = tuple[Frame, Sheet, Length, Length, str, Page]

_known: Final[Kept[int, _Known]] = Kept(1 << 6)


def parts(document: Document, frame: Frame, number: int, *, returns: bool) -> list[Page]:
    """The page of a document with a number from 0, or its parts: labels on a sheet whose inks keep clear of each other.

    What leaves no ink is left out. Of a part that returns in the same place the same page comes back;
    `returns` says whether other frames may, too.
    """
    sheet = Sheet.of(document, number)
    labels = [each for each in frame.children if isinstance(each, Frame)]
    if 1 < len(labels) == len(frame.children) and not (frame.turn or frame.clip):
        at = frame.at
        each = [_part(sheet, each, at.x, at.y, frame.alt, returns) for each in labels]
        found = [page for page in each if page]
        if not is_crowded([page.reach for page in found]):
            return found
    ink = Patch(frame, frame.at.x, frame.at.y, frame.alt, returns=returns)
    return [Page(sheet, 0.0, 0.0, ink)] if ink.items else []


def _part(sheet: Sheet, frame: Frame, x: Length, y: Length, alt: str, returns: bool) -> Page | None:
    """A frame of a page that begins at x, y as a page of its own; what holds a code is nobody else's, and not kept."""
    known = _known.get(id(frame))
    if known and known[1:5] == (sheet, x, y, alt):
        return known[5]
    at = frame.at
    ink = Patch(frame, 0.0, 0.0, frame.alt or alt, returns=returns)
    if not ink.items:
        return None
    page = Page(sheet, x + at.x, y + at.y, ink)
    if not ink.codes:
        _known.keep(id(frame), (frame, sheet, x, y, alt, page))
    return page


def called(item: Item) -> str:
    """What a message calls an item."""
    return f"'{item.text}'" if isinstance(item, Text) else f"a {type(item).__name__.lower()}"
