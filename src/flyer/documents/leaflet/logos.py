"""Logos of equal optical weight: the same area for each, in rows of nearly the same length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, count
from math import sqrt

from flyer.manuscript.model import Logo
from flyer.typeset.frame import ORIGIN, Frame, Picture, Point, Role, Size
from flyer.typeset.lines import Align
from flyer.typeset.pictures import read
from flyer.units import Length

_SHRINK = 0.9
_ONE_ROW = 0.65
"""How far logos are made smaller, as a share of their side, to stand in one row."""

_GAP, _ROW_GAP = 0.42, 0.34
"""Between two logos and between two rows: shares of the side of the square that has the area of a logo."""

_SPREAD = 1.0
"""How much further apart logos stand to fill a row of several, in sides of that square."""

_WIDEST = 0.62
_HIGHEST = 1.25
"""A logo's width is at most this share of the room's, its height at most this multiple of the side of that square."""

_Sizes = list[Size]


def block(logos: Sequence[Logo], room: Size, side: Length, align: Align) -> Frame:
    """The logos as figures, each with the area of a square of `side`, or of a smaller one so that all fit the room."""
    rows, side = _fitted([read(logo.content).size for logo in logos], room, side)
    waiting, figures = iter(logos), []
    y = 0.0
    for row in rows:
        high, free = max(size.height for size in row), room.width - _width(row, side)
        spread = min(free / (len(row) - 1), _SPREAD * side) if len(rows) > 1 and len(row) > 2 else 0.0
        free -= spread * (len(row) - 1)
        lefts = accumulate((size.width + _GAP * side + spread for size in row), initial=free * align.share)
        for size, x in zip(row, lefts, strict=False):
            logo = next(waiting)
            at = Point(x, y + (high - size.height) / 2)
            figures.append(Frame(at, size, (Picture(ORIGIN, size, logo.content),), Role.FIGURE, alt=logo.alt))
        y += high + _ROW_GAP * side
    return Frame(ORIGIN, Size(room.width, _height(rows, side)), tuple(figures))


def _fitted(naturals: _Sizes, room: Size, side: Length) -> tuple[list[_Sizes], Length]:
    """The rows, and the side of the square each logo has the area of: in one row if that makes none too small."""
    tried = ((_rows(naturals, room, s), s) for s in (side * _SHRINK**step for step in count()))
    fitting = ((rows, s) for rows, s in tried if _height(rows, s) <= room.height)
    found = next(fitting)
    if len(found[0]) <= 1:
        return found
    smaller = ((rows, s) for rows, s in fitting if len(rows) == 1 or s < side * _ONE_ROW)
    one, s = next(smaller)
    return (one, s) if len(one) == 1 else found


def _rows(naturals: _Sizes, room: Size, side: Length) -> list[_Sizes]:
    """As few rows as fit the width, and then as even as they can be."""
    sizes = [_equal_area(natural, room, side) for natural in naturals]
    rows = list(_filled(sizes, room.width, side))
    narrower = (list(_filled(sizes, room.width * share / 20, side)) for share in range(8, 20))
    return next((even for even in narrower if len(even) == len(rows) and _widest(even, side) <= room.width), rows)


def _equal_area(natural: Size, room: Size, side: Length) -> Size:
    factor = side / sqrt(natural.width * natural.height)
    factor = min(factor, _WIDEST * room.width / natural.width, _HIGHEST * side / natural.height)
    return Size(natural.width * factor, natural.height * factor)


def _filled(sizes: _Sizes, width: Length, side: Length) -> Iterator[_Sizes]:
    row: _Sizes = []
    for size in sizes:
        if row and _width([*row, size], side) > width:
            yield row
            row = []
        row.append(size)
    if row:
        yield row


def _width(row: _Sizes, side: Length) -> Length:
    return sum(size.width for size in row) + _GAP * side * (len(row) - 1)


def _widest(rows: Sequence[_Sizes], side: Length) -> Length:
    return max((_width(row, side) for row in rows), default=0.0)


def _height(rows: Sequence[_Sizes], side: Length) -> Length:
    return sum(max(size.height for size in row) for row in rows) + _ROW_GAP * side * max(len(rows) - 1, 0)
