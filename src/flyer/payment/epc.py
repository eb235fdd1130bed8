"""A credit transfer becomes the bytes of a payment code, and back (EPC069-12 v3.1; in Germany: GiroCode)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from flyer.payment.bic import BIC
from flyer.payment.error import PaymentError
from flyer.payment.iban import IBAN
from flyer.payment.transfer import CreditTransfer

LARGEST = 331
"""Bytes (EPC069-12, 2.2), what a QR code of version 13 and level M holds."""

_TAG, _UTF_8, _SEPA_CREDIT_TRANSFER = "BCD", "1", "SCT"
_CHARACTER_SETS = {
    "1": "utf-8",
    "2": "iso8859-1",
    "3": "iso8859-2",
    "4": "iso8859-4",
    "5": "iso8859-5",
    "6": "iso8859-7",
    "7": "iso8859-10",
    "8": "iso8859-15",
}
_ELEMENTS, _MANDATORY = 12, 7
_EEA = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
"""Where an IBAN is enough; elsewhere a BIC is mandatory in every version (EPC069-12, element 5)."""


def payload(transfer: CreditTransfer, version: Literal["001", "002"] = "002") -> bytes:
    """Turn a transfer into the payload: UTF-8, LF, two decimals, nothing behind the last filled element.

    Raises PaymentError when it is larger than 331 bytes, or without a BIC in version 001 or from outside the EEA.
    """
    _check_bic(version, transfer)
    elements = (
        _TAG,
        version,
        _UTF_8,
        _SEPA_CREDIT_TRANSFER,
        transfer.bic.compact if transfer.bic else "",
        transfer.name,
        transfer.iban.compact,
        f"EUR{transfer.amount:.2f}" if transfer.amount is not None else "",
        transfer.purpose,
        transfer.reference,
        transfer.remittance,
        transfer.information,
    )
    content = "\n".join(elements).rstrip("\n").encode()
    _check_size(content)
    return content


def read(content: bytes) -> CreditTransfer:
    """Turn a payload of any version and character set back into its transfer; raises PaymentError."""
    _check_size(content)
    elements = content.split(b"\r\n" if b"\r\n" in content else b"\n")
    if any(b"\r" in element or b"\n" in element for element in elements):
        raise PaymentError("the payload separates its elements now by LF, now by CRLF", "end every line with LF")
    if not _MANDATORY <= len(elements) <= _ELEMENTS:
        raise PaymentError(
            f"the payload has {len(elements)} elements, not {_MANDATORY} to {_ELEMENTS}",
            "write one element a line, an empty line for one that is left out",
        )
    if not elements[-1]:
        raise PaymentError("the payload has a separator behind its last element", "end it with its last letter")
    header = tuple(element.decode("ascii", "replace") for element in elements[:4])
    tag, version, character_set, identification = header
    if (tag, identification) != (_TAG, _SEPA_CREDIT_TRANSFER) or version not in ("001", "002"):
        raise PaymentError(
            f"the payload begins with {header}, that is no SEPA credit transfer of version 001 or 002",
            f"its first four lines are {_TAG}, 002, {_UTF_8} and {_SEPA_CREDIT_TRANSFER}",
        )
    if character_set not in _CHARACTER_SETS:
        raise PaymentError(f"the payload names the character set '{character_set}', known are 1 to 8", "1 is UTF-8")
    try:
        texts = [element.decode(_CHARACTER_SETS[character_set]) for element in elements[4:]]
    except UnicodeDecodeError as error:
        what = f"the payload is not in the character set '{character_set}' it names"
        raise PaymentError(what, "write it in UTF-8 and name that, 1") from error
    texts += [""] * (_ELEMENTS - len(elements))
    bic, name, iban, amount, purpose, reference, remittance, information = texts
    transfer = CreditTransfer(
        name=name,
        iban=IBAN(iban),
        bic=BIC(bic) if bic else None,
        amount=_amount(amount) if amount else None,
        purpose=purpose,
        reference=reference,
        remittance=remittance,
        information=information,
    )
    _check_bic(version, transfer)
    return transfer


def _amount(text: str) -> Decimal:
    form = re.fullmatch(r"EUR([0-9]{1,9}(?:\.[0-9]{1,2})?)", text)
    if not form:
        raise PaymentError(
            f"'{text}' is no amount like EUR12.30",
            "write EUR and a number with a point and at most two decimals",
            field="amount",
        )
    return Decimal(form[1])


def _check_size(content: bytes) -> None:
    if len(content) > LARGEST:
        raise PaymentError(
            f"the payment code needs {len(content)} bytes, it has room for {LARGEST}",
            "shorten the remittance text",
            field="remittance",
        )


def _check_bic(version: str, transfer: CreditTransfer) -> None:
    if version == "001" and transfer.bic is None:
        raise PaymentError("version 001 of the payment code needs a BIC", "use version 002", field="bic")
    if transfer.bic is None and transfer.iban.country not in _EEA:
        raise PaymentError(
            f"the account in {transfer.iban.country} needs a BIC: it is outside the European Economic Area",
            "add the BIC of the bank",
            field="bic",
        )
