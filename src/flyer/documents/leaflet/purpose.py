"""Purposes: what a programme is made for, and what a print shop wants to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Purpose(StrEnum):
    """Who gets the file."""

    SCREEN = "screen"
    OFFICE = "office"
    PRINT_SHOP = "print-shop"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a file is made for; with a profile of its own (`icc`) a print shop gets PDF/X-4 instead of PDF/X-1a."""

    purpose: Purpose = Purpose.SCREEN
    large_print: bool = False
    icc: bytes = field(default=b"", repr=False)


SCREEN = Delivery()
