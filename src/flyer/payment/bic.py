"""BIC (ISO 9362): a value that exists only when it is well formed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BIC:
    """A well-formed BIC of 8 or 11 characters, upper case."""

    compact: str

    def __str__(self) -> str:
        """Ungrouped, as DIN 5008 prints it."""
        return self.compact
