"""Business letters on A4 (DIN 5008:2020): the zones of forms A and B, and the frames that stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from flyer.typeset.colour import Colour
from flyer.typeset.family import Style
from flyer.typeset.frame import ORIGIN, Frame, Point, Role, Rule, Size
from flyer.typeset.paragraph import Span, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, mm, pt

PAPER: Final = Size(mm(210), mm(297))


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Where things stand on the first page, measured from its top edge; what the forms share are constants.

    `letterhead`: height of the Briefkopf, which ends where the Anschriftfeld begins. `information`: top of the
    Informationsblock. `subject`: top of the Betreff, two lines below the Anschriftfeld. `folds`: the Faltmarken.
    """

    letterhead: Length
    information: Length
    subject: Length
    folds: tuple[Length, Length]


FORM_A: Final = Form(letterhead=mm(27), information=mm(32), subject=mm(80.46), folds=(mm(87), mm(192)))
"""DIN 5008:2020, Form A: the Anschriftfeld stands high."""

FORM_B: Final = Form(letterhead=mm(45), information=mm(50), subject=mm(98.46), folds=(mm(105), mm(210)))
"""DIN 5008:2020, Form B: the Anschriftfeld stands low."""

FORMS: Final[Mapping[str, Form]] = MappingProxyType({"A": FORM_A, "B": FORM_B})

LEFT: Final = mm(25)
MEASURE: Final = PAPER.width - LEFT - mm(20)
"""Seitenränder: the text begins 25 mm from the left edge and ends 20 mm from the right."""

LEADING: Final = pt(12)
"""One line of the standard's grid, 4.23 mm: address and information block share their baselines."""

_ADDRESS_FIELD, _ADDRESS_LEFT = Size(mm(85), mm(45)), mm(20)
_ADDRESS_MEASURE = _ADDRESS_FIELD.width - (LEFT - _ADDRESS_LEFT)
"""Anschriftfeld, what a window envelope shows (DIN 680); its text stands on the text's left edge."""

_NOTES, _NOTE_LEADING, _ABOVE_ADDRESS = mm(17.7), mm(3.3), mm(1.2)
"""Zusatz- und Vermerkzone with the Rücksendeangabe: five lines and a little space, filled from below."""

_ADDRESS_LINES = 6
"""Anschriftzone, on the 27.3 mm below the notes."""

_RETURN_LINES = 3
"""Rücksendeangabe: one line, or up to three, which leave an address seven."""

_INFORMATION_LEFT, _INFORMATION_WIDTH, _LABELS = mm(125), mm(75), mm(28)
"""Informationsblock."""

_ABOVE_SUBJECT = mm(1.5)
"""What is free below an Informationsblock that is longer than the standard expects."""

_PUNCH = mm(148.5)
"""Lochmarke: the middle of the sheet."""

_MARK_LEFT, _MARK = mm(4), mm(5)
"""Marks begin where office printers can print."""


class TooManyLines(Exception):
    """What stands in a field `needs` more lines than the field `has`."""

    def __init__(self, needs: int, has: int) -> None:
        self.needs, self.has = needs, has
        super().__init__(f"{needs} lines, the field has {has}")


def return_address(sender: str, small: Style) -> Frame:
    """Set the return address line, as wide as the address below it, with a rule at its foot.

    Breaks at blanks; raises TooManyLines for more than three lines, TooWide (see `typeset.paragraph`) for a word that
    is wider than 80 mm.
    """
    lines = _lines((sender,), small, _ADDRESS_MEASURE, _NOTE_LEADING)
    needs = round(lines.size.height / _NOTE_LEADING)
    if needs > _RETURN_LINES:
        raise TooManyLines(needs, _RETURN_LINES)
    start, end = Point(0.0, lines.size.height), Point(_ADDRESS_MEASURE, lines.size.height)
    rule = Rule(start, end, pt(0.25), small.colour)
    return Frame(ORIGIN, lines.size, (lines, rule))


