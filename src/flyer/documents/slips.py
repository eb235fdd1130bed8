"""Payment slips: for each payer a short letter, and at its foot the credit transfer as a filled form with its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from flyer.billing.model import Invoice
from flyer.documents import information, letterhead
from flyer.documents.blank import Blank, picture, text
from flyer.documents.fitting import fitting
from flyer.documents.information import Fact
from flyer.documents.swiss_bill import BILL_TOP, qr_bill
from flyer.documents.theme import LEADING, QUIET, Theme
from flyer.documents.transfer_form import form, giro_code, panel, slip
from flyer.event.model import Event, InvoiceFormat
from flyer.problems import gathered, place_of
from flyer.typeset.family import Family
from flyer.typeset.frame import ORIGIN, Document, Frame, Point, Rule, Size
from flyer.typeset.letter import FORMS, LEFT, MEASURE, PAPER, Form, facts, marks
from flyer.typeset.lines import line
from flyer.typeset.paragraph import Span, paragraph
from flyer.units import Length, mm, pt
from flyer.wording import Wording

_CUT = PAPER.height - mm(105.8)
"""The height of a bank's slip, 4 1/6 inches."""

_FORM = mm(135)
"""27 boxes of 5 mm."""

_CODE = mm(32)

_PANEL_LEFT, _PANEL_RIGHT = LEFT - mm(4), mm(200)
"""The form stands on the text's left edge; its ground ends where the information block may end (DIN 5008)."""

_ABOVE_CUT = mm(3)
"""What is free between the text and the cut line."""

_PRINTED = ("overprint", "preview")
"""Forms as banks print them, which have no room for a code: it stands beside the data."""

_GUTTER, _BLANK = mm(5), Blank()

_NAMED = 20
"""More participants have no room by name, however short they are."""


def compose(
    invoices: Sequence[Invoice], event: Event, words: Wording, family: Family, blank: Blank = _BLANK
) -> Document:
    """Turn invoices or their drafts into one page each; UserError with all that does not fit.

    The form at the foot follows from the country of the account, in Germany from the event's settings; `blank` is the
    profile of those that banks have printed.
    """
    theme = Theme.of(event, family)

    def page(invoice: Invoice) -> Frame:
        with fitting(invoice, event):
            return _page(invoice, event, words, theme, blank)

    pages = gathered(partial(page, invoice) for invoice in invoices)
    return Document(
        title=f"{words('Payment slips')} {event.name}",
        language=words.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=PAPER,
        pages=tuple(pages),
    )


def _page(invoice: Invoice, event: Event, words: Wording, theme: Theme, blank: Blank) -> Frame:
    kind = _kind(invoice, event)
    look = FORMS[event.documents.invoices.form]
    opening = letterhead.opening(_subject(invoice, words), event, words, theme)
    request = words("Please transfer the amount with these data, or scan the code with your banking app:")
    opening = opening.add(paragraph((Span(request, theme.body),), MEASURE, LEADING), LEADING / 2)
    data = _transfer(invoice, event, words, theme, MEASURE - (_CODE + _GUTTER) * (kind in _PRINTED))
    if kind in _PRINTED:
        data = _beside(data, giro_code(invoice.transfer, _CODE, words, theme.family))
    opening = opening.add(data, LEADING / 2)
    return Frame(
        ORIGIN,
        PAPER,
        (
            marks(look, QUIET, _tops(blank).get(kind, PAPER.height)),
            letterhead.head(look, event, theme),
            letterhead.address(look, invoice, event, words, theme),
            *information.head(
                look, _facts(look, invoice, event, words, theme), opening, _CUT - _ABOVE_CUT, event, theme
            ),
            *_FEET[kind](invoice, words, theme, blank),
        ),
    )


def _tops(blank: Blank) -> dict[str, Length]:
    """Where forms begin that go to a bank, on which no mark of the letter stands."""
    return {"bill": BILL_TOP, "overprint": mm(blank.y), "preview": mm(blank.y)}


def _kind(invoice: Invoice, event: Event) -> str:
    """What stands at the foot: the form of the account's country, in Germany and elsewhere the event's."""
    iban = invoice.transfer.iban
    return "bill" if iban.is_swiss else "box" if iban.country == "AT" else event.documents.slips.form


def _bill(invoice: Invoice, words: Wording, _: Theme, __: Blank) -> tuple[Frame, ...]:
    return (qr_bill(invoice, words),)


