"""Which account a statement in MT940 is of: field 25 as banks write it."""

import pytest

from flyer.billing.statements import read

IBAN = "DE07545500100380021436"


@pytest.mark.parametrize(
    ("told", "account"),
    [
        (f":25:{IBAN}", IBAN),
        (f":25:{IBAN}EUR", IBAN),
        (f":25:{IBAN}/EUR", IBAN),
        (":25:DE07 5455 0010 0380 0214 36", IBAN),
        (f":25:/{IBAN}", IBAN),
        (f":25:IBAN {IBAN} EUR", IBAN),
        (f":25:LUHSDE6AXXX/{IBAN}", IBAN),
        (f":25P:{IBAN}\nLUHSDE6AXXX", IBAN),
        (f":25:KONTO DE99 {IBAN}", IBAN),
        (":25:NL91ABNA0417164300EUR", "NL91ABNA0417164300"),
        (":25:54550010/0380021436", IBAN),
        (":25:54550010/380021436EUR", IBAN),
        (":25:54550010/00000380021436", IBAN),
        (":25:54550010 0380021436 EUR", IBAN),
        (":25:545500100380021436", IBAN),
        (":25:LUHSDE6AXXX/380021436EUR", "380021436"),
        (":25:0380021436", "0380021436"),
        (":25:0380021436/EUR", "0380021436"),
        (":25:DE08545500100380021436", "DE08545500100380021436"),
    ],
)
def test_the_account_is_found_in_field_25(told: str, account: str) -> None:
    (statement,) = read(f":20:A\n{told}\n:28C:1/1\n:60F:C220301EUR0,00\n:62F:C220301EUR0,00\n-".encode(), "a.sta")
    assert statement.account == account
