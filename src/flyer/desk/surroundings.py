"""What the desk cannot do by itself and is handed in: clock, chance, badges and printers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from flyer.people.model import Participant
from flyer.typeset.frame import Size


class Progress(StrEnum):
    """How far a printer says it is with a job."""

    EMPTY = "empty"
    TAKEN = "taken"
    DONE = "done"
    FAILED = "failed"


class Told(NamedTuple):
    """What a printer says of a job, with a word on why."""

    progress: Progress
    reason: str = ""


class Condition(NamedTuple):
    """What a printer says of itself: whether it prints, how many jobs wait, what is the matter (keywords of IPP)."""

    is_ready: bool
    waiting: int = 0
    reasons: tuple[str, ...] = ()


class Printer(Protocol):
    """A printer that is handed a job in two steps, so that each is known to have been taken or not.

    Every method may take a while, and raises SurroundingsError when the printer cannot be reached or says no.
    """

    def begin(self, title: str) -> str:
        """Begin a job that prints nothing yet; gives what the printer calls it."""

    def send(self, remote: str, badge: bytes) -> None:
        """Hand the badge (PDF) over."""

    def told(self, remote: str) -> Told:
        """How far the job is."""

    def cancel(self, remote: str) -> None:
        """Have the job not printed."""

    def condition(self) -> Condition:
        """How the printer is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything outside of the desk.

    `clock` gives seconds that never jump, `token` 128 random bits as text, `badge` the PDF of a badge as a printer by
    its name needs it (raises UserError with what does not fit), `content` the digest of what it says, `scanned` what
    its code holds, `picture` a PNG of a PDF in so many dots an inch, `label` the size of badges, `dots` an inch of
    those that browsers print, `spreadsheet` the CSV of rows. `addresses` are where other devices find the page now,
    None where they shall not.
    """

    now: Callable[[], dt.datetime]
    clock: Callable[[], float]
    token: Callable[[], str]
    badge: Callable[[Participant, str], bytes]
    content: Callable[[Participant], str]
    scanned: Callable[[Participant], str]
    picture: Callable[[bytes, int], bytes]
    label: Size
    dots: int
    spreadsheet: Callable[[Sequence[Sequence[str]]], bytes]
    printers: Mapping[str, Printer]
    addresses: Callable[[], Sequence[str] | None]
