"""Faces: font files as values that can measure, shape and be cut down. The door to HarfBuzz."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Glyph(NamedTuple):
    """One glyph of a run: its index in the face, its advance and offset in 1/1000 em, and the text it stands for.

    Of a cluster of several glyphs the first carries the text, the others "".
    """

    index: int
    advance: float
    text: str
    dx: float = 0.0
    dy: float = 0.0


@dataclass(frozen=True, slots=True)
class Face:
    """A static TrueType font file; faces are equal when their PostScript names are."""

    name: str
    data: bytes = field(repr=False, compare=False)

    # metrics in 1/1000 em: ascent, descent (positive), cap_height, x_height, italic_angle, bbox, natural advances
    # covers(char) -> bool
    # shape(text) -> tuple[Glyph, ...]      kerning and mark placement on, ligatures off
    # subset(indices: Iterable[int]) -> tuple[bytes, dict[int, int]]    font bytes, old index -> new index
