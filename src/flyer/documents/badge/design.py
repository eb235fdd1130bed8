"""The designs of a badge as data, for labels of any shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple

from flyer.documents.badge.fitting import Step, grown
from flyer.typeset.colour import Colour
from flyer.typeset.frame import Size
from flyer.typeset.stocks import Kind, Stock
from flyer.units import Length, mm, pt


class Field(StrEnum):
    """What stands on a badge, in the words of its problems."""

    EVENT = "event name"
    LOGO = "logo"
    TITLE = "title"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    ORGANISATION = "organisation"
    ROLE = "role"
    PRONOUNS = "pronouns"
    CODE = "code"

    @property
    def key(self) -> str:
        """What the field is called in event.yaml."""
        return self.value.replace(" ", "_")


STACK: Final = (Field.TITLE, Field.FIRST_NAME, Field.LAST_NAME, Field.ORGANISATION)
"""What stands below each other between header and bar, from the top."""

NAMES: Final = (Field.FIRST_NAME, Field.LAST_NAME)

PITCH: Final[Mapping[Field, float]] = {
    Field.EVENT: 1.1,
    Field.TITLE: 1.2,
    Field.FIRST_NAME: 1.0,
    Field.LAST_NAME: 1.0,
    Field.ORGANISATION: 1.15,
    Field.PRONOUNS: 1.15,
}
"""The distance of two baselines in sizes."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A badge on a label of at least the size `label`: text keeps `safe` from the label's edge.

    From the top: the `header` (0 where there is no room for one), the names and the organisation, the `bar` with the
    role, its baseline `foot` above the label's edge; `gap` is free between them. The QR code, `code` a side, stands at
    the bottom right: `beside` the text or below it. `free` says above which field what share of the height goes that
    is left over. `ladders` say in points how each field is made to fit.
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

    def on(self, label: Size) -> Design | None:
        """The design grown as far as a larger label allows; None where the label is too small for it."""
        scale = min(label.width / self.label.width, label.height / self.label.height)
        if scale < 1:
            return None
        return replace(
            self,
            label=label,
            safe=self.safe * scale,
            header=self.header * scale,
            gap=self.gap * scale,
            bar=self.bar * scale,
            foot=self.foot * scale,
            code=self.code * scale,
            ladders={field: grown(steps, scale) for field, steps in self.ladders.items()},
        )


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
        Field.EVENT: _steps((1, 8, 6.5), (2, 6.5, 6)),
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
        Field.EVENT: _steps((1, 8, 6.5), (2, 6.5, 6)),
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

SMALL_LANDSCAPE: Final = Design(
    label=Size(mm(60), mm(40)),
    safe=mm(2.5),
    header=mm(4.7),
    gap=mm(1),
    bar=mm(5.8),
    foot=mm(2),
    code=mm(8.9),
    beside=True,
    free=LANDSCAPE.free,
    ladders={
        Field.EVENT: _steps((1, 6.5, 6), (2, 6, 6)),
        Field.TITLE: _steps((1, 8, 6)),
        Field.FIRST_NAME: _steps((1, 28.5, 18), (2, 20, 15), (1, 18, 15), (2, 15, 11), (1, 15, 11)),
        Field.LAST_NAME: _steps((1, 17, 12), (2, 13, 10), (1, 12, 10), (2, 10, 8.5), (1, 10, 8.5)),
        Field.ORGANISATION: _steps((1, 9, 8), (2, 8.5, 7), (2, 7, 7, _HYPHENATE), (3, 7, 6), (3, 6, 6, _HYPHENATE)),
        Field.ROLE: _steps((1, 9.5, 7)),
        Field.PRONOUNS: _steps((1, 8.5, 6)),
    },
)

SMALL_PORTRAIT: Final = Design(
    label=Size(mm(40), mm(68)),
    safe=mm(2.5),
    header=mm(4.7),
    gap=mm(1.2),
    bar=mm(7),
    foot=mm(2.6),
    code=mm(10),
    beside=False,
    free=PORTRAIT.free,
    ladders={
        Field.EVENT: _steps((1, 6.5, 6), (2, 6, 6)),
        Field.TITLE: _steps((1, 8, 6)),
        Field.FIRST_NAME: _steps((1, 28, 17), (2, 20, 13.5), (1, 17, 13.5), (2, 13.5, 10.5), (1, 13.5, 10.5)),
        Field.LAST_NAME: _steps((1, 16, 11), (2, 12.5, 9.5), (1, 11, 9.5), (2, 9.5, 8.5), (1, 9.5, 8.5)),
        Field.ORGANISATION: _steps(
            (1, 9, 8), (2, 8.5, 7.5), (3, 8, 7), (3, 7, 7, _HYPHENATE), (4, 7, 6), (4, 6, 6, _HYPHENATE)
        ),
        Field.ROLE: _steps((1, 10, 7)),
        Field.PRONOUNS: _steps((1, 9, 6)),
    },
)

