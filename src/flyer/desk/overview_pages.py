"""The pages beside the counter: who is missing, what happened, lists to take home, other devices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from flyer.desk import pages, tables
from flyer.desk.devices import LIFE, Codes, hashed, spaced
from flyer.desk.guard import cookie
from flyer.desk.jobs import BROWSER
from flyer.desk.log import DeskLog, Kind
from flyer.desk.site import PRINTER, Site, to
from flyer.payment.symbol import encode

_SHOWN: Final = 200
"""So many entries of the log are shown; all of them are in its export."""

_LONGEST_NAME: Final = 40


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
        yield Route("/join", self.join)
        yield Route("/join", self.let_in, methods=["POST"])
        yield Route("/events", self.events)
        yield Route("/{name}", self.file)

    async def missing(self, request: Request) -> Response:
        """Who has not arrived, in the order of the list."""
        return self._site.page(request, "missing.html", missing=list(self._counter.roster.missing))

    async def log(self, request: Request) -> Response:
        """What happened last."""
        words, roster = self._site.wording(request), self._counter.roster
        entries = [
            (entry, roster.participant(entry.participant), tables.told(entry, words))
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
        links = [f"{address}/join?code={code}" for address in self._counter.surroundings.addresses]
        return self._site.page(
            request,
            "devices.html",
            devices=[each.name for each in self._counter.roster.devices.values()],
            code=code and spaced(code),
            minutes=LIFE // 60,
            invitations=[(link.partition("?")[0], pages.modules(encode(link.encode()).rows)) for link in links],
        )

    async def invite(self, request: Request) -> Response:
        """Make a code for one more device."""
        await self._site.sent(request)
        return await self.devices(request, self._codes.make())

    async def name(self, request: Request) -> Response:
        """Call this device something else."""
        sent = await self._site.sent(request)
        if name := _named(sent.get("name", "")):
            self._counter.write(Kind.DEVICE, device=name, data={"token": hashed(request.state.token)})
        return to("/devices")

    async def join(self, request: Request) -> Response:
        """The form to be let in by."""
        return self._join(request, request.query_params.get("code", ""))

    async def let_in(self, request: Request) -> Response:
        """Let a device in that has a code."""
        sent = {name: value for name, value in (await request.form(max_files=0)).items() if isinstance(value, str)}
        if not self._codes.use(sent.get("code", "")):
            return self._join(request, "", 403)
        token, words = self._counter.surroundings.token(), self._site.wording(request)
        name = _named(sent.get("name", "")) or words("Another device")
        self._counter.write(Kind.DEVICE, device=name, data={"token": hashed(token)})
        response = to("/")
        response.headers.append("Set-Cookie", cookie(token))
        return response

    async def events(self, request: Request) -> Response:  # noqa: ARG002
        """What happens from now on."""
        if self._counter.hub.is_full:
            raise HTTPException(503)
        return self._counter.hub.response()

    async def file(self, request: Request) -> Response:
        """A style or the script."""
        name = request.path_params["name"]
        if name not in pages.FILES:
            raise HTTPException(404)
        content = pages.file(name, self._counter.event.theme, self._counter.surroundings.label)
        return Response(content, media_type=pages.FILES[name])

    def _join(self, request: Request, code: str, status: int = 200) -> Response:
        words, event = self._site.wording(request), self._counter.event
        html = pages.rendered("join.html", words, event=event, code=code, has_failed=status != 200)
        return Response(html, status, media_type="text/html")

    def _csv(self, name: str, table: tables.Table) -> Response:
        content = self._counter.surroundings.spreadsheet(table)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="text/csv", headers=headers)


def _named(written: str) -> str:
    """The name of a device as it is kept: one line of printable characters."""
    return "".join(filter(str.isprintable, " ".join(written.split())))[:_LONGEST_NAME]
