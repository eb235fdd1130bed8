"""Stocks: products of pre-cut sheets, their slots in millimetres as rows of data (`stocks.csv` names its sources)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from flyer.typeset.frame import ORIGIN, Point, Size
from flyer.units import Length, in_mm, mm

_PAPERS = {
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "A6": (105, 148),
    "A7": (74, 105),
    "Letter": (215.9, 279.4),
}

_SLACK: Final = mm(0.1)
"""Makers round to a tenth of a millimetre; so much may a grid overlap its paper."""


class Kind(StrEnum):
    """What a stock is, and so how it is printed and what becomes of it."""

    SHEET = "sheet"
    PLAIN = "plain"
    DIE_CUT = "die-cut"
    ENDLESS = "endless"
    CARD = "card"
    BUTTERFLY = "butterfly"
    QUARTER_FOLD = "quarter-fold"


class Edge(StrEnum):
    """The edge about which a sheet is turned to print its back."""

    LONG = "long"
    SHORT = "short"


class Panel(NamedTuple):
    """Where one side of a badge lies: its top left corner, and by how many degrees it is turned clockwise there."""

    at: Point
    turn: int = 0


class _Cell(NamedTuple):
    """A panel on the grid of folds."""

    column: int
    row: int
    turn: int = 0


_FOLDED: Final[Mapping[Kind, tuple[_Cell, ...]]] = {
    Kind.BUTTERFLY: (_Cell(0, 0), _Cell(0, 1, 180)),
    Kind.QUARTER_FOLD: (_Cell(1, 1), _Cell(0, 1), _Cell(1, 0, 180), _Cell(0, 0, 180)),
}
"""The panels of an open insert, printed on one side: front, back and, as one opens it, left and right inside.

A butterfly is folded backwards in the middle; a quarter-fold first its upper half backwards, then its left half.
"""


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet with slots on a grid; `origin` is the first slot's top left corner, `pitch` the step to the next.

    `label` is what lies flat in a slot, `corner` the radius of its corners, `dpi` how many dots an inch its printers
    have at least.
    """

    id: str
    brand: str
    kind: Kind
    paper: Size
    label: Size
    columns: int
    rows: int
    origin: Point
    pitch: Size
    corner: Length
    note: str
    source: str
    dpi: int = 300

    @property
    def slots(self) -> tuple[Point, ...]:
        """The top left corners of all slots, row by row."""
        return tuple(
            Point(self.origin.x + column * self.pitch.width, self.origin.y + row * self.pitch.height)
            for row in range(self.rows)
            for column in range(self.columns)
        )

    @property
    def is_folded(self) -> bool:
        """Whether a label is folded into a badge with its back on the same side of the paper."""
        return self.kind in _FOLDED

    @property
    def badge(self) -> Size:
        """The size of a badge: of a label, or of one panel of a label that is folded."""
        cells = _FOLDED.get(self.kind, (_Cell(0, 0),))
        columns, rows = (1 + max(cell[axis] for cell in cells) for axis in (0, 1))
        return Size(self.label.width / columns, self.label.height / rows)

    @property
    def panels(self) -> tuple[Panel, ...]:
        """Where in its slot the front of a badge lies and, if the label is folded, its back and what is inside."""
        if not self.is_folded:
            return (Panel(ORIGIN),)
        size = self.badge
        return tuple(
            Panel(Point(cell.column * size.width, cell.row * size.height), cell.turn) for cell in _FOLDED[self.kind]
        )

    def behind(self, slot: Point, edge: Edge) -> Panel:
        """Where on the back of the sheet, turned about that edge, the back of what lies in a slot is printed.

        Turned about its vertical edge the sheet mirrors left and right; about its horizontal edge top and bottom, so
        that the back has to stand on its head for both sides to hang upright.
        """
        if (edge is Edge.LONG) == (self.paper.height >= self.paper.width):
            return Panel(Point(self.paper.width - slot.x - self.label.width, slot.y))
        return Panel(Point(slot.x, self.paper.height - slot.y - self.label.height), 180)

    def faults(self) -> Iterator[tuple[str, str]]:
        """What cannot be about the grid, each with the name of the field to mend."""
        (label, pitch), paper = (self.label, self.pitch), self.paper
        right = self.origin.x + (self.columns - 1) * pitch.width + label.width
        bottom = self.origin.y + (self.rows - 1) * pitch.height + label.height
        if not label.width or not label.height:
            yield "label", "a label has a width and a height"
        elif self.corner > min(label.width, label.height) / 2 + _SLACK:
            yield "corner", f"corners of {said(self.corner)} mm are too round for labels of {said_size(label)}"
        if right > paper.width + _SLACK:
            yield "columns", f"the labels reach {said(right)} mm to the right, the paper is {said(paper.width)} mm wide"
        if bottom > paper.height + _SLACK:
            yield "rows", f"the labels reach {said(bottom)} mm down, the paper is {said(paper.height)} mm high"
        if self.columns > 1 and pitch.width < label.width - _SLACK:
            yield "pitch", f"labels {said(label.width)} mm wide overlap {said(pitch.width)} mm from each other"
        if self.rows > 1 and pitch.height < label.height - _SLACK:
            yield "pitch", f"labels {said(label.height)} mm high overlap {said(pitch.height)} mm from each other"


@cache
def stocks() -> dict[str, Stock]:
    """All stocks by their id, in the order of the file."""
    text = files("flyer.typeset").joinpath("stocks.csv").read_text("utf-8")
    return {row["id"]: _stock(row) for row in csv.DictReader(text.splitlines())}


def paper(name: str) -> Size:
    """A paper's name, "A4L" for landscape, or "WxH" in millimetres."""
    portrait = name.removesuffix("L")
    if portrait in _PAPERS:
        short, long = map(mm, _PAPERS[portrait])
        return Size(short, long) if name == portrait else Size(long, short)
    width, _, height = name.partition("x")
    return Size(mm(float(width)), mm(float(height)))


def said(length: Length) -> str:
    """A length in millimetres as it is read, in as few digits as it needs."""
    return f"{round(in_mm(length), 2):g}"


def said_size(size: Size) -> str:
    """Width and height in millimetres as they are read."""
    return f"{said(size.width)} × {said(size.height)} mm"


def _stock(row: dict[str, str]) -> Stock:
    def length(column: str) -> Length:
        return mm(float(row[column] or 0))

    label = Size(length("label_w_mm"), length("label_h_mm"))
    roll = row["page"].removesuffix("xL")
    return Stock(
        id=row["id"],
        brand=row["brand"],
        kind=Kind(row["kind"]),
        paper=Size(mm(float(roll)), label.height) if roll != row["page"] else paper(row["page"]),
        label=label,
        columns=int(row["cols"]),
        rows=int(row["rows"]),
        origin=Point(length("x0_mm"), length("y0_mm")),
        pitch=Size(length("dx_mm"), length("dy_mm")),
        corner=length("corner_mm"),
        note=row["notes"],
        source=row["source"],
        dpi=int(row["dpi"]),
    )
