"""The design of a badge as data, for labels of either shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from flyer.documents.badge_fitting import Step
from flyer.typeset.colour import Colour
from flyer.typeset.frame import QUIET_ZONE, Point, Size
from flyer.units import Length, mm, pt

_DOT: Final = mm(25.4 / 300)
"""What a printer of 300 dpi prints; modules are whole dots, so that all of them come out alike."""

_FEWEST_DOTS: Final = 5
"""0.42 mm a module: telephones' cameras resolve 0.4 mm at arm's length."""


class Field(StrEnum):
    """What stands on a badge, in the words of its problems."""

    EVENT = "event name"
    TITLE = "title"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    ORGANISATION = "organisation"
    ROLE = "role"
    PRONOUNS = "pronouns"


PITCH: Final[Mapping[Field, float]] = {
    Field.EVENT: 1.1,
    Field.TITLE: 1.2,
    Field.FIRST_NAME: 1.0,
    Field.LAST_NAME: 1.0,
    Field.ORGANISATION: 1.15,
}
"""The distance of two baselines in sizes, for fields that may have several lines."""

LEAD: Final[Mapping[Field, float]] = {Field.FIRST_NAME: 0.08, Field.LAST_NAME: 0.12, Field.ORGANISATION: 0.3}
"""What at least stays free above a field, in sizes."""

ROLE_COLOURS: Final[Mapping[str, Colour]] = {
    "participant": Colour.parse("#0072b2"),
    "speaker": Colour.parse("#d55e00"),
    "organiser": Colour.parse("#009e73"),
    "staff": Colour.parse("#000000"),
    "press": Colour.parse("#f0e442"),
    "guest": Colour.parse("#cc79a7"),
}
"""Okabe and Ito, "Color Universal Design" (2008): colours that people with any colour vision tell apart."""

OTHER_ROLE: Final = Colour.parse("#56b4e9")


@dataclass(frozen=True, slots=True)
class Code:
    """The rows of a QR symbol, and the side of one of its modules."""

    rows: tuple[int, ...]
    module: Length

    @property
    def side(self) -> Length:
        """The side of the symbol without its quiet zone."""
        return len(self.rows) * self.module

    @property
    def quiet(self) -> Length:
        """The width of the quiet zone."""
        return QUIET_ZONE * self.module


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A badge on a label: text keeps `safe` from the label's edge.

    From the top: the `header`, the names and the organisation, the `bar` with the role, its baseline `foot` above the
    label's edge; `gap` is free between them. The QR code, `code` a side, stands at the bottom right: `beside` the text
    or below it. `free` says above which field what share of the height goes that is left over. `ladders` say in points
    how each field is made to fit.
    """

    label: Size
    safe: Length
    header: Length
    gap: Length
    bar: Length
    foot: Length
    code: Length
    beside: bool
    free: Mapping[Field, float]
    ladders: Mapping[Field, tuple[Step, ...]]
    corner: Length = 0.0

    def on(self, label: Size, corner: Length) -> Design | None:
        """The design grown as far as a larger label allows; None where the label is too small for it."""
        scale = min(label.width / self.label.width, label.height / self.label.height)
        if scale < 1:
            return None
        return replace(
            self,
            label=label,
            corner=corner,
            safe=self.safe * scale,
            header=self.header * scale,
            gap=self.gap * scale,
            bar=self.bar * scale,
            foot=self.foot * scale,
            code=self.code * scale,
            ladders={field: tuple(step.grown(scale) for step in steps) for field, steps in self.ladders.items()},
        )

    @property
    def measure(self) -> Length:
        """The width between the safe margins."""
        return self.label.width - 2 * self.safe

    @property
    def top(self) -> Length:
        """Where the names begin."""
        return self.safe + self.header + self.gap

    def bottom(self, code: Code) -> Length:
        """Where the organisation ends."""
        return self.label.height - self.bar - self.gap if self.beside else self.at(code).y - code.quiet

    def narrow(self, code: Code) -> Length:
        """The measure of text that may stand at the height of the code."""
        return self.measure - code.side - code.quiet if self.beside else self.measure

    def coded(self, rows: tuple[int, ...]) -> Code:
        """A symbol as large as the design has it, or as cameras need it."""
        dots = int(self.code / len(rows) / _DOT)
        return Code(rows, max(dots, _FEWEST_DOTS) * _DOT)

    def at(self, code: Code) -> Point:
        """Where the symbol stands: its quiet zone ends at the bar."""
        right, foot = self.label.width - self.safe, self.label.height - self.bar - code.quiet
        return Point(right - code.side, foot - code.side)


