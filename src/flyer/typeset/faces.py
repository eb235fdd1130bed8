"""Faces: font files as values that can measure, shape and be cut down. The door to HarfBuzz."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache, partial
from typing import Any, NamedTuple, TypeVar

from flyer.typeset.bidi import runs_backwards

_FEATURES = {"liga": False, "clig": False, "dlig": False, "calt": False}
_NOT_FOR_PRINT = (
    "BASE", "DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "MATH", "OS/2", "cmap", "gasp", "kern", "name", "post",
)  # fmt: skip

_BESIDE = (216, 232, 233, 234)
"""Canonical combining classes of marks that stand right of their base or under two letters: horn, comma, double."""
_REACHES_BACK = -100
"""In 1/1000 em: left of this is the middle of a mark that is made to stand on whatever comes before it."""


class Glyph(NamedTuple):
    """One glyph of a run: its id in the face, advance and offset in 1/1000 em, and the text it stands for.

    Of a cluster of several glyphs the first carries the text, the others "".
    """

    id: int
    advance: float
    text: str
    dx: float = 0.0
    dy: float = 0.0


_glyph = lru_cache(maxsize=1 << 14)(Glyph)
"""One value for all places where a glyph looks the same: ten thousand badges hold the same few hundred."""


_PLAIN = re.compile("[ -~\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027\u2030-\u203a]+")
"""Latin letters in one character each, digits and punctuation."""

_END = "\0"


K = TypeVar("K")
V = TypeVar("V")


class _Known(dict[K, V]):
    """What a function gives for each key, asked once."""

    def __init__(self, ask: Callable[[K], V]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, key: K) -> V:
        value = self[key] = self._ask(key)
        return value


class Box(NamedTuple):
    """A rectangle in 1/1000 em, y upwards from the baseline."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Face:
    """A static TrueType font file; faces are equal when their PostScript names are.

    `read` gives the bytes of the file and is called once, when something is first asked of the face. In a face that
    `is_pairwise` a letter's glyph and place follow from the letter and the one behind it, for letters of Latin script
    without marks of their own. All metrics are in 1/1000 em.
    """

    name: str
    read: Callable[[], bytes] = field(repr=False, compare=False)
    is_pairwise: bool = field(default=False, repr=False, compare=False)

    @classmethod
    def load(cls, data: bytes) -> Face:
        """Make a face of the bytes of a font file; ValueError when they are no static TrueType font."""
        hb = _harfbuzz()
        face = hb.Face(data)
        name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
        if not name or "glyf" not in face.table_tags or "fvar" in face.table_tags:
            raise ValueError("not a static TrueType font")
        return cls(name, partial(bytes, data))

    def __reduce__(self) -> tuple[type[Face], tuple[object, ...]]:
        """Travel to another process without what was found out here."""
        return Face, (self.name, self.read, self.is_pairwise)

    @cached_property
    def data(self) -> bytes:
        """The font file."""
        return self.read()

    @cached_property
    def _font(self) -> Any:
        hb = _harfbuzz()
        return hb.Font(hb.Face(self.data))

    @cached_property
    def _per_unit(self) -> float:
        return 1000 / int(self._font.face.upem)

    @cached_property
    def ascent(self) -> float:
        """How far lines of this face reach above the baseline."""
        return float(self._font.get_font_extents("ltr").ascender) * self._per_unit

    @cached_property
    def descent(self) -> float:
        """How far lines of this face reach below the baseline, positive."""
        return -float(self._font.get_font_extents("ltr").descender) * self._per_unit

    @cached_property
    def cap_height(self) -> float:
        """The height of capitals."""
        tag = _harfbuzz().OTMetricsTag.CAP_HEIGHT
        return float(self._font.get_metric_position_with_fallback(tag)) * self._per_unit

    @cached_property
    def weight(self) -> int:
        """The weight on the scale of OS/2 usWeightClass: 400 regular, 700 bold."""
        return int(self._font.get_style_value(_harfbuzz().StyleTag.WEIGHT))

    @cached_property
    def italic_angle(self) -> float:
        """Degrees counter-clockwise from upright: negative for a face that leans to the right."""
        return float(self._font.get_style_value(_harfbuzz().StyleTag.SLANT_ANGLE))

    @cached_property
    def bbox(self) -> Box:
        """The box that holds every glyph of the face."""
        bounds = struct.unpack_from(">4h", self._font.face.reference_table("head").data, 36)
        return Box(*(bound * self._per_unit for bound in bounds))

    def advance(self, glyph: int) -> float:
        """The natural advance of a glyph (its id), as the font's hmtx table has it."""
        return float(self._font.get_glyph_h_advance(glyph)) * self._per_unit

    def ink(self, glyph: int) -> Box:
        """The box that holds the outline of a glyph (its id), seen from its origin on the baseline."""
        return self._inks[glyph]

    def covers(self, text: str) -> bool:
        """Whether the face can print all of `text`, putting letters together from base and marks if it must."""
        return all(glyph.id for glyph in self.shape(text, backwards=runs_backwards(text)))

    def places_marks(self, letter: str) -> bool:
        """Whether every mark of a letter stands on its base, or beside it where it belongs there.

        A mark the face has but cannot attach to this base is drawn where the base ends; with most faces that is wrong.
        What runs from right to left has no such marks.
        """
        if runs_backwards(letter):
            return True
        beside = sum(unicodedata.combining(char) in _BESIDE for char in letter)
        return sum(self._is_loose(glyph) for glyph in self.shape(letter)) <= beside

    def shape(self, text: str, *, backwards: bool = False) -> tuple[Glyph, ...]:
        """Turn text of one direction into glyphs, left to right as drawn: kerning and marks on, ligatures off.

        The texts of the glyphs are `text`, cluster by cluster, those of text that runs `backwards`, from right to
        left, in the opposite order: its letters are joined, its brackets mirrored. A letter the face lacks becomes
        glyph 0.
        """
        if not backwards and (spelled := self.spelled(text)) is not None:
            return spelled
        return self._shaped(text, backwards=backwards) if text else ()

    def spelled(self, text: str) -> tuple[Glyph, ...] | None:
        """Turn text into glyphs letter by letter; None where the face is not pairwise, or text is not of plain letters
        that the face has.
        """
        try:
            return tuple(map(self._pairs.__getitem__, zip(text, text[1:] + _END, strict=False)))
        except KeyError:
            return None

    @cached_property
    def _pairs(self) -> _Known[tuple[str, str], Glyph]:
        return _Known(self._paired)

    def _paired(self, pair: tuple[str, str]) -> Glyph:
        """The glyph of a letter in front of another one, or at the end; KeyError where it may not be asked for."""
        text = "".join(pair).rstrip(_END)
        if self.is_pairwise and _PLAIN.fullmatch(text):
            glyph = self._shaped(text)[0]
            if glyph.id and glyph.text:
                return glyph
        raise KeyError(pair)

    @cached_property
    def _inks(self) -> _Known[int, Box]:
        return _Known(self._extent)

    def _extent(self, glyph: int) -> Box:
        extents = self._font.get_glyph_extents(glyph)
        left, top = extents.x_bearing, extents.y_bearing
        bounds = (left, top + extents.height, left + extents.width, top)
        return Box(*(bound * self._per_unit for bound in bounds))

    def _shaped(self, text: str, *, backwards: bool = False) -> tuple[Glyph, ...]:
        hb = _harfbuzz()
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.language = "und"
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backwards else "ltr"
        hb.shape(self._font, buffer, _FEATURES)
        infos, positions, per_unit = buffer.glyph_infos, buffer.glyph_positions, self._per_unit
        clusters = [info.cluster for info in infos]
        texts = text if clusters == list(range(len(text))) else _texts(text, clusters)
        glyphs = []
        for info, position, piece in zip(infos, positions, texts, strict=True):
            dx, dy, advance, _ = position.position
            glyphs.append(_glyph(info.codepoint, advance * per_unit, piece, dx * per_unit, dy * per_unit))
        return tuple(glyphs)

    def subset(self, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
        """Cut the font down to some glyphs and their parts, as a PDF needs it: outlines and advances.

        Gives the font file and the new id of every old one. Glyph 0 is always kept.
        """
        hb = _harfbuzz()
        wanted = hb.SubsetInput()
        wanted.glyph_set.update({0, *glyphs})
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in _NOT_FOR_PRINT)
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        plan = hb.SubsetPlan(self._font.face, wanted)
        return bytes(plan.execute().blob.data), dict(sorted(plan.old_to_new_glyph_mapping.items()))

    def _is_loose(self, glyph: Glyph) -> bool:
        """Whether a glyph is a mark that was not moved to its base, nor drawn so that it reaches back to it."""
        if glyph.text or glyph.advance or glyph.dx or glyph.dy:
            return False
        extents = self._font.get_glyph_extents(glyph.id)
        middle = (extents.x_bearing + extents.width / 2) * self._per_unit
        return bool(extents.width) and middle > _REACHES_BACK


def letters_of(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    """Cut glyphs into clusters: before every one that stands for text."""
    start = 0
    for end in range(1, len(glyphs) + 1):
        if end == len(glyphs) or glyphs[end].text:
            yield tuple(glyphs[start:end])
            start = end


@cache
def _harfbuzz() -> Any:
    """The library, loaded when a face is first asked something."""
    import uharfbuzz

    return uharfbuzz


def _texts(text: str, clusters: list[int]) -> Iterator[str]:
    """The text each glyph stands for, from the starts of the clusters: that of a cluster is with its first glyph."""
    starts = sorted(set(clusters))
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    for before, start in zip([-1, *clusters], clusters, strict=False):
        yield "" if start == before else text[start : ends[start]]
