"""How to pay a fee: the account in lines, and the transfer whose amount the payer fills in."""

from __future__ import annotations

from flyer.billing.invoicing import remittance
from flyer.event.model import Bank, Event
from flyer.manuscript.model import Line, Payment
from flyer.payment.epc import payload
from flyer.payment.error import PaymentError
from flyer.payment.transfer import CreditTransfer
from flyer.problems import Problem, UserError, place_of
from flyer.wording import Wording

_NO_BREAK_SPACE = "\u00a0"


def payment(event: Event, words: Wording) -> tuple[Payment, ...]:
    """How to pay where there is a fee and an account; a transfer only in euros, and not to
    Switzerland, where a code is a part of a whole bill.

    Raises UserError at the account's holder or the reference when there can be none.
    """
    bank, registration = event.organiser.bank, event.registration
    if bank is None or not registration.fees:
        return ()
    reference = remittance(event, words("Name of participant", context="transfer"))
    intro = (
        words("Please transfer the fee by {date} to:", date=words.date(registration.pay_by))
        if registration.pay_by
        else words("Please transfer the fee to:")
    )
    rows = [intro, bank.account_holder, f"{words('IBAN')}: {str(bank.iban).replace(' ', _NO_BREAK_SPACE)}"]
    rows += [f"{words('BIC')}: {bank.bic}"] if bank.bic else []
    rows += [f"{words('Purpose')}: {reference}"] if reference else []
    is_coded = event.currency == "EUR" and not bank.iban.is_swiss
    transfer = _transfer(event, bank, reference) if is_coded else None
    return (Payment(tuple(map(Line, rows)), place_of(registration, "reference"), transfer),)


def _transfer(event: Event, bank: Bank, reference: str) -> CreditTransfer:
    try:
        transfer = CreditTransfer(name=bank.account_holder, iban=bank.iban, bic=bank.bic, remittance=reference)
        payload(transfer)
    except PaymentError as error:
        key = {"name": "account_holder", "bic": "bic"}.get(error.field)
        place = place_of(bank, key) if key else place_of(event.registration, "reference")
        raise UserError([Problem(place, error.what, error.hint)]) from error
    return transfer
