import pytest

from flyer.payment import PaymentError
from flyer.payment.check_digits import is_creditor_reference, leitweg_id, vat_id


@pytest.mark.parametrize(
    "text", ["RF3920270042", "RF37VSOP20270042", "RF18539007547034", "RF05UEBER1", "RF48" + "1" * 21]
)
def test_a_creditor_reference(text: str) -> None:
    assert is_creditor_reference(text)


@pytest.mark.parametrize("text", ["", "RF", "RF39", "RF3820270042", "RF0154", "20270042", "RF18" + "1" * 22])
def test_no_creditor_reference(text: str) -> None:
    assert not is_creditor_reference(text)


def test_leitweg_id() -> None:
    assert leitweg_id(" 991-03730-19 ") == "991-03730-19"
    assert leitweg_id("04011000-1234512345-06") == "04011000-1234512345-06"


@pytest.mark.parametrize("text", ["", "991-03730-18", "1-03730-19", "991 03730 19", "99-ä-12"])
def test_no_leitweg_id(text: str) -> None:
    with pytest.raises(PaymentError, match=f"'{text}' is not a Leitweg-ID"):
        leitweg_id(text)


@pytest.mark.parametrize(
    ("text", "compact"),
    [
        ("de 136 695 976", "DE136695976"),
        ("ATU13585627", "ATU13585627"),
        ("EL 094259216", "EL094259216"),
        ("CHE-555.123.407", "CHE555123407"),
        ("GB 980 7806 84", "GB980780684"),
    ],
)
def test_vat_id(text: str, compact: str) -> None:
    assert vat_id(text) == compact


@pytest.mark.parametrize("text", ["", "DE136695970", "DE12345678", "136695976", "Musterstadt", "CH"])
def test_no_vat_id(text: str) -> None:
    with pytest.raises(PaymentError, match=f"'{text}' is not a VAT number"):
        vat_id(text)
