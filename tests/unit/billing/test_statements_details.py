import pytest

from flyer.billing.statements.details import Details
from flyer.billing.statements.remittance import Remittance


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("166?00GUTSCHRIFT?20JT2022-0001?32Anna Öz", Details(Remittance(("JT2022-0001",)), "Anna Öz")),
        ("159?00RETOURE?20EREF+A-17?34914", Details(Remittance((), "A-17"), is_return=True)),
        ("000>100987654321\n>20HUUR>31039\n0", Details(Remittance(("HUUR",)), iban="0390")),
        ("166?20Tagung in Leipzig, Nummer 2?21027-0042", Details(Remittance(("Tagung in Leipzig, Nummer 2027-0042",)))),
        ("/ORDP//NAME/Anna/REMI/USTD//Re 1/BENM//NAME/Verein/", Details(Remittance(("Re 1",)), "Anna")),
        ("/RTRN/AC01/REMI//Re 1", Details(Remittance(("Re 1",)), is_return=True)),
        ("Miete\nMärz", Details(Remittance(("Miete", "März")))),
        ("", Details(Remittance(()))),
    ],
)  # fmt: skip
def test_field_86_is_taken_apart(text: str, expected: Details) -> None:
    assert Details.of(text) == expected
