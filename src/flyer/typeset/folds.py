"""Folds: how a sheet becomes panels, which panel is read when, and which is cut shorter so that it tucks in."""

from __future__ import annotations

from dataclasses import dataclass

from flyer.typeset.frame import Size
from flyer.units import Length, mm


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of a folded sheet: `number` in reading order, its left edge on the sheet and its width."""

    number: int
    x: Length
    width: Length


@dataclass(frozen=True, slots=True)
class Fold:
    """A fold: the open sheet and its two sides, panels from left to right as each side is seen."""

    id: str
    sheet: Size
    outer: tuple[Panel, ...]
    inner: tuple[Panel, ...]

    def panel(self, number: int) -> Panel:
        """The panel that is read as the `number`-th."""
        return next(panel for panel in (*self.outer, *self.inner) if panel.number == number)


def _side(*panels: tuple[int, float]) -> tuple[Panel, ...]:
    lefts = [sum(width for _, width in panels[:i]) for i in range(len(panels))]
    return tuple(Panel(number, mm(left), mm(width)) for (number, width), left in zip(panels, lefts, strict=True))


FOLDS = {
    fold.id: fold
    for fold in (
        # Wickelfalz: A4 to DIN long; the flap (5, its back 4) is 3 mm shorter and is rolled in.
        Fold(
            "letter",
            Size(mm(297), mm(210)),
            outer=_side((5, 97), (6, 100), (1, 100)),
            inner=_side((2, 100), (3, 100), (4, 97)),
        ),
    )
}
