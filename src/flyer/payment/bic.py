"""BIC (ISO 9362): a value that exists only when it is well formed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flyer.payment.check_digits import is_bic
from flyer.payment.error import PaymentError


@dataclass(frozen=True, slots=True)
class BIC:
    """A well-formed BIC of 8 or 11 characters, upper case. Raises PaymentError."""

    compact: str

    def __post_init__(self) -> None:
        """Refuse what is not a BIC."""
        if not (re.fullmatch(r"[A-Z0-9]+", self.compact) and is_bic(self.compact)):
            raise PaymentError(
                f"'{self.compact}' is not a BIC",
                "it has 8 or 11 characters: four of the bank, two of the country, then place and branch, "
                "as in LUHSDE6AXXX",
            )

    @classmethod
    def parse(cls, text: str) -> BIC:
        """Turn a BIC as people write it, with blanks or in lower case, into the value."""
        return cls("".join(text.split()).upper())

    def __str__(self) -> str:
        """Ungrouped, as DIN 5008 prints it."""
        return self.compact
