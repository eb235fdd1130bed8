"""Creditor references: the number of an invoice in a form with check digits that every bank passes on unchanged."""

from __future__ import annotations

import re

from flyer.payment.error import PaymentError
from flyer.payment.latin import basic_latin

_LONGEST_RF, _LONGEST_QR = 21, 26
"""The characters that ISO 11649 and the Swiss QR reference have beside the check digits."""

_CARRY = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)
"""The table of the check digit modulo 10, recursive (Swiss Implementation Guidelines QR-bill, annex B)."""


def creditor_reference(number: str) -> str:
    """Turn a number into a creditor reference (ISO 11649), from its letters and digits: `RF3920270042`.

    Raises PaymentError when there are none, or more than 21.
    """
    own = re.sub("[^A-Z0-9]", "", basic_latin(number).upper())
    _check(number, own, _LONGEST_RF, "letters and digits")
    value = int("".join(str(int(character, 36)) for character in f"{own}RF00"))
    return f"RF{98 - value % 97:02}{own}"


def qr_reference(number: str) -> str:
    """Turn a number into a Swiss QR reference, from its digits: 26 of them with zeros in front, and the check digit.

    Raises PaymentError when there are none, or more than 26.
    """
    own = re.sub("[^0-9]", "", number)
    _check(number, own, _LONGEST_QR, "digits")
    filled = own.zfill(_LONGEST_QR)
    return f"{filled}{qr_check_digit(filled)}"


def qr_check_digit(digits: str) -> int:
    """The check digit modulo 10, recursive, of digits."""
    carry = 0
    for digit in digits:
        carry = _CARRY[(carry + int(digit)) % 10]
    return (10 - carry) % 10


def _check(number: str, own: str, longest: int, what: str) -> None:
    if not 0 < len(own) <= longest:
        raise PaymentError(
            f"the number '{number}' makes no reference: it has {len(own)} {what}, 1 to {longest} are possible",
            "choose another pattern for numbers",
            field="reference",
        )
