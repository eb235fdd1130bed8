"""How often something may be done."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

_KNOWN: Final = 1_000
"""So many are remembered; who is forgotten may begin anew."""


class Rate:
    """Lets so many a second through, and so many at once, of each who asks."""

    def __init__(self, per_second: float, at_once: float, clock: Callable[[], float]) -> None:
        self._per_second, self._at_once, self._clock = per_second, at_once, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, who: str) -> bool:
        """Whether one more of theirs may pass now."""
        now = self._clock()
        left, then = self._left.pop(who, (self._at_once, now))
        left = min(self._at_once, left + max(now - then, 0.0) * self._per_second)
        self._left[who] = max(left - 1.0, 0.0), now
        while len(self._left) > _KNOWN:
            self._left.popitem(last=False)
        return left >= 1.0
