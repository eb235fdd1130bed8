from decimal import Decimal

import pytest

from flyer.billing.model import VatCategory
from flyer.billing.taxation import SMALL_BUSINESS, Treatment, treatment
from flyer.event.model import Part, Tax, TaxScheme

EXEMPT = Tax(scheme=TaxScheme.EXEMPT, reason="§ 4 Nr. 22", reason_code="VATEX-EU-132-1I")
STANDARD = Tax(rate=Decimal(19))
SMALL = Tax(scheme=TaxScheme.SMALL_BUSINESS)


def part(scheme: TaxScheme | None = None, rate: int | None = None, reason: str = "") -> Part:
    return Part(
        name="Essen", amount=Decimal(10), scheme=scheme, rate=None if rate is None else Decimal(rate), reason=reason
    )


@pytest.mark.parametrize(
    ("taxed", "tax", "category", "rate", "reason", "code"),
    [
        (part(), STANDARD, "S", 19, "", ""),
        (part(rate=7), STANDARD, "S", 7, "", ""),
        (part(), EXEMPT, "E", 0, "§ 4 Nr. 22", "VATEX-EU-132-1I"),
        (part(rate=7), EXEMPT, "S", 7, "", ""),
        (part(TaxScheme.STANDARD), EXEMPT, "S", 19, "", ""),
        (part(TaxScheme.EXEMPT, reason="§ 4 Nr. 12"), EXEMPT, "E", 0, "§ 4 Nr. 12", ""),
        (part(TaxScheme.EXEMPT, reason="§ 4 Nr. 12"), STANDARD, "E", 0, "§ 4 Nr. 12", ""),
        (part(), SMALL, "E", 0, SMALL_BUSINESS, ""),
        (part(TaxScheme.OUTSIDE_SCOPE), EXEMPT, "O", 0, "Nicht steuerbar", "VATEX-EU-O"),
        (part(TaxScheme.OUTSIDE_SCOPE, reason="Beitrag"), EXEMPT, "O", 0, "Beitrag", "VATEX-EU-O"),
        (part(TaxScheme.ZERO), STANDARD, "Z", 0, "", ""),
        (
            part(TaxScheme.REVERSE_CHARGE),
            STANDARD,
            "AE",
            0,
            "Steuerschuldnerschaft des Leistungsempfängers",
            "VATEX-EU-AE",
        ),
    ],
)
def test_treatment(taxed: Part, tax: Tax, category: str, rate: int, reason: str, code: str) -> None:
    assert treatment(taxed, tax) == Treatment(VatCategory(category), Decimal(rate), reason, code)
