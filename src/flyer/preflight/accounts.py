"""Accounts that documents name, in words and in payment codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from flyer.preflight.page import Page

_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b")
_SHORTEST_IBAN: Final = 15

_APART: Final = "|"
"""Stands between two texts, and in no IBAN."""


def accounts(page: Page) -> Iterator[str]:
    """The IBANs on a page, without blanks."""
    lines = [line.text for _, line, _ in page.texts if sum([len(run.glyphs) for run in line.runs]) >= _SHORTEST_IBAN]
    return accounts_in(_APART.join([*lines, *[alt for _, _, _, alt in page.codes]]))


def accounts_in(text: str) -> Iterator[str]:
    """The IBANs in a text, without blanks."""
    for found in _IBAN.findall(text):
        compact = "".join(found.split())
        if len(compact) >= _SHORTEST_IBAN:
            yield compact
