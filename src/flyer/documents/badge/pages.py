"""The pages of a run of badges: each is composed when it is asked for and not kept, however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, Final, NamedTuple, TypeAlias

from flyer.documents.badge.entries import Entries, Entry
from flyer.documents.badge.press import Deeds, Press, notes
from flyer.documents.badge.sheets import Sheets
from flyer.people.model import Participant
from flyer.problems import UserError
from flyer.typeset.frame import Frame
from flyer.typeset.parts import Parted
from flyer.typeset.stocks import Stock

A_PART: Final = 1000
"""The slots of the sheets of one part."""

_TOGETHER: Final = 160
"""The slots of the sheets whose badges are made together."""

_Sheet: TypeAlias = Sequence[tuple[int, int]]
"""The slots of a sheet that are used, each with the place of what it gets among the entries."""


class Part(NamedTuple):
    """Some sheets of a run, and what they get."""

    plan: Iterable[_Sheet]
    entries: Entries


@dataclass(frozen=True, slots=True)
class Making:
    """What turns sheets into pages: how a stock is used, and what gives a press, of which every pass has its own."""

    sheets: Sheets
    stock: Stock
    press: Callable[[], Press]

    def pages(self, part: Part, deeds: Deeds) -> Iterator[Frame]:
        """The pages of a part; UserError in the end with everything that did not fit."""
        press = self.press()
        count = max(len(self.stock.panels), 2 if self.sheets.duplex else 1)
        sheets, several = iter(part.plan), max(1, _TOGETHER // len(self.stock.slots))
        while together := list(islice(sheets, several)):
            places = [place for sheet in together for _, place in sheet]
            sides = _sides([part.entries[place] for place in places], press, count)
            made = dict(zip(places, sides, strict=True))
            yield from self.sheets.laid(together, made.__getitem__, self.stock)
        if press.problems:
            raise UserError(press.problems)
        deeds += press.deeds


class Pages(Parted):
    """The pages of `entries`, made anew in every pass."""

    recipe: Making

    def __init__(self, entries: Entries, recipe: Making) -> None:
        self.recipe = recipe
        self._entries, self._slots = entries, len(recipe.stock.slots)
        self._together = max(1, A_PART // self._slots)
        self._deeds: Deeds | None = None

    def __len__(self) -> int:
        return self.recipe.sheets.count(len(self._entries), self._slots)

    def __iter__(self) -> Iterator[Frame]:
        deeds: Deeds = Counter()
        yield from self.recipe.pages(Part(self._plan(), self._entries), deeds)
        self.tell(deeds)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return tuple(self)[index]
        return next(islice(self, range(len(self))[index], None))

    @property
    def part_count(self) -> int:
        """How many parts there are: as many sheets together as have a thousand slots are one."""
        return -(-self.recipe.sheets.sheets(len(self._entries), self._slots) // self._together)

    def parts(self) -> Iterator[tuple[int, Part]]:
        """The parts, cut when they are asked for, each with the number of its first page from 0."""
        sheets, first = self._plan(), 0
        while together := list(islice(sheets, self._together)):
            places = count()
            plan = [[(slot, next(places)) for slot, _ in sheet] for sheet in together]
            yield first, Part(plan, self._entries.picked(place for sheet in together for _, place in sheet))
            first += len(plan) * (2 if self.recipe.sheets.duplex else 1)

    def tell(self, deeds: Deeds) -> None:
        """Take what was done to make badges fit."""
        self._deeds = deeds

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done to make badges fit, as the last pass has told or one that is made for it."""
        if self._deeds is None:
            for _ in self:
                pass
        return tuple(notes(self._deeds or Counter()))

    def _plan(self) -> Iterator[_Sheet]:
        return self.recipe.sheets.plan(len(self._entries), self._slots)


class Notes(Sequence[str]):
    """The notes of pages, which are known when the pages have been made."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def __len__(self) -> int:
        return len(self._pages.notes)

    def __getitem__(self, index: Any) -> Any:
        return self._pages.notes[index]


def _sides(entries: Sequence[Entry], press: Press, count: int) -> list[Sequence[Frame]]:
    """The sides of what gets slots: the front, from two on the back, from four on what is inside."""
    fronts = iter(press.badges([entry for entry in entries if isinstance(entry, Participant)]))
    return [_side(entry, fronts, press, count) for entry in entries]


def _side(entry: Entry, fronts: Iterator[Frame], press: Press, count: int) -> Sequence[Frame]:
    if isinstance(entry, str):
        card = press.tray_card(entry)
        return card, card
    front = next(fronts) if entry else press.blank()
    if count == 1:
        return (front,)
    outside = front, press.back(entry, front) if entry else front
    return (*outside, *press.inside(entry)) if count > 2 else outside
