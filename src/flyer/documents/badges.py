"""Badges: a label for everyone, the first name largest, on the sheets of a stock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle

from flyer.documents.badge_design import DESIGNS, design_for
from flyer.documents.badge_press import Press
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.problems import Problem, UserError, place_of
from flyer.typeset.family import Family
from flyer.typeset.frame import ORIGIN, Document, Frame, Size
from flyer.typeset.stocks import Stock
from flyer.units import in_mm
from flyer.wording import Wording


def compose(
    event: Event, participants: Sequence[Participant], words: Wording, family: Family, stock: Stock
) -> Document:
    """Turn participants into sheets of a stock.

    UserError with everything that does not fit in its smallest size, or when the labels are too small for badges.
    """
    design = design_for(stock.label, stock.corner)
    if not design:
        raise UserError([_too_small(event, stock)])
    press = Press(event, words, Theme.of(event, family), design)
    badges = [press.badge(*each) for each in zip(participants, cycle(stock.slots))]
    if press.problems:
        raise UserError(press.problems)
    return Document(
        title=words("Badges: {event}", event=event.name),
        language=words.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=stock.paper,
        pages=tuple(_sheets(badges, stock)),
        notes=tuple(press.notes()),
    )


def _too_small(event: Event, stock: Stock) -> Problem:
    what = f"the labels of the stock '{stock.id}' are too small for badges: {_said(stock.label)}"
    hint = f"choose one with labels of at least {' or '.join(_said(design.label) for design in DESIGNS)}"
    return Problem(place_of(event.documents.badges, "stock"), what, hint)


def _said(size: Size) -> str:
    return f"{in_mm(size.width):.0f} × {in_mm(size.height):.0f} mm"


def _sheets(badges: Sequence[Frame], stock: Stock) -> Iterator[Frame]:
    """As many sheets as the badges need."""
    slots = len(stock.slots)
    for start in range(0, len(badges), slots):
        yield Frame(ORIGIN, stock.paper, tuple(badges[start : start + slots]))
