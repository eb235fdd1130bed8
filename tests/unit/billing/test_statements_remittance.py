import pytest

from flyer.billing.statements.remittance import Remittance
from flyer.billing.statements.spelling import compact, letters, skeletons, word_set


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["JT2022-0001,  Anna"], Remittance(("JT2022-0001, Anna",))),
        (["EREF+NOTPROVIDED", "SVWZ+JT2022-0001"], Remittance(("JT2022-0001",))),
        (["EREF+A-1MREF+M1CRED+DE9SVWZ+Re 1"], Remittance(("Re 1",), "A-1")),
        (["SVWZ+Rechnung JT2022-0001,", "Anna Oez"], Remittance(("Rechnung JT2022-0001, Anna Oez",))),
        (["SVWZ+Rechnungen JT2022-0001", "/2", "ABWA+Aa"], Remittance(("Rechnungen JT2022-0001/2",), name="Aa")),
        (["Re 1 EREF: A-1 MREF: M IBAN: DE0212 BIC: X"], Remittance(("Re 1",), "A-1", "DE0212")),
        (["Re 1 End-to-End-Ref.: NOTPROVIDED Gutschrift"], Remittance(("Re 1",))),
        (["Programmheft: 1, Basic: 2"], Remittance(("Programmheft: 1, Basic: 2",))),
        (["", " "], Remittance(())),
    ],
)  # fmt: skip
def test_remittance_is_taken_apart(lines: list[str], expected: Remittance) -> None:
    assert Remittance.of(lines) == expected


def test_names_are_alike_however_they_are_spelled() -> None:
    assert word_set("Müller, Jörg") == word_set("JOERG MUELLER") == word_set("jorg muller")
    assert letters("Müller") == letters("MUE LLER") == "MULLER"
    assert skeletons("Müller") == skeletons("M?ller") == skeletons("Mller") == {"MLLR"}
    assert compact("JT 2022-0001/ä") == "JT20220001AE"
