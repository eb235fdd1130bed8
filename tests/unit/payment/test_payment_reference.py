import pytest
from stdnum import iso11649
from stdnum.ch import esr

from flyer.payment import PaymentError
from flyer.payment.reference import creditor_reference, qr_check_digit, qr_reference


@pytest.mark.parametrize(
    ("number", "reference"),
    [
        ("20270042", "RF3920270042"),
        ("VSOP20270042", "RF37VSOP20270042"),
        ("JT2022-0001", "RF34JT20220001"),
        ("jt2022.0001", "RF34JT20220001"),
        ("539007547034", "RF18539007547034"),
        ("Z" * 21, f"RF09{'Z' * 21}"),
    ],
)
def test_creditor_reference(number: str, reference: str) -> None:
    assert creditor_reference(number) == reference
    assert iso11649.is_valid(reference)


@pytest.mark.parametrize(
    ("number", "reference"),
    [
        ("21000000000313947143000901", "210000000003139471430009017"),
        ("JT2022-0001", "000000000000000000202200019"),
        ("0", "000000000000000000000000000"),
    ],
)
def test_qr_reference(number: str, reference: str) -> None:
    """The first is the example of the Swiss Implementation Guidelines QR-bill."""
    assert qr_reference(number) == reference
    assert esr.is_valid(reference) or number == "0"


def test_the_check_digit_of_nothing_is_0() -> None:
    assert qr_check_digit("") == 0


@pytest.mark.parametrize(
    ("make", "number"), [(creditor_reference, "A" * 22), (qr_reference, "JT"), (qr_reference, "1" * 27)]
)
def test_what_makes_no_reference(make: object, number: str) -> None:
    with pytest.raises(PaymentError, match=f"the number '{number}' makes no reference") as caught:
        make(number)  # type: ignore[operator]
    assert (caught.value.field, caught.value.hint) == ("reference", "choose another pattern for numbers")
