"""How a side of the programme is set: one body size, its leading, the event's faces and colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flyer.documents.theme import Theme
from flyer.markup import passages
from flyer.typeset.colour import BLACK, Colour
from flyer.typeset.family import Cut, Style
from flyer.typeset.frame import ORIGIN, Frame, Part, Role
from flyer.typeset.lines import width
from flyer.typeset.markup import spans
from flyer.typeset.paragraph import BASELINE, Span, list_item, paragraph
from flyer.units import Length
from flyer.wording import polish


@dataclass(frozen=True, slots=True)
class Setting:
    """The type of one side: `size` is the body size, `leading` the distance of two baselines of its grid."""

    theme: Theme
    size: Length
    leading: Length
    language: str

    @property
    def baseline(self) -> Length:
        """Where the first baseline lies below the top of a frame of text."""
        return self.leading * BASELINE

    def style(self, cut: Cut = Cut.REGULAR, colour: Colour = BLACK, scale: float = 1.0) -> Style:
        """A style at the body size times `scale`."""
        return self.theme.style(self.size * scale, cut, colour)

    def spans(self, text: str, style: Style) -> tuple[Span, ...]:
        """The user's text with its light markup, polished as the language's printers set it."""
        return spans(polish(text, self.language), style)

    def text(
        self,
        text: str,
        measure: Length,
        *,
        cut: Cut = Cut.REGULAR,
        colour: Colour = BLACK,
        scale: float = 1.0,
        role: Role | None = Role.P,
        hyphenate: bool = True,
    ) -> Frame:
        """A paragraph of the user's text on the grid."""
        return paragraph(
            self.spans(text, self.style(cut, colour, scale)),
            measure,
            self.leading,
            language=self.language if hyphenate else "",
            role=role,
        )

    def lines(self, text: str, measure: Length, colour: Colour = BLACK, role: Role | None = Role.P) -> Iterator[Frame]:
        """Each line the user wrote, as a paragraph of its own."""
        for written in filter(None, map(str.strip, text.splitlines())):
            yield self.text(written, measure, colour=colour, role=role)

    def prose(self, text: str, measure: Length, key: str, cut: Cut = Cut.REGULAR) -> Iterator[Frame]:
        """Each paragraph the user wrote, and each item of a list, which is part of the list that `key` begins."""
        for number, (listed, group) in enumerate(groupby(passages(text), key=lambda passage: passage.listed)):
            for rank, passage in enumerate(group):
                if listed:
                    item = self._item(passage.text, measure, self.style(cut))
                    yield Frame(ORIGIN, item.size, (item,), Role.L, part=Part(f"{key} list {number}", rank))
                else:
                    yield self.text(passage.text, measure, cut=cut)

    def _item(self, text: str, measure: Length, style: Style) -> Frame:
        """An item of a list, which hangs from a dash."""
        label, spans = Span("–", style), self.spans(text, style)
        return list_item(label, spans, measure, self.leading, indent=width("– ", style), language=self.language)
