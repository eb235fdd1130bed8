"""The mosaic: squares in the event's colours, dense at the foot and thinning out upwards, another for each event."""

from __future__ import annotations

import hashlib

from flyer.documents.theme import Theme
from flyer.typeset.colour import Colour
from flyer.typeset.frame import ORIGIN, Fill, Frame, Point, Size
from flyer.units import Length

_COLUMNS, _ROWS = 12, 4
_TINTS = (0.82, 0.7, 0.58, 0.46, 0.34, 0.22)


def mosaic(
    event_name: str,
    theme: Theme,
    width: Length,
    strength: float = 1.0,
    *,
    left: Length = 0.0,
    right: Length = 0.0,
    foot: Length = 0.0,
) -> Frame:
    """An ornament `width` wide and a third as high; its pattern follows from the name, `strength` thins its colours.

    Squares at an edge run `left`, `right` and `foot` beyond it, into the bleed.
    """
    cell = width / _COLUMNS
    digest = hashlib.shake_256(event_name.encode()).digest(_ROWS * _COLUMNS)
    squares = []
    for index, value in enumerate(digest):
        row, column = divmod(index, _COLUMNS)
        if value < 256 * (row + 1) / (_ROWS + 1):
            colour = _colour(value % (len(_TINTS) + 1), theme).tint(strength)
            before, after = left * (column == 0), right * (column == _COLUMNS - 1)
            at = Point(column * cell - before, row * cell)
            squares.append(Fill(at, Size(before + cell + after, cell + foot * (row == _ROWS - 1)), colour))
    return Frame(ORIGIN, Size(width, _ROWS * cell), tuple(squares), shared=True)


def _colour(value: int, theme: Theme) -> Colour:
    return theme.primary.tint(_TINTS[value - 1]) if value else theme.ornament
