"""Printers' marks: where to cut and where to fold, on the paper around the trim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flyer.typeset.colour import REGISTRATION
from flyer.typeset.frame import Frame, Point, Rule, Size
from flyer.units import Length, mm, pt

ROOM: Final = mm(10)
"""The paper beyond the bleed that has room for marks."""

_GAP, _LENGTH, _THICKNESS, _DASH = mm(3), mm(5), pt(0.25), (mm(1), mm(0.5))


def marks(trim: Size, bleed: Length, creases: Sequence[Length]) -> Frame:
    """Give what stands around a trim, as a child of the frame that is it: wider and higher by twice `bleed` and ROOM.

    Crop marks at the corners and dashed fold marks at `creases` (from the trim's left edge) are 5 mm long, 0.25 pt
    thick, in all inks, and begin 3 mm beyond the bleed: inside the bleed box nothing is drawn (PDF/X allows
    registration colour only outside the trim).
    """
    margin = bleed + ROOM
    paper = Size(trim.width + 2 * margin, trim.height + 2 * margin)
    across = tuple(_rule(x, y, end, y) for y in (margin, paper.height - margin) for x, end in _spans(paper.width))
    down = tuple(_rule(x, y, x, end) for x in (margin, paper.width - margin) for y, end in _spans(paper.height))
    folds = tuple(_rule(margin + x, y, margin + x, end, dash=_DASH) for x in creases for y, end in _spans(paper.height))
    return Frame(Point(-margin, -margin), paper, across + down + folds)


def _spans(extent: Length) -> tuple[tuple[Length, Length], tuple[Length, Length]]:
    """Where a mark begins and ends at either end of the paper, from the inside out."""
    start = ROOM - _GAP
    end = start - _LENGTH
    return (start, end), (extent - start, extent - end)


def _rule(x: Length, y: Length, to_x: Length, to_y: Length, dash: tuple[Length, Length] | None = None) -> Rule:
    return Rule(Point(x, y), Point(to_x, to_y), _THICKNESS, REGISTRATION, dash)
