"""Money: decimal amounts with two places, rounded half up as EN 16931 and every bookkeeper do."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(value: Decimal) -> Decimal:
    """Round an amount to two places, half up, and never to a negative zero (EN 16931, BR-DEC rules)."""
    return value.quantize(CENT, ROUND_HALF_UP) + ZERO or ZERO


def percentage(base: Decimal, rate: Decimal) -> Decimal:
    """The tax on `base` at `rate` percent, rounded half up to cents (EN 16931, BR-CO-17)."""
    return cents(base * rate / 100)
