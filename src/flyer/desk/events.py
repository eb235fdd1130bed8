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

_PAGES, _OF_ONE = 64, 8
"""So many pages may listen at once, and so many of one device."""


class Hub:
    """Those who listen, each at a device, and what they are told: the id of who is concerned, or "" for all."""

    def __init__(self) -> None:
        self._listeners: dict[asyncio.Queue[str | None], str] = {}

    def is_full(self, device: str) -> bool:
        """Whether no other page of a device may listen."""
        return len(self._listeners) >= _PAGES or self.listening(device) >= _OF_ONE

    def listening(self, device: str) -> int:
        """How many pages of a device listen."""
        return list(self._listeners.values()).count(device)

    def tell(self, concerned: str) -> None:
        """Tell everybody who listens."""
        for listener in self._listeners:
            if listener.qsize() < _BEHIND:
                listener.put_nowait(concerned)

    def close(self) -> None:
        """Let everybody go."""
        for listener in self._listeners:
            listener.put_nowait(None)

    def dismiss(self, device: str) -> None:
        """Let all pages of a device go, whatever they were not told yet."""
        for listener in [each for each, of in self._listeners.items() if of == device]:
            while not listener.empty():
                listener.get_nowait()
            listener.put_nowait(None)

    def response(self, device: str) -> StreamingResponse:
        """The events from now on, for a page of a device."""
        return StreamingResponse(self._events(device), media_type="text/event-stream")

    async def _events(self, device: str) -> AsyncIterator[str]:
        listener: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners[listener] = device
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
            del self._listeners[listener]
