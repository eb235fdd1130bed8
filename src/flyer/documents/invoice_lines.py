"""The lines of an invoice as a table over its pages, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from flyer.billing.model import Invoice, Line, VatCategory
from flyer.documents.letterhead import foreign
from flyer.documents.sums import BESIDE, light, sums
from flyer.documents.theme import LEADING, Theme
from flyer.event.model import Event, InvoiceFormat
from flyer.typeset.family import Cut, Style
from flyer.typeset.frame import Frame
from flyer.typeset.letter import MEASURE
from flyer.typeset.lines import Align
from flyer.typeset.paragraph import Span, paragraph
from flyer.typeset.stack import Stack
from flyer.typeset.table import Cell, Column, Look, Row, table
from flyer.units import Length, mm, pt
from flyer.wording import Wording, polish
from flyer.wording.extent import extent

_COLUMNS = (
    Column(mm(8)),
    Column(),
    Column(mm(13), Align.RIGHT),
    Column(mm(21), Align.RIGHT),
    Column(mm(22), Align.RIGHT),
)

_RATE = (Column(mm(14), Align.RIGHT),)
"""The rate of a line, where not all have the same."""


def line_table(
    invoice: Invoice, event: Event, words: Wording, theme: Theme, heights: Sequence[Length], tail: Length
) -> tuple[Frame, ...]:
    """The lines of the invoice, one piece a page (see `typeset.table`), sums carried over between pages.

    What the event says is set by the rules of its own language, whatever that of the words is.
    """
    mixed = len(invoice.groups) > 1
    columns, look = _columns(foreign(event, words), mixed), _look(event.language, theme)
    so_far = tuple(accumulate((each.net for each in invoice.lines), initial=Decimal(0)))

    def carried(count: int) -> Row:
        said = _cell(words("Carried over"), theme.bold), _cell(words.amount(so_far[count]), theme.bold)
        return (), said[0], (), (), *((),)[:mixed], said[1]

    return table(
        columns,
        _head(invoice.currency, mixed, words, theme),
        [
            _row(position, each, details, event, words, theme, with_rate=mixed)
            for position, (each, details) in enumerate(
                zip(invoice.lines, _details(invoice, words), strict=True), start=1
            )
        ],
        look,
        measure=MEASURE,
        heights=heights,
        key="lines",
        tail=tail,
        carried=carried,
    )


@lru_cache(maxsize=1 << 3)
def _look(language: str, theme: Theme) -> Look:
    return Look(
        leading=pt(12),
        gap=mm(3),
        padding=mm(1.25),
        strong=(pt(0.75), theme.primary),
        light=light(theme),
        language=language,
    )


@lru_cache(maxsize=1 << 3)
def _columns(language: str, mixed: bool) -> tuple[Column, ...]:
    """The columns, the description in a language where it is not the letter's; `mixed` rates have one."""
    first, described, *rest, last = _COLUMNS
    return (first, replace(described, language=language), *rest, *_RATE[:mixed], last)


@lru_cache(maxsize=1 << 3)
def _head(currency: str, mixed: bool, words: Wording, theme: Theme) -> Row:
    label = theme.style(pt(8.5), Cut.SEMIBOLD, theme.primary)
    amount, rate = words("Amount in {currency}", currency=currency), (words("VAT"),)[:mixed]
    phrases = (words("No."), words("Description"), words("Quantity"), words("Unit price"), *rate, amount)
    return tuple(_cell(phrase, label) for phrase in phrases)


def _details(invoice: Invoice, words: Wording) -> Iterator[str]:
    """What each line's fee includes and what not, "" where the line before of the same name has said it."""
    said: dict[str, str] = {}
    for each in invoice.lines:
        details = extent(each.includes, each.excludes, words)
        yield "" if said.get(each.text) == details else details
        said[each.text] = details


def _row(
    position: int, each: Line, details: str, event: Event, words: Wording, theme: Theme, *, with_rate: bool
) -> Row:
    name = Span(f"{each.participant}, " if each.participant else "", theme.bold, hyphenate=False)
    fee = Span(polish(each.text, event.language), theme.body)
    said = ((name, fee), (Span(polish(details, event.language), theme.small),)) if details else ((name, fee),)
    return (
        _figure(str(position), theme),
        said,
        _figure(words.number(each.quantity), theme),
        _figure(words.price(each.price), theme),
        *((_figure(words.percent(each.rate) if each.rate else "–", theme),) if with_rate else ()),
        _figure(words.amount(each.net), theme),
    )


