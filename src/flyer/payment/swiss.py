"""A credit transfer becomes the bytes of a Swiss QR code (SIX, Implementation Guidelines QR-bill, version 2.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from flyer.payment.latin import basic_latin
from flyer.payment.transfer import CreditTransfer

LARGEST_VERSION: Final = 25
"""Of the QR code (6.2); what the data can be fits far smaller ones."""

_HEADER: Final = ("SPC", "0200", "1")
"""QR type, version 2.x, UTF-8 (4.2.2)."""

_STRUCTURED, _TRAILER = "S", "EPD"
_NOBODY: Final = ("",) * 7
"""The ultimate creditor, whose elements are kept for later and left empty, or a debtor who is filled in by hand."""

_LETTERS: Final = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), 0x20AC)))
"""What banks pass on (4.1.1): basic Latin, Latin-1 supplement, Latin extended-A, Ș ș Ț ț €."""

_NUMBERED: Final = re.compile(r"(?P<street>.*\S)\s+(?P<number>[0-9]\S{0,7}(?:\s[a-zA-Z])?)")


@dataclass(frozen=True, slots=True)
class Party:
    """A structured address (4.2.2, AdrTp S): creditor or debtor."""

    name: str
    street: str
    number: str
    postcode: str
    city: str
    country: str

    @classmethod
    def of(cls, name: str, street: str, postcode: str, city: str, country: str) -> Party:
        """An address whose street ends with the number of the house, each part in the letters and length allowed."""
        found = _NUMBERED.fullmatch(street)
        way, number = (found["street"], found["number"]) if found else (street, "")
        return cls(_cut(name, 70), _cut(way, 70), _cut(number, 16), _cut(postcode, 16), _cut(city, 35), country)

    @property
    def lines(self) -> tuple[str, ...]:
        """As it is printed: what is coded, and nothing else."""
        abroad = "" if self.country in ("CH", "LI") else f"{self.country}-"
        written = (self.name, f"{self.street} {self.number}".strip(), f"{abroad}{self.postcode} {self.city}".strip())
        return tuple(filter(None, written))


def payload(transfer: CreditTransfer, currency: str, creditor: Party, debtor: Party | None) -> bytes:
    """Turn a transfer in CHF or EUR into the content of the code: QRR, SCOR or NON with a text (4.2.2)."""
    elements = (
        *_HEADER,
        transfer.iban.compact,
        *_address(creditor),
        *_NOBODY,
        f"{transfer.amount:.2f}" if transfer.amount is not None else "",
        currency,
        *(_address(debtor) if debtor else _NOBODY),
        reference_type(transfer),
        transfer.reference,
        transfer.remittance,
        _TRAILER,
    )
    return "\r\n".join(elements).encode()


def reference_type(transfer: CreditTransfer) -> str:
    """QRR for a QR reference, SCOR for a creditor reference (ISO 11649), NON for none."""
    if not transfer.reference:
        return "NON"
    return "QRR" if transfer.iban.is_qr_iban else "SCOR"


def grouped(transfer: CreditTransfer) -> str:
    """The reference as it is printed: a QR reference in fives from the right, another in fours from the left."""
    text = transfer.reference
    if transfer.iban.is_qr_iban:
        return " ".join((text[:2], *(text[i : i + 5] for i in range(2, len(text), 5))))
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def _address(party: Party) -> tuple[str, ...]:
    return (_STRUCTURED, party.name, party.street, party.number, party.postcode, party.city, party.country)


def _cut(text: str, longest: int) -> str:
    """A text in the letters that banks pass on, cut where it is too long."""
    return "".join(letter if letter in _LETTERS else basic_latin(letter) for letter in text)[:longest].strip()
