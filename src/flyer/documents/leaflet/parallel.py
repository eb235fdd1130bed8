"""Parallel sessions: which entries of a day take place at the same time, and how they stand beside each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from flyer.manuscript.model import Entry
from flyer.units import Length
from flyer.wording import natural


def clusters(entries: Sequence[Entry]) -> tuple[tuple[int, int], ...]:
    """Cut entries, which come by their times, wherever nothing goes on: what overlaps, or starts together, stays so.

    Gives where each cluster begins and ends. Of an entry without an end it is only known that it takes place when it
    starts.
    """
    cuts = [0]
    until = dt.time.min
    for index, (before, entry) in enumerate(pairwise(entries), start=1):
        until = max(until, _end(before))
        if before.start < entry.start >= until:
            cuts.append(index)
    return tuple(pairwise([*cuts, len(entries)])) if entries else ()


def lanes(cluster: Sequence[Entry]) -> tuple[int, ...]:
    """The lane of each entry, from 0, so that nothing overlaps in a lane.

    What starts together stands in its order. Else there is a lane for each room, or each track, in the order of their
    names, Raum 2 before Raum 10; and where one of these has two entries at a time, or an entry has none, as many lanes
    as are needed.
    """
    if len({entry.start for entry in cluster}) == 1:
        return tuple(range(len(cluster)))
    for keys in ([entry.room for entry in cluster], [entry.track for entry in cluster]):
        order = sorted(set(keys), key=natural)
        dealt = tuple(map(order.index, keys))
        if "" not in order and _are_free(cluster, dealt):
            return dealt
    last: list[Entry] = []
    found = []
    for entry in cluster:
        lane = next((n for n, before in enumerate(last) if _is_free(before, entry)), len(last))
        last[lane : lane + 1] = [entry]
        found.append(lane)
    return tuple(found)


def tops(cells: Sequence[tuple[Entry, Length]], gap: Length, step: Length) -> dict[dt.time, Length]:
    """How far each start lies below the first: what has ended stands above it with a `gap`, what goes on beside it.

    `cells` are the entries of a cluster and how high they are; two starts are a `step` apart at least.
    """
    starts = sorted({entry.start for entry, _ in cells})
    found = {starts[0]: 0.0}
    for before, now in pairwise(starts):
        ended = [found[entry.start] + height + gap for entry, height in cells if entry.start < now >= _end(entry)]
        found[now] = max([found[before] + step, *ended])
    return found


def _end(entry: Entry) -> dt.time:
    return entry.end or entry.start


def _is_free(before: Entry, after: Entry) -> bool:
    """Whether a lane in which `before` is the last entry has room for `after`, which does not start earlier."""
    return before.start < after.start >= _end(before)


def _are_free(cluster: Sequence[Entry], dealt: Sequence[int]) -> bool:
    """Whether nothing overlaps in a lane."""
    last: dict[int, Entry] = {}
    for lane, entry in zip(dealt, cluster, strict=True):
        if lane in last and not _is_free(last[lane], entry):
            return False
        last[lane] = entry
    return True
