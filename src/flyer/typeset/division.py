"""Division: the places inside a word where a line may end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from flyer.typeset.bidi import runs_backwards
from flyer.typeset.hyphenation import hyphenate

_WEB = re.compile(r"://|^\W*(?:www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/:?#]|\W*$))")
_MAIL = re.compile(r"\w@\w")
_ADDRESS_JOINT = re.compile(r"(?<=\w)(?=[.@_]\w)|(?<=\w[/?&=-])(?=\w)")
_MARK = re.compile(r"(?<=[^\u00ad\u200b][\u00ad\u200b])(?=[^\u00ad\u200b])")
_JOINT = re.compile(r"(?<=\w\w[-‐–—/])(?!(?<=\d.)\d)(?=\w\w)")
_LETTERS = re.compile(r"[^\W\d_]{5,}")

_AT_MARK, _AT_JOINT, _AT_SLASH, _IN_WEB = 0.005, 0.01, 0.03, 0.08
_IN_MAIL = 2.0
"""More than any line may cost that is left empty: only an address wider than a line is divided."""

_HYPHENATED, _TWO_LETTERS_LEFT = 0.06, 0.1


class Division(NamedTuple):
    """A place where a word may be divided: after how many characters, whether a hyphen is put in, its penalty.

    The penalty is measured against (empty share of a line)².
    """

    offset: int
    hyphen: bool
    penalty: float


@lru_cache(maxsize=1 << 14)
def divisions(word: str, language: str) -> tuple[Division, ...]:
    """The places where a word (text without blanks) may be divided, in ascending order.

    They are: U+00AD and U+200B, the author's marks; in web and mail addresses before dots and behind other marks,
    without a hyphen; behind hyphens, dashes and slashes with two letters or more on both sides, but not between
    digits; and what the patterns of the language allow, unless there is a digit or a mark in the word. A word with
    letters that run from right to left is never divided.
    """
    if runs_backwards(word):
        return ()
    if _WEB.search(word):
        return tuple(_web(word))
    if _MAIL.search(word):
        return tuple(Division(place, False, _IN_MAIL) for place in _places(_ADDRESS_JOINT, word))
    found = [Division(i, word[i - 1] == "\u00ad", _AT_MARK) for i in _places(_MARK, word)]
    hyphenated = not found and not any(char.isdigit() for char in word)
    found += [Division(i, False, _AT_JOINT) for i in _places(_JOINT, word)]
    return tuple(sorted([*found, *_syllables(word, language)] if hyphenated else found))


def _places(pattern: re.Pattern[str], word: str) -> Iterator[int]:
    return (place.start() for place in pattern.finditer(word))


def _web(word: str) -> Iterator[Division]:
    for place in _places(_ADDRESS_JOINT, word):
        yield Division(place, False, _AT_SLASH if word[place - 1] == "/" else _IN_WEB)


def _syllables(word: str, language: str) -> Iterator[Division]:
    for letters in _LETTERS.finditer(word):
        for offset in hyphenate(letters[0], language):
            penalty = _HYPHENATED if offset > 2 else _TWO_LETTERS_LEFT
            yield Division(letters.start() + offset, True, penalty)