def _steps(*rows: tuple[float, ...]) -> tuple[Step, ...]:
    return tuple(Step(int(lines), pt(largest), pt(smallest), bool(rest)) for lines, largest, smallest, *rest in rows)


_HYPHENATE = 1

LANDSCAPE: Final = Design(
    label=Size(mm(76), mm(50)),
    safe=mm(3.5),
    header=mm(4),
    gap=mm(1.5),
    bar=mm(9),
    foot=mm(3.7),
    code=mm(10.7),
    beside=True,
    free={Field.TITLE: 0.2, Field.LAST_NAME: 0.1, Field.ORGANISATION: 0.7},
    ladders={
        Field.EVENT: _steps((1, 8, 6.5), (2, 6.5, 5.5)),
        Field.TITLE: _steps((1, 9.5, 7)),
        Field.FIRST_NAME: _steps((1, 36, 24), (2, 26, 20), (1, 24, 20), (2, 20, 14), (1, 20, 14)),
        Field.LAST_NAME: _steps((1, 22, 16), (2, 18, 13), (1, 16, 13), (2, 13, 10.5), (1, 13, 10.5)),
        Field.ORGANISATION: _steps(
            (1, 11, 10), (2, 10.5, 8.5), (2, 8.5, 8.5, _HYPHENATE), (3, 8.5, 7), (3, 7, 7, _HYPHENATE)
        ),
        Field.ROLE: _steps((1, 12, 9)),
        Field.PRONOUNS: _steps((1, 11, 8)),
    },
)

PORTRAIT: Final = Design(
    label=Size(mm(51), mm(85)),
    safe=mm(3.5),
    header=mm(4.5),
    gap=mm(1.5),
    bar=mm(9),
    foot=mm(3.7),
    code=mm(12.6),
    beside=False,
    free={Field.TITLE: 0.25, Field.LAST_NAME: 0.05, Field.ORGANISATION: 0.15},
    ladders={
        Field.EVENT: _steps((1, 8, 6.5), (2, 6.5, 5.5)),
        Field.TITLE: _steps((1, 9.5, 7)),
        Field.FIRST_NAME: _steps((1, 34, 20), (2, 24, 16), (1, 20, 16), (2, 16, 13), (1, 16, 13)),
        Field.LAST_NAME: _steps((1, 20, 13), (2, 15, 11), (1, 13, 11), (2, 11, 9.5), (1, 11, 9.5)),
        Field.ORGANISATION: _steps(
            (1, 10.5, 10), (2, 10.5, 9), (3, 10, 8.5), (3, 8.5, 8.5, _HYPHENATE), (4, 8.5, 7), (4, 7, 7, _HYPHENATE)
        ),
        Field.ROLE: _steps((1, 12, 9)),
        Field.PRONOUNS: _steps((1, 11, 7)),
    },
)


DESIGNS: Final = (LANDSCAPE, PORTRAIT)


def design_for(label: Size, corner: Length) -> Design | None:
    """The design that sets names larger on a label with corners of this radius; None where it is too small for any."""
    fitting = filter(None, (design.on(label, corner) for design in DESIGNS))
    return max(fitting, key=lambda design: design.ladders[Field.FIRST_NAME][0].largest, default=None)
