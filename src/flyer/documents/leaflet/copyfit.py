"""Copyfitting: the copy of a programme finds the type and the number of pages in which it fits a fold, or the fold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Final, TypeAlias

from flyer.documents.leaflet.setting import Setting
from flyer.documents.theme import Theme
from flyer.problems import UserError
from flyer.typeset.columns import Block, distribute, left_over, on_grid
from flyer.typeset.folds import Column, Fold, Order
from flyer.typeset.frame import Size
from flyer.units import Length, pt

_LADDER: Final = (
    *((pt(tenths / 10), 1.28) for tenths in range(110, 89, -2)),
    *((pt(9.0), share / 100) for share in range(126, 119, -2)),
    *((pt(tenths / 10), 1.20) for tenths in range(89, 81, -1)),
)
"""Body sizes and leadings (shares of the size) from roomy to tight: large type for little copy, 9 pt on 1.28 as the
rule, then less leading, then smaller type; below 8.2 pt a folded flyer is no longer read."""

LARGE_TYPE: Final = pt(16)
"""The type of large print, in which nothing is smaller."""

LADDERS: Final = {
    "poster": (*((pt(halves / 2), 1.28) for halves in range(48, 17, -1)), (pt(9), 1.2)),
    "large-print": ((LARGE_TYPE, 1.35),),
}
"""The ladders of what is not read from the hand: a poster from 24 to 9 points; large print knows one size."""

_COMFORTABLE: Final = pt(9)
"""The smallest type for which no larger fold and no more pages are taken."""

_COST_OF_A_STEP: Final = 0.012
"""What a step down the ladder is worth against the evenness of five columns (see `typeset.columns`)."""

_STEPS_COMPARED: Final = 6
"""How many steps of the ladder, from the roomiest that fits, compete on a folded sheet; pages take the first."""

_MOST_PAGES: Final = 64
"""What saddle stitching holds."""

_SHARE_FILLED: Final = 0.93
"""How full columns of whole entries get: where on the ladder the search begins."""

_COLUMNS_OF_A_SHEET: Final = 5

_HOPE: Final = 0.7
"""The least share of its area on another fold that copy may need: in wide columns it takes less."""

Copy: TypeAlias = Callable[[Setting, Size, Order, frozenset[str]], tuple[Block, ...]]
"""What sets the copy: a setting, the room of a column, an order and the optional fields left out become blocks."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Copy that fits: the fold with its pages, how it is set, what was left out, and the blocks of each column."""

    fold: Fold
    setting: Setting
    dropped: tuple[str, ...]
    columns: tuple[tuple[Column, tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Overset:
    """Copy that does not fit: how high it still is at the smallest size when all columns are full."""

    fold: Fold
    size: Length
    missing: Length


class Copyfitter:
    """Sets the same copy on different folds; remembers what was set."""

    def __init__(self, copy: Copy, theme: Theme, language: str) -> None:
        self._copy, self._theme, self._language = copy, theme, language
        self._blocks = cache(self._set)
        self._fitted = cache(self._fit_once)

    def smallest(self, folds: Sequence[Fold], drop: Sequence[str]) -> Fitted | Overset:
        """The first of `folds` on which the copy fits at a comfortable size, or what the last one lacks.

        Before a larger fold is taken, the fields in `drop` are left out one after the other. A fold that is far too
        small for the area of the copy on the one before is not tried.
        """
        area = 0.0
        for fold in folds:
            if not fold.sheaf and sum(_area(column.size) for column in fold.columns()) < _HOPE * area:
                continue
            for dropped in _prefixes(drop):
                if self._fitted(fold, dropped, True):
                    return self.fit(fold, dropped)
            area = fold.measure * _height(self.blocks(fold, frozenset(drop), _steps(fold, comfortable=True)[-1]) or ())
        return self.fit(folds[-1], drop)

    def fit(self, fold: Fold, drop: Sequence[str]) -> Fitted | Overset:
        """The copy on this fold; only when no size fits, the fields in `drop` are left out one after the other.

        Pages are as few as are comfortable. UserError when a word is wider than a column, or an entry higher, even at
        the smallest size.
        """
        for dropped in _prefixes(drop):
            for comfortable in (True, False) if fold.sheaf else (False,):
                if fitted := self._fitted(fold, dropped, comfortable):
                    return fitted
        most = fold.with_pages(_MOST_PAGES // fold.sheaf * fold.sheaf) if fold.sheaf else fold
        step = _ladder(fold)[-1]
        blocks = self._copy(self.setting(step), _room(fold), fold.order, frozenset(drop))
        return Overset(most, step[0], left_over(blocks, [column.size.height for column in most.columns()]))

    def _fit_once(self, fold: Fold, dropped: tuple[str, ...], comfortable: bool) -> Fitted | None:
        steps = _steps(fold, comfortable=comfortable)
        for paged in self._paged(fold, frozenset(dropped), steps[-1]):
            if fitted := _Ladder(self, paged, dropped, steps).best():
                return fitted
        return None

    def _paged(self, fold: Fold, dropped: frozenset[str], step: tuple[Length, float]) -> Iterator[Fold]:
        """The fold itself, or with so many pages as the copy may need and more."""
        if not fold.sheaf:
            yield fold
            return
        blocks = self.blocks(fold, dropped, step)
        if blocks is None:
            return
        needed = _height(blocks)
        for count in range(fold.sheaf, _MOST_PAGES + 1, fold.sheaf):
            paged = fold.with_pages(count)
            if sum(column.size.height for column in paged.columns()) >= needed:
                yield paged

    def blocks(self, fold: Fold, dropped: frozenset[str], step: tuple[Length, float]) -> tuple[Block, ...] | None:
        """The copy set for a fold's columns on a step of the ladder; None when a word or an entry is too large."""
        return self._blocks(_room(fold), fold.order, dropped, step)

    def _set(
        self, room: Size, order: Order, dropped: frozenset[str], step: tuple[Length, float]
    ) -> tuple[Block, ...] | None:
        setting = self.setting(step)
        try:
            return tuple(on_grid(block, setting.leading / 2) for block in self._copy(setting, room, order, dropped))
        except UserError:
            return None

    def setting(self, step: tuple[Length, float]) -> Setting:
        """How copy is set on a step of the ladder."""
        size, share = step
        return Setting(self._theme, size, size * share, self._language)


@dataclass(frozen=True)
class _Ladder:
    """The steps that are tried for one fold with a fixed number of pages."""

    fitter: Copyfitter
    fold: Fold
    dropped: tuple[str, ...]
    steps: tuple[tuple[Length, float], ...]

    def best(self) -> Fitted | None:
        """The step that balances large type against even columns; None when none fits.

        The breaks are where they are wished; only when nothing fits so, and no page can be added, are they anywhere.
        """
        for strict in (True,) if self.fold.sheaf else (True, False):
            attempt = cache(partial(self._attempt, strict))
            first = self._first(attempt)
            last = min(first + (1 if self.fold.sheaf else _STEPS_COMPARED), len(self.steps))
            compared = [attempt(step) for step in range(first, last)]
            if fitting := [found for found in compared if found]:
                return min(fitting, key=lambda found: found[0])[1]
        return None

    def _first(self, attempt: Callable[[int], object]) -> int:
        """The roomiest step that fits, found from a guess in few tries; the number of steps when none does."""
        low, high, step = 0, len(self.steps), self._guess()
        while low < high:
            step = min(max(step, low), high - 1)
            if attempt(step):
                high, step = step, step - 1
            else:
                low, step = step + 1, step + 1
        return low

    def _guess(self) -> int:
        """The step on which the copy should fit, from its height at the first that is no more than comfortable."""
        usual = next((step for step in self.steps if step[0] <= _COMFORTABLE), self.steps[-1])
        blocks = self.fitter.blocks(self.fold, frozenset(self.dropped), usual)
        if blocks is None:
            return len(self.steps)
        columns = self.fold.columns()
        fill = _height(blocks) / sum(column.size.height for column in columns) / _SHARE_FILLED
        size, share = usual
        grown = [(size / each) ** 1.5 * share / leading for each, leading in self.steps]
        return bisect_left(grown, fill)

    def _attempt(self, strict: bool, step: int) -> tuple[float, Fitted] | None:
        blocks = self.fitter.blocks(self.fold, frozenset(self.dropped), self.steps[step])
        if blocks is None:
            return None
        if not strict:
            blocks = tuple(replace(block, penalty=min(block.penalty, 1.0)) for block in blocks)
        columns = self.fold.columns()
        dealt = distribute(blocks, [column.size.height for column in columns])
        if dealt is None:
            return None
        cost, filled = dealt
        fitted = Fitted(
            self.fold,
            self.fitter.setting(self.steps[step]),
            self.dropped,
            tuple(zip(columns, filled, strict=True)),
        )
        return cost * _COLUMNS_OF_A_SHEET / len(columns) + step * _COST_OF_A_STEP, fitted


def _prefixes(drop: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for count in range(len(drop) + 1):
        yield tuple(drop[:count])


def _ladder(fold: Fold) -> tuple[tuple[Length, float], ...]:
    return LADDERS.get(fold.id, _LADDER)


def _steps(fold: Fold, *, comfortable: bool) -> tuple[tuple[Length, float], ...]:
    return tuple(step for step in _ladder(fold) if step[0] >= _COMFORTABLE or not comfortable)


def _area(size: Size) -> float:
    return size.width * size.height


def _room(fold: Fold) -> Size:
    return Size(fold.measure, fold.height)


def _height(blocks: Sequence[Block]) -> Length:
    return sum(block.before + block.height for block in blocks)
