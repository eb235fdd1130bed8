from decimal import Decimal

import pytest

from flyer.money import cents, percentage


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("2.675", "2.68"),
        ("-0.001", "0.00"),
        ("-0.005", "-0.01"),
        ("330", "330.00"),
    ],
)
def test_cents_round_half_up_and_know_no_negative_zero(value: str, rounded: str) -> None:
    assert str(cents(Decimal(value))) == rounded


def test_percentage_is_rounded_once() -> None:
    assert percentage(Decimal("252.10"), Decimal(19)) == Decimal("47.90")
    assert percentage(Decimal("0.10"), Decimal(5)) == Decimal("0.01")
