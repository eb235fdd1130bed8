"""Ornaments made from the event's name, another for each event: squares in its colours, rules of many weights."""

from __future__ import annotations

import hashlib

from flyer.documents.theme import Theme
from flyer.typeset.colour import Colour
from flyer.typeset.folds import Edges
from flyer.typeset.frame import ORIGIN, Fill, Frame, Point, Rule, Size
from flyer.units import Length

_COLUMNS, ROWS = 12, 4
_TINTS = (0.82, 0.7, 0.58, 0.46, 0.34, 0.22)
_PALE = 0.22

_LINES = 40
_HAIRLINE, _HEAVY = 0.06, 0.75
"""The least weight of the rules and what comes to it at most, as shares of their distance."""


def foot(name: str, theme: Theme, width: Length, edges: Edges) -> Frame | None:
    """What may stand at the empty foot of a panel `width` wide: a pale mosaic that runs `edges` beyond it, or nothing.

    A design of rules leaves its paper white.
    """
    return mosaic(name, theme, width, edges, strength=_PALE) if theme.design.solid else None


def mosaic(name: str, theme: Theme, width: Length, edges: Edges, *, rows: int = ROWS, strength: float = 1.0) -> Frame:
    """Squares, twelve beside each other across `width`, dense at the foot and thinning out upwards.

    The pattern follows from the event's name, `strength` thins its colours. Squares at the left, the right and the
    lower edge run `edges` beyond it.
    """
    cell = width / _COLUMNS
    squares = []
    for index, value in enumerate(_digest(name, rows * _COLUMNS)):
        row, column = divmod(index, _COLUMNS)
        if value < 256 * (row + 1) / (rows + 1):
            colour = _colour(value % (len(_TINTS) + 1), theme).tint(strength)
            before, after = edges.left * (column == 0), edges.right * (column == _COLUMNS - 1)
            at = Point(column * cell - before, row * cell)
            squares.append(Fill(at, Size(before + cell + after, cell + edges.bottom * (row == rows - 1)), colour))
    return Frame(ORIGIN, Size(width, rows * cell), tuple(squares), shared=True)


def ruling(name: str, theme: Theme, size: Size) -> Frame:
    """Rules across `size`, hairlines at its top and heavier towards its foot, each as heavy as the name has it."""
    pitch = size.height / (_LINES - 1)
    rules = []
    for row, value in enumerate(_digest(name, _LINES)):
        thickness = pitch * (_HAIRLINE + _HEAVY * (row / _LINES) ** 2 * (1 + value / 128) / 3)
        y = row * pitch
        rules.append(Rule(Point(0.0, y), Point(size.width, y), thickness, theme.primary))
    return Frame(ORIGIN, size, tuple(rules), shared=True)


def _digest(name: str, count: int) -> bytes:
    return hashlib.shake_256(name.encode()).digest(count)


def _colour(value: int, theme: Theme) -> Colour:
    return theme.primary.tint(_TINTS[value - 1]) if value else theme.ornament
