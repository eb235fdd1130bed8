"""Sums at the right of a letter: labels and amounts in rows, the last of them large."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from flyer.documents.theme import LEADING, Theme
from flyer.typeset.colour import Colour
from flyer.typeset.family import Cut, Style
from flyer.typeset.frame import ORIGIN, Frame, Point, Role, Rule, Size
from flyer.typeset.letter import MEASURE
from flyer.typeset.lines import Align, line
from flyer.typeset.paragraph import BASELINE
from flyer.typeset.stack import Stack
from flyer.units import Length, mm, pt

GAP: Final = mm(5)
"""Between the sums and what is to be said about them, which stands beside."""

WIDTH: Final = mm(80)
BESIDE: Final = MEASURE - WIDTH - GAP
"""The width of the sums, and of what stands beside them."""


def light(theme: Theme) -> tuple[Length, Colour]:
    """The rule below rows."""
    return pt(0.4), theme.primary.tint(0.4)


def sums(rows: Iterable[tuple[str, str]], last: tuple[str, str], beside: Stack, theme: Theme) -> Frame:
    """Set rows of a label and an amount as a table at the right; what is beside begins on the first one's baseline."""
    right, baseline = _table((*rows, last), theme)
    drop = baseline - LEADING * BASELINE
    height = max(right.size.height, drop + beside.height)
    return Frame(ORIGIN, Size(MEASURE, height), (right, beside.frame(MEASURE - WIDTH, at=Point(0.0, drop))))


@lru_cache(maxsize=1 << 8)
def _table(rows: tuple[tuple[str, str], ...], theme: Theme) -> tuple[Frame, Length]:
    """The rows as a table, remembered, for many pay the same; and the baseline of the first."""
    *usual, last = rows
    large = theme.style(pt(12), Cut.SEMIBOLD, theme.primary)
    of_table = [*(_Row(*row, theme.body, mm(5.5)) for row in usual), _Row(*last, large, mm(8.5))]
    table = Stack().extend(row.frame(theme) for row in of_table)
    return table.frame(WIDTH, Role.TABLE, at=Point(MEASURE - WIDTH, 0.0)), of_table[0].baseline


class _Row(NamedTuple):
    """One row of the sums."""

    label: str
    amount: str
    style: Style
    height: Length

    @property
    def baseline(self) -> Length:
        """Where the row's text stands, in its middle by the height of figures."""
        return self.height / 2 + self.style.size * 0.33

    def frame(self, theme: Theme) -> Frame:
        """The row as a header cell and its amount, a rule at its foot."""
        half = Size(WIDTH / 2, self.height)
        label = line(self.label, self.style, Point(0.0, self.baseline))
        amount = line(self.amount, self.style, Point(half.width, self.baseline), align=Align.RIGHT)
        thickness, colour = light(theme)
        return Frame(
            ORIGIN,
            Size(WIDTH, self.height),
            (
                Frame(ORIGIN, half, (label,), role=Role.TH, scope="Row"),
                Frame(Point(half.width, 0.0), half, (amount,), role=Role.TD),
                Rule(Point(0.0, self.height), Point(WIDTH, self.height), thickness, colour),
            ),
            role=Role.TR,
        )
