"""The SEPA basic Latin set, the letters every bank passes on, and the one way to write all others in it.

The set is that of EPC217-08; umlauts follow the DFÜ-Abkommen, Anlage 3 (ä is ae, where EPC217-08 has a).
Print and code use the same text, so that what is typed from paper is what the code holds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BASIC_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")

_LATIN = """
    ä ae  ö oe  ü ue  ß ss  æ ae  œ oe  ø o  þ th  ð d  đ d  ħ h  ı i  ĸ k  ł l  ŋ n  ŧ t
    ƈ c  ǥ g  ə e  ɨ i  ʒ z
"""
_GREEK = """
    α a  β v  γ g  δ d  ε e  ζ z  η i  θ th  ι i  κ k  λ l  μ m  ν n  ξ x  ο o  π p  ρ r
    σ s  ς s  τ t  υ y  φ f  χ ch  ψ ps  ω o
"""
"""ELOT 743, letter by letter."""

_CYRILLIC = """
    а a  б b  в v  г g  д d  е e  ж zh  з z  и i  к k  л l  м m  н n  о o  п p  р r  с s  т t
    у u  ф f  х kh  ц ts  ч ch  ш sh  щ shch  ъ ie  ы y  э e  ю iu  я ia
    є ie  і i  ґ g  ђ d  ѕ dz  ј j  љ lj  њ nj  ћ c  џ dz
"""
"""ICAO Doc 9303-3, 6 B."""

_WORDS = (_LATIN + _GREEK + _CYRILLIC).split()
_LOWER = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
_UPPER = {letter.upper(): spelling.capitalize() for letter, spelling in _LOWER.items() if letter not in "ßĸı"}
_SIGNS = (
    dict.fromkeys("‐‒–—―−_~", "-")
    | dict.fromkeys('"`´‘’‚‛“”„‟‹›«»′″ʹʻʼʾʿ', "'")
    | dict.fromkeys("[{", "(")
    | dict.fromkeys("]}", ")")
    | dict.fromkeys("|\\⁄", "/")
    | {"&": "+", ";": ",", "×": "x", "€": "EUR", "ẞ": "SS", "ь": "", "Ь": ""}
)
_SPELLINGS = _LOWER | _UPPER | _SIGNS


def basic_latin(text: str) -> str:
    """Write `text` in the basic Latin set: `Müller – Łódź` becomes `Mueller - Lodz`.

    Letters lose their marks or are spelled out; combining, control and format characters are dropped; every
    blank, also a line's end, is a space, and runs of them are one; what has no spelling is a full stop
    (EPC217-08, 6.1).
    """
    spelled = "".join(map(_spelled, unicodedata.normalize("NFC", text)))
    return " ".join(spelled.split())


def is_identifier(text: str) -> bool:
    """Whether `text` may be an identifier: basic Latin, no '/' at either end and no '//' (EPC230-15)."""
    return BASIC_LATIN.issuperset(text) and not re.search(r"^/|//|/$", text)


@lru_cache(maxsize=4096)
def _spelled(character: str) -> str:
    if character in BASIC_LATIN:
        return character
    if character in _SPELLINGS:
        return _SPELLINGS[character]
    if character.isspace():
        return " "
    parts = [part for part in unicodedata.decomposition(character).split() if not part.startswith("<")]
    if parts:
        return "".join(_spelled(chr(int(part, 16))) for part in parts)
    return "" if unicodedata.category(character)[0] in "CM" else "."
