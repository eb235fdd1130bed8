"""The credit transfer: what a payer's bank needs to know, in the words of EPC069-12."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from flyer.money import cents
from flyer.payment.bic import BIC
from flyer.payment.check_digits import is_creditor_reference
from flyer.payment.error import PaymentError
from flyer.payment.iban import IBAN
from flyer.payment.latin import is_identifier

_TEXTS = {
    "name": ("the beneficiary's name", 70),
    "reference": ("the creditor reference", 35),
    "remittance": ("the remittance text", 140),
    "information": ("the information for the payer", 70),
}
"""What a text is and how many characters it may have (EPC069-12, 2.1, elements 6, 10, 11, 12)."""

_LEAST, _MOST = Decimal("0.01"), Decimal("999999999.99")
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditTransfer:
    """A SEPA credit transfer: beneficiary, amount, and a creditor reference or remittance text.

    The amount is in euros, in a Swiss QR-bill also in francs.
    Raises PaymentError, with the name of the field, for what EPC069-12 does not allow.
    """

    name: str
    iban: IBAN
    bic: BIC | None = None
    amount: Decimal | None = None
    purpose: str = ""
    reference: str = ""
    remittance: str = ""
    information: str = ""

    def __post_init__(self) -> None:
        """Refuse what a bank would refuse or read otherwise."""
        if not self.name:
            raise PaymentError("the beneficiary's name is missing", "name the holder of the account", field="name")
        for field, (what, longest) in _TEXTS.items():
            _check_text(getattr(self, field), what, longest, field)
        if self.amount is not None:
            _check_amount(self.amount)
        if not re.fullmatch(r"[A-Z0-9]{0,4}", self.purpose):
            raise PaymentError(
                f"'{self.purpose}' is not a purpose code",
                "it has up to four capital letters, as in CHAR (ISO 20022)",
                field="purpose",
            )
        if self.reference and self.remittance:
            raise PaymentError(
                f"a transfer cannot have both the creditor reference '{self.reference}' "
                f"and the text '{self.remittance}'",
                "leave one of them out",
                field="remittance",
            )
        if not is_identifier(self.reference):
            raise PaymentError(
                f"the creditor reference '{self.reference}' holds what banks do not pass on",
                "it may hold letters without marks, digits, blanks and / - ? : ( ) . , ' +, "
                "but no / at either end and no //",
                field="reference",
            )
        if self.reference.startswith("RF") and not is_creditor_reference(self.reference):
            raise PaymentError(
                f"the creditor reference '{self.reference}' has the wrong form or check digits",
                "what begins with RF is a reference after ISO 11649",
                field="reference",
            )

    @property
    def message(self) -> str:
        """What the payee recognises the payment by: the creditor reference, or else the text."""
        return self.reference or self.remittance


def beneficiary(name: str) -> str:
    """Pass on the name of an account's holder; raises PaymentError for what element 6 of EPC069-12 does not allow."""
    _check_text(name, *_TEXTS["name"], "name")
    return name


def _check_text(text: str, what: str, longest: int, field: str) -> None:
    if len(text) > longest:
        raise PaymentError(
            f"{what} has {len(text)} characters, {longest} are allowed: '{text}'", "shorten it", field=field
        )
    odd = "" if text.isprintable() else text
    if unseen := next((c for c in odd if unicodedata.category(c) in _UNSEEN and c != " "), None):
        raise PaymentError(
            f"{what} holds an unseen character (U+{ord(unseen):04X}), which banks do not pass on",
            "write it in one line and with ordinary blanks",
            field=field,
        )
    if text != text.strip():
        raise PaymentError(f"{what} begins or ends with a blank: '{text}'", "take it away", field=field)
    if not unicodedata.is_normalized("NFC", text):
        raise PaymentError(
            f"{what} holds a letter whose mark is a character of its own: '{text}'",
            "type the letter anew (Unicode normal form C)",
            field=field,
        )


def _check_amount(amount: Decimal) -> None:
    if not (amount.is_finite() and _LEAST <= amount <= _MOST and amount == cents(amount)):
        raise PaymentError(
            f"'{amount}' is no amount to transfer",
            f"it is a number of euros from {_LEAST} to {_MOST} with two decimals",
            field="amount",
        )
