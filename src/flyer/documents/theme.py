"""The event's colours and faces, and the type of its letters: what the documents share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from flyer.documents.designs import DESIGNS, Design
from flyer.event.model import Event
from flyer.typeset.colour import BLACK, Colour, readable
from flyer.typeset.family import Cut, Family, Style, builtin
from flyer.units import Length, pt

QUIET: Final = Colour.parse("#595959")
"""What stands back, labels and footers: 7:1 on white (WCAG 2, 1.4.6)."""

LEADING: Final = pt(13.5)
"""The distance of the baselines of a letter's running text."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Faces and colours; `primary` and `accent` can be read on white and `tint`, `ornament` is the accent as given.

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
        given, design = event.theme, DESIGNS[event.theme.design]
        tint = Colour.parse(given.primary).tint(0.09)
        primary, accent = (readable(Colour.parse(c), tint) for c in (given.primary, given.accent))
        display = design.display() if design.display and family is builtin() else family
        picture = given.picture.content if given.picture else None
        return cls(
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

    def style(self, size: Length, cut: Cut = Cut.REGULAR, colour: Colour = BLACK) -> Style:
        """A style in the theme's faces."""
        return Style(self.family, size, cut, colour)

    def titling(self, size: Length, cut: Cut, colour: Colour) -> Style:
        """A style in the faces of titles and headings."""
        return Style(self.display, size, cut, colour)

    @property
    def body(self) -> Style:
        """The running text of a letter."""
        return self.style(pt(10))

    @property
    def bold(self) -> Style:
        """What counts in running text."""
        return self.style(pt(10), Cut.SEMIBOLD)

    @property
    def small(self) -> Style:
        """Details below body text."""
        return self.style(pt(8.5), colour=QUIET)

    @property
    def heading(self) -> Style:
        """The subject of a letter."""
        return self.style(pt(14), Cut.SEMIBOLD, self.primary)
