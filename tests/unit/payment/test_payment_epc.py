"""EPC069-12 v3.1, tried on 53 payloads, one a row of epc069-12.csv (␊ LF, ␍ CR, x×70 is x seventy times)."""

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from flyer.payment import BIC, IBAN, CreditTransfer, PaymentError, epc, symbol

NAME, ACCOUNT = "Verein für Sozialplanung e.V.", "DE07545500100380021436"
SIGNS = {"␊": "\n", "␍": "\r", "⟨N⟩": NAME, "⟨I⟩": ACCOUNT}


class Vector(NamedTuple):
    id: str
    verdict: str
    written_in: str
    bytes: str
    version: str
    payload: str
    message: str

    @property
    def content(self) -> bytes:
        text = re.sub(r"(.)×(\d+)", lambda m: m[1] * int(m[2]), self.payload)
        for sign, meant in SIGNS.items():
            text = text.replace(sign, meant)
        return text.encode(self.written_in)


with Path(__file__).with_name("epc069-12.csv").open(encoding="utf-8", newline="") as _file:
    VECTORS = {row["id"]: Vector(**row) for row in csv.DictReader(_file)}

READABLE = [v for v in VECTORS.values() if v.verdict != "invalid"]
INVALID = [v for v in VECTORS.values() if v.verdict == "invalid"]
OWN_FORM = [v for v in READABLE if v.id not in ("P01", "P02", "P06", "P10", "P11", "P20", "N21")]


def transfer(**fields: object) -> CreditTransfer:
    basis = {"name": NAME, "iban": IBAN(ACCOUNT), "amount": Decimal(330), "remittance": "RE 2027-0042"}
    return CreditTransfer(**(basis | fields))  # type: ignore[arg-type]


def test_all_vectors_are_there() -> None:
    assert [*VECTORS] == [f"P{n:02}" for n in range(1, 23)] + [f"N{n:02}" for n in range(1, 32)]


@pytest.mark.parametrize("vector", VECTORS.values(), ids=list(VECTORS))
def test_vector_is_as_long_as_it_says(vector: Vector) -> None:
    assert len(vector.content) == int(vector.bytes)


@pytest.mark.parametrize("vector", READABLE, ids=lambda v: v.id)
def test_what_is_valid_is_read_and_written_again(vector: Vector) -> None:
    read = epc.read(vector.content)
    assert epc.read(epc.payload(read)) == read


@pytest.mark.parametrize("vector", OWN_FORM, ids=lambda v: v.id)
def test_what_is_written_in_our_form_comes_back_byte_by_byte(vector: Vector) -> None:
    assert epc.payload(epc.read(vector.content)) == vector.content


@pytest.mark.parametrize("vector", INVALID, ids=lambda v: v.id)
def test_what_is_invalid_is_refused(vector: Vector) -> None:
    with pytest.raises(PaymentError, match=re.escape(vector.message)):
        epc.read(vector.content)


@pytest.mark.parametrize("vector", READABLE, ids=lambda v: v.id)
def test_size_of_the_symbol(vector: Vector) -> None:
    assert symbol.encode(vector.content).version == int(vector.version)


def test_elements() -> None:
    read = epc.read(VECTORS["P01"].content)
    assert read == CreditTransfer(
        name="Franz Mustermänn",
        iban=IBAN("DE71110220330123456789"),
        bic=BIC("BHBLDEHHXXX"),
        amount=Decimal("12.30"),
        purpose="GDDS",
        reference="RF18539007547034",
    )
    assert epc.read(VECTORS["P15"].content).information == "Bitte bis 17.02.2027 zahlen"


@pytest.mark.parametrize(
    ("id_", "field", "text"),
    [("P02", "name", "François D'Alsace S.A."), ("P20", "remittance", "Beitrag 330 €")],
)
def test_character_sets(id_: str, field: str, text: str) -> None:
    assert getattr(epc.read(VECTORS[id_].content), field) == text


@pytest.mark.parametrize(
    ("fields", "id_"),
    [
        ({}, "P03"),
        ({"bic": BIC("LUHSDE6AXXX")}, "P04"),
        ({"remittance": "", "reference": "RF3920270042"}, "P07"),
        ({"remittance": "", "amount": None}, "P08"),
        ({"amount": Decimal("999999999.99")}, "P13"),
        ({"amount": None}, "P14"),
        ({"remittance": "", "information": "Bitte bis 17.02.2027 zahlen"}, "P15"),
        ({"purpose": "OTHR"}, "P19"),
    ],
)
def test_payload(fields: dict[str, object], id_: str) -> None:
    assert epc.payload(transfer(**fields)) == VECTORS[id_].content


def test_version_001_has_a_bic() -> None:
    assert epc.payload(transfer(bic=BIC("LUHSDE6AXXX")), "001") == VECTORS["P06"].content
    with pytest.raises(PaymentError, match="version 001 of the payment code needs a BIC"):
        epc.payload(transfer(), "001")


def test_amount_is_written_with_two_decimals() -> None:
    assert b"\nEUR12.30\n" in epc.payload(transfer(amount=Decimal("12.3")))
    assert b"\nEUR1000.00\n" in epc.payload(transfer(amount=Decimal("1E+3")))


def test_more_than_331_bytes_are_not_written() -> None:
    with pytest.raises(PaymentError, match="needs 472 bytes, it has room for 331") as caught:
        epc.payload(transfer(name="ä" * 70, remittance="ö" * 140, bic=None, purpose="A"))
    assert caught.value.hint == "shorten the remittance text"


def test_umlauts_are_never_written_in_another_set_than_named() -> None:
    """N21 names ISO 8859-1 and is UTF-8: the payer would see fÃ¼r. What is built reads back as it was meant."""
    assert epc.read(VECTORS["N21"].content).name == "Verein fÃ¼r Sozialplanung e.V."
    assert epc.read(epc.payload(transfer())).name == NAME


def test_a_line_break_never_becomes_another_element() -> None:
    """N27 has one in its text; read, the second line is information. No transfer can hold it."""
    assert epc.read(VECTORS["N27"].content).information == "Zeile 2"
    with pytest.raises(PaymentError, match="U\\+000A"):
        transfer(remittance="Zeile 1\nZeile 2")


def test_an_account_outside_the_eea_has_a_bic() -> None:
    swiss = IBAN("CH9300762011623852957")
    assert b"\nPOFICHBEXXX\n" in epc.payload(transfer(iban=swiss, bic=BIC("POFICHBEXXX")))
    with pytest.raises(PaymentError, match="the account in CH needs a BIC"):
        epc.payload(transfer(iban=swiss))
