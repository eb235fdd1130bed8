"""The pages of a run of badges: each is composed when it is asked for and not kept, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from flyer.documents.badge.press import Press
from flyer.documents.badge.sheets import Entry, Sheets
from flyer.problems import UserError
from flyer.typeset.frame import Frame
from flyer.typeset.stocks import Stock


class Pages(Sequence[Frame]):
    """The pages of `entries` on sheets of a stock; every pass over them has a press of its own.

    A pass that comes to their end raises UserError with everything that did not fit.
    """

    def __init__(self, entries: Sequence[Entry], sheets: Sheets, stock: Stock, press: Callable[[], Press]) -> None:
        self._entries, self._sheets, self._stock, self._press = entries, sheets, stock, press
        self._notes: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return self._sheets.count(len(self._entries), len(self._stock.slots))

    def __iter__(self) -> Iterator[Frame]:
        press = self._press()
        count = max(len(self._stock.panels), 2 if self._sheets.duplex else 1)

        def made(number: int) -> Sequence[Frame]:
            return _sides(self._entries[number], press, count)

        yield from self._sheets.pages(len(self._entries), made, self._stock)
        if press.problems:
            raise UserError(press.problems)
        self._notes = tuple(press.notes())

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return tuple(self)[index]
        return next(islice(self, range(len(self))[index], None))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was done to make badges fit in the last pass, or in one that is made for it."""
        if self._notes is None:
            for _ in self:
                pass
        return self._notes or ()


class Notes(Sequence[str]):
    """The notes of pages, which are known when the pages have been made."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def __len__(self) -> int:
        return len(self._pages.notes)

    def __getitem__(self, index: Any) -> Any:
        return self._pages.notes[index]


def _sides(entry: Entry, press: Press, count: int) -> Sequence[Frame]:
    """The sides of what gets a slot: the front, from two on the back, from four on what is inside."""
    if isinstance(entry, str):
        card = press.tray_card(entry)
        return card, card
    if entry is None:
        blank = press.blank()
        outside: Sequence[Frame] = blank, blank
    else:
        outside = press.sides(entry) if count > 1 else (press.badge(entry),)
    return (*outside, *press.inside(entry)) if count > 2 else outside
