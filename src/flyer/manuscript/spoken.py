"""A credit transfer becomes the words that stand for its GiroCode where nobody can see it."""

from __future__ import annotations

from flyer.payment.transfer import CreditTransfer
from flyer.wording import Wording


def spoken(transfer: CreditTransfer, words: Wording) -> str:
    """Say the transfer: each datum that the code holds, with its name."""
    data = (
        (words("Account holder"), transfer.name),
        (words("IBAN"), str(transfer.iban)),
        (words("BIC"), str(transfer.bic or "")),
        (words("Amount"), "" if transfer.amount is None else words.money(transfer.amount, "EUR")),
        (words("Purpose"), transfer.reference or transfer.remittance),
    )
    said = ", ".join(f"{label} {value}" for label, value in data if value)
    return f"{words('GiroCode')}: {said}"
