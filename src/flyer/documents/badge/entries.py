"""What gets the slots of a run: people, cards between the letters of their names, blank badges; kept as numbers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

from flyer.people.model import Participant
from flyer.people.order import order
from flyer.people.roll import Roll

Entry: TypeAlias = Participant | str | None
"""What gets a slot: a participant's badge, the card before the names with a letter, a blank badge."""

_BLANK: Final = -1
_CARDS: Final = -2
"""The first card; the others are below it."""


class Entries(Sequence[Entry]):
    """Entries in their order: `numbers` are places among the people, or stand for a blank badge or one of the cards."""

    def __init__(self, people: Sequence[Participant], numbers: Sequence[int], cards: Sequence[str] = ()) -> None:
        self._people = Roll.of(people)
        self._numbers, self._cards = numbers, cards

    @classmethod
    def of(cls, people: Sequence[Participant], *, tray_cards: bool = False) -> Entries:
        """The entries of people, with `tray_cards` a card before everybody whose last name begins as none before."""
        if not tray_cards:
            return cls(people, range(len(people)))
        numbers, cards = array("q"), list[str]()
        for number, participant in enumerate(people):
            letters, *_ = order(participant.last_name, participant.first_name)
            initial = letters[:1].upper()
            if initial and initial != (cards[-1] if cards else ""):
                numbers.append(_CARDS - len(cards))
                cards.append(initial)
            numbers.append(number)
        return cls(people, numbers, cards)

    def followed_by_blanks(self, count: int) -> Entries:
        """The same, and so many blank badges."""
        return Entries(self._people, array("q", [*self._numbers, *[_BLANK] * count]), self._cards) if count else self

    def picked(self, places: Iterable[int]) -> Entries:
        """Those at some places, with no more people than these need."""
        numbers, people = array("q"), array("q")
        for number in map(self._numbers.__getitem__, places):
            if number >= 0:
                people.append(number)
                number = len(people) - 1
            numbers.append(number)
        return Entries(self._people.picked(people), numbers, self._cards)

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        number = self._numbers[place]
        if number >= 0:
            return self._people[number]
        return None if number == _BLANK else self._cards[_CARDS - number]
