"""What `flyer badges` prints for whom and why, and the record of it: what is written counts as printed."""

from __future__ import annotations

import datetime as dt
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final, NamedTuple

import click

from flyer.cli.making import Job
from flyer.cli.report import Report, listed, say, visible
from flyer.documents.badge.content import contents
from flyer.people.model import Participant
from flyer.people.prints import Print, Prints, ToPrint
from flyer.people.roll import Roll
from flyer.problems import SurroundingsError

_DIGEST: Final = 32
"""Bytes of a SHA-256."""

_LOOKED_UP: Final = 1_000
"""How many are compared with the log at a time."""


class Cause(StrEnum):
    """Why a badge is printed: for the first time, because it says something else now, or the same once more."""

    NEW = "new"
    ALTERED = "altered"
    AGAIN = "again"


_NUMBERS: Final = {cause: number for number, cause in enumerate(Cause)}


class Run(NamedTuple):
    """Whose badges a run prints, the digests of what they say, and the numbers of their causes, one after the other.

    `reason` is why those are printed again that have not changed; `left_out` is how many are not for that.
    """

    people: Roll
    contents: bytes | bytearray
    causes: bytes | bytearray
    reason: str = ""
    left_out: int = 0

    @property
    def prints(self) -> Iterator[ToPrint]:
        """What there is to record."""
        reasons = [self.reason if cause is Cause.AGAIN and self.reason else cause for cause in Cause]
        contents = (self.contents[at : at + _DIGEST].hex() for at in range(0, len(self.contents), _DIGEST))
        return map(ToPrint, self.people.ids(), contents, map(reasons.__getitem__, self.causes))

    @property
    def counts(self) -> dict[str, int]:
        """How many badges are printed for each cause, and how many are left out because they have not changed."""
        counted = {str(cause): self.causes.count(number) for number, cause in enumerate(Cause)}
        return {**counted, "unchanged": self.left_out}

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was left out."""
        if not self.left_out:
            return ()
        return (f"{self.left_out} badge{'s'[: self.left_out != 1]} not changed and left out",)


def planned(job: Job, people: Roll, prints: Prints, *, changed: bool, named: bool, reason: str) -> Run:
    """The run that prints the badges of people, or with `changed` those that are new or altered.

    Who was `named` gets a badge that has not changed for a reason only; on a terminal it is asked for. Raises
    click.UsageError where nobody can be asked, and click.Abort when the question is not answered.
    """
    positions, digests, causes, again = array("I"), bytearray(), bytearray(), list[str]()
    for at, (content, last) in enumerate(_compared(job, people, prints)):
        cause = Cause.NEW if not last else Cause.ALTERED if last.content != content else Cause.AGAIN
        if cause is Cause.AGAIN and changed:
            continue
        if last and cause is Cause.AGAIN and named:
            again.append(_told(people[at], last))
        positions.append(at)
        digests += bytes.fromhex(content)
        causes.append(_NUMBERS[cause])
    if changed:
        return Run(people.picked(positions), digests, causes, left_out=len(people) - len(positions))
    return Run(people, digests, causes, _asked(again) if again and not reason else reason)


def _compared(job: Job, people: Roll, prints: Prints) -> Iterator[tuple[str, Print | None]]:
    """For each of the people the digest of what the badge says, and the last print."""
    for begin in range(0, len(people), _LOOKED_UP):
        some = people[begin : begin + _LOOKED_UP]
        last = prints.last(some.ids())
        yield from zip(contents(job.event, some, job.words), map(last.get, some.ids()), strict=True)


def broken_off(prints: Prints) -> tuple[str, ...]:
    """The remark that the last run was not recorded, if it was not."""
    if not (run := prints.unended()):
        return ()
    what = f"the run of {run.begun_at} was broken off or is still going on: its {run.badges} badges are not recorded"
    return (f"{what}; whatever it wrote counts as not printed",)


def recorded(prints: Prints, run: Run, on: dt.datetime, make: Callable[[Callable[[], None]], Report]) -> Report:
    """Make and record a run; `make` writes its file and calls what it is given just before the file takes its place."""
    begun: list[int] = []

    def begin() -> None:
        if run.people:
            begun.append(prints.begin(len(run.people), on))

    report = make(begin)
    for number in begun:
        try:
            prints.record(number, run.prints, on)
        except SurroundingsError as error:
            said = f"{error.what}, and {', '.join(report.lines)} was written but is not recorded as printed"
            raise SurroundingsError(said, error.hint) from error
    return replace(report, data={**report.data, "badges": run.counts})


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def _told(participant: Participant, last: Print) -> str:
    """Whose badge it is, and when and how often it was printed."""
    times = f"{last.count} times, last" if last.count > 1 else "once,"
    return f"{participant.full_name} (printed {times} on {last.printed_at[:10]}: {last.reason})"


def _asked(again: Sequence[str]) -> str:
    what = f"not changed since it was printed: {listed(again)}"
    if not can_ask():
        raise click.UsageError(visible(f"{what}; say with --reason why it is printed again"))
    say(what, err=True)
    return str(click.prompt("Why is it printed again?", prompt_suffix=" ", err=True, value_proc=_filled))


def _filled(answer: str) -> str:
    if not answer.strip():
        raise click.BadParameter("write a few words")
    return answer.strip()
