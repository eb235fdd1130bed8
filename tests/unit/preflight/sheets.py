"""Pages of 100 × 100 mm made by hand, and what preflight finds on them."""

import datetime as dt

from flyer.preflight import check
from flyer.typeset.colour import Colour
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import Document, Fill, Frame, Item, Modules, Point, Size, Text
from flyer.typeset.lines import line
from flyer.units import mm, pt

NAVY = Colour.parse("#003366")
IBAN = "DE07 5455 0010 0380 0214 36"
SYMBOL = (0,) * 25
TRIMMED = {"trim": Size(mm(80), mm(80)), "bleed": mm(3)}
"""80 × 80 mm are left of 100 × 100, from 10 to 90."""


def at(x: float, y: float) -> Point:
    return Point(mm(x), mm(y))


def fill(x: float, y: float, width: float, height: float, colour: Colour | None = NAVY) -> Fill:
    return Fill(at(x, y), Size(mm(width), mm(height)), colour)


def text(said: str, x: float = 50, y: float = 60, size: float = 9, **style: object) -> Text:
    return line(said, Style(builtin(), pt(size), **style), at(x, y))  # type: ignore[arg-type]


def code(x: float = 40, module: float = 0.5, alt: str = "") -> Frame:
    """A QR code of 25 modules, 40 mm from the top."""
    side = mm(module * len(SYMBOL))
    return Frame(at(x, 40), Size(side, side), (Modules(Point(0, 0), side, SYMBOL),), alt=alt)


def document(*items: Item | Frame, title: str = "Programm", **more: object) -> Document:
    paper = Size(mm(100), mm(100))
    page = Frame(at(0, 0), paper, items)
    return Document(
        title=title, language="de", dated=dt.datetime(2022, 1, 1, tzinfo=dt.UTC), paper=paper, pages=(page,), **more
    )


def found(*items: Item | Frame, **more: object) -> list[str]:
    return [problem.what.removeprefix("page 1: ") for problem in check([document(*items, **more)])]
