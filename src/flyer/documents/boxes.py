"""The boxes of a transfer form: labelled fields on a grid that follows from one measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Final, NamedTuple

from flyer.documents.theme import QUIET, Theme
from flyer.typeset.colour import WHITE
from flyer.typeset.family import Style, ocr_b
from flyer.typeset.frame import ORIGIN, Fill, Frame, Point, Role, Rule, Size, Text
from flyer.typeset.lines import Align, line, width
from flyer.units import Length, mm, pt

BOXES: Final = 27
"""Writing boxes of a row of the SEPA-Überweisung; two machine-written characters stand in a box."""

_PITCH = 8.47 / 5.08
"""Height of a row in widths of a box: two writing lines of 1/6 inch to a box of 2/10 inch."""

_WRITTEN = 0.59
"""The share of a row's height that is written in; its label has the rest."""

_SMALLEST = pt(6)
"""The smallest type that is still read."""

_TICK = Size(pt(0.4), mm(0.9))
"""The marks between boxes: a dashed rule as thick as the marks are high."""


class Field(NamedTuple):
    """One field of a form: its label, what is written in it, and which boxes of which row it covers."""

    label: str
    text: str
    row: int
    first: int = 0
    boxes: int = BOXES
    align: Align = Align.LEFT


@dataclass(frozen=True, eq=False)
class Grid:
    """The boxes of a form; all its measures follow from `measure`, the width of a row of 27 boxes.

    There is one for a measure and a theme, a cheap key for what is the same in the forms of an event.
    """

    measure: Length
    theme: Theme

    @staticmethod
    @lru_cache(maxsize=1 << 3)
    def of(measure: Length, theme: Theme) -> Grid:
        """The grid of this measure."""
        return Grid(measure, theme)

    @cached_property
    def box(self) -> Length:
        """The width of a box, 5.08 mm on a bank's own slip."""
        return self.measure / BOXES

    @cached_property
    def pitch(self) -> Length:
        """The height of a row with its label, 8.47 mm on a bank's own slip."""
        return self.box * _PITCH

    @cached_property
    def label_height(self) -> Length:
        """What a row's label has of its height."""
        return self.pitch * (1 - _WRITTEN)

    @cached_property
    def ink(self) -> Style:
        """OCR-B, two characters to a box."""
        unit = Style(ocr_b(), pt(1))
        return replace(unit, size=self.box / 2 / width("0", unit))

    def holds(self, text: str) -> bool:
        """Whether a whole row has room for the text in type of 6 points or more."""
        return width(text, _smallest()) <= self.measure - 2 * self._inset

    @cached_property
    def _inset(self) -> Length:
        """What is free at both ends of a field."""
        return self.box / 4

    def form(self, fields: Sequence[Field]) -> Frame:
        """Set fields as a list of labels and what stands in their boxes; empty ones are artifacts beside it."""
        size = Size(self.measure, self.pitch * (1 + max([field.row for field in fields])))
        filled = tuple([_set(self, field) for field in fields if field.text])
        empty = tuple([_set(self, field) for field in fields if not field.text])
        return Frame(ORIGIN, size, (Frame(ORIGIN, size, empty), Frame(ORIGIN, size, filled, role=Role.L)))

    def field(self, field: Field) -> Frame:
        """Set one field at its place: its label above, what is written in its boxes below."""
        item, lbl, body = (Role.LI, Role.LBL, Role.LBODY) if field.text else (None, None, None)
        label, boxes = _label(self, field.label, field.boxes, lbl), _boxes(self, field.boxes)
        if field.text:
            text = self._text(field.text, boxes.size, field.align)
            boxes = Frame(boxes.at, boxes.size, (*boxes.children, text), role=body)
        at = Point(field.first * self.box, field.row * self.pitch)
        return Frame(at, Size(boxes.size.width, self.pitch), (label, boxes), role=item)

    def _text(self, said: str, size: Size, align: Align) -> Text:
        """What is written in boxes of this size, smaller where it would be too wide."""
        room, style = size.width - 2 * self._inset, self.ink
        if (wide := width(said, style)) > room:
            style = replace(style, size=style.size * (room / wide))
        cap_height = style.family.faces[style.cut][0].cap_height / 1000
        baseline = (size.height + style.size * cap_height) / 2
        return line(said, style, Point(self._inset + room * align.share, baseline), align=align)


@lru_cache(maxsize=1 << 8)
def _set(grid: Grid, field: Field) -> Frame:
    """The field, remembered: the forms of an event differ in no more than amount, reference and payer."""
    return grid.field(field)


@lru_cache(maxsize=1 << 5)
def _label(grid: Grid, label: str, boxes: int, role: Role | None) -> Frame:
    """The label of a field, as wide as its boxes."""
    height, style = grid.label_height, grid.theme.style(pt(6.5), colour=QUIET)
    said = line(label, style, Point(0.0, height - mm(0.6)))
    return Frame(ORIGIN, Size(boxes * grid.box, height), (said,), role=role)


@lru_cache(maxsize=1 << 4)
def _boxes(grid: Grid, boxes: int) -> Frame:
    """So many boxes below a label, with nothing in them."""
    size = Size(boxes * grid.box, grid.pitch - grid.label_height)
    y = size.height - _TICK.height / 2
    start, end = Point(grid.box - _TICK.width / 2, y), Point(size.width - grid.box / 2, y)
    dash = _TICK.width, grid.box - _TICK.width
    ticks = Rule(start, end, _TICK.height, grid.theme.primary.tint(0.4), dash)
    return Frame(Point(0.0, grid.label_height), size, (Fill(ORIGIN, size, WHITE, radius=mm(0.4)), ticks))


@cache
def _smallest() -> Style:
    return Style(ocr_b(), _SMALLEST)
