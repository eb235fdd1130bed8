"""The score of a mask (ISO/IEC 18004, 7.8.3.1), taken on all modules of a symbol at once.

A symbol is one integer of all its lines: its columns from left to right, and behind them its rows from the top; of
each line the first module is the most significant bit, 1 = dark. So a shift by 1 brings to every module its neighbour
in the column and in the row.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from sys import maxsize

_N1, _N2, _N3, _N4 = 3, 3, 40, 10
"""The weights of the four features (ISO/IEC 18004, 7.8.3.1)."""


def easiest(symbols: Iterable[int], width: int) -> tuple[int, int]:
    """The place of the symbol that is easiest to read, the first with the fewest points, and these.

    All are `width` modules a side. Points that change nothing any more are not counted.
    """
    pairs, squares, unbalanced = _measures(width)
    easiest, fewest = 0, maxsize
    for place, lines in enumerate(symbols):
        differ = (lines ^ lines >> 1) & pairs
        alike = differ ^ pairs
        three = alike & alike >> 1
        beyond = three >> 2
        # N1: a run of n ≥ 5 modules costs n - 2 points, holds n - 4 fives and n - 5 sixes.
        fives = three & beyond
        # N2: two neighbours in a row that are alike, and with those below them.
        blocks = squares & alike & alike >> width
        points = (
            _N1 * fives.bit_count()
            - (_N1 - 1) * (fives & fives >> 1).bit_count()
            + _N2 * (blocks ^ blocks & (lines ^ lines >> width)).bit_count()
            + unbalanced[lines.bit_count()]
        )
        if points >= fewest:
            continue
        # N3: dark 1, light 1, dark 3, light 1, dark 1, and four light modules on one side.
        single = differ & differ >> 1
        finder = lines & single & beyond & single >> 4
        four = three & alike >> 2
        points += _N3 * (finder & (differ & four >> 1) >> 6 | four & differ >> 3 & finder >> 4).bit_count()
        if points < fewest:
            easiest, fewest = place, points
    return easiest, fewest


@cache
def _measures(width: int) -> tuple[int, int, list[int]]:
    """What there is to a symbol of a width.

    The modules that have a neighbour in their line, those in a row with one and with a row below them, and for each
    number of dark modules in all lines the points of N4.
    """
    line, modules = (1 << width - 1) - 1, 2 * width**2
    pairs, squares = (sum(line << width * n for n in range(lines)) for lines in (2 * width, width - 1))
    return pairs, squares, [_N4 * int(abs(dark / modules * 100 - 50) / 5) for dark in range(modules + 1)]
