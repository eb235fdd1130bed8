"""Invoices to Swiss accounts have their QR-bill at the foot of the last page, else on a page of its own."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from flyer.billing.cancelling import cancellation
from flyer.billing.invoicing import numbered
from flyer.billing.model import Invoice
from flyer.documents import invoices
from flyer.event.model import Asset, Bank, Documents, Event, InvoiceSettings
from flyer.payment import IBAN
from flyer.preflight import check
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document
from flyer.wording import Wording

Made = Callable[..., Invoice]
Said = Callable[..., list[str]]

PAPER = Asset(
    path="paper.svg",
    content=b'<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297"/>',
)
BILL = "frame 0.00 192.00 210.00×105.00"
NOT_TO_BE_PAID = "Entwurf – bitte nicht bezahlen"


@pytest.fixture
def swiss(conference: Event) -> Event:
    bank = Bank(account_holder="Verein", iban=IBAN("CH4431999123000889012"))
    return replace(conference, organiser=replace(conference.organiser, bank=bank), currency="CHF")


def compose(invoice: Invoice, event: Event) -> Document:
    document = invoices.compose(invoice, event, Wording.of("de"), builtin())
    assert check([document]) == []
    return document


def test_a_short_invoice_has_the_bill_below_its_foot(swiss: Event, invoice: Made, said: Said) -> None:
    (page,) = compose(invoice(event=swiss), swiss).pages
    lines = said(page, tagged=True)
    assert BILL in dump(page)
    assert lines.index("Musterstraße 1", 5) < lines.index("Empfangsschein")
    assert not {"GiroCode", "Überweisung", NOT_TO_BE_PAID} & set(said(page))


def test_no_mark_of_the_letter_stands_on_the_bill(swiss: Event, conference: Event, invoice: Made) -> None:
    marks = [dump(compose(invoice(event=event), event).pages[0]).count("rule 4.00") for event in (swiss, conference)]
    assert marks == [2, 3]


@pytest.mark.parametrize(("count", "lines_beside"), [(8, False), (30, True)])
def test_a_longer_invoice_has_the_bill_on_its_second_page(
    swiss: Event, invoice: Made, said: Said, count: int, lines_beside: bool
) -> None:
    """With the last of the lines, or where all of them stand on the first, alone."""
    first, last = compose(invoice(count, event=swiss), swiss).pages
    assert ("1 von 2" in said(first), "Seite 2 von 2" in said(last)) == (True, True)
    assert (BILL in dump(first), BILL in dump(last)) == (False, True)
    assert ("Rechnungsbetrag" in said(last)) is lines_beside
    assert dump(first).count("rule 4.00") == 3


def test_letter_paper_keeps_its_foot_and_does_not_lie_under_the_bill(swiss: Event, invoice: Made, said: Said) -> None:
    event = replace(swiss, documents=Documents(invoices=InvoiceSettings(letterhead=PAPER)))
    first, last = compose(invoice(event=event), event).pages
    assert ["picture" in dump(page) for page in (first, last)] == [True, False]
    assert ("Zahlteil" in said(first), "Zahlteil" in said(last)) == (False, True)


@pytest.mark.parametrize("count", [1, 8])
def test_a_draft_says_that_it_is_not_to_be_paid(swiss: Event, draft: Made, said: Said, count: int) -> None:
    *_, last = compose(draft(count, event=swiss), swiss).pages
    lines = said(last, tagged=True)
    assert lines.index(NOT_TO_BE_PAID) < lines.index("Empfangsschein")
    assert "ENTWURF" in said(last)


def test_nobody_pays_a_cancellation(swiss: Event, invoice: Made, said: Said) -> None:
    issued = invoice(event=swiss)
    assert issued.issued
    counter = numbered(cancellation(issued, (), "Irrtum", ()), "JT2022-0002", issued.issued)
    (page,) = compose(counter, swiss).pages
    assert "Zahlteil" not in said(page)
