"""What staff do at the counter: check in, print, correct, add; each is written to the log before it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flyer.desk import forms
from flyer.desk.badges import Badges
from flyer.desk.events import Hub
from flyer.desk.jobs import BROWSER, Job
from flyer.desk.log import DeskLog, Kind
from flyer.desk.printing import Spooler
from flyer.desk.roster import Roster, Standing
from flyer.desk.surroundings import Surroundings
from flyer.desk.telling import Outcome
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.people.prints import Prints
from flyer.problems import Phrase, Place, Problem, UserError

_LONGEST_REASON = 200


class Counter:
    """The counter of an event. `device` is the name of the one at which something is done, `seen` what it has shown.

    Every method that writes raises SurroundingsError when that does not work; then nothing was done.
    """

    def __init__(
        self, event: Event, roster: Roster, log: DeskLog, prints: Prints, surroundings: Surroundings, hub: Hub
    ) -> None:
        self.event, self.roster, self.surroundings, self.hub = event, roster, surroundings, hub
        self.log = log
        self.badges = Badges(surroundings)
        self.spooler = Spooler(surroundings, self.badges, roster, prints, self.write, hub.tell)

    def write(self, kind: Kind, **entry: Any) -> bool:
        """Add to the log, as its `append` does, and tell all desks."""
        written = self.log.append(kind, at=self.surroundings.now(), **entry)
        self.catch_up()
        return written

    def catch_up(self) -> None:
        """Take in what was written, by whatever program, and tell all desks."""
        for concerned in self.roster.caught_up():
            self.hub.tell(concerned)

    def standing(self, id_: str) -> Standing | None:
        """How it is with who has the id, now."""
        self.catch_up()
        participant = self.roster.participant(id_)
        return self.roster.standing(participant) if participant else None

    def is_altered(self, standing: Standing) -> bool:
        """Whether the badge says something else now than the one that was printed."""
        last = standing.last
        return last is not None and last.content != self.surroundings.content(standing.participant)

    def needs_reason(self, standing: Standing) -> bool:
        """Whether somebody has to say why the badge is printed again."""
        return standing.last is not None and not standing.has_failed and not self.is_altered(standing)

    def arrive(self, standing: Standing, device: str) -> Outcome:
        """Check somebody in who is not yet."""
        if standing.arrived:
            return Outcome.ALREADY
        self.write(Kind.ARRIVED, device=device, participant=standing.participant.id)
        return Outcome.ARRIVED

    def leave(self, standing: Standing, device: str, seen: str) -> Outcome:
        """Take a check-in back."""
        if not standing.arrived or standing.seen != seen:
            return Outcome.MEANWHILE
        self.write(Kind.LEFT, device=device, participant=standing.participant.id)
        return Outcome.LEFT

    async def print(
        self, standing: Standing, device: str, seen: str, printer: str, reason: str, *, arrives: bool
    ) -> Outcome:
        """Queue a badge that fits, and check in whoever gets it. UserError with what does not fit."""
        reason = " ".join(reason.split())[:_LONGEST_REASON]
        if standing.job and standing.is_printing and standing.job.printer == printer == BROWSER:
            return Outcome.PRINTING
        if standing.job and standing.is_printing and standing.job.printer != BROWSER:
            return Outcome.ON_ITS_WAY
        if standing.seen != seen:
            return Outcome.MEANWHILE
        if self.needs_reason(standing) and not reason:
            return Outcome.REASON
        participant = standing.participant
        await self.badges.pdf(participant, printer)
        if self.roster.standing(participant).seen != seen:
            return Outcome.MEANWHILE
        if standing.job and standing.is_printing:
            await self.spooler.cancel(standing.job)
        why = reason if self.needs_reason(standing) else "altered" if standing.last else "new"
        self.write(Kind.QUEUED, device=device, participant=participant.id, data={"printer": printer, "reason": why})
        if arrives and not standing.arrived:
            self.write(Kind.ARRIVED, device=device, participant=participant.id)
        self.spooler.wake(printer)
        return Outcome.PRINTING

    async def badge_here(self, job: Job, *, as_picture: bool) -> bytes | None:
        """The badge of a job that the browser prints, which hands it over; None when it is not to be printed."""
        participant = self.roster.participant(job.participant)
        if not participant or job.printer != BROWSER or job.failure:
            return None
        badge = await (
            self.badges.picture(participant, self.surroundings.dots) if as_picture else self.badges.pdf(participant)
        )
        self.spooler.here(job, self.surroundings.content(participant))
        return badge

    async def cancel(self, job: Job) -> Outcome:
        """Stop a job that is not over."""
        return Outcome.CANCELLED if await self.spooler.cancel(job) else Outcome.NO_WAY_BACK

    def came_out(self, job: Job) -> Outcome:
        """Take it from staff that a badge came out which is said to have failed at its printer."""
        if not (job.failure and job.run):
            return Outcome.MEANWHILE
        self.spooler.came_out(job)
        return Outcome.CAME_OUT

    def correct(self, participant: Participant, written: Mapping[str, str], device: str) -> Outcome:
        """Write what a form says otherwise. UserError with what is wrong with it, or was changed since it was shown."""
        if written.get("seen") != forms.seen(participant) and (changed := forms.contradicted(participant, written)):
            raise UserError(changed)
        changes = forms.corrected(participant, written, self.event)
        if not changes:
            return Outcome.UNCHANGED
        self.write(Kind.CORRECTED, device=device, participant=participant.id, data=changes)
        return Outcome.CORRECTED

    def add(self, written: Mapping[str, str], device: str) -> Participant:
        """Put somebody on the list who is not on it. UserError with all that is wrong with the form."""
        participant = forms.checked(written, self.event)
        if known := self.roster.participant(participant.id):
            what = Phrase("'{name}' of the same organisation and e-mail is on the list already", name=known.full_name)
            hint = Phrase("if it is somebody else, add the e-mail address")
            raise UserError([Problem(Place("last_name"), what, hint)])
        self.write(Kind.WALK_IN, device=device, participant=participant.id, data=forms.texts(participant))
        return participant
