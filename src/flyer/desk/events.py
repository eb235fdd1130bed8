"""What happens at one desk is told to all others at once: server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from starlette.responses import StreamingResponse

_BEAT: Final = 15.0
"""Seconds of silence after which a sign of life is sent, so that a lost line is noticed."""

_BEHIND: Final = 50
"""So many untold changes may wait for a page; one that falls farther behind has to ask again."""

_PAGES: Final = 64
"""So many pages may listen at once."""


class Hub:
    """Those who listen, and what they are told: the id of the participant who is concerned, or "" for all."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str | None]] = set()

    @property
    def is_full(self) -> bool:
        """Whether nobody else may listen."""
        return len(self._listeners) >= _PAGES

    def tell(self, concerned: str) -> None:
        """Tell everybody who listens."""
        for listener in self._listeners:
            if listener.qsize() < _BEHIND:
                listener.put_nowait(concerned)

    def close(self) -> None:
        """Let everybody go."""
        for listener in self._listeners:
            listener.put_nowait(None)

    def response(self) -> StreamingResponse:
        """The events from now on."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        listener: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            yield "retry: 500\nevent: change\ndata:\n\n"
            while True:
                try:
                    concerned = await asyncio.wait_for(listener.get(), _BEAT)
                except TimeoutError:
                    yield ": \n\n"
                    continue
                if concerned is None:
                    return
                yield f"event: change\ndata: {concerned}\n\n"
        finally:
            self._listeners.discard(listener)
