"""Letters about an invoice: what is to be said, the sums, and how to pay what is open, on one page.

A Swiss account is paid by a QR-bill, which has a page of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flyer.billing.coding import Demand
from flyer.billing.model import Invoice
from flyer.documents import information, letterhead
from flyer.documents.fitting import fitting
from flyer.documents.information import Fact
from flyer.documents.sums import BESIDE, sums
from flyer.documents.swiss_bill import qr_bill
from flyer.documents.theme import LEADING, QUIET, Theme
from flyer.documents.transfer_form import OVERHANG, letter_panel
from flyer.event.model import Event
from flyer.payment.check_digits import is_leitweg_id
from flyer.problems import Place, Problem, UserError, place_of
from flyer.typeset.family import Family
from flyer.typeset.frame import ORIGIN, Document, Frame, Point, Role, Size
from flyer.typeset.letter import FORMS, LEFT, MEASURE, PAPER, Form, marks
from flyer.typeset.paragraph import Span, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, in_mm, mm
from flyer.wording import Wording

_GAP: Final = mm(5)
_PAPERS_FOOT: Final = mm(30)
"""What is left free for the foot of letter paper."""

_LEAST_TEXT: Final = mm(60)
"""What an information block leaves free for the text at least."""

_RUNNING_HEAD: Final = mm(20)
"""Where the head of the page with the bill stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a letter about an invoice says, in the order in which it is said.

    `facts` stand beside the address, `paragraphs` above the sums, whose last row is large and has `terms` beside it,
    `closing` below them. `place` is to blame for text that does not fit. Without a `demand` there is nothing to pay.
    """

    subject: str
    on: dt.date
    facts: Sequence[Fact]
    paragraphs: Sequence[Frame]
    rows: Sequence[tuple[str, str]]
    last: tuple[str, str]
    terms: str
    closing: str
    place: Place
    demand: Demand | None = None


def letter(notice: Notice, invoice: Invoice, event: Event, words: Wording, family: Family) -> Document:
    """Turn a notice into its letter; UserError when something does not fit."""
    theme = Theme.of(event, family)
    with fitting(invoice, event):
        pages = (_page(notice, invoice, event, words, theme), *_bill(notice, words, theme))
    return Document(
        title=notice.subject,
        language=words.language,
        dated=dt.datetime.combine(notice.on, dt.time(12, tzinfo=event.starts.tzinfo)),
        author=invoice.seller.name,
        paper=PAPER,
        pages=pages,
    )


def facts(on: dt.date, invoice: Invoice, event: Event, words: Wording) -> Iterator[Fact]:
    """The day of a letter, which invoice it is about, what the buyer knows it by, and whom to ask."""
    buyer, whole = invoice.buyer, place_of(event)
    yield Fact(words("Date", context="letter"), words.date(on), whole)
    yield Fact(words("Invoice number"), invoice.number, place_of(event.documents.invoices, "number"))
    yield Fact(words("Invoice date"), words.date(invoice.issued) if invoice.issued else "", whole)
    reference = words("Leitweg-ID") if is_leitweg_id(buyer.reference) else words("Your reference")
    yield Fact(reference, buyer.reference, place_of(buyer, "buyer_reference"))
    yield Fact(words("Order number"), buyer.order_number, place_of(buyer, "order_number"))
    yield from information.contact(invoice.seller, event, words)


def said(text: str, theme: Theme) -> Frame:
    """A paragraph in the words of the letter."""
    return paragraph((Span(text, theme.body),), MEASURE, LEADING)


def _page(notice: Notice, invoice: Invoice, event: Event, words: Wording, theme: Theme) -> Frame:
    form_of_letter = FORMS[event.documents.invoices.form]
    own = letterhead.paper(event)
    foot = letterhead.foot(invoice, event, words, theme, Role.P)
    end = PAPER.height - _PAPERS_FOOT if own else foot.at.y - _GAP
    payment = _payment(notice, invoice, words, theme)
    bottom = end - payment.size.height
    opening = letterhead.opening(notice.subject, event, words, theme)
    told = [fact for fact in notice.facts if fact.said]
    block, heading = information.head(form_of_letter, told, opening, bottom - _LEAST_TEXT, event, theme)
    top, text = heading.at.y + heading.size.height + _GAP, _text(notice, invoice, words, theme)
    if text.height > bottom - top:
        needs, has = in_mm(text.height), in_mm(bottom - top)
        what = f"the text of the letter does not fit: it needs {needs:.0f} mm, there are {has:.0f} mm"
        raise UserError([Problem(notice.place, what, "shorten it")])
    return Frame(
        ORIGIN,
        PAPER,
        (
            *_ground(form_of_letter, own, event, theme),
            letterhead.address(form_of_letter, invoice, event, words, theme),
            block,
            heading,
            text.frame(MEASURE, at=Point(LEFT, top)),
            payment.standing(Point(LEFT - OVERHANG, bottom)),
            *(() if own else (foot,)),
        ),
    )


def _ground(form_of_letter: Form, own: Sequence[Frame], event: Event, theme: Theme) -> Iterator[Frame]:
    """What lies below the text, all artifacts: letter paper, or the program's own head, and the marks."""
    yield from own
    yield marks(form_of_letter, QUIET)
    if not own:
        yield letterhead.head(form_of_letter, event, theme)


def _text(notice: Notice, invoice: Invoice, words: Wording, theme: Theme) -> Stack:
    """Salutation, paragraphs, sums, and the end of the letter with who sends it."""
    gap: Length = LEADING / 2
    terms = Stack().add(paragraph((Span(notice.terms, theme.bold),), BESIDE, LEADING))
    stack = Stack().add(said(words("Dear Sir or Madam,"), theme)).extend(notice.paragraphs, gap)
    stack = stack.add(sums(notice.rows, notice.last, terms, theme), LEADING)
    stack = stack.add(said(notice.closing, theme), LEADING)
    sender = "\n".join(dict.fromkeys(filter(None, (invoice.seller.contact_name, invoice.seller.name))))
    return stack.add(said(words("Yours faithfully"), theme), gap).add(said(sender, theme), gap)


def _payment(notice: Notice, invoice: Invoice, words: Wording, theme: Theme) -> Frame:
    """How to pay what is open; an empty frame where nothing is, or where a bill says it."""
    if not notice.demand or notice.demand.transfer.iban.is_swiss:
        return Frame(ORIGIN, Size(0.0, 0.0))
    return letter_panel(notice.demand.transfer, letterhead.payer(invoice.buyer), words, theme)


def _bill(notice: Notice, words: Wording, theme: Theme) -> Iterator[Frame]:
    """The page with the bill of a Swiss account, above it which letter it belongs to."""
    if notice.demand and notice.demand.transfer.iban.is_swiss:
        page = words("Page {page} of {pages}", page=2, pages=2)
        head = letterhead.running_head(notice.subject, page, _RUNNING_HEAD, theme)
        yield Frame(ORIGIN, PAPER, (head, qr_bill(notice.demand, words)))
