"""Payment confirmations: letters to those who paid their invoices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from flyer.billing.model import Invoice
from flyer.documents.notices import Notice, facts, letter, said
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.problems import place_of
from flyer.typeset.family import Family
from flyer.typeset.frame import Document
from flyer.wording import Wording


def compose(
    invoice: Invoice,
    payable: Decimal,
    fees: Decimal,
    paid_on: dt.date,
    event: Event,
    words: Wording,
    family: Family,
) -> Document:
    """Turn an invoice that was paid on a day into its confirmation, which bears that day.

    `payable` is what of the invoice was to be paid, `fees` what was paid of those of reminders. UserError when
    something does not fit.
    """
    theme, number = Theme.of(event, family), invoice.number
    text = words("We have received your payment of invoice {number}. Thank you very much.", number=number)
    notice = Notice(
        subject=words("Confirmation of payment of invoice {number}", number=number),
        on=paid_on,
        facts=tuple(facts(paid_on, invoice, event, words)),
        paragraphs=(said(text, theme),),
        rows=tuple(_rows(payable, fees, invoice, words)) if fees else (),
        last=(words("Amount paid"), words.money(payable + fees, invoice.currency)),
        terms=words("Paid on {date}", date=words.date(paid_on)),
        closing=words("This confirmation is no invoice; please keep the invoice for your records."),
        place=place_of(event, "title"),
    )
    return letter(notice, invoice, event, words, family)


def _rows(payable: Decimal, fees: Decimal, invoice: Invoice, words: Wording) -> Iterator[tuple[str, str]]:
    """What the amount is made of."""
    yield words("Invoice amount"), words.money(payable, invoice.currency)
    yield words("Reminder fees"), words.money(fees, invoice.currency)
