"""Letters about an invoice that is not paid, or paid: what they say, and that they are held to one page."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from flyer.billing.model import Invoice
from flyer.billing.reminder import Reminder
from flyer.documents import confirmations, reminders
from flyer.event.model import Asset, Documents, Event, InvoiceSettings, ReminderLevel, ReminderSettings
from flyer.money import ZERO
from flyer.payment.iban import IBAN
from flyer.preflight import check
from flyer.problems import Place, UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document, Frame, Picture
from flyer.wording import Wording

Made = Callable[..., Invoice]
Said = Callable[..., list[str]]

GOLDEN = Path(__file__).parents[2] / "golden" / "documents"
PLACE = Place("event.yaml", 40)


def reminder(level: int = 1, *, paid: str = "0", fees: str = "0") -> Reminder:
    return Reminder(
        invoice="JT2022-0001",
        level=level,
        on=dt.date(2022, 4, 20),
        due=dt.date(2022, 4, 30),
        payable=Decimal("330.00"),
        paid=Decimal(paid),
        fees=Decimal(fees),
    )


def compose(of: Reminder, invoice: Invoice, event: Event, language: str = "de") -> Document:
    return reminders.compose(of, invoice, event, Wording.of(language), builtin())


def telling(event: Event, text: str) -> Event:
    level = ReminderLevel(text=text, places={"text": PLACE})
    return replace(event, documents=replace(event.documents, reminders=ReminderSettings(level_1=level)))


def plain(lines: list[str]) -> str:
    return " ".join(lines).replace("\u00a0", " ").replace("\u202f", " ").replace("\u00ad ", "")


def test_the_frames_of_a_reminder(conference: Event, invoice: Made, golden: Callable[[Path, str], None]) -> None:
    (page,) = compose(reminder(2, paid="100.00", fees="5.00"), invoice(), conference).pages
    golden(GOLDEN / "reminder.txt", dump(page))


def test_the_frames_of_a_confirmation(conference: Event, invoice: Made, golden: Callable[[Path, str], None]) -> None:
    paid_on, words = dt.date(2022, 3, 20), Wording.of("de")
    document = confirmations.compose(invoice(), Decimal(330), ZERO, paid_on, conference, words, builtin())
    assert (document.title, document.dated.date()) == ("Zahlungsbestätigung zur Rechnung JT2022-0001", paid_on)
    (page,) = document.pages
    golden(GOLDEN / "confirmation.txt", dump(page))


def test_a_confirmation_tells_the_fees_that_were_paid(conference: Event, invoice: Made, said: Said) -> None:
    day, words = dt.date(2022, 3, 20), Wording.of("de")
    document = confirmations.compose(invoice(), Decimal(330), Decimal(5), day, conference, words, builtin())
    text = plain(said(document.pages[0], tagged=True))
    assert "Rechnungsbetrag 330,00 € Mahngebühren 5,00 € Bezahlter Betrag 335,00 €" in text


@pytest.mark.parametrize(
    ("level", "language", "subject", "text"),
    [
        (1, "de", "Zahlungserinnerung zur Rechnung JT2022-0001", "Wir bitten Sie, ihn bis zum 30.04.2022 zu"),
        (2, "de", "1. Mahnung zur Rechnung JT2022-0001", "trotz unserer Erinnerung ist die Rechnung JT2022-0001 vom"),
        (3, "de", "2. Mahnung zur Rechnung JT2022-0001", "rechtliche Schritte"),
        (1, "en", "Payment reminder for invoice JT2022-0001", "transfer it by 30 April 2022."),
        (2, "en", "First demand for payment of invoice JT2022-0001", "of 1 February 2022, which was payable by 23"),
        (3, "en", "Second demand for payment of invoice JT2022-0001", "legal steps, at your expense"),
    ],
)
def test_each_level_has_its_words(
    conference: Event, invoice: Made, said: Said, level: int, language: str, subject: str, text: str
) -> None:
    document = compose(reminder(level), invoice(), conference, language)
    lines = plain(said(document.pages[0], tagged=True))
    assert document.title == subject
    assert subject in lines
    assert text in lines
    assert check([document]) == []


def test_the_open_amount_is_made_of_what_is_left_and_the_fees(conference: Event, invoice: Made, said: Said) -> None:
    (page,) = compose(reminder(3, paid="100.00", fees="12.50"), invoice(), conference).pages
    assert "Rechnungsbetrag 330,00 € Bezahlt -100,00 € Mahngebühren 12,50 € Offener Betrag 242,50 €" in plain(
        said(page)
    )
    (page,) = compose(reminder(), invoice(), conference).pages
    assert "Rechnungsbetrag" not in plain(said(page))
    assert "Offener Betrag 330,00 €" in plain(said(page))


def test_the_event_may_say_it_in_its_own_words(conference: Event, invoice: Made, said: Said) -> None:
    event = telling(conference, "Bitte *bald* zahlen.\n\nDanke!")
    (page,) = compose(reminder(), invoice(), event).pages
    lines = said(page, tagged=True)
    assert lines[lines.index("Sehr geehrte Damen und Herren,") :][1:3] == ["Bitte bald zahlen.", "Danke!"]
    assert "entgangen" not in plain(lines)
    (other,) = compose(reminder(2), invoice(), event).pages
    assert "Danke!" not in said(other)


def test_a_text_that_is_too_long_is_a_problem_where_it_is_written(conference: Event, invoice: Made) -> None:
    with pytest.raises(UserError) as caught:
        compose(reminder(), invoice(), telling(conference, "Bitte zahlen Sie. " * 120))
    (problem,) = caught.value.problems
    assert problem.place == PLACE
    assert problem.what.startswith("the text of the letter does not fit: it needs ")


def test_a_word_that_is_too_wide_is_a_problem_where_it_is_written(conference: Event, invoice: Made) -> None:
    with pytest.raises(UserError) as caught:
        compose(reminder(), invoice(), telling(conference, "X" * 200))
    (problem,) = caught.value.problems
    assert (problem.place, problem.what.startswith("'XXX")) == (PLACE, True)


def test_on_letter_paper_there_is_no_other_head_and_foot(conference: Event, invoice: Made, said: Said) -> None:
    paper = Asset(path="paper.svg", content=b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"/>')
    event = replace(conference, documents=Documents(invoices=InvoiceSettings(letterhead=paper, form="A")))
    (page,) = compose(reminder(), invoice(), event).pages
    under = page.children[0]
    assert isinstance(under, Frame)
    assert [each.content for each in under.children if isinstance(each, Picture)] == [paper.content]
    assert "VR 1234, Amtsgericht Stendal" not in said(page)


def test_a_swiss_account_is_paid_by_a_bill_on_a_page_of_its_own(conference: Event, invoice: Made, said: Said) -> None:
    bank = replace(conference.organiser.bank, iban=IBAN("CH9300762011623852957"))
    event = replace(conference, organiser=replace(conference.organiser, bank=bank))
    document = compose(reminder(1, paid="100.00", fees="5.00"), invoice(event=event), event)
    first, bill = (plain(said(page)) for page in document.pages)
    assert ("Offener Betrag 235,00 €" in first, "Zahlteil" in first) == (True, False)
    assert ("Zahlteil" in bill, "235.00" in bill, "CH93 0076 2011 6238 5295 7" in bill) == (True, True, True)
    assert check([document]) == []


def test_who_pays_is_known_by_the_same_references_as_on_the_invoice(
    conference: Event, invoice: Made, said: Said
) -> None:
    made = invoice(buyer_reference="04011000-12345-03", order_number="50.1/117")
    (page,) = compose(reminder(), made, conference).pages
    assert "Leitweg-ID 04011000-12345-03 Bestellnummer 50.1/117" in plain(said(page, tagged=True))
