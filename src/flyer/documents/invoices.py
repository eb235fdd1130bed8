"""Invoices and their drafts: a letter of DIN 5008, the lines, the sum, and how to pay it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flyer.billing import cii
from flyer.billing.model import Invoice
from flyer.documents import information, letterhead
from flyer.documents.fitting import fitting
from flyer.documents.information import Fact
from flyer.documents.invoice_lines import closing, line_table
from flyer.documents.theme import QUIET, Theme
from flyer.documents.transfer_form import form, giro_code, panel
from flyer.event.model import Event, InvoiceFormat
from flyer.problems import place_of
from flyer.typeset.family import Cut, Family
from flyer.typeset.frame import ORIGIN, Attachment, Document, Frame, Point, Role, Size
from flyer.typeset.letter import FORMS, LEFT, MEASURE, PAPER, Form, marks
from flyer.typeset.lines import Align, line, width
from flyer.typeset.stack import Stack
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

_OVERHANG = mm(4)
"""How far the payment panel's ground stands out of the text on both sides."""

_LEAST_TABLE = mm(40)
"""What the first page keeps free for the lines: head, carried-over line, and a row of several lines."""

_FORM = mm(121.5)
_CODE = mm(37)

_SEVERAL = 2
"""Pages, before they are counted."""

_LEITWEG_ID = re.compile(r"\d{2,12}(-[A-Za-z0-9]{1,30})?-\d{2}")


def compose(invoice: Invoice, event: Event, words: Wording, family: Family) -> Document:
    """Turn an invoice into its letter, over as many pages as it takes; UserError when something does not fit.

    A draft says so in its subject, across its pages and above its payment code. An issued invoice whose format is
    ZUGFeRD has the e-invoice attached.
    """
    theme = Theme.of(event, family)
    with fitting(invoice, event):
        pages = _Letter(invoice, event, words, theme).pages()
    noon = dt.time(12, tzinfo=event.starts.tzinfo)
    return Document(
        title=_title(invoice, words),
        language=words.language,
        dated=dt.datetime.combine(invoice.issued, noon) if invoice.issued else event.starts,
        author=invoice.seller.name,
        paper=PAPER,
        pages=pages,
        attachments=_attachments(invoice, words),
    )


