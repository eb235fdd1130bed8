"""Texts as banks may have spelled them: cut, with blanks put in, in capitals, with umlauts written or lost."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from flyer.payment.latin import basic_latin

_UMLAUTS: Final = (("AE", "A"), ("OE", "O"), ("UE", "U"), ("SS", "S"))


@lru_cache(maxsize=8192)
def compact(text: str) -> str:
    """The letters and digits of a text alone, in capitals."""
    return re.sub("[^A-Z0-9]", "", basic_latin(text).upper())


@lru_cache(maxsize=8192)
def word_set(text: str) -> frozenset[str]:
    """The words of a text in capitals, alike whether umlauts were spelled out or lost their dots."""
    return frozenset(re.findall("[A-Z0-9]+", _spelled(text)))


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """The letters and digits of a text alone, spelled as in `word_set`."""
    return re.sub("[^A-Z0-9]", "", _spelled(text))


@lru_cache(maxsize=8192)
def skeletons(text: str) -> frozenset[str]:
    """The words of a text without their vowels: what is left of them when an umlaut is lost or became a sign."""
    bare = (re.sub("[^BCDFGHJ-NP-TV-Z]", "", word) for word in re.split("[ ,;/-]+", _spelled(text)))
    return frozenset(word for word in bare if len(word) > 1)


def _spelled(text: str) -> str:
    capitals = basic_latin(text).upper()
    for spelled, plain in _UMLAUTS:
        capitals = capitals.replace(spelled, plain)
    return capitals
