"""Invoices and their drafts: a letter of DIN 5008, the lines, the sum, and how to pay it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from flyer.billing import cii
from flyer.billing.model import Invoice
from flyer.documents import information, letterhead
from flyer.documents.fitting import fitting
from flyer.documents.information import Fact
from flyer.documents.invoice_lines import closing, line_table
from flyer.documents.swiss_bill import BILL_TOP, qr_bill
from flyer.documents.theme import QUIET, Theme
from flyer.documents.transfer_form import OVERHANG, Rows, letter_panel, modules
from flyer.event.model import Event, InvoiceFormat
from flyer.problems import Located, place_of
from flyer.typeset.family import Cut, Family, Style
from flyer.typeset.frame import ORIGIN, Attachment, Document, Frame, Point, Role, Size
from flyer.typeset.letter import FORMS, LEFT, MEASURE, PAPER, Form, marks
from flyer.typeset.lines import Align, line, width
from flyer.units import Length, mm, pt
from flyer.wording import Wording

_GAP = mm(5)
_LATER_TOP = mm(30)
"""Where the text of later pages begins, below the running head."""

_HEAD_ABOVE = mm(10)
"""How far the running head stands above the text."""

_BELOW_PAPERS_HEAD = mm(12)
_PAPERS_FOOT = mm(30)
"""Where the text of later pages begins below the head of letter paper, and what is left free for its foot."""

_LEAST_TABLE = mm(40)
"""What the first page keeps free for the lines: head, carried-over line, and a row of several lines."""

_ABOVE_BILL = mm(1.2)

_SEVERAL = 2
"""Pages, before they are counted."""

_LEITWEG_ID = re.compile(r"\d{2,12}(-[A-Za-z0-9]{1,30})?-\d{2}")


def compose(
    invoice: Invoice,
    event: Event,
    words: Wording,
    family: Family,
    attached: tuple[Attachment, ...] | None = None,
    code: Rows | None = None,
) -> Document:
    """Turn an invoice into its letter, over as many pages as it takes; UserError when something does not fit.

    A draft says so in its subject, across its pages and above its payment code. `attached` and `code` are what
    `attachments` and `payment_code` give for this invoice, where that was made before.
    """
    theme = Theme.of(event, family)
    with fitting(invoice, event):
        pages = _Letter(invoice, event, words, theme, code).pages()
    noon = dt.time(12, tzinfo=event.starts.tzinfo)
    return Document(
        title=_title(invoice, words),
        language=words.language,
        dated=dt.datetime.combine(invoice.issued, noon) if invoice.issued else event.starts,
        author=invoice.seller.name,
        paper=PAPER,
        pages=pages,
        attachments=attachments(invoice, words) if attached is None else attached,
    )


def attachments(invoice: Invoice, words: Wording) -> tuple[Attachment, ...]:
    """The same invoice for machines, where its format is ZUGFeRD; no draft has one."""
    if not invoice.number or invoice.format is not InvoiceFormat.ZUGFERD:
        return ()
    content = cii.write(invoice, cii.Profile.EN_16931, words)
    return (Attachment(cii.FILE_NAME, "text/xml", "Alternative", "Factur-X/ZUGFeRD, EN 16931", content),)


def payment_code(invoice: Invoice, event: Event) -> Rows:
    """The modules of its GiroCode, none where it has no such code; UserError when the transfer cannot be coded."""
    if not _has_giro_code(invoice):
        return ()
    with fitting(invoice, event):
        return modules(invoice.transfer)


def _has_giro_code(invoice: Invoice) -> bool:
    """Nobody pays a cancellation, and a Swiss account is paid by its own bill."""
    return not (invoice.preceding or invoice.transfer.iban.is_swiss)


def _title(invoice: Invoice, words: Wording) -> str:
    """The subject; of a draft, which has no number, with who it is for."""
    subject = _subject(invoice, words)
    return subject if invoice.number else f"{subject}: {invoice.buyer.name}"


def _subject(invoice: Invoice, words: Wording) -> str:
    name = words("Cancellation invoice") if invoice.preceding else words("Invoice")
    return f"{name} {invoice.number}" if invoice.number else words("Invoice – draft")


@dataclass(frozen=True, slots=True)
class _Letter:
    """One invoice in one look."""

    invoice: Invoice
    event: Event
    words: Wording
    theme: Theme
    code: Rows | None

    def pages(self) -> tuple[Frame, ...]:
        """Set the lines over the pages they need; the last lines, the sums and the payment stand on one page."""
        invoice, event, words, theme = self.invoice, self.event, self.words, self.theme
        last_foot = self._foot(Role.P)
        bottom, later = self._area(last_foot)
        opening = letterhead.opening(_subject(invoice, words), event, words, theme)
        facts = self._facts()
        room = bottom - _LEAST_TABLE - _GAP
        _, heading = information.head(self._form, [*facts, self._page(_SEVERAL)], opening, room, event, theme)
        top = heading.at.y + heading.size.height + _GAP
        sums, payment = closing(invoice, event, words, theme), self._payment()
        closes = sums.size.height + _GAP + payment.size.height
        pieces = line_table(invoice, event, words, theme, (bottom - top, bottom - later), _GAP + closes)
        tops = [top] + [later] * (len(pieces) - 1)
        pages = [[piece.standing(Point(LEFT, y))] for piece, y in zip(pieces, tops, strict=True)]
        end = tops[-1] + pieces[-1].size.height + _GAP
        if end + closes > bottom:
            pages, end = [*pages, []], later
        pages[-1].append(sums.standing(Point(LEFT, end)))
        if end + closes > bottom:
            pages.append([])
        at = Point(LEFT - OVERHANG, bottom - payment.size.height)
        pages[-1].append(payment.standing(at))
        foot = self._above_bill(end + sums.size.height)
        for page in pages[:-1]:
            page += self._foot(None)
        pages[-1] += foot or last_foot
        count = len(pages) + (self._has_bill and not foot)
        lowest = BILL_TOP if foot and len(pages) == 1 else PAPER.height
        pages[0][:0] = [
            letterhead.address(self._form, invoice, event, words, theme),
            information.block(self._form, [*facts, self._page(count)] if count > 1 else facts, theme),
            heading,
        ]
        frames = [
            Frame(ORIGIN, PAPER, (*self._ground(number, count, later, lowest), *page))
            for number, page in enumerate(pages, start=1)
        ]
        return (*frames, self._bill(count)) if count > len(frames) else tuple(frames)

    @property
    def _has_bill(self) -> bool:
        """Whether a Swiss QR-bill goes with it."""
        return self.invoice.transfer.iban.is_swiss and not self.invoice.preceding

    def _above_bill(self, end: Length) -> tuple[Frame, ...]:
        """The bill with the foot of the page above it; nothing where the text ends too low, or letter paper has one."""
        if not self._has_bill or self._paper:
            return ()
        (foot,) = self._foot(Role.P)
        top = BILL_TOP - _GAP - foot.size.height
        return (foot.standing(Point(LEFT, top)), *self._foot_with_bill()) if end + _GAP <= top else ()

    def _foot_with_bill(self) -> Iterator[Frame]:
        """The bill, and above it on a draft that nobody should pay it."""
        if not self.invoice.number:
            said, style = self._no_payment
            text = line(said, style, Point(LEFT + MEASURE, BILL_TOP - _ABOVE_BILL), align=Align.RIGHT)
            yield Frame(ORIGIN, PAPER, (text,), role=Role.P)
        yield qr_bill(self.invoice, self.words)

    @property
    def _no_payment(self) -> tuple[str, Style]:
        """What a draft says above its payment code."""
        return self.words("Draft – please do not pay"), self.theme.style(pt(9), Cut.BOLD, self.theme.accent)

    def _bill(self, page: int) -> Frame:
        """A page of its own for the bill: at its foot, and above it which invoice it belongs to."""
        head = self._running_head(page, page, _LATER_TOP)
        return Frame(ORIGIN, PAPER, (*self._draft(), head, *self._foot_with_bill()))

    @property
    def _form(self) -> Form:
        return FORMS[self.event.documents.invoices.form]

    @property
    def _paper(self) -> tuple[Frame, ...]:
        return letterhead.paper(self.event)

    def _area(self, feet: tuple[Frame, ...]) -> tuple[Length, Length]:
        """Where the text of every page ends, and where it begins on later ones; `feet` are those of a page."""
        for foot in feet:
            return foot.at.y - _GAP, _LATER_TOP
        return PAPER.height - _PAPERS_FOOT, max(_LATER_TOP, self._form.letterhead + _BELOW_PAPERS_HEAD)

    def _foot(self, role: Role | None) -> tuple[Frame, ...]:
        """The foot of a page, which letter paper has of its own."""
        if self._paper:
            return ()
        return (letterhead.foot(self.invoice, self.event, self.words, self.theme, role),)

    def _ground(self, number: int, pages: int, top: Length, lowest: Length) -> Iterator[Frame]:
        """What lies below a page's text, all artifacts: paper, marks, head, and across a draft that it is one."""
        yield from letterhead.paper(self.event, number)
        yield from self._draft()
        if number == 1:
            yield marks(self._form, QUIET, lowest)
            if not self._paper:
                yield letterhead.head(self._form, self.event, self.theme)
        else:
            yield self._running_head(number, pages, top)

    def _draft(self) -> Iterator[Frame]:
        """What stands across a draft."""
        if not self.invoice.number:
            yield _watermark(self.words("Draft").upper(), self.theme)

    def _running_head(self, number: int, pages: int, top: Length) -> Frame:
        page = self.words("Page {page} of {pages}", page=number, pages=pages)
        return letterhead.running_head(_subject(self.invoice, self.words), page, top - _HEAD_ABOVE, self.theme)

    def _facts(self) -> list[Fact]:
        """What stands in the information block, but for the page."""
        invoice, words, later = self.invoice, self.words, self.words("given on issue")
        buyer, event, settings = invoice.buyer, self.event, self.event.documents.invoices
        preceding = invoice.preceding.number if invoice.preceding else ""
        reference = words("Leitweg-ID") if _LEITWEG_ID.fullmatch(buyer.reference) else words("Your reference")
        rows: Iterable[tuple[str, str, Located, str]] = (
            (words("Invoice number"), invoice.number or later, settings, "number"),
            (words("Invoice date"), words.date(invoice.issued) if invoice.issued else later, event, ""),
            (words("Cancelled invoice"), preceding, settings, "number"),
            (words("Date of service"), words.date_range(*invoice.period), event, ""),
            (reference, buyer.reference, buyer, "buyer_reference"),
            (words("Order number"), buyer.order_number, buyer, "order_number"),
            (words("Your VAT ID"), buyer.vat_id, buyer, "vat_id"),
        )
        about = [Fact(label, said, place_of(record, key)) for label, said, record, key in rows if said]
        contact = information.contact(invoice.seller, event, words)
        tax = information.tax(invoice.seller, event, words) if self._paper else ()
        return [*about, *(fact for fact in (*contact, *tax) if fact.said)]

    def _page(self, pages: int) -> Fact:
        return Fact(self.words("Page"), self.words("{page} of {pages}", page=1, pages=pages), place_of(self.event))

    def _payment(self) -> Frame:
        """How to pay; an empty frame where nobody pays, on a cancellation, or where a bill says it."""
        invoice, words, theme = self.invoice, self.words, self.theme
        if not _has_giro_code(invoice):
            return Frame(ORIGIN, Size(0.0, 0.0))
        remark = None if invoice.number else self._no_payment
        return letter_panel(invoice.transfer, letterhead.payer(invoice.buyer), words, theme, remark, self.code)


@lru_cache(maxsize=1 << 3)
def _watermark(word: str, theme: Theme) -> Frame:
    """A word in pale letters as wide as the text, an artifact."""
    pale = theme.style(pt(1), Cut.BOLD, theme.primary.tint(0.07))
    size = MEASURE / width(word, pale)
    text = line(word, replace(pale, size=size), Point(PAPER.width / 2, mm(178)), align=Align.CENTRE)
    return Frame(ORIGIN, PAPER, (text,), shared=True)
