"""The frame: the contract between thinking and ink.

A document is pages, a page is a frame, a frame holds frames and items. Everything is frozen and comparable, every
length is in points, the origin is the frame's top left corner with y downwards. The order of children is reading
order and painting order. Line breaking is over before a frame exists; whoever draws decides nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import Final, TypeAlias, TypeVar, dataclass_transform

from flyer.typeset.bidi import reordered
from flyer.typeset.colour import BLACK, Colour
from flyer.typeset.faces import Face, Glyph
from flyer.units import Length, mm

T = TypeVar("T")

_level: Final = attrgetter("level")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """A frozen value. Type checkers hold it to that; if the interpreter did, making one would take four times as long.

    Ten thousand badges are made of a quarter of a million of them.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


class Role(StrEnum):
    """The PDF structure types in use (ISO 32000-1, 14.8.4)."""

    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    P = "P"
    TABLE = "Table"
    TR = "TR"
    TH = "TH"
    TD = "TD"
    L = "L"
    LI = "LI"
    LBL = "Lbl"
    LBODY = "LBody"
    FIGURE = "Figure"
    LINK = "Link"
    SECT = "Sect"


class Conformance(StrEnum):
    """What a finished file may claim."""

    PDF_UA_1 = "PDF/UA-1"
    PDF_A_3A = "PDF/A-3a"
    PDF_X_1A = "PDF/X-1a:2003"
    PDF_X_4 = "PDF/X-4"


@value
class Point:
    """A place in a frame."""

    x: Length
    y: Length


ORIGIN = Point(0.0, 0.0)
"""The top left corner of a frame, and where a frame stands before it is placed."""


@value
class Size:
    """Width and height."""

    width: Length
    height: Length

    def within(self, room: Size) -> Size:
        """The largest size of the same proportion that `room` has place for."""
        scale = min(room.width / self.width, room.height / self.height)
        return Size(self.width * scale, self.height * scale)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of one structure element that paper has torn apart.

    All frames with the same `key` become one element; it stands where the piece with the lowest `rank` stands
    and holds the contents of the pieces in the order of their ranks.
    """

    key: str
    rank: int


@value
class Run:
    """Glyphs of one face at one size, from left to right; at odd levels (Unicode bidi) they are read backwards."""

    face: Face
    size: Length
    glyphs: tuple[Glyph, ...]
    colour: Colour = BLACK
    width: Length = 0.0
    level: int = 0

    @property
    def text(self) -> str:
        """The characters the glyphs stand for, as they are read."""
        glyphs = reversed(self.glyphs) if self.level % 2 else self.glyphs
        return "".join([glyph.text for glyph in glyphs])


def text_of(runs: Sequence[Run]) -> str:
    """The characters of runs that follow each other from left to right, as they are read."""
    if len(runs) == 1:
        return runs[0].text
    return "".join(run.text for run in reordered(runs, _level))


@value
class Text:
    """One line: `at` is the start of its baseline, runs follow each other from left to right.

    `soft` is what a reader gets behind the last glyph: " " where a line of a paragraph was broken at a blank,
    "" where nothing follows.
    """

    at: Point
    runs: tuple[Run, ...]
    soft: str = ""

    @property
    def width(self) -> Length:
        """The advance of the whole line."""
        return sum(run.width for run in self.runs)

    @property
    def text(self) -> str:
        """The characters of the whole line, as they are read."""
        return text_of(self.runs)


@value
class Rule:
    """A straight stroke of `thickness`, centred on the line from `start` to `end`; `dash` is on, off."""

    start: Point
    end: Point
    thickness: Length
    colour: Colour = BLACK
    dash: tuple[Length, Length] | None = None


@value
class Fill:
    """A filled rectangle with corners of `radius`; with `stroke` an outline of that colour and `thickness`."""

    at: Point
    size: Size
    colour: Colour | None
    radius: Length = 0.0
    stroke: Colour | None = None
    thickness: Length = 0.0


@value
class Picture:
    """The bytes of an SVG, PDF, PNG or JPEG file, scaled to fill `size` (whoever composes keeps the proportion)."""

    at: Point
    size: Size
    content: bytes = field(repr=False)


QUIET_ZONE: Final = 4
"""Light modules on each side of a QR symbol (ISO/IEC 18004)."""

READABLE_MODULE: Final = mm(0.4)
"""The side of a module that office printers and telephones' cameras still resolve."""


@value
class Modules:
    """A QR symbol without its quiet zone: `rows` of bits, most significant bit left, 1 is dark; square, `side` wide."""

    at: Point
    side: Length
    rows: tuple[int, ...]


@value
class Link:
    """A rectangle that leads to a URL (https:, mailto:, tel:)."""

    at: Point
    size: Size
    url: str


Item: TypeAlias = Text | Rule | Fill | Picture | Modules | Link


@value
class Frame:
    """A rectangle `at` a point of its parent, holding frames and items.

    A frame with a role is a structure element; one without hands its contents to the nearest role above, and where
    there is none above they are artifacts. In a Figure all is content, elsewhere only Text and Link. A Figure has an
    `alt`. `shared` marks artifact-only frames that return many times, drawn once and referred to after that.
    `scope` ("Column" or "Row") belongs to TH, `span` (columns) to TH and TD. `turn` is 0, 90, 180 or 270 degrees
    clockwise about the frame's centre. With `clip` nothing is drawn beyond the frame's own rectangle. `language`
    is the BCP 47 tag of an element that is in another one than its document.
    """

    at: Point
    size: Size
    children: tuple[Frame | Item, ...] = ()
    role: Role | None = None
    alt: str = ""
    part: Part | None = None
    shared: bool = False
    scope: str = ""
    span: int = 1
    turn: int = 0
    clip: bool = False
    language: str = ""

    def standing(self, at: Point) -> Frame:
        """The same frame at another point."""
        return Frame(
            at,
            self.size,
            self.children,
            self.role,
            self.alt,
            self.part,
            self.shared,
            self.scope,
            self.span,
            self.turn,
            self.clip,
            self.language,
        )


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the PDF (ISO 32000-2, 14.13)."""

    name: str
    media_type: str
    relationship: str
    description: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """Finished pages and what a reader's program wants to know about them.

    `dated` is an aware date-time from the data, never from a clock. `paper` is the sheet, `trim` the finished
    size after cutting, `bleed` what runs beyond it; without bleed trim and paper are the same. `creases` are, for each
    page, the distances of its folds from the left edge of the trim; `safety` is how far text stays away from trim and
    folds. `condition` names the printing condition of a PDF/X file, `icc` is its profile. `notes` say in one sentence
    each what was done to make things fit. Pages and notes may be made when they are asked for.
    """

    title: str
    language: str
    dated: dt.datetime
    paper: Size
    pages: Sequence[Frame]
    author: str = ""
    trim: Size | None = None
    bleed: Length = 0.0
    creases: tuple[tuple[Length, ...], ...] = ()
    safety: Length = 0.0
    condition: str = ""
    icc: bytes = field(default=b"", repr=False)
    notes: Sequence[str] = ()
    attachments: tuple[Attachment, ...] = ()
    conformance: frozenset[Conformance] = frozenset({Conformance.PDF_UA_1, Conformance.PDF_A_3A})
