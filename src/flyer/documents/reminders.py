"""Reminders: Zahlungserinnerung, 1. Mahnung and 2. Mahnung, each a letter with a payment code over what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flyer.billing.model import Invoice
from flyer.billing.reminder import Reminder
from flyer.documents.fitting import fitting_at
from flyer.documents.information import Fact
from flyer.documents.letterhead import foreign
from flyer.documents.notices import Notice, facts, letter, said
from flyer.documents.theme import LEADING, Theme
from flyer.event.model import Event
from flyer.markup import passages
from flyer.problems import place_of
from flyer.typeset.family import Family
from flyer.typeset.frame import Document, Frame
from flyer.typeset.letter import MEASURE
from flyer.typeset.markup import spans
from flyer.typeset.paragraph import paragraph
from flyer.wording import Wording, polish


def compose(reminder: Reminder, invoice: Invoice, event: Event, words: Wording, family: Family) -> Document:
    """Turn a reminder of an invoice into its letter; UserError when something does not fit."""
    theme, settings = Theme.of(event, family), event.documents.reminders.levels[reminder.level - 1]
    place = place_of(settings, "text") if settings.text else place_of(event, "title")
    with fitting_at(place):
        paragraphs = tuple(_paragraphs(reminder, invoice, event, words, theme))
    notice = Notice(
        subject=_subject(reminder, words),
        on=reminder.on,
        facts=tuple(_facts(reminder, invoice, event, words)),
        paragraphs=paragraphs,
        rows=tuple(_rows(reminder, invoice, words)),
        last=(words("Open amount"), words.money(reminder.total, invoice.currency)),
        terms=words("Payable by {date}", date=words.date(reminder.due)),
        closing=words("If you have paid in the meantime, please regard this letter as settled."),
        place=place,
        demand=reminder.demand(invoice),
    )
    return letter(notice, invoice, event, words, family)


def _subject(reminder: Reminder, words: Wording) -> str:
    subjects = (
        words("Payment reminder for invoice {number}", number=reminder.invoice),
        words("First demand for payment of invoice {number}", number=reminder.invoice),
        words("Second demand for payment of invoice {number}", number=reminder.invoice),
    )
    return subjects[reminder.level - 1]


def _facts(reminder: Reminder, invoice: Invoice, event: Event, words: Wording) -> Iterator[Fact]:
    date, number, issued, *rest = facts(reminder.on, invoice, event, words)
    due = Fact(words("Due on"), words.date(invoice.due) if invoice.due else "", place_of(event))
    yield from (date, number, issued, due, *rest)


def _paragraphs(reminder: Reminder, invoice: Invoice, event: Event, words: Wording, theme: Theme) -> Iterator[Frame]:
    """What the event says for this level, or else the usual words."""
    if text := event.documents.reminders.levels[reminder.level - 1].text:
        for passage in passages(polish(text, event.language)):
            set_text = paragraph(spans(passage.text, theme.body), MEASURE, LEADING, language=event.language)
            yield replace(set_text, language=foreign(event, words))
        return
    known = {
        "number": reminder.invoice,
        "date": words.date(invoice.issued) if invoice.issued else "",
        "due": words.date(invoice.due) if invoice.due else "",
        "new": words.date(reminder.due),
    }
    usual = (
        words(
            "It may have escaped your notice that invoice {number} of {date} was payable by {due}. We have not found "
            "your payment of the open amount yet, and kindly ask you to transfer it by {new}.",
            **known,
        ),
        words(
            "In spite of our reminder, invoice {number} of {date}, which was payable by {due}, is still open. Please "
            "transfer the open amount by {new}.",
            **known,
        ),
        words(
            "In spite of our reminders, invoice {number} of {date}, which was payable by {due}, is still open. We ask "
            "you for the last time to transfer the open amount by {new}. After that day we shall have to take legal "
            "steps, at your expense.",
            **known,
        ),
    )
    yield said(usual[reminder.level - 1], theme)


def _rows(reminder: Reminder, invoice: Invoice, words: Wording) -> Iterator[tuple[str, str]]:
    """What the open amount is made of, where it is made of more than the invoice."""
    if reminder.paid or reminder.fees:
        yield words("Invoice amount"), words.money(reminder.payable, invoice.currency)
    if reminder.paid:
        yield words("Paid"), words.money(-reminder.paid, invoice.currency)
    if reminder.fees:
        yield words("Reminder fees"), words.money(reminder.fees, invoice.currency)
