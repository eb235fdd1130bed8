import pytest

from flyer.billing.statements.acceptance import accepted
from flyer.problems import UserError
from paying import IBAN, paid, statement

OTHER = "DE02120300000000202051"


@pytest.mark.parametrize("account", [IBAN, "380021436", ""])
def test_the_account_is_the_one_that_invoices_name(account: str) -> None:
    assert accepted(statement(paid(), account=account), {IBAN}, "EUR").account == IBAN


@pytest.mark.parametrize(
    ("account", "accounts", "message"),
    [
        (OTHER, {IBAN}, f"the statement is of the account '{OTHER}', invoices name {IBAN}"),
        ("4711", {IBAN}, "the statement is of the account '4711'"),
        ("", {IBAN, OTHER}, f"the file does not say whether it is of the account {OTHER} or {IBAN}"),
    ],
)
def test_another_account_is_refused(account: str, accounts: set[str], message: str) -> None:
    with pytest.raises(UserError, match=message):
        accepted(statement(paid(), account=account), accounts, "EUR")


def test_entries_in_other_currencies_are_named_one_by_one() -> None:
    with pytest.raises(UserError) as caught:
        accepted(statement(paid(), paid("-5", currency="USD"), paid("7", currency="CHF")), {IBAN}, "EUR")
    assert [problem.what for problem in caught.value.problems] == [
        "an entry of -5.00 USD, while invoices are in EUR",
        "an entry of 7.00 CHF, while invoices are in EUR",
    ]
