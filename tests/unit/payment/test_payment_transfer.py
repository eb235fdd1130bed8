from decimal import Decimal
from typing import Any

import pytest

from flyer.payment import BIC, IBAN, CreditTransfer, PaymentError

GERMAN = IBAN("DE07545500100380021436")
SWISS = IBAN("CH9300762011623852957")


def transfer(**fields: Any) -> CreditTransfer:
    return CreditTransfer(**({"name": "Verein für Sozialplanung", "iban": GERMAN} | fields))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"name": "x" * 70},
        {"amount": Decimal("0.01")},
        {"amount": Decimal(330)},
        {"amount": Decimal("999999999.99")},
        {"purpose": "CHAR"},
        {"reference": "RF3920270042"},
        {"reference": "9" * 35},
        {"remittance": "RE 2027-0042, Tagung – 330 €"},
        {"remittance": "T" * 140},
        {"information": "i" * 70, "remittance": "T"},
        {"iban": SWISS, "bic": BIC("POFICHBEXXX")},
        {"iban": SWISS},
    ],
)
def test_may_be(fields: dict[str, Any]) -> None:
    assert all(getattr(transfer(**fields), name) == value for name, value in fields.items())


@pytest.mark.parametrize(
    ("fields", "field", "what"),
    [
        ({"name": ""}, "name", "the beneficiary's name is missing"),
        ({"name": "x" * 71}, "name", "the beneficiary's name has 71 characters, 70 are allowed"),
        ({"name": "Verein\nX"}, "name", "the beneficiary's name holds an unseen character (U+000A)"),
        ({"name": "e.\u00a0V."}, "name", "holds an unseen character (U+00A0)"),
        ({"name": " Verein"}, "name", "begins or ends with a blank: ' Verein'"),
        ({"name": "fu\u0308r"}, "name", "holds a letter whose mark is a character of its own"),
        ({"amount": Decimal("0.00")}, "amount", "'0.00' is no amount"),
        ({"amount": Decimal("-1")}, "amount", "'-1' is no amount"),
        ({"amount": Decimal("1.234")}, "amount", "'1.234' is no amount"),
        ({"amount": Decimal("1000000000")}, "amount", "'1000000000' is no amount"),
        ({"amount": Decimal("1E+40")}, "amount", "'1E+40' is no amount"),
        ({"amount": Decimal("NaN")}, "amount", "'NaN' is no amount"),
        ({"amount": Decimal("Infinity")}, "amount", "'Infinity' is no amount"),
        ({"purpose": "GDDSX"}, "purpose", "'GDDSX' is not a purpose code"),
        ({"purpose": "ä"}, "purpose", "'ä' is not a purpose code"),
        ({"reference": "9" * 36}, "reference", "the creditor reference has 36 characters, 35 are allowed"),
        ({"reference": "RF3820270042"}, "reference", "'RF3820270042' has the wrong form or check digits"),
        ({"reference": "2027//42"}, "reference", "'2027//42' holds what banks do not pass on"),
        ({"reference": "Ü42"}, "reference", "'Ü42' holds what banks do not pass on"),
        ({"reference": "1", "remittance": "a"}, "remittance", "cannot have both the creditor reference '1'"),
        ({"remittance": "T" * 141}, "remittance", "the remittance text has 141 characters, 140 are allowed"),
        ({"remittance": "a\u200bb"}, "remittance", "the remittance text holds an unseen character (U+200B)"),
        ({"remittance": "a\ud800"}, "remittance", "the remittance text holds an unseen character (U+D800)"),
        ({"information": "i" * 71}, "information", "the information for the payer has 71 characters"),
    ],
)
def test_may_not_be(fields: dict[str, Any], field: str, what: str) -> None:
    with pytest.raises(PaymentError) as caught:
        transfer(**fields)
    assert what in caught.value.what
    assert caught.value.field == field
    assert caught.value.hint
