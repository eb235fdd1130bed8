"""Badges: a label for everyone, the first name largest, on the sheets of a stock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from flyer.documents.badge.design import DESIGNS, Placed, design_for
from flyer.documents.badge.layout import lay_out
from flyer.documents.badge.layout_check import faults
from flyer.documents.badge.pages import Making, Notes, Pages
from flyer.documents.badge.press import Press
from flyer.documents.badge.report import Account, Tight, tightest
from flyer.documents.badge.sheets import WHOLE, Sheets
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.problems import Problem, UserError, place_of
from flyer.typeset.cut_marks import ROOM, cut_marks
from flyer.typeset.family import Family
from flyer.typeset.frame import Document, Size
from flyer.typeset.stocks import Stock
from flyer.units import in_mm
from flyer.wording import Wording


def compose(
    event: Event,
    participants: Sequence[Participant],
    words: Wording,
    family: Family,
    stock: Stock,
    sheets: Sheets = WHOLE,
) -> Document:
    """Turn participants into sheets of a stock; its pages are made when they are asked for, and none is kept.

    UserError when the stock does not do for badges, for duplex or for crop marks; at the end of its pages with
    everything that does not fit in its smallest size.
    """
    settings = event.documents.badges
    design = design_for(stock, settings.hole)
    problems = [*_unsuited(event, stock, sheets, design)]
    if not design or problems:
        raise UserError(problems)
    entries = sheets.entries(participants, len(stock.slots))
    pages = Pages(entries, Making(sheets, stock, partial(Press.on, design, stock, event, words, family)))
    return Document(
        title=words("Badges: {event}", event=event.name),
        language=words.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=stock.paper,
        pages=pages,
        notes=Notes(pages),
    )


def account(event: Event, participants: Sequence[Participant], words: Wording, family: Family, stock: Stock) -> Account:
    """Tell what was done to make badges fit that `compose` has made."""
    design = design_for(stock, event.documents.badges.hole)
    if not design:
        return Account((), ())
    press = Press.on(design, stock, event, words, family)
    told = [press.told(participant) for participant in participants]
    return Account(told, [Tight(each, press.badge(each.participant)) for each in tightest(told)])


def _unsuited(event: Event, stock: Stock, sheets: Sheets, design: Placed | None) -> Iterator[Problem]:
    """Why badges cannot be printed on the stock as the sheets want it."""
    settings = event.documents.badges
    if not design:
        what = f"the labels of the stock '{stock.id}' are too small for badges: {_said(stock.badge)}"
        smallest = " or ".join(_said(each.label) for each in DESIGNS[-1])
        below = "" if settings.hole == "none" else " below the hole"
        hint = f"choose one with labels of at least {smallest}{below}"
        yield Problem(place_of(settings, "stock"), what, hint)
    else:
        yield from faults(lay_out(design, stock, settings), settings)
    if sheets.tray_cards and settings.order != "name":
        what = f"tray cards stand between names, but badges are in the order '{settings.order}'"
        yield Problem(place_of(settings, "order"), what, "order them by 'name', or print them without tray cards")
    if sheets.duplex and stock.is_folded:
        what = f"the stock '{stock.id}' is folded: front and back of a badge are printed on the same side"
        yield Problem(place_of(settings, "duplex"), what, "print it without duplex: none")
    if sheets.crop_marks and not cut_marks(stock):
        what = f"the stock '{stock.id}' has no room for crop marks around its labels"
        hint = f"choose one with margins of at least {in_mm(ROOM):.0f} mm, or print without"
        yield Problem(place_of(settings, "crop_marks"), what, hint)


def _said(size: Size) -> str:
    return f"{in_mm(size.width):.0f} × {in_mm(size.height):.0f} mm"
