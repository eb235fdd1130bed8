"""Whether a statement is one in which payments of invoices are to be looked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from flyer.billing.statements.model import Statement
from flyer.problems import Problem, UserError

_LEAVE_OUT = "leave the file out"


def accepted(statement: Statement, accounts: Collection[str], currency: str) -> Statement:
    """The statement with its account as one of the IBANs that invoices name; UserError when it is of none of them.

    A file that names no account is of the only one there is. Entries in another currency than the invoices' are told
    one by one.
    """
    account = _one_of(statement.account, accounts)
    problems = []
    if not account:
        known = " or ".join(sorted(accounts))
        what, hint = f"the statement is of the account '{statement.account}', invoices name {known}", _LEAVE_OUT
        if not statement.account:
            what, hint = f"the file does not say whether it is of the account {known}", "export camt or MT940, which do"
        problems.append(Problem(statement.place, what, hint))
    for each in statement.transactions:
        if each.currency != currency:
            what = f"an entry of {each.signed} {each.currency}, while invoices are in {currency}"
            problems.append(Problem(each.place, what, _LEAVE_OUT))
    if problems:
        raise UserError(problems)
    return replace(statement, account=account)


def _one_of(account: str, accounts: Collection[str]) -> str:
    """The IBAN that is meant: itself, what ends in a bare account number, or the only one where none is told."""
    found = [iban for iban in accounts if iban == account or (account.isdigit() and iban.endswith(account))]
    if not account:
        found = list(accounts)
    return found[0] if len(found) == 1 else ""
