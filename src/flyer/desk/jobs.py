"""A badge on its way to a printer: what the log tells of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from flyer.desk.log import Entry, Kind
from flyer.problems import Phrase

BROWSER: Final = ""
"""The name of no printer: the browser prints with its own dialogue."""


CANCELLED: Final = Phrase("cancelled")
"""Why a print fails that somebody has stopped."""

_UNTOLD: Final = Phrase("the printer gives no reason")


class State(StrEnum):
    """How far a job has come; only from HANDED on anything may have been printed."""

    QUEUED = "queued"
    BEGUN = "begun"
    HANDED = "handed over"
    DONE = "done"
    FAILED = "failed"


_STATES: Final = {
    Kind.QUEUED: State.QUEUED,
    Kind.BEGUN: State.BEGUN,
    Kind.HANDED: State.HANDED,
    Kind.DONE: State.DONE,
    Kind.FAILED: State.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A badge to print: for whom, on which printer, why, who asked for it when, and how far it has come.

    From BEGUN on `remote` is what the printer calls it, `run` its run in the log of prints and `content` the digest of
    what the badge says. `failure` is why it failed.
    """

    number: int
    participant: str
    printer: str
    reason: str
    device: str
    at: str
    state: State = State.QUEUED
    remote: str = ""
    run: int = 0
    content: str = ""
    failure: str = ""
    printed: bool = False

    @property
    def is_going_on(self) -> bool:
        """Whether there is anything left to be done or heard about it."""
        return self.is_open or (self.state is State.HANDED and self.printer != BROWSER)

    @property
    def is_open(self) -> bool:
        """Whether it waits for its printer, so that nobody should ask for the same badge again."""
        return self.state in (State.QUEUED, State.BEGUN)


def queued(entry: Entry) -> Job:
    """The job that an entry begins."""
    return Job(
        number=entry.sequence,
        participant=entry.participant,
        device=entry.device,
        at=entry.at,
        printer=entry.data["printer"],
        reason=entry.data["reason"],
    )


def advanced(job: Job, entry: Entry) -> Job:
    """The job after an entry about it; one that has failed stays so until it is done, when its badge came out."""
    is_over = entry.kind in (Kind.FAILED, Kind.DONE)
    state = job.state if job.failure and not is_over else _STATES[entry.kind]
    fields = entry.data | ({"failure": failure(entry) if entry.kind is Kind.FAILED else ""} if is_over else {})
    return replace(job, state=state, printed=job.printed or entry.kind is Kind.HANDED, **fields)


def failure(entry: Entry) -> str:
    """Why a print failed, as an entry tells it; never nothing, as a job with a failure is one that has failed."""
    return _said(entry.data.get("failure")) or _UNTOLD


def kept(text: object) -> Any:
    """A text for the log, from which it can still be said in other languages."""
    if not isinstance(text, Phrase):
        return text
    return {"phrase": text.key, "fields": {name: kept(each) for name, each in text.fields.items()}}


def _said(kept: Any) -> Any:
    """The text that was kept."""
    if not isinstance(kept, dict):
        return kept
    return Phrase(kept["phrase"], **{name: _said(each) for name, each in kept["fields"].items()})
