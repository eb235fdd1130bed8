"""The designs there are: what makes one programme look unlike another besides its colours, a row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flyer.typeset.family import Cut, Family, serif
from flyer.units import Length, mm, pt


@dataclass(frozen=True, slots=True)
class Design:
    """How covers, headings and days look.

    `display` is the family of titles and headings where the event does not bring its own, None is that of the text;
    `title`, `day` and `heading` are cuts of it, their scales are shares of the cover's usual title and of the body
    size. A `solid` design has grounds of colour with text on them, any other has rules on white: a day stands on one of
    `rule`, what carries it on stands on one of `hairline`. `inset` keeps a day's text from the ends of its bar.
    """

    id: str
    solid: bool
    display: Callable[[], Family] | None
    title: Cut
    title_scale: float
    day: Cut
    day_scale: float
    heading: Cut
    heading_scale: float
    inset: Length
    rule: Length = 0.0
    hairline: Length = 0.0


_ROWS = (
    Design("mosaic", True, None, Cut.BOLD, 1.0, Cut.BOLD, 1.15, Cut.BOLD, 1.08, inset=mm(2)),
    Design(
        "rules",
        False,
        serif,
        Cut.REGULAR,
        1.2,
        Cut.SEMIBOLD,
        1.3,
        Cut.SEMIBOLD,
        1.15,
        0.0,
        rule=pt(1),
        hairline=pt(0.4),
    ),
)

DESIGNS: Final = {design.id: design for design in _ROWS}
"""By the name that `theme.design` has in event.yaml."""
