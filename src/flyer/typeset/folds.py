"""Folds: how a sheet becomes panels, which panel is read when, and which is cut shorter so that it tucks in.

Widths of panels in millimetres, from left to right as each side of the open sheet is seen, are those that German
printers ask for: 100/100/97 for the Wickelfalz, 99/99/99 for the Leporello; doors of a gate fold stay 3 mm apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final, NamedTuple

from flyer.typeset.frame import Point, Size
from flyer.units import Length, mm

_PAGES_OF_A_SHEET: Final = 4
"""Two on each of its sides, when a sheet is folded in its middle."""

_GUTTER: Final = mm(9)
"""Between two columns of a panel."""

_MARGIN, _HEAD, _FOOT = mm(8), mm(11), mm(9)
"""What is free at the edges of a panel of a flyer."""


class Edges(NamedTuple):
    """How far something runs beyond each edge of its rectangle."""

    left: Length
    top: Length
    right: Length
    bottom: Length


class Order(Enum):
    """What follows the cover: the days, where they are what one opens the sheet for, or what the event is about."""

    DAYS_FIRST = auto()
    TEXTS_FIRST = auto()


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of a folded sheet, or a page: `number` in reading order, its left edge on its side, its width."""

    number: int
    x: Length
    width: Length
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a panel: its top left corner there, and its room."""

    panel: Panel
    at: Point
    size: Size


@dataclass(frozen=True, slots=True)
class Fold:
    """A sheet on its way to being folded: its sides, each with its panels from left to right.

    `paper` is the name of the open sheet. The cover takes the panels of `cover`, or with a `masthead` so much of the
    top of the first. Copy flows through the panels of `flow` in their order; the last of them is the back. `margin`,
    `head` and `foot` are free at the edges of a panel. With `sheaf`, pages are bound or lie loose instead of being
    folded: their number follows from the copy and is a multiple of it; four of them make a sheet that is `stitched`.
    """

    id: str
    paper: str
    sheet: Size
    sides: tuple[tuple[Panel, ...], ...]
    cover: tuple[int, ...]
    flow: tuple[int, ...]
    order: Order = Order.TEXTS_FIRST
    masthead: Length = 0.0
    margin: Length = _MARGIN
    head: Length = _HEAD
    foot: Length = _FOOT
    sheaf: int = 0

    @property
    def stitched(self) -> bool:
        """Whether sheets are laid into each other and stitched in their fold."""
        return self.sheaf == _PAGES_OF_A_SHEET

    @property
    def measure(self) -> Length:
        """The width of a column: all are as wide as the narrowest panel lets them be."""
        return min((p.width - 2 * self.margin - (p.columns - 1) * _GUTTER) / p.columns for p in self.panels())

    @property
    def height(self) -> Length:
        """The height of a column that no masthead shortens."""
        return self.sheet.height - self.head - self.foot

    def columns(self) -> tuple[Column, ...]:
        """The columns that copy flows through, in their order."""
        return tuple(column for number in self.flow for column in self._columns(self.panel(number)))

    def _columns(self, panel: Panel) -> Iterator[Column]:
        top = self.masthead if panel.number in self.cover else 0.0
        wide = panel.columns * self.measure + (panel.columns - 1) * _GUTTER
        for index in range(panel.columns):
            left = (panel.width - wide) / 2 + index * (self.measure + _GUTTER)
            yield Column(panel, Point(left, top + self.head), Size(self.measure, self.height - top))

    def panels(self) -> Iterator[Panel]:
        """All panels, side by side."""
        for side in self.sides:
            yield from side

    def panel(self, number: int) -> Panel:
        """The panel that is read as the `number`-th."""
        return next(panel for panel in self.panels() if panel.number == number)

    def edges(self, panel: Panel, bleed: Length) -> Edges:
        """How far a panel's ground runs beyond it: `bleed` at the edges of the sheet, nothing at a fold."""
        at_left, at_right = panel.x == 0, panel.x + panel.width > self.sheet.width - mm(1)
        return Edges(bleed * at_left, bleed, bleed * at_right, bleed)

    def creases(self) -> tuple[tuple[Length, ...], ...]:
        """Where each side is folded: distances from its left edge."""
        return tuple(tuple(panel.x for panel in side[1:]) for side in self.sides)

    def with_pages(self, count: int) -> Fold:
        """The same with `count` pages: all are one panel like the first, the cover leads and the last is the back."""
        first = self.sides[0][0]
        start = 1 if self.masthead else 2
        pages = tuple((replace(first, number=number),) for number in range(1, count + 1))
        return replace(self, sides=pages, flow=tuple(range(start, count + 1)))