SQUARE: Final = Design(
    label=Size(mm(40), mm(40)),
    safe=mm(2.5),
    header=mm(4.7),
    gap=mm(0.7),
    bar=mm(5.3),
    foot=mm(1.8),
    code=mm(8.9),
    beside=True,
    free=LANDSCAPE.free,
    ladders={
        Field.EVENT: _steps((1, 6.5, 6), (2, 6, 6)),
        Field.TITLE: _steps((1, 7, 6)),
        Field.FIRST_NAME: _steps((1, 22, 14), (2, 16, 11), (1, 14, 11), (2, 11, 9.5), (1, 11, 9.5)),
        Field.LAST_NAME: _steps((1, 13, 9), (2, 11, 8.5), (1, 9, 8.5), (2, 8.5, 7.5), (1, 8.5, 7.5)),
        Field.ORGANISATION: _steps((1, 8, 7), (2, 7.5, 6.5), (3, 7, 6), (3, 6, 6, _HYPHENATE), (4, 6, 6, _HYPHENATE)),
        Field.ROLE: _steps((1, 8.5, 6)),
        Field.PRONOUNS: _steps((1, 8, 6)),
    },
)

STRIP: Final = Design(
    label=Size(mm(62), mm(28)),
    safe=mm(2),
    header=0.0,
    gap=mm(0.5),
    bar=mm(4.2),
    foot=mm(1.35),
    code=mm(8.9),
    beside=True,
    free=LANDSCAPE.free,
    ladders={
        Field.EVENT: _steps((1, 6.5, 6)),
        Field.TITLE: _steps((1, 7, 6)),
        Field.FIRST_NAME: _steps((1, 24, 15), (2, 15, 11), (1, 15, 11), (2, 11, 9.5), (1, 11, 9.5)),
        Field.LAST_NAME: _steps((1, 14, 10), (2, 10, 8.5), (1, 10, 8.5), (2, 8.5, 7.5), (1, 8.5, 7.5)),
        Field.ORGANISATION: _steps((1, 8, 7), (2, 7, 6), (2, 6, 6, _HYPHENATE)),
        Field.ROLE: _steps((1, 7.5, 6)),
        Field.PRONOUNS: _steps((1, 7, 6)),
    },
)

DESIGNS: Final = ((LANDSCAPE, PORTRAIT), (SMALL_LANDSCAPE, SMALL_PORTRAIT), (SQUARE, STRIP))
"""The designs by how much they have room for; the first row that a label is large enough for has its design."""


class Hole(NamedTuple):
    """What is punched: what stays free at the top edge, and where, from the middle and from the top, in millimetres."""

    strip: Length
    zones: tuple[tuple[float, float, float, float], ...]


HOLES: Final = {
    "none": Hole(0.0, ()),
    "centre": Hole(mm(20), ((-5, 10, 10, 10),)),
    "two": Hole(mm(20), ((-20, 10, 10, 10), (10, 10, 10, 10))),
    "slot": Hole(mm(8), ((-9, 0, 18, 8),)),
}
"""Lanyards' holes lie 15 mm below the top edge, two of them 30 mm apart; a slot of 14 × 3 mm lies at the edge."""


class Placed(NamedTuple):
    """A design on the badges of a stock, and whether it is turned: a name along the label is larger."""

    design: Design
    turned: bool


def design_for(stock: Stock, hole: str = "none") -> Placed | None:
    """The design that sets names largest below the hole; None where the badges are too small for any.

    What comes from a roll may be printed along the label, where it is too narrow for the first two designs.
    """
    upright = stock.badge
    along = Size(upright.height, upright.width)
    ways = [(upright, False)]
    for row, designs in enumerate(DESIGNS):
        if row and stock.kind in (Kind.DIE_CUT, Kind.ENDLESS) and along.width > along.height:
            ways = [(upright, False), (along, True)]
        found = [
            Placed(design, turned)
            for label, turned in ways
            for each in designs
            if (design := each.on(Size(label.width, label.height - HOLES[hole].strip)))
        ]
        if found:
            return max(found, key=lambda each: each.design.ladders[Field.FIRST_NAME][0].largest)
    return None
