"""Records: the few bytes kept of each row, and packed where there are more rows than are looked at together."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Final, TypeAlias

from flyer.people.model import Participant

Record: TypeAlias = bytes | Participant
"""A person of a table, or one of elsewhere."""

RUN: Final = 10_000
"""How many are looked at or sorted at a time, so that what that takes is never there for all at once."""

_TOGETHER: Final = 128
"""How many are packed together: more would gain little, and take longer where one is looked at."""

_OPEN: Final = 32
"""How many of these stay unpacked: sheets that are cut and stacked take their badges from as many places."""


def kept(records: Iterable[Record]) -> Sequence[Record]:
    """Keep records, in a list or, when they are many, packed."""
    more = iter(records)
    first = list(islice(more, RUN))
    following = list(islice(more, 1))
    return Packed(chain(first, following, more)) if following else first


class Packed(Sequence[Record]):
    """Records in a fifth of the memory; they are best looked at in their order, or near to each other."""

    def __init__(self, records: Iterable[Record]) -> None:
        more = iter(records)
        self._blocks = [_packed(block) for block in iter(lambda: list(islice(more, _TOGETHER)), [])]
        self._block = lru_cache(maxsize=_OPEN)(self._unpacked)
        self._count = (len(self._blocks) - 1) * _TOGETHER + len(self._unpacked(-1))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process one by one."""
        return kept, ([*self],)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[at] for at in range(self._count)[index]]
        block, at = divmod(range(self._count)[index], _TOGETHER)
        return self._block(block)[at]

    def __iter__(self) -> Iterator[Record]:
        return chain.from_iterable(map(self._unpacked, range(len(self._blocks))))

    def _unpacked(self, number: int) -> list[Record]:
        block = self._blocks[number]
        return block if isinstance(block, list) else marshal.loads(zlib.decompress(block))  # noqa: S302 - our own


def _packed(block: list[Record]) -> bytes | list[Record]:
    """Records that are looked at together; people of elsewhere, who are few, stay as they are."""
    if any(isinstance(each, Participant) for each in block):
        return block
    return zlib.compress(marshal.dumps(block), 1)
