"""Numbers that prove themselves: IBAN, BIC, creditor reference, Leitweg-ID, VAT number. The door to the number library.

The library takes 50 ms to load, so it is loaded with the first number that is checked.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from flyer.payment.error import PaymentError

_NEVER = {"00", "01", "99"}
"""Check digits that leave the right remainder and are still wrong: ISO 7064 mod 97-10 gives 02 to 98."""


class IbanCountry(NamedTuple):
    """A country with IBANs: its English name and how many characters they have there."""

    name: str
    length: int


def iban_country(compact: str) -> IbanCountry | None:
    """The country whose two letters begin an IBAN (ISO 13616 registry), None when there is none."""
    from stdnum import numdb

    entry: dict[str, str] = numdb.get("iban").info(compact)[0][1]
    if not entry:
        return None
    return IbanCountry(entry["country"], 4 + sum(map(int, re.findall(r"(\d+)!", entry["bban"]))))


def is_iban(compact: str) -> bool:
    """Whether this has the form of its country's IBANs and fitting check digits (ISO 7064)."""
    from stdnum import iban

    return bool(iban.is_valid(compact)) and compact[2:4] not in _NEVER


def is_bic(compact: str) -> bool:
    """Whether this is the form of a BIC (ISO 9362): 8 or 11 characters, the 5th and 6th a country."""
    from stdnum import bic

    return bool(bic.is_valid(compact))


def is_creditor_reference(compact: str) -> bool:
    """Whether this is an ISO 11649 creditor reference with fitting check digits."""
    from stdnum import iso11649

    return bool(iso11649.is_valid(compact)) and compact[2:4] not in _NEVER


def is_leitweg_id(compact: str) -> bool:
    """Whether this is a Leitweg-ID (format specification 2.0.2) with fitting check digits."""
    from stdnum.de import leitweg

    return bool(leitweg.is_valid(compact))


def leitweg_id(text: str) -> str:
    """Turn a Leitweg-ID (EN 16931 BT-10 of German authorities) into upper case; raises PaymentError."""
    compact = text.strip().upper()
    if not is_leitweg_id(compact):
        raise PaymentError(
            f"'{text}' is not a Leitweg-ID: its form or its check digits do not fit",
            "it reads like 07318000-VSOP2027-34; ask the authority that gave it",
        )
    return compact


def vat_id(text: str) -> str:
    """Turn a VAT number, country letters first, into its compact form; raises PaymentError.

    Of the states outside the EU only the form is known here.
    """
    from stdnum.eu import vat

    compact = re.sub("[ ./:-]", "", text).upper()
    in_eu = compact[:2].lower() in {*vat.MEMBER_STATES, "el", "xi"}
    if not (vat.is_valid(compact) if in_eu else re.fullmatch("[A-Z]{2}(?=.*[0-9])[0-9A-Z]{2,13}", compact)):
        raise PaymentError(
            f"'{text}' is not a VAT number: its form or its check digit does not fit",
            "it begins with the country's two letters, as in DE136695976",
        )
    return compact
