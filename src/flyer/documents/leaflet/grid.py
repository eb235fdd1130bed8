"""Parallel sessions are set side by side: rooms across, time down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flyer.documents.leaflet.parallel import lanes, tops
from flyer.documents.leaflet.sessions import GUTTER, Lane
from flyer.documents.leaflet.setting import Setting
from flyer.manuscript.model import Entry
from flyer.problems import UserError
from flyer.typeset.frame import ORIGIN, Frame, Point, Rule, Size
from flyer.units import Length, pt

_NARROWEST = 9.5
"""The least measure of sessions side by side, in sizes: some 20 letters."""

_FULL = 0.65
"""The share of a grid that is to be filled: one long session beside short ones is better listed."""

_RULE, _ABOVE = pt(0.5), pt(1.2)
"""The thickness of the rule over a cell, and how far it lies above it, in the gap."""


def grid(keyed: Sequence[tuple[str, Entry]], setting: Setting, measure: Length, column: Length) -> Frame | None:
    """Turn a cluster into sessions side by side, `measure` wide with `column` for times at the left.

    Entries come with their keys in reading order. What starts later stands lower; a time is said in its cell where it
    is not that beside the first lane, or not that of what is read before. None when lanes are too narrow, for reading
    or for a word, or mostly empty.
    """
    entries = [entry for _, entry in keyed]
    dealt = lanes(entries)
    count = max(dealt) + 1
    inner = (measure - column + GUTTER) / count - GUTTER
    if inner < _NARROWEST * setting.size:
        return None
    beside = {entry.start: entry.time for entry, lane in zip(entries, dealt, strict=True) if lane == 0}
    before = ["", *(entry.time for entry in entries)]
    across = _Lanes(setting, column, inner)
    try:
        cells = [
            across.cell(key, entry, lane, timed=lane == 0 or {beside.get(entry.start), said} != {entry.time})
            for (key, entry), lane, said in zip(keyed, dealt, before[:-1], strict=True)
        ]
    except UserError:
        return None
    heights = [(entry, cell.size.height) for entry, cell in zip(entries, cells, strict=True)]
    at = tops(heights, setting.leading / 2, setting.leading)
    placed = tuple(
        replace(cell, at=Point(cell.at.x, at[entry.start])) for entry, cell in zip(entries, cells, strict=True)
    )
    height = max(cell.at.y + cell.size.height for cell in placed)
    full = sum(cell.size.height for cell in placed) >= _FULL * count * height
    return Frame(ORIGIN, Size(measure, height), placed) if full else None


@dataclass(frozen=True, slots=True)
class _Lanes:
    """Lanes side by side, each `inner` wide, after the `column` for times."""

    setting: Setting
    column: Length
    inner: Length

    def cell(self, key: str, entry: Entry, lane: int, *, timed: bool) -> Frame:
        """A session under a rule, which spares the time that stands beside the first lane."""
        indent = 0.0 if lane else self.column
        left = self.column - indent + lane * (self.inner + GUTTER)
        stack = Lane(self.setting, indent + self.inner, indent).cell(entry, key, timed=timed)
        rule = Rule(Point(indent, -_ABOVE), Point(indent + self.inner, -_ABOVE), _RULE, self.setting.theme.primary)
        return Frame(Point(left, 0.0), Size(indent + self.inner, stack.height), (rule, *stack.frames))
