"""How a German name sounds: Kölner Phonetik (H. J. Postel, IBM-Nachrichten 19, 1969)."""

from __future__ import annotations

import re
from typing import Final

_RULES: Final = (
    ("[AEIJOUY]", "0"),
    ("P(?=H)", "3"),
    ("[BP]", "1"),
    ("[DT](?=[CSZ])", "8"),
    ("[DT]", "2"),
    ("[FVW]", "3"),
    ("[GKQ]", "4"),
    ("^C(?=[AHKLOQRUX])", "4"),
    ("(?<![SZ])C(?=[AHKOQUX])", "4"),
    ("C", "8"),
    ("(?<=[CKQ])X", "8"),
    ("X", "48"),
    ("L", "5"),
    ("[MN]", "6"),
    ("R", "7"),
    ("[SZ]", "8"),
    ("H", ""),
)
"""Letters in their surroundings, and their codes; the first that fits holds."""

_LETTER: Final = re.compile("|".join(f"({letters})" for letters, _ in _RULES))


def cologne(word: str) -> str:
    """Turn a word of the letters a to z into its code: equal digits are written once, zeros only in front."""
    codes = _LETTER.sub(lambda found: _RULES[(found.lastindex or 0) - 1][1], word.upper())
    once = re.sub(r"(.)\1+", r"\1", codes)
    return once[:1] + once[1:].replace("0", "")
