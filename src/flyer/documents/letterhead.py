"""What the letters of an event share: the head with the organiser's logo, the recipient's address, the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from flyer.billing.model import Buyer, Invoice, Seller
from flyer.documents.fitting import too_wide
from flyer.documents.theme import LEADING, QUIET, Theme
from flyer.event.model import Address, Event
from flyer.payment.bic import BIC
from flyer.payment.iban import IBAN
from flyer.problems import Problem, UserError, place_of
from flyer.typeset import pictures
from flyer.typeset.family import Cut
from flyer.typeset.frame import ORIGIN, Frame, Item, Picture, Point, Role, Rule, Size
from flyer.typeset.letter import LEFT, MEASURE, PAPER, Form, TooManyLines, address_field, return_address
from flyer.typeset.lines import Align, line
from flyer.typeset.markup import spans
from flyer.typeset.paragraph import Span, TooWide, paragraph
from flyer.typeset.pictures.page import pages
from flyer.typeset.stack import Stack
from flyer.units import Length, mm, pt
from flyer.wording import Wording

_LOGO = Size(mm(52), mm(18))
_BELOW_MIDDLE = mm(0.5)
"""How far below the middle of the Briefkopf name and logo stand."""

_FOOT_COLUMNS = (mm(43), mm(36), mm(37), mm(49))
"""Name and address, contact, register and tax, bank: the IBAN needs the widest."""

_FOOT_BOTTOM = PAPER.height - mm(9)

_ABOVE_ABOUT = mm(1.5)

_Account: TypeAlias = tuple[str, IBAN, BIC | None, str]
"""Its holder, and the name of its bank."""


def foreign(event: Event, words: Wording) -> str:
    """The language of what the event says, where the letter is in another one; else "" for none."""
    return "" if words.locale.language == event.language.partition("-")[0] else event.language


def paper(event: Event, number: int = 1) -> tuple[Frame, ...]:
    """The organiser's own letter paper for a page, if there is one, an artifact that covers the whole page.

    Its last page lies under all pages that have none of their own.
    """
    if not (own := event.documents.invoices.letterhead):
        return ()
    *_, content = pages(own.content)[:number]
    return (Frame(ORIGIN, PAPER, (Picture(ORIGIN, PAPER, content),), shared=True),)


def head(form: Form, event: Event, theme: Theme) -> Frame:
    """The letterhead, an artifact: name at the left, logo at the right on the same middle."""
    organiser = event.organiser
    try:
        return _head(form, organiser.name, organiser.logo.content if organiser.logo else b"", theme)
    except TooWide as error:
        raise too_wide(error, place_of(organiser, "name")) from error


@lru_cache(maxsize=1 << 3)
def _head(form: Form, organiser: str, logo: bytes, theme: Theme) -> Frame:
    middle, style = form.letterhead / 2 + _BELOW_MIDDLE, theme.style(pt(12), Cut.SEMIBOLD, theme.primary)
    name = paragraph((Span(organiser, style),), MEASURE - _LOGO.width - mm(8), pt(15), role=None)
    children: list[Frame | Item] = [name.standing(Point(LEFT, middle - name.size.height / 2))]
    if logo:
        size = pictures.size(logo).within(_LOGO)
        at = Point(LEFT + MEASURE - size.width, middle - size.height / 2)
        children.append(Picture(at, size, logo))
    return Frame(ORIGIN, PAPER, tuple(children), shared=True)


def running_head(left: str, right: str, y: Length, theme: Theme) -> Frame:
    """What stands above the text of later pages, its baseline at `y`, an artifact: which letter goes on, its page."""
    style = theme.small
    return Frame(
        ORIGIN,
        PAPER,
        (
            line(left, style, Point(LEFT, y)),
            line(right, style, Point(LEFT + MEASURE, y), align=Align.RIGHT),
            Rule(Point(LEFT, y + mm(2)), Point(LEFT + MEASURE, y + mm(2)), pt(0.25), QUIET),
        ),
    )


def foot(invoice: Invoice, event: Event, words: Wording, theme: Theme, role: Role | None) -> Frame:
    """The seller's legal data in columns at the foot of the page; with no role a shared artifact."""
    transfer, bank = invoice.transfer, event.organiser.bank
    account = transfer.name, transfer.iban, transfer.bic, bank.bank_name if bank else ""
    try:
        return _foot(invoice.seller, account, words, theme, role)
    except TooWide as error:
        raise too_wide(error, place_of(event.organiser)) from error


