"""IBAN (ISO 13616): a value that exists only when it is valid. The door to the number library."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IBAN:
    """A valid IBAN; `compact` holds it in upper case without blanks."""

    compact: str

    @property
    def country(self) -> str:
        """ISO 3166 alpha-2."""
        return self.compact[:2]

    def __str__(self) -> str:
        """Groups of four from the left, as DIN 5008 prints it."""
        return " ".join(self.compact[i : i + 4] for i in range(0, len(self.compact), 4))
