"""The web application: pages, what runs beside them, and the guard before all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Final

from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from flyer.desk import pages
from flyer.desk.counter import Counter
from flyer.desk.counter_pages import CounterPages
from flyer.desk.events import Hub
from flyer.desk.finding import Finder
from flyer.desk.guard import Guard, TooLarge
from flyer.desk.log import DeskLog
from flyer.desk.overview_pages import OverviewPages
from flyer.desk.roster import Roster
from flyer.desk.site import Site
from flyer.desk.surroundings import Surroundings
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.people.prints import Prints
from flyer.problems import FlyerError

_SHOWN: Final = 0.5
"""Seconds after which the first page has been shown, and nobody has typed a name."""

_GLANCE: Final = 1.0
"""Seconds between looks at what other programs have written."""


def application(
    event: Event,
    people: Sequence[Participant],
    registered: frozenset[str],
    log: DeskLog,
    prints: Prints,
    surroundings: Surroundings,
) -> ASGIApp:
    """Make the desk of an event (ASGI): for `people`, of whom those `registered` by id are in the participants' file.

    Both logs are read and written by the thread that runs it. Raises what they raise.
    """
    hub = Hub()
    roster = Roster(event, people, log, prints, Finder(people, surroundings.scanned))
    counter = Counter(event, roster, log, prints, surroundings, hub)
    site = Site(counter)

    @asynccontextmanager
    async def beside(_: Starlette) -> AsyncIterator[None]:
        """Whatever runs while pages are served."""
        doing = (_warm(roster.finder), counter.spooler.run(), _watch(counter))
        tasks = [asyncio.create_task(each) for each in doing]
        yield
        hub.close()
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    app = Starlette(
        routes=[*CounterPages(site).routes, *OverviewPages(site, log, registered).routes],
        exception_handlers={FlyerError: site.failed, HTTPException: site.failed, TooLarge: site.failed},
        lifespan=beside,
    )
    words = pages.words_for("", event.language)
    wording = partial(pages.words_for, language=event.language)
    return Guard(app, roster.devices, surroundings.token, surroundings.clock, words("This computer"), wording)


async def _warm(finder: Finder) -> None:
    """Make what is needed to find people, when the first page was shown."""
    await asyncio.sleep(_SHOWN)
    await run_sync(finder.warm)


async def _watch(counter: Counter) -> None:
    """Tell all desks what other programs write, until this is cancelled; what cannot be read now is read later."""
    while True:
        await asyncio.sleep(_GLANCE)
        with suppress(FlyerError):
            counter.catch_up()
