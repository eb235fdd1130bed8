"""What `flyer badges` prints for whom and why, and the record of it: what is written counts as printed."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import click

from flyer.cli.making import Job
from flyer.cli.report import Report, listed, say, visible
from flyer.documents.badge.content import contents
from flyer.people.model import Participant
from flyer.people.prints import Print, Prints, ToPrint
from flyer.problems import SurroundingsError


class Cause(StrEnum):
    """Why a badge is printed: for the first time, because it says something else now, or the same once more."""

    NEW = "new"
    ALTERED = "altered"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge: whose it is, the digest of what it says, why it would be printed, and its last print."""

    participant: Participant
    content: str
    cause: Cause
    last: Print | None

    @property
    def told(self) -> str:
        """Whose badge it is, and when and how often it was printed."""
        if not self.last:
            return self.participant.full_name
        times = f"{self.last.count} times, last" if self.last.count > 1 else "once,"
        return f"{self.participant.full_name} (printed {times} on {self.last.printed_at[:10]}: {self.last.reason})"


@dataclass(frozen=True, slots=True)
class Run:
    """The badges a run prints, why those are printed again that have not changed, and how many it leaves out."""

    badges: tuple[Badge, ...]
    reason: str = ""
    left_out: int = 0

    @property
    def people(self) -> tuple[Participant, ...]:
        """Whose badges they are."""
        return tuple(each.participant for each in self.badges)

    @property
    def prints(self) -> Iterator[ToPrint]:
        """What there is to record."""
        for each in self.badges:
            reason = self.reason if each.cause is Cause.AGAIN and self.reason else each.cause
            yield ToPrint(each.participant.id, each.content, reason)

    @property
    def counts(self) -> dict[str, int]:
        """How many badges are printed for each cause, and how many are left out because they have not changed."""
        counted = Counter(each.cause for each in self.badges)
        return {**{str(cause): counted[cause] for cause in Cause}, "unchanged": self.left_out}

    @property
    def remarks(self) -> tuple[str, ...]:
        """What was left out."""
        if not self.left_out:
            return ()
        return (f"{self.left_out} badge{'s'[: self.left_out != 1]} not changed and left out",)


def planned(job: Job, people: Sequence[Participant], prints: Prints, *, changed: bool, named: bool, reason: str) -> Run:
    """The run that prints the badges of people, or with `changed` those that are new or altered.

    Who was `named` gets a badge that has not changed for a reason only; on a terminal it is asked for. Raises
    click.UsageError where nobody can be asked, and click.Abort when the question is not answered.
    """
    last = prints.last()
    says = contents(job.event, people, job.words)
    badges = tuple(_badge(each, digest, last.get(each.id)) for each, digest in zip(people, says, strict=True))
    again = [each.told for each in badges if each.cause is Cause.AGAIN]
    if changed:
        return Run(tuple(each for each in badges if each.cause is not Cause.AGAIN), left_out=len(again))
    return Run(badges, _asked(again) if named and again and not reason else reason)


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
        if run.badges:
            begun.append(prints.begin(len(run.badges), on))

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


def _badge(participant: Participant, says: str, last: Print | None) -> Badge:
    cause = Cause.NEW if not last else Cause.AGAIN if last.content == says else Cause.ALTERED
    return Badge(participant, says, cause, last)


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
