"""Imposition: single pages of a booklet become the sheets an office printer prints on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flyer.typeset.frame import ORIGIN, Frame, Point, Size


def saddle_stitch(pages: Sequence[Frame], size: Size) -> tuple[Frame, ...]:
    """Set pages of `size` in reading order, as many as four divides, in pairs on sheets twice as wide.

    The sheets are front, back, front, back, from the outermost of the booklet to the innermost: printed on both sides,
    turned about the short edge, stacked and folded once, their pages follow each other. Frames of the pages that are
    parts of one structure element stay in its order.
    """
    return tuple(_sheet(pages[left], pages[right], size) for left, right in _pairs(len(pages)))


def _pairs(count: int) -> Iterator[tuple[int, int]]:
    """The pages beside each other on each side of each sheet; together they are always the first and the last."""
    for first in range(0, count // 2, 2):
        last = count - 1 - first
        yield last, first
        yield first + 1, last - 1


def _sheet(left: Frame, right: Frame, size: Size) -> Frame:
    beside = Point(right.at.x + size.width, right.at.y)
    return Frame(ORIGIN, Size(2 * size.width, size.height), (left, replace(right, at=beside)))
