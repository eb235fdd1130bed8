"""Sheets: which slot of which sheet each badge of a run gets, and what the printer does with the sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, TypeVar

from flyer.documents.badge.entries import Entries
from flyer.people.model import Participant
from flyer.typeset.cut_marks import cut_marks
from flyer.typeset.frame import ORIGIN, Frame, Point
from flyer.typeset.stocks import Edge, Panel, Stock

T = TypeVar("T")

FILL: Final = "fill"
"""As many blank badges as the last sheet has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """How a run is laid on sheets; slots count from 1, row by row.

    The first sheet begins at the slot `start`, and its slots in `skip` are used up. With `cut_and_stack` badges follow
    each other through the sheets, so that the piles of the cut sheets, laid on each other from slot to slot, are in
    order. `duplex` is the edge about which the printer turns a sheet for its back. `offset` is what everything is
    shifted by, because the printer is off by as much. `blank` badges come last; before each new initial of a last
    name comes a card with `tray_cards`.
    """

    start: int = 1
    skip: frozenset[int] = frozenset()
    cut_and_stack: bool = False
    duplex: Edge | None = None
    crop_marks: bool = False
    offset: Point = ORIGIN
    blank: int | str = 0
    tray_cards: bool = False

    def free(self, slots: int) -> list[int]:
        """The slots of the first sheet that may be used, from 0."""
        return [slot for slot in range(self.start - 1, slots) if slot + 1 not in self.skip]

    def entries(self, participants: Sequence[Participant], slots: int) -> Entries:
        """All that gets a slot, in its order."""
        entries = Entries.of(participants, tray_cards=self.tray_cards)
        fill = (len(self.free(slots)) - len(entries)) % slots
        return entries.followed_by_blanks(fill if self.blank == FILL else int(self.blank))

    def plan(self, count: int, slots: int) -> Iterator[tuple[tuple[int, int], ...]]:
        """For each sheet its slots that are used, each with the number of its badge; both count from 0."""
        piles = self._piles(count, slots) if self.cut_and_stack else [iter(range(count))] * slots
        for used in self._used(count, slots):
            yield tuple((slot, next(piles[slot])) for slot in used)

    def count(self, badges: int, slots: int) -> int:
        """How many pages so many badges take."""
        return self.sheets(badges, slots) * (2 if self.duplex else 1)

    def sheets(self, badges: int, slots: int) -> int:
        """How many sheets so many badges take."""
        return sum(1 for _ in self._used(badges, slots))

    def pages(self, count: int, badge: Callable[[int], Sequence[Frame]], stock: Stock) -> Iterator[Frame]:
        """The pages of so many badges, made on the way; see `laid`."""
        return self.laid(self.plan(count, len(stock.slots)), badge, stock)

    def laid(
        self, plan: Iterable[Sequence[tuple[int, T]]], badge: Callable[[T], Sequence[Frame]], stock: Stock
    ) -> Iterator[Frame]:
        """The pages of the sheets of a plan, which says for each slot that is used what it gets, made on the way.

        `badge` gives the sides of what a slot gets: the front, the back and what a stock has room for inside. Of a
        stock that is not folded backs are printed in duplex only, on a page behind the sheet's.
        """
        slots, panels = stock.slots, stock.panels
        marks = cut_marks(stock) if self.crop_marks else None
        for sheet in plan:
            badges = [(slot, badge(wanted)) for slot, wanted in sheet]
            fronts = [
                self._placed(side, slots[slot], panel)
                for slot, sides in badges
                for panel, side in zip(panels, sides, strict=False)
            ]
            yield self._page((*fronts, *((replace(marks, at=self.offset),) if marks else ())), stock)
            if self.duplex:
                backs = [
                    self._placed(sides[1], ORIGIN, stock.behind(slots[slot], self.duplex)) for slot, sides in badges
                ]
                yield self._page(tuple(backs), stock)

    def _used(self, count: int, slots: int) -> Iterator[Sequence[int]]:
        """For each sheet the slots that are used, from 0."""
        first = self.free(slots)[:count]
        if first:
            yield first
        for before in range(len(first), count, slots):
            yield range(min(slots, count - before))

    def _piles(self, count: int, slots: int) -> list[Iterator[int]]:
        """For each slot the numbers of its badges from the first sheet to the last."""
        heights = Counter(chain.from_iterable(self._used(count, slots)))
        piles, top = [], 0
        for slot in range(slots):
            piles.append(iter(range(top, top + heights[slot])))
            top += heights[slot]
        return piles

    def _page(self, frames: tuple[Frame, ...], stock: Stock) -> Frame:
        """A page; what is shifted beyond its edge is cut off."""
        return Frame(ORIGIN, stock.paper, frames, clip=self.offset != ORIGIN)

    def _placed(self, side: Frame, slot: Point, panel: Panel) -> Frame:
        at = Point(slot.x + panel.at.x + self.offset.x, slot.y + panel.at.y + self.offset.y)
        return side.standing(at) if side.turn == panel.turn else replace(side, at=at, turn=panel.turn)


WHOLE: Final = Sheets()
"""Whole sheets, row by row, nothing else on them."""
