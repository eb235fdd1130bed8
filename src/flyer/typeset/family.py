"""Families: the cuts of one typeface and the faces that stand in, letter by letter, for what it lacks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, lru_cache, partial
from importlib.resources import files
from itertools import groupby
from typing import Final

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

    @property
    def bold(self) -> Cut:
        """The bold cut with the same slope."""
        return Cut.BOLD_ITALIC if self in (Cut.ITALIC, Cut.BOLD_ITALIC) else Cut.BOLD

    @property
    def italic(self) -> Cut:
        """The italic cut of the nearest weight."""
        return Cut.ITALIC if self in (Cut.REGULAR, Cut.ITALIC) else Cut.BOLD_ITALIC


LAYOUT_CONTROLS: Final = {
    **dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF, 0x061C, 0x200E, 0x200F)),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    **dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " "),
}
"""For `str.translate`: what only tells where lines may break or which way text runs draws nothing, every break of text
is a blank."""

_NO_TEXT = ("Cc", "Co", "Cs")
"""Control characters, private use and surrogates: some faces draw them, but nobody can read what they stand for."""


@dataclass(frozen=True, eq=False)
class Family:
    """`faces[cut]` is the chain of faces for a cut: the family's own first, then those that stand in.

    A letter is set in the first face that has it with its marks in their places.
    """

    name: str
    faces: Mapping[Cut, tuple[Face, ...]] = field(repr=False)

    def __reduce__(self) -> tuple[Callable[..., Family], tuple[object, ...]]:
        """Travel to another process, where the family with the program is the one that stands there."""
        return (builtin, ()) if self is builtin() else (Family, (self.name, dict(self.faces)))

    def divide(self, text: str, cut: Cut) -> tuple[tuple[Face, str], ...]:
        """Cut text into stretches of one face each, letter (grapheme cluster) by letter.

        A letter no face of the cut has stays in the first face.
        """
        by_face = groupby(clusters(text), key=lambda letter: _face(self, cut, letter) or self.faces[cut][0])
        return tuple((face, "".join(letters)) for face, letters in by_face)

    def missing(self, text: str) -> str:
        """The letters (grapheme clusters) of `text` that no face of some cut has, in order, each once."""
        letters = dict.fromkeys(clusters(text.translate(LAYOUT_CONTROLS)))
        return "".join(letter for letter in letters if not _everywhere(self, letter))


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set."""

    family: Family
    size: Length
    cut: Cut = Cut.REGULAR
    colour: Colour = BLACK

    def __hash__(self) -> int:
        """Cheap, for what is set is remembered by its style; few differ in nothing but cut and colour."""
        return hash((self.family, self.size))


def clusters(text: str) -> Iterator[str]:
    """Cut text into letters as people see them: each base with the marks and joiners that follow it."""
    start = 0
    for position, char in enumerate(text):
        if position > start and not (unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"):
            yield text[start:position]
            start = position
    if text:
        yield text[start:]


@cache
def builtin() -> Family:
    """Source Sans 3, with Noto Sans for Hebrew and Arabic and DejaVu Sans for the rest standing in.

    A face is read when it is first used, once a process.
    """
    light, heavy = _stand_ins("Regular", "DejaVuSans"), _stand_ins("Bold", "DejaVuSans-Bold")
    lightly = (Cut.REGULAR, Cut.ITALIC)
    return Family(
        "Source Sans 3",
        {cut: (_source_sans(cut), *(light if cut in lightly else heavy)) for cut in Cut},
    )


@cache
def ocr_b() -> Family:
    """OCR-B for lines that machines read, with what stands in for Source Sans 3; one face for every cut."""
    own = replace(_packaged("ocr-b", "OCRB", "OCRB-Regular"), is_pairwise=True)
    chain = (own, *builtin().faces[Cut.REGULAR][1:])
    return Family("OCR-B", dict.fromkeys(Cut, chain))


@cache
def liberation_sans() -> Family:
    """Liberation Sans, which Swiss QR-bills may be set in, the built-in family behind it; its cuts are not sloped."""
    regular, bold = (_packaged("liberation-sans", f"LiberationSans-{weight}") for weight in ("Regular", "Bold"))
    light = dict.fromkeys((Cut.REGULAR, Cut.ITALIC), regular)
    return Family("Liberation Sans", {cut: (light.get(cut, bold), *chain) for cut, chain in builtin().faces.items()})


@cache
def serif() -> Family:
    """Source Serif 4 for titles (regular, drawn for display) and headings (semibold), the built-in family behind it."""
    title, heading = (_packaged("source-serif-4", f"SourceSerif4{name}") for name in ("Display-Regular", "-Semibold"))
    light = dict.fromkeys((Cut.REGULAR, Cut.ITALIC), title)
    return Family("Source Serif 4", {cut: (light.get(cut, heading), *chain) for cut, chain in builtin().faces.items()})


def _stand_ins(weight: str, rest: str) -> tuple[Face, ...]:
    scripts = (_packaged("noto-sans", f"NotoSans{script}-{weight}") for script in ("Hebrew", "Arabic"))
    return (*scripts, _packaged("dejavu-sans", rest))


def _source_sans(cut: Cut) -> Face:
    return replace(_packaged("source-sans-3", f"SourceSans3-{cut}"), is_pairwise=True)


def _packaged(folder: str, file: str, name: str = "") -> Face:
    return Face(name or file, partial(_file, folder, file))


def _file(folder: str, file: str) -> bytes:
    return (files("flyer") / "fonts" / folder / f"{file}.ttf").read_bytes()


@lru_cache(maxsize=4096)
def _face(family: Family, cut: Cut, letter: str) -> Face | None:
    if any(unicodedata.category(char) in _NO_TEXT for char in letter):
        return None
    able = (face for face in family.faces[cut] if face.covers(letter))
    first = next(able, None)
    if first is None or first.places_marks(letter):
        return first
    return next((face for face in able if face.places_marks(letter)), first)


@lru_cache(maxsize=4096)
def _everywhere(family: Family, letter: str) -> bool:
    return all(_face(family, cut, letter) for cut in Cut)