def address_field(form: Form, above: Frame, recipient: Sequence[str], body: Style) -> Frame:
    """Set the recipient's address for a window envelope, the return address `above` it.

    Lines wider than 80 mm are broken at blanks. More than six lines of address grow upwards into what the return
    address leaves free; raises TooManyLines when that is not enough, TooWide for a word of more than 80 mm.
    """
    inset = LEFT - _ADDRESS_LEFT
    address = _lines(recipient, body, _ADDRESS_MEASURE, LEADING)
    needs = round(address.size.height / LEADING)
    has = _ADDRESS_LINES + int((_NOTES - _ABOVE_ADDRESS - above.size.height) / LEADING)
    if needs > has:
        raise TooManyLines(needs, has)
    top = _NOTES - LEADING * max(0, needs - _ADDRESS_LINES)
    children = (
        above.standing(Point(inset, top - _ABOVE_ADDRESS - above.size.height)),
        address.standing(Point(inset, top)),
    )
    return Frame(Point(_ADDRESS_LEFT, form.letterhead), _ADDRESS_FIELD, children)


def _lines(texts: Sequence[str], style: Style, measure: Length, leading: Length) -> Frame:
    """One paragraph of the given lines, broken further only where they are too wide; nothing is hyphenated."""
    return paragraph((Span("\n".join(texts), style),), measure, leading)


def information_row(name: str, said: str, label: Style, value: Style, top: Length = 0.0) -> Frame:
    """Set one fact of the letter, a row of its information block `top` below where that begins.

    Raises TooWide for a word that has no room.
    """
    return _fact(name, said, label, value, top, labels=_LABELS, measure=_INFORMATION_WIDTH, leading=LEADING)


def information_block(form: Form, rows: Iterable[Frame]) -> Frame:
    """Set rows below each other beside the address, as a list."""
    block = Stack().extend(rows)
    return block.frame(_INFORMATION_WIDTH, Role.L, at=Point(_INFORMATION_LEFT, form.information))


def information_lines(form: Form, subject: Length) -> int:
    """How many lines the information block has room for above a subject that begins at `subject`."""
    return int((subject - _ABOVE_SUBJECT - form.information) / LEADING)


def subject_top(form: Form, block: Frame) -> Length:
    """Where the subject begins: at its place, or below an information block that reaches down to it."""
    return max(form.subject, block.at.y + block.size.height + _ABOVE_SUBJECT)


def facts(
    rows: Iterable[tuple[str, str]], label: Style, value: Style, *, labels: Length, measure: Length, leading: Length
) -> Frame:
    """Set labels and what they say beside them as a list; `labels` is the width of the first column."""
    items = (_fact(*row, label, value, labels=labels, measure=measure, leading=leading) for row in rows)
    return Stack().extend(items).frame(measure, Role.L)


def _fact(
    name: str,
    said: str,
    label: Style,
    value: Style,
    top: Length = 0.0,
    *,
    labels: Length,
    measure: Length,
    leading: Length,
) -> Frame:
    lbl = paragraph((Span(name, label),), labels, leading, role=Role.LBL)
    body = paragraph((Span(said, value),), measure - labels, leading, at=Point(labels, 0.0), role=Role.LBODY)
    height = max(lbl.size.height, body.size.height)
    return Frame(Point(0.0, top), Size(measure, height), (lbl, body), role=Role.LI)


@lru_cache(maxsize=1 << 3)
def marks(form: Form, colour: Colour, foot: Length = PAPER.height) -> Frame:
    """The fold marks and the punch mark at the left edge, those that are above `foot`, an artifact."""
    rules = (
        Rule(Point(_MARK_LEFT, y), Point(_MARK_LEFT + _MARK, y), pt(0.25), colour)
        for y in (form.folds[0], _PUNCH, form.folds[1])
        if y < foot
    )
    return Frame(ORIGIN, PAPER, tuple(rules), shared=True)
