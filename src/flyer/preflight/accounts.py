"""Accounts that documents name, in words and in payment codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_IBAN: Final = re.compile(r"[A-Z][A-Z]\d\d(?<!\w[A-Z]{2}\d{2})(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b")
"""It begins a word; that is asked last, for a set of letters is found faster than where words begin."""

SHORTEST_IBAN: Final = 15

_APART: Final = "|"
"""Stands between two texts, and in no IBAN."""


def accounts_in(texts: Iterable[str]) -> list[str]:
    """The IBANs in texts, without blanks."""
    found = ["".join(each.split()) for each in _IBAN.findall(_APART.join(texts))]
    return [iban for iban in found if len(iban) >= SHORTEST_IBAN]
