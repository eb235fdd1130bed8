"""Families: the cuts of one typeface and the faces that stand in, letter by letter, for what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flyer.typeset.colour import BLACK, Colour
from flyer.typeset.faces import Face
from flyer.units import Length


class Cut(StrEnum):
    """The cuts a family offers."""

    REGULAR = "Regular"
    ITALIC = "It"
    SEMIBOLD = "Semibold"
    BOLD = "Bold"
    BOLD_ITALIC = "BoldIt"


@dataclass(frozen=True)
class Family:
    """`faces[cut]` is the chain of faces for a cut: the family's own first, then those that stand in."""

    name: str
    # faces: Mapping[Cut, tuple[Face, ...]]
    # missing(text) -> str        the letters (grapheme clusters) no face of some cut has, in order, each once


# builtin() -> Family             Source Sans 3, DejaVu Sans standing in; read once
# ocr_b() -> Family               OCR-B for machine-read lines


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set."""

    family: Family
    size: Length
    cut: Cut = Cut.REGULAR
    colour: Colour = BLACK