def _attachments(invoice: Invoice, words: Wording) -> tuple[Attachment, ...]:
    """The same invoice for machines, where that is what the payer gets; no draft has one."""
    if not invoice.number or invoice.format is not InvoiceFormat.ZUGFERD:
        return ()
    content = cii.write(invoice, cii.Profile.EN_16931, words)
    return (Attachment(cii.FILE_NAME, "text/xml", "Alternative", "Factur-X/ZUGFeRD, EN 16931", content),)


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

    def pages(self) -> tuple[Frame, ...]:
        """Set the lines over the pages they need; the last lines, the sums and the payment stand on one page."""
        invoice, event, words, theme = self.invoice, self.event, self.words, self.theme
        bottom, later = self._area()
        opening = letterhead.opening(_subject(invoice, words), event, words, theme)
        _, heading = self._head(opening, bottom, _SEVERAL)
        top = heading.at.y + heading.size.height + _GAP
        sums, payment = closing(invoice, event, words, theme), self._payment()
        closes = sums.size.height + _GAP + payment.size.height
        pieces = line_table(invoice, event, words, theme, (bottom - top, bottom - later), _GAP + closes)
        tops = [top] + [later] * (len(pieces) - 1)
        pages = [[replace(p, at=Point(LEFT, y))] for p, y in zip(pieces, tops, strict=True)]
        end = tops[-1] + pieces[-1].size.height + _GAP
        if end + closes > bottom:
            pages, end = [*pages, []], later
        pages[-1].append(replace(sums, at=Point(LEFT, end)))
        if end + closes > bottom:
            pages.append([])
        at = Point(LEFT - _OVERHANG, bottom - payment.size.height)
        pages[-1].append(replace(payment, at=at))
        for page in pages:
            page += self._foot(Role.P if page is pages[-1] else None)
        pages[0][:0] = [
            letterhead.address(self._form, invoice, event, words, theme),
            self._head(opening, bottom, len(pages))[0],
            heading,
        ]
        return tuple(
            Frame(ORIGIN, PAPER, (*self._ground(number, len(pages), later), *page))
            for number, page in enumerate(pages, start=1)
        )

    @property
    def _form(self) -> Form:
        return FORMS[self.event.documents.invoices.form]

    @property
    def _paper(self) -> tuple[Frame, ...]:
        return letterhead.paper(self.event)

    def _area(self) -> tuple[Length, Length]:
        """Where the text of every page ends, and where it begins on later ones."""
        if self._paper:
            return PAPER.height - _PAPERS_FOOT, max(_LATER_TOP, self._form.letterhead + _BELOW_PAPERS_HEAD)
        (foot,) = self._foot(None)
        return foot.at.y - _GAP, _LATER_TOP

    def _foot(self, role: Role | None) -> tuple[Frame, ...]:
        """The foot of a page, which letter paper has of its own."""
        if self._paper:
            return ()
        return (letterhead.foot(self.invoice, self.event, self.words, self.theme, role),)

    def _ground(self, number: int, pages: int, top: Length) -> Iterator[Frame]:
        """What lies below a page's text, all artifacts: paper, marks, head, and across a draft that it is one."""
        invoice, words, theme = self.invoice, self.words, self.theme
        yield from self._paper
        if not invoice.number:
            yield _watermark(words("Draft").upper(), theme)
        if number == 1:
            yield marks(self._form, QUIET)
            if not self._paper:
                yield letterhead.head(self._form, self.event, theme)
        else:
            page = words("Page {page} of {pages}", page=number, pages=pages)
            yield letterhead.running_head(_subject(invoice, words), page, top - _HEAD_ABOVE, theme)

    def _head(self, opening: Stack, foot: Length, pages: int) -> tuple[Frame, Frame]:
        """Information block and opening, above `foot` and a table of the least height."""
        facts = [fact for fact in self._facts(pages) if fact.said]
        return information.head(self._form, facts, opening, foot - _LEAST_TABLE - _GAP, self.event, self.theme)

    def _facts(self, pages: int) -> Iterator[Fact]:
        invoice, words, later = self.invoice, self.words, self.words("given on issue")
        buyer, whole = invoice.buyer, place_of(self.event)
        number = place_of(self.event.documents.invoices, "number")
        yield Fact(words("Invoice number"), invoice.number or later, number)
        yield Fact(words("Invoice date"), words.date(invoice.issued) if invoice.issued else later, whole)
        if invoice.preceding:
            yield Fact(words("Cancelled invoice"), invoice.preceding.number, number)
        yield Fact(words("Date of service"), words.date_range(*invoice.period), whole)
        reference = words("Leitweg-ID") if _LEITWEG_ID.fullmatch(buyer.reference) else words("Your reference")
        yield Fact(reference, buyer.reference, place_of(buyer, "buyer_reference"))
        yield Fact(words("Order number"), buyer.order_number, place_of(buyer, "order_number"))
        yield Fact(words("Your VAT ID"), buyer.vat_id, place_of(buyer, "vat_id"))
        yield from information.contact(invoice.seller, self.event, words)
        if self._paper:
            yield from information.tax(invoice.seller, self.event, words)
        yield Fact(words("Page"), words("{page} of {pages}", page=1, pages=pages) if pages > 1 else "", whole)

    def _payment(self) -> Frame:
        """How to pay; on a cancellation, which nobody pays, an empty frame."""
        invoice, words, theme = self.invoice, self.words, self.theme
        if invoice.preceding:
            return Frame(ORIGIN, Size(0.0, 0.0))
        remark = (words("not a bank form – for your online banking"), theme.style(pt(7.5), colour=QUIET))
        if not invoice.number:
            remark = (words("Draft – please do not pay"), theme.style(pt(9), Cut.BOLD, theme.accent))
        return panel(
            words("Credit transfer"),
            remark,
            form(invoice.transfer, letterhead.payer(invoice.buyer), words, theme, _FORM),
            giro_code(invoice.transfer, _CODE, words, theme.family),
            theme,
            MEASURE + 2 * _OVERHANG,
        )


def _watermark(word: str, theme: Theme) -> Frame:
    """A word in pale letters as wide as the text, an artifact."""
    pale = theme.style(pt(1), Cut.BOLD, theme.primary.tint(0.07))
    size = MEASURE / width(word, pale)
    text = line(word, replace(pale, size=size), Point(PAPER.width / 2, mm(178)), align=Align.CENTRE)
    return Frame(ORIGIN, PAPER, (text,), shared=True)
