"""The lines of an invoice as a table over its pages, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from flyer.billing.model import Invoice, Line, VatCategory
from flyer.documents.theme import LEADING, Theme
from flyer.event.model import Event
from flyer.typeset.colour import Colour
from flyer.typeset.family import Cut, Style
from flyer.typeset.frame import ORIGIN, Frame, Point, Role, Rule, Size
from flyer.typeset.letter import MEASURE
from flyer.typeset.lines import Align, line
from flyer.typeset.markup import spans
from flyer.typeset.paragraph import BASELINE, Span, paragraph
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

_SUMS = mm(80)
"""The width of the sums; what is to be said about them stands beside."""


def line_table(
    invoice: Invoice, event: Event, words: Wording, theme: Theme, heights: Sequence[Length], tail: Length
) -> tuple[Frame, ...]:
    """The lines of the invoice, one piece a page (see `typeset.table`), sums carried over between pages.

    What the event says is set by the rules of its own language, whatever that of the words is.
    """
    look = Look(
        leading=pt(12),
        gap=mm(3),
        padding=mm(1.25),
        strong=(pt(0.75), theme.primary),
        light=_light(theme),
        language=event.language,
    )
    label = theme.style(pt(8.5), Cut.SEMIBOLD, theme.primary)
    currency = words("Amount in {currency}", currency=invoice.currency)
    mixed = len(invoice.groups) > 1
    first, described, *rest, last = _COLUMNS
    rate = (words("VAT"),)[:mixed]
    phrases = (words("No."), words("Description"), words("Quantity"), words("Unit price"), *rate, currency)
    sums = tuple(accumulate((each.net for each in invoice.lines), initial=Decimal(0)))

    def carried(count: int) -> Row:
        said = _cell(words("Carried over"), theme.bold), _cell(words.amount(sums[count]), theme.bold)
        return (), said[0], (), (), *((),)[:mixed], said[1]

    return table(
        (first, replace(described, language=_foreign(event, words)), *rest, *_RATE[:mixed], last),
        tuple(_cell(phrase, label) for phrase in phrases),
        [
            _row(position, each, event, words, theme, with_rate=mixed)
            for position, each in enumerate(invoice.lines, start=1)
        ],
        look,
        measure=MEASURE,
        heights=heights,
        key="lines",
        tail=tail,
        carried=carried,
    )


def _light(theme: Theme) -> tuple[Length, Colour]:
    """The rule below rows."""
    return pt(0.4), theme.primary.tint(0.4)


def _row(position: int, each: Line, event: Event, words: Wording, theme: Theme, *, with_rate: bool) -> Row:
    name = Span(f"{each.participant}, " if each.participant else "", theme.bold, hyphenate=False)
    details = spans(polish(extent(each.includes, each.excludes, words), event.language), theme.small)
    return (
        _cell(str(position), theme.body),
        ((name, *spans(polish(each.text, event.language), theme.body)), *((details,) if details else ())),
        _cell(words.number(each.quantity), theme.body),
        _cell(words.price(each.price), theme.body),
        *((_cell(words.percent(each.rate) if each.rate else "–", theme.body),) if with_rate else ()),
        _cell(words.amount(each.net), theme.body),
    )


def _cell(said: str, style: Style) -> Cell:
    return ((Span(said, style, hyphenate=False),),)


def closing(invoice: Invoice, event: Event, words: Wording, theme: Theme) -> Frame:
    """The sums at the right; when to pay, and why there is no tax, beside them on the baseline of the first."""
    large = theme.style(pt(12), Cut.SEMIBOLD, theme.primary)
    rows = [_Sum(label, amount, theme.body, mm(5.5)) for label, amount in _amounts(invoice, event, words)]
    payable = words("Amount cancelled") if invoice.preceding else words("Amount due")
    rows.append(_Sum(payable, words.money(invoice.payable, invoice.currency), large, mm(8.5)))
    sums = Stack().extend(row.frame(theme) for row in rows).frame(_SUMS, Role.TABLE, at=Point(MEASURE - _SUMS, 0.0))
    notes = _notes(invoice, event, words, theme, MEASURE - _SUMS - mm(5))
    drop = rows[0].baseline - LEADING * BASELINE
    height = max(sums.size.height, drop + notes.height)
    left = notes.frame(MEASURE - _SUMS, at=Point(0.0, drop))
    return Frame(ORIGIN, Size(MEASURE, height), (sums, left))


def _notes(invoice: Invoice, event: Event, words: Wording, theme: Theme, measure: Length) -> Stack:
    stack = Stack().add(paragraph((Span(_terms(invoice, words), theme.bold),), measure, LEADING))
    foreign = _foreign(event, words)
    explained = {
        VatCategory.EXEMPT: words("Exempt from VAT"),
        VatCategory.OUTSIDE_SCOPE: words("Outside the scope of VAT"),
        VatCategory.REVERSE_CHARGE: words("Reverse charge"),
    }
    reasons = [group for group in invoice.groups if group.reason]
    if foreign:
        for group in reasons:
            stack = stack.add(paragraph((Span(explained[group.category], theme.body),), measure, LEADING), mm(1))
    for text in (*(group.reason for group in reasons), *invoice.notes):
        said = Span(polish(text, event.language), theme.body)
        note = paragraph((said,), measure, LEADING, language=event.language)
        stack = stack.add(replace(note, language=foreign), mm(1))
    return stack


def _foreign(event: Event, words: Wording) -> str:
    """The language of what the event says, where the letter is in another one."""
    return "" if words.locale.language == event.language.partition("-")[0] else event.language


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


class _Sum(NamedTuple):
    """One row of the sums."""

    label: str
    amount: str
    style: Style
    height: Length

    @property
    def baseline(self) -> Length:
        """Where the row's text stands, in its middle by the height of figures."""
        return self.height / 2 + self.style.size * 0.33

    def frame(self, theme: Theme) -> Frame:
        """The row as a header cell and its amount, a rule at its foot."""
        half = Size(_SUMS / 2, self.height)
        label = line(self.label, self.style, Point(0.0, self.baseline))
        amount = line(self.amount, self.style, Point(half.width, self.baseline), align=Align.RIGHT)
        thickness, colour = _light(theme)
        return Frame(
            ORIGIN,
            Size(_SUMS, self.height),
            (
                Frame(ORIGIN, half, (label,), role=Role.TH, scope="Row"),
                Frame(Point(half.width, 0.0), half, (amount,), role=Role.TD),
                Rule(Point(0.0, self.height), Point(_SUMS, self.height), thickness, colour),
            ),
            role=Role.TR,
        )
