"""IBAN (ISO 13616): a value that exists only when it is valid."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flyer.payment.check_digits import iban_country, is_iban
from flyer.payment.error import PaymentError

_EXAMPLE = "an IBAN is a country's two letters, two check digits and the account, as in DE07 5455 0010 0380 0214 36"


@dataclass(frozen=True, slots=True)
class IBAN:
    """A valid IBAN; `compact` holds it in upper case without blanks. Raises PaymentError."""

    compact: str

    def __post_init__(self) -> None:
        """Refuse what has not the form and length of its country and fitting check digits (ISO 7064)."""
        if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", self.compact):
            raise PaymentError(f"'{self.compact}' is not an IBAN", _EXAMPLE)
        country = iban_country(self.compact)
        if country is None:
            raise PaymentError(f"'{self.compact}' is not an IBAN: no country has '{self.country}'", _EXAMPLE)
        if len(self.compact) != country.length:
            raise PaymentError(
                f"'{self.compact}' is not an IBAN: it has {len(self.compact)} characters, "
                f"one of {country.name} has {country.length}",
                "compare it with what the bank has printed",
            )
        if not is_iban(self.compact):
            raise PaymentError(
                f"'{self.compact}' is not an IBAN: its check digits do not fit",
                "a character is wrong or two are swapped; compare it with what the bank has printed",
            )

    @classmethod
    def parse(cls, text: str) -> IBAN:
        """Turn an IBAN as people write it, with blanks or in lower case, into the value."""
        return cls("".join(text.split()).upper())

    @property
    def country(self) -> str:
        """ISO 3166 alpha-2."""
        return self.compact[:2]

    @property
    def is_swiss(self) -> bool:
        """Whether payments to it are asked for by a Swiss QR-bill: in Switzerland and Liechtenstein."""
        return self.country in ("CH", "LI")

    @property
    def is_qr_iban(self) -> bool:
        """Whether it takes payments with a QR reference and no others: its bank's number is 30000 to 31999."""
        return self.is_swiss and self.compact[4:6] in ("30", "31")

    def __str__(self) -> str:
        """Groups of four from the left, as DIN 5008 prints it."""
        return " ".join([self.compact[i : i + 4] for i in range(0, len(self.compact), 4)])
