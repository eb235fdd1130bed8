"""The content of the Swiss QR code, line for line as the package `qrbill` writes it."""

from decimal import Decimal

import pytest
from qrbill import QRBill

from flyer.payment import IBAN, CreditTransfer
from flyer.payment.reference import creditor_reference, qr_reference
from flyer.payment.swiss import Party, grouped, payload, reference_type

PLAIN, QR = IBAN("CH9300762011623852957"), IBAN("CH4431999123000889012")
CREDITOR = Party.of("Verein für Sozialplanung", "Musterstrasse 1a", "8000", "Zürich", "CH")
DEBTOR = Party.of("Stadt Łódź", "Rathausplatz", "01099", "Weißenthal", "DE")


def transfer(iban: IBAN = PLAIN, **fields: str) -> CreditTransfer:
    return CreditTransfer(name="Verein", iban=iban, amount=Decimal("1280.5"), **fields)


def foreign(transfer: CreditTransfer, currency: str, debtor: Party | None) -> str:
    def address(party: Party) -> dict[str, str]:
        return {
            "name": party.name,
            "street": party.street,
            "house_num": party.number,
            "pcode": party.postcode,
            "city": party.city,
            "country": party.country,
        }

    bill = QRBill(
        account=transfer.iban.compact,
        creditor=address(CREDITOR),
        amount=str(transfer.amount),
        currency=currency,
        debtor=address(debtor) if debtor else None,
        reference_number=transfer.reference or None,
        additional_information=transfer.remittance,
    )
    return str(bill.qr_data())


@pytest.mark.parametrize("currency", ["CHF", "EUR"])
@pytest.mark.parametrize("debtor", [DEBTOR, None])
@pytest.mark.parametrize(
    "asked",
    [
        transfer(QR, reference=qr_reference("JT2022-0001")),
        transfer(reference=creditor_reference("JT2022-0001")),
        transfer(remittance="JT2022-0001, Juergen Oeztuerk"),
        transfer(),
    ],
    ids=["QRR", "SCOR", "NON with a text", "NON"],
)
def test_the_content_is_that_of_another_library(asked: CreditTransfer, currency: str, debtor: Party | None) -> None:
    assert payload(asked, currency, CREDITOR, debtor).decode() == foreign(asked, currency, debtor)


@pytest.mark.parametrize(
    ("asked", "kind", "printed"),
    [
        (transfer(QR, reference=qr_reference("1")), "QRR", "00 00000 00000 00000 00000 00011"),
        (transfer(reference="RF34JT20220001"), "SCOR", "RF34 JT20 2200 01"),
        (transfer(remittance="JT2022-0001"), "NON", ""),
    ],
)
def test_references(asked: CreditTransfer, kind: str, printed: str) -> None:
    assert (reference_type(asked), grouped(asked)) == (kind, printed)


@pytest.mark.parametrize(
    ("street", "parts"),
    [
        ("Musterstrasse 1", ("Musterstrasse", "1")),
        ("Straße des 17. Juni 135 b", ("Straße des 17. Juni", "135 b")),
        ("Weg 3-5", ("Weg", "3-5")),
        ("Rathausplatz", ("Rathausplatz", "")),
        ("Postfach 12 34 56", ("Postfach 12 34", "56")),
        ("", ("", "")),
    ],
)
def test_the_number_of_the_house_stands_apart(street: str, parts: tuple[str, str]) -> None:
    party = Party.of("Aa", street, "1", "Bb", "CH")
    assert (party.street, party.number) == parts


def test_letters_and_lengths_are_those_that_banks_pass_on() -> None:
    party = Party.of("Ελένη Șerban", "Ж" * 80, "12345", "b" * 40, "CH")
    assert (party.name, party.street, party.city) == ("Eleni Șerban", ("Zh" * 40)[:70], "b" * 35)


def test_an_address_is_printed_as_it_is_coded() -> None:
    assert CREDITOR.lines == ("Verein für Sozialplanung", "Musterstrasse 1a", "8000 Zürich")
    assert DEBTOR.lines == ("Stadt Łódź", "Rathausplatz", "DE-01099 Weißenthal")
