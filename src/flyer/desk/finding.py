"""Who is meant by what was typed or scanned."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from flyer.people.model import Participant
from flyer.people.search import Directory

_SHOWN: Final = 20
"""So many are shown; who is not among them types another letter."""

_FEW: Final = 8
"""Where no more contain the text, those who are alike are shown below them."""

_MANY: Final = 2_000
"""Of more only the last names are looked at, to put those first that are meant: one letter finds nearly all."""

_HEARD: Final = 4
"""Letters from which on somebody may have been misheard."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Whom a text finds: those who contain it, then those who are alike, of `count` in all."""

    exact: tuple[Participant, ...] = ()
    alike: tuple[Participant, ...] = ()
    count: int = 0

    @property
    def people(self) -> tuple[Participant, ...]:
        """Both."""
        return self.exact + self.alike


class Finder:
    """Finds people of a list and those who were added or altered since; these are few and looked through anew."""

    def __init__(self, people: Sequence[Participant], scanned: Callable[[Participant], str]) -> None:
        self._listed, self._scanned = Directory(people), scanned
        self._ids = {each.id.casefold(): each.id for each in people}
        self._codes = {_squeezed(scanned(each)): each.id for each in people}
        self._altered: Mapping[str, Participant] = {}
        self._others = Directory(())

    def warm(self) -> None:
        """Make what is needed to find people now: also those who are misspelled."""
        self._listed.find("\0")
        self._listed.alike("name")

    def alter(self, altered: Mapping[str, Participant]) -> None:
        """Take these for what the list says under their ids, or beside it."""
        self._altered = altered
        self._others = Directory(tuple(altered.values()))
        for each in altered.values():
            self._ids[each.id.casefold()] = each.id
            self._codes[_squeezed(self._scanned(each))] = each.id

    def scanned(self, text: str) -> str:
        """The id of the person whose id or code this is, or ""."""
        return self._ids.get(text.strip().casefold()) or self._codes.get(_squeezed(text), "")

    def find(self, text: str) -> Hits:
        """Those who contain the text, first those of whom a word begins with it; else, or where few do, those alike."""
        text = " ".join(text.split())
        if not text:
            return Hits()
        found, also = self._listed.find(text), self._others.find(text)
        is_exact = found.exact or (also.exact and bool(also.people))
        exact = [*self._current(found.people if found.exact else (), also.people if also.exact else ())]
        near: Iterable[Participant] = ()
        if not is_exact:
            near = self._current(found.people, also.people)
        elif len(exact) <= _FEW and len(text) >= _HEARD:
            near = self._current(self._listed.alike(text), self._others.alike(text))
        ids = {each.id for each in exact} if near else set()
        alike = [each for each in near if each.id not in ids]
        first = _first(exact, text.casefold())
        return Hits(tuple(first), tuple(alike[: _SHOWN - len(first)]), len(exact) + len(alike))

    def _current(self, listed: Iterable[Participant], others: Iterable[Participant]) -> Iterable[Participant]:
        """People as they are now: of the list those who were not altered."""
        return chain(others, (each for each in listed if each.id not in self._altered))


def _first(people: Sequence[Participant], text: str) -> list[Participant]:
    """Those who are most likely meant, in the order of the list; of many those first whose last name begins so."""
    if len(people) <= _MANY:
        return heapq.nsmallest(_SHOWN, people, key=lambda each: _rank(each, text))
    begin = list(islice((each for each in people if each.last_name.casefold().startswith(text)), _SHOWN))
    return [*begin, *islice((each for each in people if each not in begin), _SHOWN - len(begin))]


def _rank(participant: Participant, text: str) -> int:
    """0 where the last name begins with the text, 1 where another word does, 2 elsewhere."""
    if participant.last_name.casefold().startswith(text):
        return 0
    said = f" {participant.full_name} {participant.preferred_name} {participant.organisation}".casefold()
    return 1 if f" {text}" in said else 2


def _squeezed(text: str) -> str:
    """The text without blanks and ends of lines, which scanners tell in different ways."""
    return "".join(text.split())
