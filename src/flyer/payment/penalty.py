"""The score of a mask (ISO/IEC 18004, 7.8.3.1), taken on all modules of a symbol at once.

A symbol is one integer: row by row from the top left corner, the most significant bit first, 1 = dark. So a
shift by 1 brings to every module its neighbour in the row, a shift by the width its neighbour in the column.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

_N1, _N2, _N3, _N4 = 3, 3, 40, 10
"""The weights of the four features (ISO/IEC 18004, 7.8.3.1)."""


class _Axis(NamedTuple):
    """A direction: the step to a neighbour, and the modules where a line of 2 or of 11 may begin."""

    step: int
    pairs: int
    elevens: int


def penalty(symbol: int, width: int) -> int:
    """Score a masked symbol of `width` modules a side: the fewer points, the easier it is to read."""
    points = 0
    every, axes = _axes(width)
    light = symbol ^ every
    alike: list[int] = []
    for step, pairs, elevens in axes:
        following = symbol >> step
        differ = symbol ^ following
        same = (differ ^ every) & pairs
        alike.append(same)
        # N1: a run of n ≥ 5 modules costs n - 2 points and holds n - 4 fives.
        fives = same & same >> step
        fives &= fives >> 2 * step
        points += fives.bit_count() + (_N1 - 1) * (fives & ~(fives >> step)).bit_count()
        # N3: dark 1, light 1, dark 3, light 1, dark 1, and four light modules on one side.
        dark_light, light_dark = symbol & differ, following & differ
        three_dark = symbol & following & symbol >> 2 * step
        finder = dark_light & three_dark >> 2 * step & light_dark >> 5 * step
        four_light = same & light
        four_light &= four_light >> 2 * step
        points += _N3 * (finder & four_light >> 7 * step & elevens).bit_count()
        points += _N3 * (four_light & finder >> 4 * step & elevens).bit_count()
    in_rows, in_columns = alike
    points += _N2 * (in_rows & in_rows >> width & in_columns).bit_count()
    dark = symbol.bit_count() / width**2
    return points + _N4 * int(abs(dark * 100 - 50) / 5)


@cache
def _axes(width: int) -> tuple[int, tuple[_Axis, _Axis]]:
    """All modules of a symbol, and its two directions."""
    every = (1 << width * width) - 1

    def beginnings(length: int) -> int:
        row = (1 << width - length + 1) - 1
        return sum(row << width * y for y in range(width))

    return every, (
        _Axis(1, beginnings(2), beginnings(11)),
        _Axis(width, every >> width, every >> 10 * width),
    )
