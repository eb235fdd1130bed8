"""The credit transfer: what a payer's bank needs to know, in the words of EPC069-12."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flyer.payment.bic import BIC
from flyer.payment.iban import IBAN


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTransfer:
    """A SEPA credit transfer: beneficiary, amount and either a creditor reference or remittance text."""

    name: str
    iban: IBAN
    bic: BIC | None = None
    amount: Decimal | None = None
    purpose: str = ""
    reference: str = ""
    remittance: str = ""
    information: str = ""
