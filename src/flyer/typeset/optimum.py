"""Optimum fit: of all ways to break a text into lines the one whose lines suit each other best.

After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), for ragged setting: a line costs the square of
its empty share, the last line nothing, and there are penalties for what readers stumble over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from flyer.units import Length

_LINE = 0.1
_SHORT, _SHORT_LAST_LINE = 0.2, 0.1
_HYPHEN_BEFORE_LAST_LINE = 0.03
_HYPHENS_IN_A_ROW = (0.0, 0.0, 0.02, 10.0)
TOLERANCE: Final[Length] = 1e-6


class Break(NamedTuple):
    """A place where a line may end, seen on one endless line.

    A line that ends here ends at `end`, with the hyphen that may be put in; the next one begins at `start`. `inside`
    is the number of the word that is divided here, -1 between words.
    """

    end: Length
    start: Length
    inside: int = -1
    hyphen: bool = False
    penalty: float = 0.0


class _Node(NamedTuple):
    cost: float
    position: int
    hyphens: int
    before: _Node | None


def fit(breaks: Sequence[Break], first: Length, rest: Length, length: Callable[[int, int], Length]) -> tuple[int, ...]:
    """Pick the breaks (their positions) where lines end, for a `first` line and the `rest` of these measures.

    The first break is the beginning, the last one the end. A line between two neighbours must have room. `length`
    gives the length of a line from one break to another; it is asked only for breaks in the same word.
    """
    active = [_Node(0.0, 0, 0, None)]
    ends: dict[int, _Node] = {}
    for position, here in enumerate(breaks[1:], 1):
        last = position == len(breaks) - 1
        ends, kept = {}, []
        price = _LINE + here.penalty
        for node in active:
            cost, start, hyphens, _ = node
            there = breaks[start]
            same_word = here.inside >= 0 and here.inside == there.inside
            filled = length(start, position) if same_word else here.end - there.start
            room = rest if start else first
            if filled > room + TOLERANCE:
                if here.hyphen:
                    kept.append(node)
                continue
            kept.append(node)
            hyphens = min(hyphens + 1, 3) if here.hyphen else 0
            cost += price + _HYPHENS_IN_A_ROW[hyphens]
            cost += _last_line(node, filled / room) if last else (1 - filled / room) ** 2
            if hyphens not in ends or cost < ends[hyphens].cost:
                ends[hyphens] = _Node(cost, position, hyphens, node)
        active = kept + list(ends.values())
    best: _Node | None = min(ends.values(), key=lambda node: node.cost)
    chosen = []
    while best and best.position:
        chosen.append(best.position)
        best = best.before
    return tuple(reversed(chosen))


def balance(breaks: Sequence[Break], measure: Length, length: Callable[[int, int], Length]) -> tuple[int, ...]:
    """Pick breaks as `fit` does, no more of them, but for lines of nearly the same length."""
    chosen = fit(breaks, measure, measure, length)
    narrow, wide = max(length(here, here + 1) for here in range(len(breaks) - 1)), measure
    while wide - narrow > measure / 1000:
        middle = (narrow + wide) / 2
        tried = fit(breaks, middle, middle, length)
        if len(tried) > len(chosen):
            narrow = middle
        else:
            chosen, wide = tried, middle
    return chosen


def _last_line(node: _Node, filled: float) -> float:
    """What the last line costs, after the line that ended at `node`, when it is filled by this share."""
    short = _SHORT_LAST_LINE if node.position and filled < _SHORT else 0.0
    return short + (_HYPHEN_BEFORE_LAST_LINE if node.hyphens else 0.0)
