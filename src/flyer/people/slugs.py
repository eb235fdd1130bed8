"""A name becomes a part of a file's name that is safe on every file system."""

from __future__ import annotations

import re

from flyer.payment.latin import basic_latin
from flyer.people.names import fingerprint

_DEVICES = frozenset(["con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))])
"""Names that Windows keeps for itself, whatever follows them after a full stop."""


def slug(text: str, longest: int) -> str:
    """The text in letters a to z, digits and single hyphens, at most `longest` of them.

    Texts that differ in case, accents or punctuation alone become the same. One that is too long, has letters that
    cannot be so written, or is a device of Windows ends with "_" and a fingerprint of 8 letters of its own.
    """
    latin = basic_latin(text).lower().replace("'", "")
    short = re.sub("[^a-z0-9]+", "-", latin).strip("-")
    lost = any(basic_latin(letter) == "." for letter in text if letter.isalnum() and not letter.isascii())
    if short and not lost and len(short) <= longest and short not in _DEVICES:
        return short
    return f"{short[: longest - 9].strip('-')}_{fingerprint(text).lower()}".lstrip("_")
