"""People are found by what was typed, and despite typing mistakes.

Exact is who contains the text as it stands, whatever its case. If nobody does, alike are those who contain it spelled
otherwise: ä, ae or a, ß or ss, Ł or l, with or without hyphens, its words in any order. If nobody does so either, alike
are those who have for each of its words one that differs by little or sounds the same.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Final, NamedTuple

from flyer.payment.latin import basic_latin
from flyer.people.model import Participant
from flyer.people.names import without_marks
from flyer.people.phonetics import cologne

_SEPARATORS: Final = re.compile("[^a-z0-9]+")
_SHORTEST: Final = 3
"""Letters of a word that may be mistyped; shorter ones are like too many."""


class Found(NamedTuple):
    """Whom a text finds, where they are, and whether they contain it as it stands."""

    people: tuple[Participant, ...]
    positions: tuple[int, ...]
    exact: bool


class _Page:
    """Texts to look through."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)

    def containing(self, text: str) -> set[int]:
        """Which of the texts contain this one."""
        return {at for at, each in enumerate(self._texts) if text in each}


class Directory:
    """People to look up; what is needed to find them is made when it is first asked for, and kept."""

    def __init__(self, people: Sequence[Participant]) -> None:
        self._people = people

    def says(self, text: str) -> bool:
        """Whether anybody contains a text as it stands."""
        return bool(self._as_written.containing(text.casefold()))

    def find(self, text: str) -> Found:
        """Those who contain a text in name, organisation or id, or else those who are alike, the likeliest first."""
        if exact := self._as_written.containing(text.casefold()):
            return self._found(sorted(exact), exact=True)
        return self._found(sorted(self._spelled_otherwise(text)) or self._mistyped(text), exact=False)

    def alike(self, text: str) -> tuple[Participant, ...]:
        """Those who contain a text spelled otherwise, then those who are like it, even where somebody contains it."""
        positions = dict.fromkeys([*sorted(self._spelled_otherwise(text)), *self._mistyped(text)])
        return tuple(self._people[at] for at in positions)

    def _found(self, positions: Sequence[int], *, exact: bool) -> Found:
        return Found(tuple(self._people[at] for at in positions), tuple(positions), exact)

    @cached_property
    def _said(self) -> list[tuple[str, ...]]:
        return [said(each) for each in self._people]

    @cached_property
    def _as_written(self) -> _Page:
        return _Page("\n".join(said).casefold() for said in self._said)

    @cached_property
    def _spelled(self) -> tuple[_Page, ...]:
        """What each person says in the letters a to z and digits without blanks, in each spelling."""
        return tuple(
            _Page("\n".join(_squeezed(spell(text)) for text in said) for said in self._said) for spell in _SPELLINGS
        )

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """The words of names and organisations without digits, and who has them."""
        words: defaultdict[str, list[int]] = defaultdict(list)
        for at, said in enumerate(self._said):
            for word in {word for spell in _SPELLINGS for word in _words(spell(" ".join(said[:-1])))}:
                if len(word) >= _SHORTEST and word.isalpha():
                    words[word].append(at)
        return words

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        """The words by how they sound."""
        sounds: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            sounds[cologne(word)].append(word)
        return sounds

    @cached_property
    def _pairs(self) -> dict[str, list[str]]:
        """The words by the pairs of letters in them."""
        pairs: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for pair in _pairs(word):
                pairs[pair].append(word)
        return pairs

    def _spelled_otherwise(self, text: str) -> set[int]:
        """Those who contain the text, or all of its words, in one of the spellings."""
        found: set[int] = set()
        for spell, page in zip(_SPELLINGS, self._spelled, strict=True):
            if words := _words(spell(text)):
                found |= page.containing("".join(words))
                found |= set.intersection(*map(page.containing, words))
        return found

    def _mistyped(self, text: str) -> list[int]:
        """Those who have a word like each of the text's words; who differs in the fewest letters comes first."""
        best: dict[int, int] = {}
        for words in {tuple(_words(spell(text))) for spell in _SPELLINGS} - {()}:
            of_words = [self._near(word) for word in words]
            for at in set(of_words[0]).intersection(*of_words[1:]):
                mistakes = sum(near[at] for near in of_words)
                best[at] = min(mistakes, best.get(at, mistakes))
        return sorted(best, key=lambda at: (best[at], at))

    def _near(self, typed: str) -> dict[int, int]:
        """Who has a word like the one that was typed, and in how many letters the two differ at least."""
        near: dict[int, int] = {}
        for word, mistakes in sorted(self._like(typed), key=itemgetter(1), reverse=True):
            near.update(dict.fromkeys(self._words[word], mistakes))
        return near

    def _like(self, typed: str) -> Iterator[tuple[str, int]]:
        """Words that sound the same and have half of their letters in place; words with one mistake in four letters."""
        if len(typed) < _SHORTEST or not typed.isalpha():
            yield from ((word, 0) for word in self._words if word == typed)
            return
        for word in self._sounds.get(cologne(typed), ()):
            mistakes = _distance(typed, word)
            if mistakes <= max(len(typed), len(word)) // 2:
                yield word, mistakes
        allowed = min(len(typed) // 4, 2)
        if not allowed:
            return
        pairs = _pairs(typed)
        shared = Counter(chain.from_iterable(self._pairs.get(pair, ()) for pair in pairs))
        for word, count in shared.items():
            if count >= len(pairs) - 3 * allowed and abs(len(word) - len(typed)) <= allowed:
                mistakes = _distance(typed, word)
                if mistakes <= allowed:
                    yield word, mistakes


def said(participant: Participant) -> tuple[str, ...]:
    """What people are found by: their names, organisation and, as the last, id."""
    return participant.full_name, participant.preferred_name, participant.organisation, participant.id


def _plain(text: str) -> str:
    """The text in basic Latin letters, umlauts without their marks."""
    return _spelled_out(text if text.isascii() else without_marks(text))


def _spelled_out(text: str) -> str:
    """The text in basic Latin letters, umlauts with an e."""
    return text.casefold() if text.isascii() else basic_latin(text).casefold()


_SPELLINGS: Final[tuple[Callable[[str], str], ...]] = (_spelled_out, _plain)


def _squeezed(text: str) -> str:
    return _SEPARATORS.sub("", text)


def _words(text: str) -> list[str]:
    return _SEPARATORS.sub(" ", text.replace("'", "")).split()


def _pairs(word: str) -> set[str]:
    """Neighbouring letters, also of the word's ends."""
    framed = f"^{word}$"
    return {framed[at : at + 2] for at in range(len(framed) - 1)}


def _distance(one: str, other: str) -> int:
    """How many letters are missing, added, changed or swapped with their neighbours (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for y, letter in enumerate(one, 1):
        above, row = rows[-1], [y]
        for x, beside in enumerate(other, 1):
            least = min(above[x] + 1, row[-1] + 1, above[x - 1] + (letter != beside))
            if y > 1 and x > 1 and letter == other[x - 2] and one[y - 2] == beside:
                least = min(least, rows[-2][x - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]
