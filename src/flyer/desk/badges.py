"""Badges one by one, as PDF and as a picture of it, made beside the page that asks and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from flyer.desk.jobs import BROWSER
from flyer.desk.surroundings import Surroundings
from flyer.people.model import Participant

_KEPT: Final = 64

_SCREEN: Final = 200
"""Dots an inch of a picture to look at."""


class Badges:
    """Makes badges, one at a time; UserError with what does not fit."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._made: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._one = CapacityLimiter(1)

    async def pdf(self, participant: Participant, printer: str = BROWSER) -> bytes:
        """The badge as a printer needs it."""
        return await self._kept(participant, printer, lambda: self._surroundings.badge(participant, printer))

    async def picture(self, participant: Participant, resolution: int = _SCREEN) -> bytes:
        """A picture (PNG) of the very same badge."""
        badge = await self.pdf(participant)
        form = f"picture/{resolution}"
        return await self._kept(participant, form, lambda: self._surroundings.picture(badge, resolution))

    async def _kept(self, participant: Participant, form: str, make: Callable[[], bytes]) -> bytes:
        key = self._surroundings.content(participant), form
        if key not in self._made:
            self._made[key] = await run_sync(make, limiter=self._one)
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return self._made[key]
