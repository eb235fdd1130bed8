"""The boxes of a transfer form: labelled fields on a grid that follows from one measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from flyer.documents.theme import QUIET, Theme
from flyer.typeset.colour import WHITE
from flyer.typeset.family import Style, ocr_b
from flyer.typeset.frame import ORIGIN, Fill, Frame, Item, Point, Role, Rule, Size
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


@dataclass(frozen=True, slots=True)
class Grid:
    """The boxes of a form; all its measures follow from `measure`, the width of a row of 27 boxes."""

    measure: Length
    theme: Theme

    @property
    def box(self) -> Length:
        """The width of a box, 5.08 mm on a bank's own slip."""
        return self.measure / BOXES

    @property
    def pitch(self) -> Length:
        """The height of a row with its label, 8.47 mm on a bank's own slip."""
        return self.box * _PITCH

    @property
    def label_height(self) -> Length:
        """What a row's label has of its height."""
        return self.pitch * (1 - _WRITTEN)

    @property
    def ink(self) -> Style:
        """OCR-B, two characters to a box."""
        unit = Style(ocr_b(), pt(1))
        return replace(unit, size=self.box / 2 / width("0", unit))

    def holds(self, text: str) -> bool:
        """Whether a whole row has room for the text in type of 6 points or more."""
        smallest = replace(self.ink, size=_SMALLEST)
        return width(text, smallest) <= self.measure - 2 * self._inset

    @property
    def _inset(self) -> Length:
        """What is free at both ends of a field."""
        return self.box / 4

    def form(self, fields: Sequence[Field]) -> Frame:
        """Set fields as a list of labels and what stands in their boxes; empty ones are artifacts beside it."""
        size = Size(self.measure, self.pitch * (1 + max(field.row for field in fields)))
        filled = tuple(self._field(field) for field in fields if field.text)
        empty = tuple(self._field(field) for field in fields if not field.text)
        return Frame(ORIGIN, size, (Frame(ORIGIN, size, empty), Frame(ORIGIN, size, filled, role=Role.L)))

    def _field(self, field: Field) -> Frame:
        wide, above = field.boxes * self.box, self.label_height
        style = self.theme.style(pt(6.5), colour=QUIET)
        label = line(field.label, style, Point(0.0, above - mm(0.6)))
        item, lbl, body = (Role.LI, Role.LBL, Role.LBODY) if field.text else (None, None, None)
        parts = (
            Frame(ORIGIN, Size(wide, above), (label,), role=lbl),
            Frame(Point(0.0, above), Size(wide, self.pitch - above), tuple(self._body(field)), role=body),
        )
        at = Point(field.first * self.box, field.row * self.pitch)
        return Frame(at, Size(wide, self.pitch), parts, role=item)

    def _body(self, field: Field) -> Iterator[Item]:
        size = Size(field.boxes * self.box, self.pitch - self.label_height)
        yield Fill(ORIGIN, size, WHITE, radius=mm(0.4))
        y = size.height - _TICK.height / 2
        start, end = Point(self.box - _TICK.width / 2, y), Point(size.width - self.box / 2, y)
        dash = _TICK.width, self.box - _TICK.width
        yield Rule(start, end, _TICK.height, self.theme.primary.tint(0.4), dash)
        if field.text:
            room, style = size.width - 2 * self._inset, self.ink
            squeeze = min(1.0, room / width(field.text, style))
            style = replace(style, size=style.size * squeeze)
            x = self._inset + room * field.align.share
            cap_height = style.family.faces[style.cut][0].cap_height / 1000
            baseline = (size.height + style.size * cap_height) / 2
            yield line(field.text, style, Point(x, baseline), align=field.align)