def _side(*panels: tuple[int, float], columns: tuple[int, ...] = ()) -> tuple[Panel, ...]:
    lefts = [sum(width for _, width in panels[:i]) for i in range(len(panels))]
    counts = columns or (1,) * len(panels)
    rows = zip(panels, lefts, counts, strict=True)
    return tuple(Panel(number, mm(left), mm(width), count) for (number, width), left, count in rows)


_A3, _A4, _A5 = Size(mm(297), mm(420)), Size(mm(210), mm(297)), Size(mm(148), mm(210))
_A4_OPEN, _A5_OPEN = Size(mm(297), mm(210)), Size(mm(210), mm(148))
_ROLL_8 = Size(mm(393.5), mm(210))

FOLDS: Final = (
    # Einbruchfalz A5 to A6.
    Fold("half", "A5", _A5_OPEN, (_side((4, 105), (1, 105)), _side((2, 105), (3, 105))), (1,), (2, 3, 4)),
    # Wickelfalz: the flap (5, its back 4) is 3 mm shorter and is rolled in.
    Fold(
        "letter",
        "A4",
        _A4_OPEN,
        (_side((5, 97), (6, 100), (1, 100)), _side((2, 100), (3, 100), (4, 97))),
        (1,),
        (2, 3, 4, 5, 6),
        Order.DAYS_FIRST,
    ),
    # Leporello: what lies behind when it is folded is panel 4.
    Fold(
        "zigzag",
        "A4",
        _A4_OPEN,
        (_side((5, 99), (6, 99), (1, 99)), _side((2, 99), (3, 99), (4, 99))),
        (1,),
        (2, 3, 5, 6, 4),
        Order.DAYS_FIRST,
    ),
    # Einbruchfalz A4 to A5.
    Fold(
        "half",
        "A4",
        _A4_OPEN,
        (_side((4, 148.5), (1, 148.5)), _side((2, 148.5), (3, 148.5))),
        (1,),
        (2, 3, 4),
        margin=mm(13),
    ),
    # Fensterfalz: two doors (1 left, 2 right) over a centre twice as wide.
    Fold(
        "gate",
        "A4",
        _A4_OPEN,
        (
            _side((2, 73.5), (6, 150), (1, 73.5), columns=(1, 2, 1)),
            _side((3, 73.5), (4, 150), (5, 73.5), columns=(1, 2, 1)),
        ),
        (1, 2),
        (3, 4, 5, 6),
        Order.DAYS_FIRST,
    ),
    # Altarfalz: a gate folded once more in its middle.
    Fold(
        "altar",
        "A4",
        _A4_OPEN,
        (_side((3, 73.5), (8, 75), (1, 75), (2, 73.5)), _side((4, 73.5), (5, 75), (6, 75), (7, 73.5))),
        (1,),
        (2, 3, 4, 5, 6, 7, 8),
    ),
    # Wickelfalz with eight pages: each panel that is rolled further in is shorter again.
    Fold(
        "roll",
        "393.5 × 210 mm",
        _ROLL_8,
        (
            _side((6, 96), (7, 97.5), (8, 100), (1, 100)),
            _side((2, 100), (3, 100), (4, 97.5), (5, 96)),
        ),
        (1,),
        (2, 3, 4, 5, 6, 7, 8),
        Order.DAYS_FIRST,
    ),
    # Broschüre with saddle stitch: single pages here; two of them stand beside each other on a sheet.
    Fold("booklet", "A5", _A5, ((Panel(1, 0.0, mm(148)),),), (1,), (2,), margin=mm(13), foot=mm(16), sheaf=4),
    Fold("booklet", "A6", Size(mm(105), mm(148)), ((Panel(1, 0.0, mm(105)),),), (1,), (2,), foot=mm(13), sheaf=4),
    # Plakat, one side.
    Fold(
        "poster",
        "A3",
        _A3,
        ((Panel(1, 0.0, mm(297), columns=3),),),
        (1,),
        (1,),
        masthead=mm(92),
        margin=mm(20),
        foot=mm(11),
    ),
    # Pages of A4, stapled or loose.
    Fold(
        "none",
        "A4",
        _A4,
        ((Panel(1, 0.0, mm(210), columns=2),),),
        (1,),
        (1,),
        masthead=mm(84),
        margin=mm(14),
        foot=mm(16),
        sheaf=1,
    ),
)
"""The folds there are: a row each, by id and paper."""

LARGE_PRINT: Final = replace(FOLDS[-1], id="large-print", sides=((Panel(1, 0.0, mm(210)),),), foot=mm(18))
"""Pages of A4 with one column, for readers who see little."""
