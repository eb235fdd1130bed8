"""Lines: a string and a style become measured runs, each letter in the first face that has it."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from flyer.typeset.faces import Face, Glyph
from flyer.typeset.family import LAYOUT_CONTROLS, Cut, Family, Style
from flyer.typeset.frame import Point, Run, Text
from flyer.units import Length


class Align(StrEnum):
    """Where a line stands at its point, or in its measure."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"

    @property
    def share(self) -> float:
        """The part of the free space that goes to the left of the line."""
        return _SHARES[self]


_SHARES = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


class _Stretch(NamedTuple):
    face: Face
    glyphs: tuple[Glyph, ...]
    advance: float


def set_runs(text: str, style: Style) -> tuple[Run, ...]:
    """Turn text into runs, kerned; characters that only say where a line may break are left out.

    A letter that no face has becomes an empty box: ask `Family.missing` before.
    """
    size, colour = style.size, style.colour
    return tuple(
        Run(face, size, glyphs, colour, size * advance / 1000)
        for face, glyphs, advance in _shaped(text, style.family, style.cut)
    )


def width(text: str, style: Style) -> Length:
    """The advance of the line that `set_runs` makes of the text."""
    return sum(style.size * part.advance / 1000 for part in _shaped(text, style.family, style.cut))


def line(text: str, style: Style, at: Point, *, align: Align = Align.LEFT, soft: str = "") -> Text:
    """Set one unbroken line whose baseline starts (LEFT), has its middle (CENTRE) or ends (RIGHT) at `at`."""
    runs = set_runs(text, style)
    free = sum(run.width for run in runs)
    return Text(Point(at.x - free * align.share, at.y), runs, soft)


@lru_cache(maxsize=4096)
def _shaped(text: str, family: Family, cut: Cut) -> tuple[_Stretch, ...]:
    printed, first = text.translate(LAYOUT_CONTROLS), family.faces[cut][0]
    glyphs = first.shape(printed)
    if all(glyph.id and glyph.text for glyph in glyphs):
        return (_stretch(first, glyphs),) if glyphs else ()
    return tuple(_stretch(face, face.shape(piece)) for face, piece in family.divide(printed, cut))


def _stretch(face: Face, glyphs: tuple[Glyph, ...]) -> _Stretch:
    return _Stretch(face, glyphs, sum(glyph.advance for glyph in glyphs))
