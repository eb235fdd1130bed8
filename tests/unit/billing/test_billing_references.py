"""What a transfer carries: a text with the number in front, or the number as a reference with check digits."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from flyer.billing.invoicing import invoices, numbered
from flyer.event.model import Bank, Documents, Event, InvoiceFormat, InvoiceSettings
from flyer.payment.iban import IBAN
from flyer.payment.transfer import CreditTransfer
from flyer.people.model import Payer
from flyer.problems import Place, UserError

Made = Callable[..., Payer]

SWISS, SWISS_QR = IBAN("CH9300762011623852957"), IBAN("CH4431999123000889012")
RF = InvoiceSettings(reference="rf", purpose="CHAR", number="JT2022-{n:04}")


def set_so(event: Event, settings: InvoiceSettings, iban: IBAN | None = None, currency: str = "EUR") -> Event:
    bank = Bank(account_holder="Verein", iban=iban) if iban else event.organiser.bank
    organiser = replace(event.organiser, bank=bank)
    return replace(event, documents=Documents(invoices=settings), organiser=organiser, currency=currency)


def transfers(event: Event, payer: Payer) -> tuple[CreditTransfer, CreditTransfer]:
    """As a draft, and as the invoice JT2022-0001."""
    (draft,) = invoices(event, [payer])
    return draft.transfer, numbered(draft, "JT2022-0001", dt.date(2022, 3, 1)).transfer


def test_a_creditor_reference_is_made_from_the_number(event: Event, payer: Made) -> None:
    draft, issued = transfers(set_so(event, RF), payer("Anna Oz"))
    assert (draft.reference, draft.remittance) == ("RF38ANNAOZ", "")
    assert (issued.reference, issued.remittance, issued.purpose) == ("RF34JT20220001", "", "CHAR")


def test_who_gets_no_invoice_pays_with_a_text(event: Event, payer: Made) -> None:
    draft, _ = transfers(set_so(event, RF), payer("Anna Oz", invoice_format=InvoiceFormat.NONE.value))
    assert (draft.reference, draft.remittance) == ("", "Anna Oz, JT Leipzig VSOP")


@pytest.mark.parametrize("currency", ["CHF", "EUR"])
def test_a_qr_iban_takes_only_qr_references(event: Event, payer: Made, currency: str) -> None:
    draft, issued = transfers(set_so(event, InvoiceSettings(), SWISS_QR, currency), payer("Anna Oz"))
    assert len(draft.reference) == len(issued.reference) == 27
    assert (issued.reference, issued.remittance) == ("000000000000000000202200019", "")


def test_another_swiss_account_takes_a_text_or_a_creditor_reference(event: Event, payer: Made) -> None:
    _, issued = transfers(set_so(event, InvoiceSettings(), SWISS), payer("Anna Oz"))
    assert (issued.reference, issued.remittance) == ("", "JT2022-0001, Anna Oz, JT Leipzig VSOP")
    _, issued = transfers(set_so(event, RF, SWISS), payer("Anna Oz"))
    assert (issued.reference, issued.remittance) == ("RF34JT20220001", "")


def test_francs_go_to_switzerland_only(event: Event, payer: Made) -> None:
    with pytest.raises(UserError, match="a SEPA credit transfer cannot be made in CHF"):
        invoices(set_so(event, InvoiceSettings(), currency="CHF"), [payer("Anna Oz")])


def test_numbers_too_long_for_a_reference_are_a_problem_of_their_pattern(event: Event, payer: Made) -> None:
    place = Place("event.yaml", 9)
    settings = InvoiceSettings(reference="rf", number="Sozialplanung2022-{n:04}", places={"number": place})
    with pytest.raises(UserError) as caught:
        invoices(set_so(event, settings), [payer("Anna Oz")])
    (problem,) = caught.value.problems
    assert (problem.place, problem.hint) == (place, "choose another pattern for numbers")
    assert problem.what == (
        "the number 'Sozialplanung2022-99999' makes no reference: it has 22 letters and digits, 1 to 21 are possible"
    )


def test_what_is_owed_is_what_is_transferred(event: Event, payer: Made) -> None:
    assert transfers(set_so(event, RF), payer("Anna Oz"))[1].amount == Decimal(330)
