"""A credit transfer becomes the words that stand for its GiroCode where nobody can see it."""

from __future__ import annotations

from typing import Final

from flyer.payment.transfer import CreditTransfer
from flyer.wording import Wording

AUSTRIAN: Final = "Zahlen mit Code"
"""What PSA Payment Services Austria has the code called, in every language."""


def code_name(transfer: CreditTransfer, words: Wording) -> str:
    """What a payment code is called in the country of the account."""
    return AUSTRIAN if transfer.iban.country == "AT" else words("GiroCode")


def spoken(transfer: CreditTransfer, words: Wording, name: str = "", currency: str = "EUR") -> str:
    """Say the transfer: what the code is called, and each datum that it holds with its name."""
    data = (
        (words("Account holder"), transfer.name),
        (words("IBAN"), str(transfer.iban)),
        (words("BIC"), str(transfer.bic or "")),
        (words("Amount"), "" if transfer.amount is None else words.money(transfer.amount, currency)),
        (words("Purpose"), transfer.message),
    )
    said = ", ".join(f"{label} {value}" for label, value in data if value)
    return f"{name or code_name(transfer, words)}: {said}"
