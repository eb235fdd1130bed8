"""Stocks: products of pre-cut sheets, their slots in millimetres as rows of data (`stocks.csv` names its sources)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from flyer.typeset.frame import Point, Size
from flyer.units import Length, mm

_PAPERS = {
    "A4": (210, 297),
    "A6": (105, 148),
    "A7": (74, 105),
    "Letter": (215.9, 279.4),
}


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet with slots on a grid; `origin` is the first slot's top left corner, `pitch` the step to the next."""

    id: str
    brand: str
    paper: Size
    label: Size
    columns: int
    rows: int
    origin: Point
    pitch: Size
    corner: Length
    note: str
    source: str

    @property
    def slots(self) -> tuple[Point, ...]:
        """The top left corners of all slots, row by row."""
        return tuple(
            Point(self.origin.x + column * self.pitch.width, self.origin.y + row * self.pitch.height)
            for row in range(self.rows)
            for column in range(self.columns)
        )


@cache
def stocks() -> dict[str, Stock]:
    """All stocks by their id, in the order of the file."""
    text = files("flyer.typeset").joinpath("stocks.csv").read_text("utf-8")
    return {row["id"]: _stock(row) for row in csv.DictReader(text.splitlines())}


def _stock(row: dict[str, str]) -> Stock:
    def length(column: str) -> Length:
        return mm(float(row[column] or 0))

    label = Size(length("label_w_mm"), length("label_h_mm"))
    return Stock(
        id=row["id"],
        brand=row["brand"],
        paper=_paper(row["page"], label),
        label=label,
        columns=int(row["cols"]),
        rows=int(row["rows"]),
        origin=Point(length("x0_mm"), length("y0_mm")),
        pitch=Size(length("dx_mm"), length("dy_mm")),
        corner=length("corner_mm"),
        note=row["notes"],
        source=row["source"],
    )


def _paper(name: str, label: Size) -> Size:
    """A paper's name, "A4L" for landscape, "WxH" in millimetres, "WxL" for a roll cut to the label's length."""
    portrait = name.removesuffix("L")
    if portrait in _PAPERS:
        short, long = map(mm, _PAPERS[portrait])
        return Size(short, long) if name == portrait else Size(long, short)
    width, _, height = name.partition("x")
    return Size(mm(float(width)), label.height if height == "L" else mm(float(height)))
