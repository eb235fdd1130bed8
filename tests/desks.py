"""A desk without a network: its page is asked and its printers print in the same thread, one step after the other."""

import asyncio
import datetime as dt
import re
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp, Message

from flyer.desk.app import application
from flyer.desk.jobs import Job, advanced, queued
from flyer.desk.log import DeskLog, Kind
from flyer.desk.surroundings import Condition, Progress, Surroundings, Told
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.people.prints import Print, Prints
from flyer.problems import Place, Problem, SurroundingsError, UserError
from flyer.typeset.frame import Size
from flyer.units import mm

HERE, PHONE = "127.0.0.1", "192.0.2.7"


class Killed(BaseException):
    """The power fails."""


class Printer:
    """Prints on a list; `faults` maps what is done to what it raises, once."""

    def __init__(self) -> None:
        self.paper: list[bytes] = []
        self.jobs: dict[str, bytes | None] = {}
        self.cancelled: set[str] = set()
        self.faults: dict[str, BaseException] = {}
        self.says: Told | None = None
        self.state = Condition(is_ready=True)

    def _fault(self, name: str) -> None:
        if name in self.faults:
            raise self.faults.pop(name)

    def begin(self, title: str) -> str:
        self._fault("begin")
        remote = str(len(self.jobs) + 1)
        self.jobs[remote] = None
        self._fault("begun")
        return remote

    def send(self, remote: str, badge: bytes) -> None:
        self._fault("send")
        assert self.jobs[remote] is None, "sent twice"
        self.jobs[remote] = badge
        self.paper.append(badge)
        self._fault("sent")

    def told(self, remote: str) -> Told:
        self._fault("told")
        if remote in self.cancelled:
            return Told(Progress.FAILED, "cancelled")
        if self.jobs[remote] is None:
            return Told(Progress.EMPTY)
        return self.says or Told(Progress.DONE)

    def cancel(self, remote: str) -> None:
        self.cancelled.add(remote)

    def condition(self) -> Condition:
        self._fault("condition")
        return self.state


def person(id_: str, first: str, last: str, organisation: str = "", **more: Any) -> Participant:
    return Participant(
        id=id_, first_name=first, last_name=last, organisation=organisation, places={"": Place("people.csv")}, **more
    )


PEOPLE = (
    person("A1", "Jörg", "Müller", "Stadt Weißenthal"),
    person("A2", "Anna", "Meyer", "Amt für Soziales"),
    person("A3", "Emmerich", "Groß", "Hochschule"),
    person("A4", "Şule", "Yıldız", "Hochschule", email="s@example.org"),
    person("A5", "Max <b>", "O'Brien & Co", '"><script>alert(1)</script>'),
)


def _badge(participant: Participant, printer: str) -> bytes:
    if len(participant.last_name) > 40:
        raise UserError([Problem(Place("form"), f"'{participant.last_name}' does not fit")])
    return f"%PDF {participant.full_name} {printer}".encode()


