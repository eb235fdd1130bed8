"""`flyer desk`: the on-site web page, with the clock, the network and the printers it works with."""

from __future__ import annotations

import asyncio
import errno
import gc
import io
import math
import os
import secrets
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import ClassVar

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from flyer import pdf, preflight
from flyer.cli import clock, printers
from flyer.cli.labels import stock_of, with_settings
from flyer.cli.making import Job, begin
from flyer.cli.queues import named
from flyer.cli.report import Report, say
from flyer.cli.where import Where
from flyer.database import held
from flyer.desk.app import application
from flyer.desk.log import DeskLog
from flyer.desk.surroundings import Surroundings
from flyer.documents.badge.code import payload
from flyer.documents.badge.content import contents
from flyer.documents.badge.sheets import Sheets
from flyer.documents.badges import compose
from flyer.event.model import Event
from flyer.exports.spreadsheet import as_csv
from flyer.pdf.reading import picture
from flyer.people.badged import badged
from flyer.people.model import Participant, People
from flyer.people.prints import Prints
from flyer.problems import SurroundingsError, UserError
from flyer.typeset.frame import ORIGIN, Point
from flyer.typeset.stocks import Stock

_EVERYWHERE, _HERE = "0.0.0.0", "127.0.0.1"  # noqa: S104
_OPEN_AT_ONCE, _OF_ONE_ADDRESS = 256, 48
"""So many connections may be open, and so many of one address; a browser opens six for a page."""

_FINE = 600


class _Line(H11Protocol):
    """A connection; who has too many already gets no other, so that nobody can keep all others out."""

    _open: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count it."""
        self._address = str(transport.get_extra_info("peername")[0])
        self._open[self._address] += 1
        super().connection_made(transport)
        if self._open[self._address] > _OF_ONE_ADDRESS:
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more."""
        self._open[self._address] -= 1
        super().connection_lost(exc)


def desk(
    *, where: Where, skip_invalid: bool, stock: str | None, port: int, lan: bool, printer: tuple[str, ...]
) -> Report:
    """Serve the page until it is interrupted."""
    job = begin(where, skip_invalid=skip_invalid)
    job = replace(job, event=with_settings(job.event, {"stock": stock}))
    label = _single(stock_of(job.event))
    compose(job.event, (), job.words, job.family, label)
    queues = named(printer, label.paper)
    with closing(_listening(where, _EVERYWHERE if lan else _HERE, port)) as listening, _alone(where, listening):
        port = listening.getsockname()[1]
        surroundings = Surroundings(
            now=partial(clock.now, job.event),
            clock=time.monotonic,
            token=partial(secrets.token_urlsafe, 16),
            badge=partial(_badge, job, label, _offsets(where, printer)),
            content=lambda participant: next(iter(contents(job.event, (participant,), job.words))),
            scanned=lambda participant: payload(participant, job.event.documents.badges),
            picture=lambda badge, resolution: picture(io.BytesIO(badge), resolution),
            label=label.paper,
            dots=_dots(job.event, label),
            spreadsheet=as_csv,
            printers=queues,
            addresses=lambda: tuple(f"http://{each}:{port}" for each in _addresses()) if lan else None,
        )
        _serve(where, job, surroundings, listening)
    return Report(remarks=job.remarks, data={**job.data, "files": []})


def _serve(where: Where, job: Job, surroundings: Surroundings, listening: socket.socket) -> None:
    """Serve until somebody interrupts."""
    registered = frozenset(each.id for each in job.people.participants)
    people = tuple(badged(job.event, job.people.participants))
    with DeskLog(where.ledger_file) as log, Prints(where.ledger_file) as prints:
        app = application(job.event, people, registered, log, prints, surroundings)
        config = uvicorn.Config(
            app,
            lifespan="on",
            loop="asyncio",
            http=_Line,
            ws="none",
            proxy_headers=False,
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=_OPEN_AT_ONCE,
            timeout_graceful_shutdown=1,
        )
        for address in (f"http://{_HERE}:{listening.getsockname()[1]}", *(surroundings.addresses() or ())):
            say(f"the desk is at {address}", err=True)
        say("Ctrl+C ends it", err=True)
        gc.freeze()
        gc.enable()
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _badge(job: Job, label: Stock, offsets: dict[str, Point], participant: Participant, printer: str) -> bytes:
    """The PDF of one badge on a page of its size; UserError with what does not fit or cannot be printed."""
    event = job.event
    alone = People(participants=(participant,), read=1, skipped=0)
    if problems := preflight.letters(event, alone, job.family):
        raise UserError(problems)
    sheets = Sheets(offset=offsets.get(printer, ORIGIN))
    document = compose(event, (participant,), job.words, job.family, label, sheets)
    check, stream = preflight.Check(preflight.picture_places(event)), io.BytesIO()
    pdf.write_to(document, stream, check.pages(document))
    if check.problems:
        raise UserError(check.problems)
    return stream.getvalue()


def _single(stock: Stock) -> Stock:
    """A stock of pages that are one label of this one."""
    return replace(stock, paper=stock.label, columns=1, rows=1, origin=ORIGIN, pitch=stock.label)


def _dots(event: Event, stock: Stock) -> int:
    """Dots an inch of a picture to print: at least 600, a whole number for each of the printer's, so that edges stay
    sharp."""
    printer = int(event.documents.badges.dpi or stock.dpi)
    return printer * math.ceil(_FINE / printer)


def _offsets(where: Where, names: tuple[str, ...]) -> dict[str, Point]:
    """By how much badges are shifted for those printers that were measured."""
    return {name: offset for name, offset in printers.read(where).items() if name in names}


@contextmanager
def _alone(where: Where, listening: socket.socket | None = None) -> Iterator[None]:
    """Be the only desk of the ledger; SurroundingsError that names the other where there is one."""
    at = f"http://{_HERE}:{listening.getsockname()[1]}" if listening else ""
    with held(where.ledger_file.with_name(f"{where.ledger_file.name}-desk"), f"{at} (process {os.getpid()})") as other:
        if other is not None:
            hint = "open that page, or end that desk with Ctrl+C first; further counters join the one that runs"
            raise SurroundingsError(f"a desk for '{where.ledger_file}' runs already: {other}", hint)
        yield


def _listening(where: Where, host: str, port: int) -> socket.socket:
    """A socket that browsers can call; SurroundingsError when the port is not free, or another desk has it."""
    listening = socket.socket(proto=socket.IPPROTO_TCP)  # named, so that asyncio sends small answers at once
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        hint = "end what runs there, or name another with --port"
        if error.errno in (errno.EACCES, errno.EADDRINUSE):
            with _alone(where):
                pass
            raise SurroundingsError(f"port {port} is not free: {error.strerror}", hint) from error
        raise
    return listening


def _addresses() -> Iterator[str]:
    """This computer's addresses on the local network, that of the way out first."""
    found: list[str] = []
    with suppress(OSError), closing(socket.socket(type=socket.SOCK_DGRAM)) as unsent:
        unsent.connect(("192.0.2.1", 9))  # sends nothing, but chooses an address (RFC 5737)
        found.append(unsent.getsockname()[0])
    with suppress(OSError):
        found += [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return (address for address in dict.fromkeys(found) if not address.startswith("127."))
