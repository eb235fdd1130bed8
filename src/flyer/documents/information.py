"""The upper part of a letter below its address: the facts beside it, and the opening that makes room for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from flyer.billing.model import Seller
from flyer.documents import letterhead
from flyer.documents.fitting import too_wide
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.event.values import shown
from flyer.problems import Place, Problem, UserError, place_of
from flyer.typeset.family import LAYOUT_CONTROLS
from flyer.typeset.frame import Frame, Point
from flyer.typeset.letter import (
    LEADING,
    LEFT,
    MEASURE,
    Form,
    information_block,
    information_lines,
    information_row,
    subject_top,
)
from flyer.typeset.paragraph import TooWide
from flyer.typeset.stack import Stack
from flyer.units import Length, in_mm, pt
from flyer.wording import Wording


class Fact(NamedTuple):
    """A row of the information block, and the datum to blame when it does not fit."""

    label: str
    said: str
    place: Place


def contact(seller: Seller, event: Event, words: Wording) -> Iterator[Fact]:
    """Whom to ask, by whatever means there are."""
    organiser, person = event.organiser, event.organiser.contact
    phone, email = (person if person.phone else organiser), (person if person.email else organiser)
    yield Fact(words("Contact"), seller.contact_name, place_of(person, "name"))
    yield Fact(words("Phone"), seller.phone, place_of(phone, "phone"))
    yield Fact(words("E-mail"), letterhead.breakable(seller.email), place_of(email, "email"))


def tax(seller: Seller, event: Event, words: Wording) -> Iterator[Fact]:
    """What § 14 (4) no. 2 UStG asks for, where no foot says it."""
    yield Fact(words("Tax number"), seller.tax_number, place_of(event.organiser.tax, "number"))
    yield Fact(words("VAT ID"), seller.vat_id, place_of(event.organiser.tax, "vat_id"))


def lines(facts: Sequence[Fact], theme: Theme) -> int:
    """How many lines the facts need; UserError at the fact with a word too wide."""
    return round(sum(row.size.height for row in _rows(facts, theme)) / LEADING)


def spare(form: Form, facts: Sequence[Fact], theme: Theme) -> int:
    """How many lines more than these facts leave the subject at its place."""
    return information_lines(form, form.subject) - lines(facts, theme)


def block(form: Form, facts: Sequence[Fact], theme: Theme) -> Frame:
    """The information block; UserError at the fact with a word too wide."""
    return information_block(form, _rows(facts, theme))


def _rows(facts: Sequence[Fact], theme: Theme) -> list[Frame]:
    """The facts below each other, all but a few as they stand in other letters."""
    rows: list[Frame] = []
    top = 0.0
    for fact in facts:
        try:
            row = _row(fact.label, fact.said, top, theme)
        except TooWide as error:
            raise too_wide(error, fact.place) from error
        rows.append(row)
        top += row.size.height
    return rows


@lru_cache(maxsize=1 << 8)
def _row(label: str, said: str, top: Length, theme: Theme) -> Frame:
    return information_row(label, said, theme.small, theme.style(pt(9.5)), top)


def head(
    form: Form, facts: Sequence[Fact], opening: Stack, foot: Length, event: Event, theme: Theme
) -> tuple[Frame, Frame]:
    """The information block, and the opening: at the place of the subject, or below a longer block.

    UserError when the opening would end below `foot`: at the event's title when it is too high by itself, or else at
    the fact that takes most of the block.
    """
    lowest = foot - opening.height
    if lowest < form.subject:
        needs, has = in_mm(opening.height), in_mm(foot - form.subject)
        what = f"the event's name and title do not fit: the text needs {needs:.0f} mm, there are {has:.0f} mm"
        raise UserError([Problem(place_of(event, "title"), what, "shorten the title")])
    rows = _rows(facts, theme)
    block = information_block(form, rows)
    needs, has = round(block.size.height / LEADING), information_lines(form, lowest)
    if needs > has:
        longest, _ = max(zip(facts, rows, strict=True), key=lambda pair: pair[1].size.height)
        said = shown(longest.said.translate(LAYOUT_CONTROLS))
        what = f"'{said}' does not fit beside the address: all there needs {needs} lines, there are {has}"
        raise UserError([Problem(longest.place, what, "shorten it")])
    return block, opening.frame(MEASURE, at=Point(LEFT, subject_top(form, block)))
