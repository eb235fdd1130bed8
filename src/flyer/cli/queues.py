"""Print queues of CUPS, and printers on the network, as the desk needs them."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import click

from flyer.cli.ipp import PORT, Answer, Attribute, Group, Operation, Server, Tag
from flyer.desk.surroundings import Condition, Progress, Told
from flyer.problems import Phrase, SurroundingsError, did_you_mean
from flyer.typeset.frame import Size
from flyer.units import in_mm

_CANCELLED, _ABORTED, _COMPLETED = 7, 8, 9
"""States of jobs (RFC 8011, 5.3.7)."""

_IDLE, _STOPPED = 3, 5
"""States of printers (RFC 8011, 5.4.11)."""


_REFUSALS: Final = {
    0x0401: Phrase("it does not allow that"),
    0x0402: Phrase("it wants a password"),
    0x0403: Phrase("it does not allow that"),
    0x0406: Phrase("there is no such printer"),
    0x040A: Phrase("it cannot read PDF"),
    0x0502: Phrase("it does not work now"),
    0x0506: Phrase("it takes no jobs now"),
    0x0507: Phrase("it is busy"),
}
"""What statuses mean (RFC 8011, B.1) that come without a message."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A print queue by its name and URI, which prints badges of one size, each on a page of it and in true scale."""

    name: str
    uri: str
    size: Size

    def begin(self, title: str) -> str:
        """Create a job; it has no document yet."""
        width, height = (f"{in_mm(length):g}" for length in (self.size.width, self.size.height))
        job = (
            Attribute(Tag.KEYWORD, "media", f"custom_badge_{width}x{height}mm"),
            Attribute(Tag.KEYWORD, "print-scaling", "none"),
            Attribute(Tag.INTEGER, "copies", 1),
        )
        answer = self._asked(Operation.CREATE_JOB, (Attribute(Tag.NAME, "job-name", title),), job)
        return str(_first(answer, "job-id", 0))

    def send(self, remote: str, badge: bytes) -> None:
        """Send the only document of a job."""
        document = (
            _job(remote),
            Attribute(Tag.MEDIA_TYPE, "document-format", "application/pdf"),
            Attribute(Tag.BOOLEAN, "last-document", True),
        )
        self._asked(Operation.SEND_DOCUMENT, document, data=badge)

    def told(self, remote: str) -> Told:
        """How far a job is; one that nobody knows any more has failed."""
        answer = self._answer(Operation.GET_JOB_ATTRIBUTES, (_job(remote),))
        if answer.is_nothing_known:
            why = Phrase("the printer does not know the job any more; see whether the badge came out")
            return Told(Progress.FAILED, why)
        self._check(answer)
        state, reasons = _first(answer, "job-state", 0), _all(answer, "job-state-reasons")
        said = str(_first(answer, "job-printer-state-message", "")) or ", ".join(reasons)
        if state == _COMPLETED:
            return Told(Progress.DONE)
        if state in (_CANCELLED, _ABORTED):
            return Told(Progress.FAILED, said)
        if "job-incoming" in reasons or _first(answer, "number-of-documents", 1) == 0:
            return Told(Progress.EMPTY)
        return Told(Progress.TAKEN, said)

    def cancel(self, remote: str) -> None:
        """Cancel a job, unless it is over."""
        self._answer(Operation.CANCEL_JOB, (_job(remote),))

    def condition(self) -> Condition:
        """Whether the printer prints."""
        answer = self._asked(Operation.GET_PRINTER_ATTRIBUTES, ())
        reasons = [reason for reason in _all(answer, "printer-state-reasons") if reason != "none"]
        state, waiting = _first(answer, "printer-state", 0), int(_first(answer, "queued-job-count", 0))
        is_stuck = any(reason.endswith("-error") or reason.startswith("offline") for reason in reasons)
        is_ready = state != _STOPPED and not is_stuck
        message = str(_first(answer, "printer-state-message", ""))
        is_telling = not is_ready or (waiting and state == _IDLE)
        return Condition(is_ready, waiting, tuple(reasons) or ((message,) if message and is_telling else ()))

    def _asked(
        self, operation: Operation, attributes: Sequence[Attribute], job: Sequence[Attribute] = (), data: bytes = b""
    ) -> Answer:
        """The answer to a request that was granted."""
        answer = self._answer(operation, attributes, job, data)
        self._check(answer)
        return answer

    def _answer(
        self, operation: Operation, attributes: Sequence[Attribute], job: Sequence[Attribute] = (), data: bytes = b""
    ) -> Answer:
        address = urlsplit(self.uri)
        who = Attribute(Tag.NAME, "requesting-user-name", getpass.getuser())
        target = Attribute(Tag.URI, "printer-uri", self.uri)
        number, others = [a for a in attributes if a.name == "job-id"], [a for a in attributes if a.name != "job-id"]
        groups = [(Group.OPERATION, (target, *number, who, *others)), *[(Group.JOB, job)][: bool(job)]]
        server = Server(address.hostname or "", address.port or PORT)
        return server.ask(address.path or "/", operation, *groups, data=data)

    def _check(self, answer: Answer) -> None:
        if not answer.is_good:
            untold = _REFUSALS.get(answer.status, f"status 0x{answer.status:04x}")
            why = _first(answer, "status-message", "") or untold
            what = Phrase("the printer '{printer}' refuses: {why}", printer=self.name, why=why)
            raise SurroundingsError(what, Phrase("see what its own page says"))


def named(names: Sequence[str], size: Size) -> dict[str, Queue]:
    """The queues of these names, or under these URIs (ipp://…); click.BadParameter for one that CUPS does not know.

    SurroundingsError where CUPS cannot be asked.
    """
    at = os.environ.get("CUPS_SERVER", "")
    host, _, port = ("" if at.startswith("/") else at).partition(":")
    server = Server(host or "localhost", int(port) if port.isdecimal() else PORT)
    local = [name for name in names if "://" not in name]
    known = _known(server) if local else []
    for name in local:
        if name not in known:
            hint = did_you_mean(name, known) or "`lpstat -e` lists those it knows"
            raise click.BadParameter(f"CUPS knows no printer '{name}'; {hint}", param_hint="--printer")
    return {
        name: Queue(name, name if "://" in name else f"ipp://{server.host}:{server.port}/printers/{name}", size)
        for name in names
    }


def _known(server: Server) -> list[str]:
    asked = Attribute(Tag.KEYWORD, "requested-attributes", "printer-name")
    answer = server.ask("/", Operation.CUPS_GET_PRINTERS, (Group.OPERATION, (asked,)))
    return [str(name) for group in answer.groups for name in group.get("printer-name", ())]


def _job(remote: str) -> Attribute:
    return Attribute(Tag.INTEGER, "job-id", int(remote))


def _all(answer: Answer, name: str) -> list[Any]:
    return [value for group in answer.groups for value in group.get(name, ())]


def _first(answer: Answer, name: str, default: Any) -> Any:
    return next(iter(_all(answer, name)), default)
