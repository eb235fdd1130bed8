"""The event's colours and faces, and the type of its letters: what the documents share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from flyer.documents.designs import DESIGNS, Design
from flyer.event import looks
from flyer.event.model import Event
from flyer.typeset.colour import BLACK, Colour, readable
from flyer.typeset.family import Cut, Family, Style, builtin
from flyer.units import Length, pt

QUIET: Final = Colour.parse("#595959")
"""What stands back, labels and footers: 7:1 on white (WCAG 2, 1.4.6)."""

LEADING: Final = pt(13.5)
"""The distance of the baselines of a letter's running text."""


@dataclass(frozen=True, eq=False)
class Theme:
    """Faces and colours; `primary` and `accent` can be read on white and `tint`, `ornament` is the accent as given.

    There is one for an event's looks in a family, so that it is a cheap key for what is made once for all letters.

    `display` sets titles and headings. `picture` is the cover's, and what it shows ("" where it only adorns).
    """

    family: Family
    primary: Colour
    accent: Colour
    tint: Colour
    ornament: Colour
    design: Design
    display: Family
    picture: bytes | None = field(repr=False)
    picture_text: str

    @classmethod
    def of(cls, event: Event, family: Family) -> Theme:
        """The event's theme; a colour too light for text is darkened until it can be read on its tint."""
        return _theme(event.theme, family)

    def style(self, size: Length, cut: Cut = Cut.REGULAR, colour: Colour = BLACK) -> Style:
        """A style in the theme's faces."""
        return Style(self.family, size, cut, colour)

    def titling(self, size: Length, cut: Cut, colour: Colour) -> Style:
        """A style in the faces of titles and headings."""
        return Style(self.display, size, cut, colour)

    @cached_property
    def body(self) -> Style:
        """The running text of a letter."""
        return self.style(pt(10))

    @cached_property
    def bold(self) -> Style:
        """What counts in running text."""
        return self.style(pt(10), Cut.SEMIBOLD)

    @cached_property
    def small(self) -> Style:
        """Details below body text."""
        return self.style(pt(8.5), colour=QUIET)

    @cached_property
    def heading(self) -> Style:
        """The subject of a letter."""
        return self.style(pt(14), Cut.SEMIBOLD, self.primary)


@lru_cache(maxsize=8)
def _theme(given: looks.Theme, family: Family) -> Theme:
    design = DESIGNS[given.design]
    tint = Colour.parse(given.primary).tint(0.09)
    primary, accent = (readable(Colour.parse(c), tint) for c in (given.primary, given.accent))
    display = design.display() if design.display and family is builtin() else family
    picture = given.picture.content if given.picture else None
    return Theme(
        family,
        primary,
        accent,
        tint,
        Colour.parse(given.accent),
        design,
        display,
        picture,
        given.picture_text,
    )