@lru_cache(maxsize=1 << 3)
def _foot(seller: Seller, account: _Account, words: Wording, theme: Theme, role: Role | None) -> Frame:
    columns = ("\n".join(filter(None, lines)) for lines in _legal(seller, account, words))
    style = theme.style(pt(7), colour=QUIET)
    leading, gap = pt(9), mm(3)
    frames, left = [], 0.0
    for text, width in zip(columns, _FOOT_COLUMNS, strict=True):
        if text:
            frames.append(paragraph((Span(text, style),), width - gap, leading, at=Point(left, gap), role=role))
        left += width
    height = gap + max(frame.size.height for frame in frames)
    rule = Rule(ORIGIN, Point(MEASURE, 0.0), pt(0.5), theme.primary)
    return Frame(Point(LEFT, _FOOT_BOTTOM - height), Size(MEASURE, height), (rule, *frames), shared=role is None)


def _legal(seller: Seller, account: _Account, words: Wording) -> Iterator[Sequence[str]]:
    holder, iban, bic, bank = account
    yield seller.name, *_street_and_town(seller.address)
    yield seller.phone, breakable(seller.email), breakable(seller.website.removeprefix("https://"))
    yield (
        seller.register,
        f"{words('Tax number')} {seller.tax_number}" if seller.tax_number else "",
        f"{words('VAT ID')} {seller.vat_id}" if seller.vat_id else "",
    )
    yield (
        bank,
        f"{words('IBAN')} {iban}",
        f"{words('BIC')} {bic}" if bic else "",
        holder,
    )


def address(form: Form, invoice: Invoice, event: Event, words: Wording, theme: Theme) -> Frame:
    """The address field with the seller above; raises as `typeset.letter.address_field` does.

    UserError at the organiser's name when the return address is too long.
    """
    recipient = tuple(_recipient(invoice.buyer, invoice.seller, words))
    return address_field(form, _return_address(invoice.seller, event, theme), recipient, theme.body)


def _return_address(seller: Seller, event: Event, theme: Theme) -> Frame:
    try:
        return _sender(seller, theme)
    except TooWide as error:
        raise too_wide(error, place_of(event.organiser, "name")) from error
    except TooManyLines as error:
        place = place_of(event.organiser, "name")
        what = f"the return address does not fit: it needs {error.needs} lines, there are {error.has}"
        raise UserError([Problem(place, what, "shorten the name")]) from error


@lru_cache(maxsize=1 << 3)
def _sender(seller: Seller, theme: Theme) -> Frame:
    sender = " · ".join((seller.name, *_street_and_town(seller.address)))
    return return_address(sender, theme.style(pt(7), colour=QUIET))


@lru_cache(maxsize=1 << 3)
def breakable(address: str) -> str:
    """An address of mail or the web that may be broken behind its dots, hyphens and @."""
    return re.sub(r"(?<=[@._/-])(?=.)", "\u200b", address)


def payer(buyer: Buyer) -> str:
    """Name and town for the payer's row of a transfer form."""
    return ", ".join(filter(None, (buyer.name, buyer.address.city)))


def _recipient(buyer: Buyer, seller: Seller, words: Wording) -> Iterator[str]:
    yield buyer.name
    yield from filter(None, (buyer.department, buyer.attention))
    yield from _street_and_town(buyer.address)
    if buyer.address.country != seller.address.country:
        yield words.country(buyer.address.country).upper()


def _street_and_town(address: Address) -> tuple[str, ...]:
    town = f"{address.postcode} {address.city}".strip()
    return tuple(filter(None, (address.street, town)))


def opening(subject: str, event: Event, words: Wording, theme: Theme) -> Stack:
    """The subject of the letter, then the event it is about, when and where."""
    venue = event.venue
    place = (venue.name, venue.address.city) if venue else ()
    days = words.date_range(event.starts.date(), event.ends.date())
    name = ": ".join(filter(None, (event.name, event.title)))
    stack = Stack().add(paragraph((Span(subject, theme.heading),), MEASURE, pt(18), role=Role.H1))
    try:
        about = _about(name, ", ".join((days, *filter(None, place))), stack.height + _ABOVE_ABOUT, words, theme)
    except TooWide as error:
        raise too_wide(error, place_of(event, "title")) from error
    return stack.add(about, before=_ABOVE_ABOUT)


@lru_cache(maxsize=1 << 3)
def _about(name: str, when: str, top: Length, words: Wording, theme: Theme) -> Frame:
    said = *spans(words.polish(name), theme.bold), Span(f"\n{when}", theme.body)
    return paragraph(said, MEASURE, LEADING, at=Point(0.0, top))