def _box(invoice: Invoice, words: Wording, theme: Theme, _: Blank) -> tuple[Frame, ...]:
    return _cut_line(theme), _form(invoice, words, theme)


def _overprint(invoice: Invoice, _: Wording, __: Theme, blank: Blank) -> tuple[Frame, ...]:
    return (text(invoice.transfer, letterhead.payer(invoice.buyer), blank),)


def _preview(invoice: Invoice, words: Wording, theme: Theme, blank: Blank) -> tuple[Frame, ...]:
    return picture(blank, words, theme), *_overprint(invoice, words, theme, blank)


_FEET: Final[Mapping[str, Callable[[Invoice, Wording, Theme, Blank], tuple[Frame, ...]]]] = {
    "bill": _bill,
    "box": _box,
    "overprint": _overprint,
    "preview": _preview,
}


def _subject(invoice: Invoice, words: Wording) -> str:
    is_final = invoice.number or invoice.format is InvoiceFormat.NONE
    return words("Payment slip") if is_final else words("Payment slip – draft without invoice number")


def _facts(form: Form, invoice: Invoice, event: Event, words: Wording, theme: Theme) -> list[Fact]:
    """What the information block says; of the participants as many as leave the subject at its place."""
    place = place_of(invoice.buyer)
    number = [Fact(words("Invoice number"), invoice.number, place)] if invoice.number else []
    contact = [fact for fact in information.contact(invoice.seller, event, words) if fact.said]
    spare = information.spare(form, [*number, *contact], theme)
    names = list(dict.fromkeys(each.participant for each in invoice.lines if each.participant))
    choices = [Fact(words("For"), said, place) for said in _participants(names, words)]
    who = next((fact for fact in choices if information.lines([fact], theme) <= spare), choices[-1])
    return [*number, who, *contact]


def _participants(names: Sequence[str], words: Wording) -> Iterator[str]:
    """All names, then fewer and fewer of them and how many more there are, at last their number alone."""
    if len(names) <= _NAMED:
        yield words.join(names)
    for count in range(min(len(names) - 1, _NAMED), 0, -1):
        some, more = ", ".join(names[:count]), len(names) - count
        yield words.plural("{names} and {n} more", "{names} and {n} more", more, names=some)
    yield words.plural("{n} participant", "{n} participants", len(names))


def _beside(data: Frame, code: Frame) -> Frame:
    """The data of the transfer, and at the right edge of the text its code."""
    size = Size(MEASURE, max(data.size.height, code.size.height))
    return Frame(ORIGIN, size, (data, code.standing(Point(MEASURE - code.size.width, 0.0))))


def _transfer(invoice: Invoice, event: Event, words: Wording, theme: Theme, measure: Length) -> Frame:
    transfer, bank = invoice.transfer, event.organiser.bank
    rows = (
        (words("Amount"), words.money(invoice.payable, invoice.currency)),
        (words("Payable by"), words.date(invoice.due) if invoice.due else ""),
        (words("Account holder"), transfer.name),
        (words("IBAN"), str(transfer.iban)),
        (words("BIC"), str(transfer.bic or "")),
        (words("Bank"), bank.bank_name if bank else ""),
        (words("Purpose"), transfer.message),
    )
    said = [row for row in rows if row[1]]
    return facts(said, theme.small, theme.bold, labels=mm(34), measure=measure, leading=LEADING)


def _cut_line(theme: Theme) -> Frame:
    """Where the slip is cut off, an artifact."""
    y, colour = _CUT, theme.primary.tint(0.6)
    scissors = line("✂", theme.style(pt(11), colour=colour), Point(mm(10), y + pt(4)))
    dashed = Rule(Point(mm(12) + scissors.width, y), Point(PAPER.width, y), pt(0.5), colour, (mm(2), mm(1.5)))
    return Frame(ORIGIN, PAPER, (scissors, dashed), shared=True)


def _form(invoice: Invoice, words: Wording, theme: Theme) -> Frame:
    transfer = invoice.transfer
    filled = form if transfer.iban.country == "AT" else slip
    frame = panel(
        words("Credit transfer"),
        (words("not a bank form – for your online banking"), theme.style(pt(7.5), colour=QUIET)),
        filled(transfer, letterhead.payer(invoice.buyer), words, theme, _FORM),
        giro_code(transfer, _CODE, words, theme.family),
        theme,
        _PANEL_RIGHT - _PANEL_LEFT,
    )
    foot = PAPER.height - _CUT - frame.size.height
    return replace(frame, at=Point(_PANEL_LEFT, _CUT + foot / 2))
