"""Tables: rows of cells under a head, broken between rows, with sums carried over where a page ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TypeAlias

from flyer.typeset.colour import Colour
from flyer.typeset.frame import ORIGIN, Frame, Part, Point, Role, Rule, Size
from flyer.typeset.lines import Align
from flyer.typeset.paragraph import Span, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length

Cell: TypeAlias = tuple[tuple[Span, ...], ...]
"""The paragraphs of a cell."""

Row: TypeAlias = Sequence[Cell]
"""A cell for each column."""

_KEPT_ROWS = 2
"""Rows of the last of several pieces, so that what follows the table does not stand alone."""

_TOLERANCE: Length = 1e-6


@dataclass(frozen=True, slots=True)
class Column:
    """A column of fixed `width`, or with 0 of an equal share of what the fixed ones leave.

    `language` is that of the cells below its head where it is not the document's.
    """

    width: Length = 0.0
    align: Align = Align.LEFT
    language: str = ""

    def __hash__(self) -> int:
        """Cheap, for what columns have in common is remembered."""
        return hash(self.width)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Look:
    """How a table looks: `gap` between columns, `padding` above and below a row's text, rules below rows."""

    leading: Length
    gap: Length
    padding: Length
    strong: tuple[Length, Colour]
    light: tuple[Length, Colour]
    language: str = ""


class TooHigh(Exception):
    """A row `needs` more height than a whole page `has`."""

    def __init__(self, row: int, needs: Length, has: Length) -> None:
        self.row, self.needs, self.has = row, needs, has
        super().__init__(f"row {row} needs {needs:.2f} pt, the page has {has:.2f} pt")


def table(
    columns: Sequence[Column],
    head: Row,
    rows: Sequence[Row],
    look: Look,
    *,
    measure: Length,
    heights: Sequence[Length],
    key: str,
    tail: Length = 0.0,
    carried: Callable[[int], Row] | None = None,
) -> tuple[Frame, ...]:
    """Set a table as one piece a page.

    `heights` is the room of the first and the following pages, the last of them for all that remain. All pieces
    are one Table under `key`; head and carried-over line of later pieces are artifacts. `tail` is the height of what
    follows: it stands below two rows at least, or one if two are too high to go on with it. `carried(n)` gives
    the line that stands below and above a break after `n` rows. Raises TooHigh, and TooWide for a word wider than its
    column.
    """
    grid = _grid(tuple(columns), look, measure)
    top = _head(grid, tuple(head), Role.TH)
    body = [grid.row(row, Role.TD, look.light) for row in rows]

    def carry(count: int) -> tuple[Frame, ...]:
        return (grid.row(carried(count), None, look.strong),) if carried else ()

    first, *rest = (height - top.size.height for height in heights)
    each = [frame.size.height for frame in body]
    if sum(each) + tail <= first + _TOLERANCE:
        return (Stack().add(Stack().add(top).extend(body).frame(measure, Role.TABLE, Part(key, 0))).frame(measure),)
    carry_height = sum(frame.size.height for frame in carry(1))
    room = (first, *(height - carry_height for height in rest or [first]))
    starts, repeated = _starts(each, room, carry_height, tail), _head(grid, tuple(head), None)
    pieces = []
    for rank, (start, end) in enumerate(pairwise([*starts, len(body)])):
        part = Part(key, rank)
        if rank == 0:
            piece = Stack().add(Stack().add(top).extend(body[start:end]).frame(measure, Role.TABLE, part))
        else:
            rows_here = Stack().extend(body[start:end]).frame(measure, Role.TABLE, part)
            piece = Stack().add(repeated).extend(carry(start)).add(rows_here)
        pieces.append(piece.extend(carry(end) if end < len(body) else ()).frame(measure))
    return tuple(pieces)


def _starts(rows: Sequence[Length], room: Sequence[Length], carry: Length, tail: Length) -> list[int]:
    """The first row of each piece; a piece that is not the last one also holds the carried-over line."""
    starts, used, remaining = [0], 0.0, sum(rows)
    for index, height in enumerate(rows):
        has = room[min(len(starts), len(room)) - 1] + _TOLERANCE
        if index > starts[-1] and used + height + carry > has and used + remaining > has:
            starts.append(index)
            used, has = 0.0, room[-1] + _TOLERANCE
        if height > has:
            raise TooHigh(index, height, has)
        used += height
        remaining -= height
    fits = used + tail <= has
    if fits and (len(starts) == 1 or len(rows) - starts[-1] >= _KEPT_ROWS):
        return starts
    before = starts[:-1] if fits else starts
    for start in range(len(rows) - _KEPT_ROWS, len(rows)):
        if start > before[-1] and sum(rows[start:]) + tail <= room[-1] + _TOLERANCE:
            return [*before, start]
    return starts


@dataclass(frozen=True, eq=False)
class _Grid:
    """Columns on a measure; there is one for them, a cheap key for cells that tables of the same kind share."""

    columns: tuple[Column, ...]
    look: Look
    measure: Length

    def row(self, cells: Row, role: Role | None, rule: tuple[Length, Colour]) -> Frame:
        """One row with a rule at its foot: TH or TD cells in a TR, or with no role an artifact."""
        look = self.look
        placed = [_cell(self, place, cell, role) for place, cell in zip(self.places, cells, strict=True)]
        height = max([cell.size.height for cell in placed]) + 2 * look.padding
        thickness, colour = rule
        foot = Rule(Point(0.0, height), Point(self.measure, height), thickness, colour)
        size = Size(self.measure, height)
        return Frame(ORIGIN, size, (*placed, foot), role=Role.TR if role else None)

    @cached_property
    def places(self) -> tuple[_Place, ...]:
        """Where the cells of a row stand."""
        fixed = sum(column.width for column in self.columns)
        shares = sum(1 for column in self.columns if not column.width)
        free = self.measure - fixed - self.look.gap * (len(self.columns) - 1)
        left, places = 0.0, []
        for column in self.columns:
            width = column.width or free / shares
            places.append(_Place(Point(left, self.look.padding), width, column))
            left += width + self.look.gap
        return tuple(places)


_grid = lru_cache(maxsize=1 << 3)(_Grid)


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A column of a grid, where its cells begin and how wide they are."""

    at: Point
    width: Length
    column: Column


@lru_cache(maxsize=1 << 9)
def _cell(grid: _Grid, place: _Place, cell: Cell, role: Role | None) -> Frame:
    """A cell in its column, remembered: many rows have the same figures."""
    look, column, width = grid.look, place.column, place.width
    inner = Role.P if role and len(cell) > 1 else None
    stack = Stack().extend(
        [
            paragraph(spans, width, look.leading, language=look.language, role=inner, align=column.align)
            for spans in cell
        ]
    )
    scope = "Column" if role is Role.TH else ""
    language = column.language if role is Role.TD else ""
    return Frame(place.at, Size(width, stack.height), stack.frames, role=role, scope=scope, language=language)


@lru_cache(maxsize=1 << 3)
def _head(grid: _Grid, cells: Row, role: Role | None) -> Frame:
    """The head, or with no role what is repeated of it; tables of the same kind have the same."""
    return grid.row(cells, role, grid.look.strong)
