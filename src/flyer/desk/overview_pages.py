"""The pages beside the counter: who is missing, what happened, lists to take home, other devices."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from flyer.desk import pages, tables, telling
from flyer.desk.devices import LIFE, Codes, Tried, hashed, spaced
from flyer.desk.guard import address, cookie
from flyer.desk.jobs import BROWSER
from flyer.desk.log import DeskLog, Kind
from flyer.desk.site import PRINTER, Site, to
from flyer.payment.symbol import encode
from flyer.people.order import order

_SHOWN: Final = 200
"""So many entries of the log are shown; all of them are in its export."""

_LONGEST_NAME: Final = 40

_order: Final = lru_cache(100_000)(order)
"""Lists are sorted anew whenever somebody arrives."""


class OverviewPages:
    """What the paths beside the counter answer."""

    def __init__(self, site: Site, log: DeskLog, registered: frozenset[str]) -> None:
        self._site, self._counter, self._log, self._registered = site, site.counter, log, registered
        surroundings = site.counter.surroundings
        self._codes = Codes(surroundings.clock, surroundings.token)

    @property
    def routes(self) -> Iterator[Route]:
        """Every path with what answers it."""
        yield Route("/missing", self.missing)
        yield Route("/log", self.log)
        yield Route("/export/participants.csv", self.participants)
        yield Route("/export/log.csv", self.whole_log)
        yield Route("/printer", self.printer, methods=["POST"])
        yield Route("/devices", self.devices)
        yield Route("/devices", self.invite, methods=["POST"])
        yield Route("/devices/name", self.name, methods=["POST"])
        yield Route("/devices/{number:int}/lock-out", self.lock_out, methods=["POST"])
        yield Route("/join", self.join)
        yield Route("/join", self.let_in, methods=["POST"])
        yield Route("/events", self.events)
        yield Route("/{name}", self.file)

    async def missing(self, request: Request) -> Response:
        """Who has not arrived, by name."""
        missing = sorted(self._counter.roster.missing, key=lambda each: _order(each.last_name, each.first_name))
        words, expected = self._site.wording(request), self._counter.roster.counts.expected
        count = words.plural(
            "{n} of {all} has not arrived.", "{n} of {all} have not arrived.", len(missing), all=expected
        )
        return self._site.page(request, "missing.html", missing=missing, count=count)

    async def log(self, request: Request) -> Response:
        """What happened last."""
        words, roster = self._site.wording(request), self._counter.roster
        kinds = telling.kinds(words)
        entries = [
            (entry, roster.participant(entry.participant), kinds[entry.kind], tables.told(entry, words))
            for entry in self._log.latest(_SHOWN)
        ]
        return self._site.page(request, "log.html", entries=entries)

    async def participants(self, request: Request) -> Response:  # noqa: ARG002
        """The list of participants with all corrections and walk-ins, to be put in place of the file."""
        roster = self._counter.roster
        registered = (each for each in roster.people if each.id in self._registered)
        return self._csv("participants.csv", tables.participants([*registered, *roster.walk_ins]))

    async def whole_log(self, request: Request) -> Response:
        """Everything that happened."""
        words = self._site.wording(request)
        return self._csv("desk-log.csv", tables.log(self._log.after(0), self._counter.roster, words))

    async def printer(self, request: Request) -> Response:
        """Use another printer at this device."""
        sent = await self._site.sent(request)
        chosen, response = sent.get("printer", BROWSER), to("/")
        if chosen in (*self._counter.surroundings.printers, BROWSER):
            response.set_cookie(PRINTER, chosen, httponly=True, samesite="strict")
        return response

    async def devices(self, request: Request, code: str = "") -> Response:
        """The devices that were let in, and with a code how the next one gets in."""
        addresses, hub = self._counter.surroundings.addresses, self._counter.hub
        links = [f"{each}/join?code={code}" for each in addresses() or ()]
        return self._site.page(
            request,
            "devices.html",
            devices=[(each, hub.listening(token)) for token, each in self._counter.roster.devices.items()],
            own=self._counter.roster.devices.get(hashed(request.state.token)),
            is_here=request.state.is_here,
            is_open=addresses() is not None,
            code=code and spaced(code),
            minutes=LIFE // 60,
            invitations=[(link.partition("?")[0], pages.modules(encode(link.encode()).rows)) for link in links],
        )

    async def invite(self, request: Request) -> Response:
        """Make a code for one more device, at this computer."""
        await self._site.sent_from_here(request)
        return await self.devices(request, self._codes.make())

    async def lock_out(self, request: Request) -> Response:
        """Let a device in no more, and forget all codes, at this computer: it may have asked for some."""
        await self._site.sent_from_here(request)
        for token, device in list(self._counter.roster.devices.items()):
            if device.number == request.path_params["number"]:
                self._counter.write(Kind.LOCKED_OUT, device=device.name, data={"token": token})
                self._codes.forget()
                self._counter.hub.dismiss(token)
        return to("/devices")

    async def name(self, request: Request) -> Response:
        """Call this device something else."""
        sent = await self._site.sent(request)
        if name := _named(sent.get("name", "")):
            self._call(hashed(request.state.token), name)
        return to("/devices")

    async def join(self, request: Request) -> Response:
        """The form to be let in by."""
        return self._join(request)

    async def let_in(self, request: Request) -> Response:
        """Let a device in that has a code."""
        sent = {name: value for name, value in (await request.form(max_files=0)).items() if isinstance(value, str)}
        tried, words = self._codes.tried(sent.get("code", ""), address(request)), self._site.wording(request)
        if tried is Tried.TOO_OFTEN:
            return self._join(request, words("That is too often. Wait a moment."), 429)
        if tried is Tried.WRONG:
            return self._join(request, words("That code does not hold, or not any more. Ask for another one."), 403)
        token = self._counter.surroundings.token()
        self._call(hashed(token), _named(sent.get("name", "")) or words("Another device"))
        response = to("/")
        response.headers.append("Set-Cookie", cookie(token))
        return response

    async def events(self, request: Request) -> Response:
        """What happens from now on."""
        device = hashed(request.state.token)
        if self._counter.hub.is_full(device):
            raise HTTPException(503)
        return self._counter.hub.response(device)

    async def file(self, request: Request) -> Response:
        """A style or the script."""
        name = request.path_params["name"]
        if name not in pages.FILES:
            raise HTTPException(404)
        content = pages.file(name, self._counter.event.theme, self._counter.surroundings.label)
        return Response(content, media_type=pages.FILES[name])

    def _join(self, request: Request, failure: str = "", status: int = 200) -> Response:
        words, event = self._site.wording(request), self._counter.event
        code = "" if failure else request.query_params.get("code", "")
        html = pages.rendered("join.html", words, event=event, code=code, failure=failure)
        return Response(html, status, media_type="text/html")

    def _call(self, token: str, name: str) -> None:
        """Write what a device is called; no two are called the same, so that the log tells them apart."""
        others = {each.name for of, each in self._counter.roster.devices.items() if of != token}
        names = (f"{name} {n}" if n > 1 else name for n in count(1))
        called = next(each for each in names if each not in others)
        self._counter.write(Kind.DEVICE, device=called, data={"token": token})

    def _csv(self, name: str, table: tables.Table) -> Response:
        content = self._counter.surroundings.spreadsheet(table)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="text/csv", headers=headers)


def _named(written: str) -> str:
    """The name of a device as it is kept: one line of printable characters."""
    return "".join(filter(str.isprintable, " ".join(written.split())))[:_LONGEST_NAME]
