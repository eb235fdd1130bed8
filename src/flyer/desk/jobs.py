"""A badge on its way to a printer: what the log tells of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from flyer.desk.log import Entry, Kind

BROWSER: Final = ""
"""The name of no printer: the browser prints with its own dialogue."""


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
    """The job after an entry about it; one that has failed stays so, even if its badge came out all the same."""
    state = job.state if job.failure else _STATES[entry.kind]
    return replace(job, state=state, printed=job.printed or entry.kind is Kind.HANDED, **entry.data)
