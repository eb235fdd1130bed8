"""What is kept of things that return, by their identity: it is theirs as long as they are kept, too."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(OrderedDict[K, V]):
    """So many values; the one that was not asked for `again` longest makes room for the next. Threads may share it."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> V:
        """Keep a value, and give it back."""
        if len(self) >= self._most:
            self.popitem(last=False)
        self[key] = value
        return value

    def again(self, key: K) -> V | None:
        """What is kept under a key, for longer now."""
        value = self.pop(key, None)
        if value is not None:
            self[key] = value
        return value
