"""Hyphenation: where a word may be divided, by Liang's algorithm with the TeX patterns of its language.

Franklin Mark Liang, "Word Hy-phen-a-tion by Com-put-er" (1983): every pattern found in the word gives levels to the
places between its letters; where the highest level is odd, the word may be divided.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple


class _Rules(NamedTuple):
    """The pattern file of a language, and the fewest letters before and after a hyphen."""

    file: str
    left: int
    right: int


_RULES = {
    "de": _Rules("hyph_de_1996.dic", 2, 3),
    "en": _Rules("hyph_en_gb.dic", 2, 3),
}
_NO_DIGITS = dict.fromkeys(map(ord, "0123456789"))


@lru_cache(maxsize=1 << 14)
def hyphenate(word: str, language: str) -> tuple[int, ...]:
    """The offsets at which a word (letters only) may be divided, in ascending order.

    `language` is a BCP 47 tag. A word in a language without patterns is not divided, nor one in capitals.
    """
    rules, lowered = _RULES.get(language.partition("-")[0].lower()), word.lower()
    if rules is None or len(lowered) != len(word) or word.isupper():
        return ()
    patterns, longest = _patterns(rules.file)
    levels = _levels(f".{lowered}.", patterns, longest)
    return tuple(offset for offset in range(rules.left, len(word) - rules.right + 1) if levels[offset + 1] % 2)


def _levels(framed: str, patterns: dict[str, str], longest: int) -> list[int]:
    """The highest level that any pattern in the framed word gives to the place before each character."""
    levels = [0] * (len(framed) + 1)
    for start in range(len(framed)):
        for end in range(start + 1, min(len(framed), start + longest) + 1):
            pattern = patterns.get(framed[start:end])
            if pattern:
                for offset, level in _digits(pattern):
                    levels[start + offset] = max(levels[start + offset], level)
    return levels


@lru_cache(maxsize=1 << 14)
def _digits(pattern: str) -> tuple[tuple[int, int], ...]:
    """The levels in a pattern, each after how many letters: "ab5er4r" gives (2, 5) and (4, 4)."""
    levels, letters = [], 0
    for char in pattern:
        if char.isdigit():
            levels.append((letters, int(char)))
        else:
            letters += 1
    return tuple(levels)


@cache
def _patterns(file: str) -> tuple[dict[str, str], int]:
    """All patterns of a file by their letters, and how long these are at most; the first line is no pattern."""
    text = (files("flyer") / "typeset" / "patterns" / file).read_text(encoding="utf-8").partition("\n")[2]
    letters = text.translate(_NO_DIGITS).split()
    return dict(zip(letters, text.split(), strict=True)), max(map(len, letters))
