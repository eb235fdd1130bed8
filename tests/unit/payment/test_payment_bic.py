import pytest

from flyer.payment import BIC, PaymentError


@pytest.mark.parametrize(
    ("text", "printed"),
    [("LUHSDE6AXXX", "LUHSDE6AXXX"), ("luhsde6a", "LUHSDE6A"), (" LUHS DE 6A XXX ", "LUHSDE6AXXX")],
)
def test_reads_what_people_write(text: str, printed: str) -> None:
    assert str(BIC.parse(text)) == printed


@pytest.mark.parametrize("text", ["", "LUHSDE6", "LUHSDE6A1", "LUHSDE6AXXXX", "LUHSQQ6A", "LUH1DE6A", "LUHSDE6Ä"])
def test_says_what_is_wrong(text: str) -> None:
    with pytest.raises(PaymentError, match=f"^'{text}' is not a BIC$") as caught:
        BIC.parse(text)
    assert "8 or 11 characters" in caught.value.hint


@pytest.mark.parametrize("text", ["junk", "luhsde6a", "LUHS DE 6A", "LUHSDE6A\n"])
def test_cannot_be_made_from_anything_but_the_compact_form(text: str) -> None:
    with pytest.raises(PaymentError):
        BIC(text)