@lru_cache(maxsize=1 << 8)
def _figure(said: str, theme: Theme) -> Cell:
    return _cell(said, theme.body)


def _cell(said: str, style: Style) -> Cell:
    return ((Span(said, style, hyphenate=False),),)


class _Said(NamedTuple):
    """A paragraph beside the sums, in bold type or not, and whether it is in the event's words or in the letter's."""

    text: str
    is_bold: bool = False
    is_of_event: bool = False


def closing(invoice: Invoice, event: Event, words: Wording, theme: Theme) -> Frame:
    """The sums at the right; when to pay, and why there is no tax, beside them on the baseline of the first."""
    payable = words("Amount cancelled") if invoice.preceding else words("Amount due")
    last = payable, _money(invoice.payable, invoice, words)
    rows, said = tuple(_amounts(invoice, event, words)), tuple(_beside(invoice, event, words))
    return _closing(rows, last, said, event.language, foreign(event, words), theme)


@lru_cache(maxsize=1 << 6)
def _closing(
    rows: tuple[tuple[str, str], ...],
    last: tuple[str, str],
    said: tuple[_Said, ...],
    language: str,
    foreign: str,
    theme: Theme,
) -> Frame:
    """The sums and what is said beside them, remembered, for many pay the same on the same day.

    What the event says is in its `language`, which is `foreign` where the letter is in another one.
    """
    stack = Stack()
    for text, is_bold, is_of_event in said:
        style, spoken = theme.bold if is_bold else theme.body, language if is_of_event else ""
        span = Span(polish(text, language) if is_of_event else text, style)
        note = paragraph((span,), BESIDE, LEADING, language=spoken)
        stack = stack.add(replace(note, language=foreign) if is_of_event else note, mm(1))
    return sums(rows, last, stack, theme)


def _beside(invoice: Invoice, event: Event, words: Wording) -> Iterator[_Said]:
    yield _Said(_terms(invoice, words), is_bold=True)
    reasons = [group for group in invoice.groups if group.reason]
    if reasons and foreign(event, words):
        explained = {
            VatCategory.EXEMPT: words("Exempt from VAT"),
            VatCategory.OUTSIDE_SCOPE: words("Outside the scope of VAT"),
            VatCategory.REVERSE_CHARGE: words("Reverse charge"),
        }
        yield from (_Said(explained[group.category]) for group in reasons)
    for text in (*(group.reason for group in reasons), *invoice.notes):
        yield _Said(text, is_of_event=True)
    if invoice.format is InvoiceFormat.XRECHNUNG:
        yield _Said(words("The original is the XRechnung (XML file), this is a copy to read"))


def _terms(invoice: Invoice, words: Wording) -> str:
    if preceding := invoice.preceding:
        date = words.date(preceding.issued)
        return words("Takes back these amounts of invoice {number} of {date}", number=preceding.number, date=date)
    if invoice.due:
        return words("Payable by {date}", date=words.date(invoice.due))
    return words("Payable within {n} days of the invoice date", n=invoice.terms_days)


def _amounts(invoice: Invoice, event: Event, words: Wording) -> Iterator[tuple[str, str]]:
    """What the amount due is made of, where it is made of more than fees."""
    if invoice.allowances:
        yield words("Sum"), _money(invoice.line_total, invoice, words)
    for allowance in invoice.allowances:
        yield polish(allowance.reason, event.language), _money(-allowance.amount, invoice, words)
    if invoice.tax and len(invoice.groups) == 1:
        yield words("Net"), _money(invoice.net, invoice, words)
    for group in invoice.groups:
        if len(invoice.groups) > 1:
            rate = words.percent(group.rate)
            label = words("Net at {rate}", rate=rate) if group.rate else words("Net without VAT")
            yield label, _money(group.base, invoice, words)
        if group.rate:
            yield words("VAT {rate}", rate=words.percent(group.rate)), _money(group.tax, invoice, words)
    if invoice.rounding:
        yield words("Rounding"), _money(invoice.rounding, invoice, words)


def _money(amount: Decimal, invoice: Invoice, words: Wording) -> str:
    return words.money(amount, invoice.currency)
