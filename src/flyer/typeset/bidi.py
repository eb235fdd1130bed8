"""Bidirectional text: which stretches of a line run from right to left, and where they stand on paper.

The algorithm of Unicode Standard Annex #9 without its control characters: those are not printed here. Names of its
rules (W1 to L2) stand behind what carries them out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, TypeVar

_Item = TypeVar("_Item")

_CLASSES: Final = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N",
    "ES": "S", "ET": "T", "CS": "C", "NSM": "M", "BN": "M", "": "L",
}  # fmt: skip
"""One character for each bidirectional class, so that the rules are replacements in a string; the rest is neutral."""

_LEVELS: Final = ({"L": 0, "R": 1, "E": 2, "N": 2}, {"L": 2, "R": 1, "E": 2, "N": 2})
"""By the level of the whole line (I1, I2)."""

_CLOSING: Final = dict(zip("([{⟨⟪⁅「『【〈《", ")]}⟩⟫⁆」』】〉》", strict=True))

_SEPARATOR: Final = re.compile(r"[,;:/|·•–—](?=\s)")
"""What stands between two names that are isolated from each other, as HTML's bdi does it."""

_SCRIPTS: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT: Final = re.compile(f"[{_SCRIPTS}]")


def runs_backwards(text: str) -> bool:
    """Whether a letter of `text` belongs to a script that is written from right to left."""
    return bool(_RIGHT_TO_LEFT.search(text)) and any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Cut text into letters that run from right to left, True, and all else, False: marks go with their letter.

    Where the cuts are depends on nothing but the characters themselves, so that a word is as wide as its stretches
    wherever it stands.
    """
    start, backwards = 0, False
    for position, char in enumerate(text):
        kind = unicodedata.bidirectional(char)
        here = kind in ("R", "AL") or (backwards and kind in ("NSM", "BN"))
        if here != backwards:
            if position > start:
                yield text[start:position], backwards
            start, backwards = position, here
    if start < len(text):
        yield text[start:], backwards


@lru_cache(maxsize=1 << 10)
def levels(text: str) -> tuple[int, ...]:
    """The level of each character of a line: odd ones run from right to left, higher ones stand inside lower ones.

    The line as a whole runs from left to right unless all its letters run from right to left. If it
    does, punctuation before a blank keeps the names on both its sides apart.
    """
    given = "".join(_CLASSES.get(unicodedata.bidirectional(char), "O") for char in text)
    base = 1 if runs_backwards(text) and "L" not in given else 0
    for separator in () if base else _SEPARATOR.finditer(text):
        given = f"{given[: separator.start()]}L{given[separator.end() :]}"
    edge = "LR"[base]
    found = re.sub("(.)(M+)", lambda m: m[1] * (1 + len(m[2])), edge + given) + edge  # W1
    found = _within("A[^LRA]*", found, "E", "N").replace("A", "R")  # W2, W3
    found = re.sub("(?<=E)[SC](?=E)", "E", found)  # W4
    found = re.sub("(?<=N)C(?=N)", "N", found)
    found = re.sub("T+(?=E)|(?<=E)T+", lambda m: "E" * len(m[0]), found)  # W5
    found = re.sub("[STC]", "O", found)  # W6
    found = _within("L[^LR]*", found, "E", "L")  # W7
    found = _brackets(f" {text} ", found)  # N0
    found = re.sub("(?<=L)O+(?=L)", lambda m: "L" * len(m[0]), found)  # N1
    found = re.sub("(?<=[REN])O+(?=[REN])", lambda m: "R" * len(m[0]), found)
    resolved = [_LEVELS[base][kind] for kind in found[1:-1].replace("O", edge)]  # N2
    printed = len(text.rstrip())
    return (*resolved[:printed], *[base] * (len(text) - printed))  # L1


def reordered(items: Sequence[_Item], level: Callable[[_Item], int]) -> tuple[_Item, ...]:
    """Turn items in the order in which they are read into the order in which they stand, or back (L2)."""
    found = list(items)
    for least in range(max(map(level, found), default=0), 0, -1):
        start = 0
        while start < len(found):
            end = start
            while end < len(found) and level(found[end]) >= least:
                end += 1
            found[start:end] = reversed(found[start:end])
            start = end + 1
    return tuple(found)


def _within(pattern: str, text: str, old: str, new: str) -> str:
    return re.sub(pattern, lambda m: m[0].replace(old, new), text)


def _brackets(text: str, found: str) -> str:
    """Let both brackets of a pair go with what stands between them, or else with what stands before (N0)."""
    edge, kinds = found[0], list(found)
    for opening, closing in sorted(_pairs(text, found)):
        inside = {_strong(kind) for kind in kinds[opening + 1 : closing]} - {"O"}
        if edge in inside:
            kind = edge
        elif inside:
            before = (_strong(kind) for kind in reversed(kinds[:opening]))
            kind = next(kind for kind in before if kind != "O")
        else:
            continue
        for bracket in (opening, closing):
            kinds[bracket] = kind
            while unicodedata.bidirectional(text[bracket := bracket + 1]) == "NSM":
                kinds[bracket] = kind
    return "".join(kinds)


def _pairs(text: str, found: str) -> Iterator[tuple[int, int]]:
    """The positions of brackets that belong together (BD16)."""
    opened: list[tuple[str, int]] = []
    for position, char in enumerate(text):
        if found[position] != "O":
            continue
        if char in _CLOSING:
            opened.append((_CLOSING[char], position))
        elif any(char == expected for expected, _ in opened):
            while opened:
                expected, opening = opened.pop()
                if char == expected:
                    yield opening, position
                    break


def _strong(kind: str) -> str:
    return "R" if kind in "EN" else kind