class Desk:
    """A running desk over a file; `printers` are by name, `clock` what time it is."""

    def __init__(self, event: Event, path: Path, printers: dict[str, Printer], people: Sequence[Participant]) -> None:
        self.path, self.printers = path, printers
        self.time = dt.datetime(2027, 5, 3, 9, tzinfo=dt.UTC)
        self.seconds = 0.0
        self.addresses: Sequence[str] | None = ["http://192.0.2.1:8765"]
        tokens = count(1)
        self.log, self.prints = DeskLog(path), Prints(path)
        self._loop = asyncio.new_event_loop()
        surroundings = Surroundings(
            now=lambda: self.time,
            clock=lambda: self.seconds,
            token=lambda: f"token-of-128-bits-{id(self)}-{next(tokens)}",
            badge=_badge,
            content=lambda each: f"{each.full_name}|{each.organisation}|{each.role}",
            scanned=lambda each: f"https://example.org/{each.id}\r\n",
            picture=lambda badge, resolution: b"\x89PNG %d %b" % (resolution, badge),
            label=Size(mm(85.5), mm(54)),
            dots=609,
            spreadsheet=lambda table: "\n".join(";".join(row) for row in table).encode(),
            printers=printers,
            addresses=lambda: self.addresses,
        )
        registered = frozenset(each.id for each in people)
        self.app = application(event, people, registered, self.log, self.prints, surroundings)
        self._life: asyncio.Queue[Message] = asyncio.Queue()
        self._said: asyncio.Queue[Message] = asyncio.Queue()
        self._living = self._loop.create_task(self._live(self.app))
        self._life.put_nowait({"type": "lifespan.startup"})
        assert self.run(self._said.get())["type"] == "lifespan.startup.complete"

    async def _live(self, app: ASGIApp) -> None:
        await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, self._life.get, self._said.put)

    def run(self, doing: Any) -> Any:
        return self._loop.run_until_complete(doing)

    def browser(self, address: str = HERE, language: str = "en", **headers: str) -> "Browser":
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(address, 50000))
        headers = {"accept-language": language, **headers}
        client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765", headers=headers)
        return Browser(self, client)

    def until(self, is_so: Callable[[], object]) -> None:
        """Let it work until something is so; fails after five seconds."""
        end = self._loop.time() + 5
        while not is_so():
            assert self._loop.time() < end
            self.run(asyncio.sleep(0.001))

    @property
    def jobs(self) -> dict[int, Job]:
        """What the log tells of each job."""
        jobs: dict[int, Job] = {}
        for entry in self.log.after(0):
            if entry.kind is Kind.QUEUED:
                jobs[entry.sequence] = queued(entry)
            elif entry.job:
                jobs[entry.job] = advanced(jobs[entry.job], entry)
        return jobs

    def printed(self) -> list[Print]:
        return list(self.prints.all())

    def kinds(self) -> list[str]:
        return [entry.kind.value for entry in self.log.after(0)]

    def stop(self) -> None:
        """End it in good order."""
        self._life.put_nowait({"type": "lifespan.shutdown"})
        self.run(self._said.get())
        self.kill()

    def kill(self) -> None:
        """End it as a power cut does."""

        async def ended() -> None:
            pending = asyncio.all_tasks() - {asyncio.current_task()}
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)

        self._loop.set_exception_handler(lambda *_: None)
        self.run(ended())
        self._loop.close()
        self.log.__exit__(None, None, None)
        self.prints.__exit__(None, None, None)


class Browser:
    """One that has no scripts: it follows links, and sends the forms of the page it shows."""

    def __init__(self, desk: Desk, client: httpx.AsyncClient) -> None:
        self._desk, self._client = desk, client
        self.answer = httpx.Response(200)

    @property
    def page(self) -> str:
        return self.answer.text

    @property
    def said(self) -> str:
        """What the page tells of what was just done."""
        found = re.search(r'id="told".*?<p class="\w+">(.*?)</p>', self.page, re.DOTALL)
        return found[1] if found else ""

    @property
    def names(self) -> list[str]:
        """Whom the page has found."""
        return re.findall(r'<span class="name">(.*?)</span>', self.page)

    def open(self, path: str, **query: str) -> "Browser":
        self.answer = self._desk.run(self._client.get(path, params=query or None, follow_redirects=True))
        return self

    def send(self, path: str, **fields: str) -> "Browser":
        """Send a form to a path, with the hidden fields that the page has for it."""
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', self.page))
        hidden.pop("arrives", None)
        return self.post(path, **{**hidden, **fields})

    def post(self, path: str, **fields: str) -> "Browser":
        self.answer = self._desk.run(self._client.post(path, data=fields, follow_redirects=True))
        return self


def unreachable() -> SurroundingsError:
    return SurroundingsError("the printer cannot be reached", "see whether it is on")
