"""Drafts that wait to be issued, in a fourth of the memory: each is needed twice, and all must be known before."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from flyer.billing.model import Invoice

_TOGETHER: Final = 32
"""How many are packed together: what they share is packed once."""


class Waiting:
    """Drafts in their order, each made anew whenever somebody asks for it."""

    def __init__(self, drafts: Sequence[Invoice]) -> None:
        firsts = range(0, len(drafts), _TOGETHER)
        self._packed = [pickle.dumps(drafts[first : first + _TOGETHER]) for first in firsts]
        self._count = len(drafts)

    def __len__(self) -> int:
        """How many waited in the beginning."""
        return self._count

    def __iter__(self) -> Iterator[Invoice]:
        return chain.from_iterable(map(_unpacked, self._packed))

    def __getitem__(self, place: int) -> Invoice:
        return _unpacked(self._packed[place // _TOGETHER])[place % _TOGETHER]

    def leaving(self) -> Iterator[Invoice]:
        """Hand them out for good."""
        while self._packed:
            yield from _unpacked(self._packed.pop(0))


def _unpacked(packed: bytes) -> Sequence[Invoice]:
    drafts: Sequence[Invoice] = pickle.loads(packed)  # noqa: S301 - our own
    return drafts
