"""Jobs go to their printers: each is taken exactly once, whatever breaks off in between.

A job is begun at its printer, which prints nothing yet; that it was begun is written; then the badge is handed over. So
whoever starts again knows whom to ask how far it came: what the printer took counts as printed, and is written in the
log of prints; what it did not take is sent under the same name.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from anyio.to_thread import run_sync

from flyer.desk.badges import Badges
from flyer.desk.jobs import BROWSER, CANCELLED, Job, State, kept
from flyer.desk.log import Kind
from flyer.desk.roster import Roster
from flyer.desk.surroundings import Condition, Printer, Progress, Surroundings, Told
from flyer.people.prints import Prints, ToPrint
from flyer.problems import FlyerError, Phrase, SurroundingsError, UserError

_GLANCE: Final = 1.0
"""Seconds between looks at a printer that has something to do."""

_REST: Final = 3.0
"""Seconds between looks at one that has not."""


class Spooler:
    """Takes jobs to their printers and hears how they fare; `write` adds to the desk's log and tells everybody."""

    def __init__(
        self,
        surroundings: Surroundings,
        badges: Badges,
        roster: Roster,
        prints: Prints,
        write: Callable[..., bool],
        tell: Callable[[str], None],
    ) -> None:
        self._surroundings, self._badges, self._roster, self._prints = surroundings, badges, roster, prints
        self._write, self._tell = write, tell
        self._wake = {name: asyncio.Event() for name in surroundings.printers}
        self.conditions: dict[str, Condition | None] = dict.fromkeys(surroundings.printers)
        self.trouble = ""

    def wake(self, printer: str) -> None:
        """Look after a printer now."""
        if printer in self._wake:
            self._wake[printer].set()

    async def run(self) -> None:
        """Look after all printers until this is cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                for name, printer in self._surroundings.printers.items():
                    group.create_task(self._look_after(name, printer))
        except Exception as error:
            self.trouble = Phrase("printing has stopped, start the desk again: {error}", error=repr(error))
            self._tell("")
            raise

    async def _look_after(self, name: str, printer: Printer) -> None:
        while True:
            self._wake[name].clear()
            for number in [job.number for job in self._jobs_of(name)]:
                if (job := self._roster.jobs[number]).is_going_on:
                    await self._advanced(job, printer)
            await self._look_at(name, printer)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake[name].wait(), _GLANCE if self._jobs_of(name) else _REST)

    def _jobs_of(self, printer: str) -> list[Job]:
        return [job for job in self._roster.open_jobs if job.printer == printer]

    async def _advanced(self, job: Job, printer: Printer) -> None:
        """Bring a job as far as it goes now; what the disk or the log does not take is tried again."""
        trouble = ""
        try:
            if job.state is State.QUEUED:
                await self._begin(job, printer)
            else:
                await self._ask(job, printer)
        except FlyerError as error:
            trouble = _said(error)
        if trouble != self.trouble:
            self.trouble = trouble
            self._tell(job.participant)

    async def _begin(self, job: Job, printer: Printer) -> None:
        if not (participant := self._roster.participant(job.participant)):
            self._end(job, Kind.FAILED, Phrase("nobody has this id any more"))
            return
        try:
            badge = await self._badges.pdf(participant, job.printer)
            remote = await run_sync(printer.begin, f"{participant.id} {job.number}")
        except FlyerError as error:
            self._end(job, Kind.FAILED, _said(error))
            return
        try:
            content = self._surroundings.content(participant)
            begun = self._begun(job, remote, content)
        except SurroundingsError:
            await run_sync(printer.cancel, remote)
            raise
        if begun:
            await self._send(self._roster.jobs[job.number], printer, badge)
        else:
            await run_sync(printer.cancel, remote)

    def _begun(self, job: Job, remote: str, content: str) -> bool:
        """Write that a job was begun; False where it was begun before, or stopped in the meantime."""
        if not self._roster.jobs[job.number].is_open:
            return False
        run = self._prints.begin(1, self._surroundings.now())
        fields = {"remote": remote, "run": run, "content": content}
        return self._write(Kind.BEGUN, device=job.device, participant=job.participant, job=job.number, data=fields)

    async def _send(self, job: Job, printer: Printer, badge: bytes) -> None:
        """Hand a badge over; whether that worked is what the printer then says."""
        try:
            await run_sync(printer.send, job.remote, badge)
        except SurroundingsError as error:
            told = await run_sync(printer.told, job.remote)
            if told.progress is not Progress.EMPTY:
                self._hear(job, told)
                return
            await run_sync(printer.cancel, job.remote)
            self._end(job, Kind.FAILED, _said(error))
            return
        self._hear(job, await run_sync(printer.told, job.remote))

    async def _ask(self, job: Job, printer: Printer) -> None:
        """Hear what the printer says of a job, and send it what it lacks."""
        told = await run_sync(printer.told, job.remote)
        participant = self._roster.participant(job.participant)
        if told.progress is Progress.EMPTY and participant:
            await self._send(job, printer, await self._badges.pdf(participant, job.printer))
        else:
            self._hear(job, told)

    def _hear(self, job: Job, told: Told) -> None:
        """Write what the printer has said of a job."""
        if told.progress in (Progress.TAKEN, Progress.DONE):
            self.hand_over(job)
        if told.progress is Progress.DONE:
            self._end(job, Kind.DONE)
        elif told.progress is Progress.FAILED:
            self._end(job, Kind.FAILED, told.reason)

    def hand_over(self, job: Job) -> None:
        """Write that the badge of a job was handed over, which counts as printed; once, however often it is called."""
        if job.printed:
            return
        if not self._prints.is_recorded(job.run):
            printed = ToPrint(job.participant, job.content, job.reason)
            self._prints.record(job.run, [printed], self._surroundings.now())
        self._write(Kind.HANDED, device=job.device, participant=job.participant, job=job.number)

    def here(self, job: Job, content: str) -> None:
        """Hand a job over to the browser that prints it by itself."""
        if job.state is State.QUEUED and self._begun(job, BROWSER, content):
            self.hand_over(self._roster.jobs[job.number])

    def came_out(self, job: Job) -> None:
        """Write that a badge was printed of which the printer did not say so."""
        self.hand_over(job)
        self._end(job, Kind.DONE)

    async def cancel(self, job: Job) -> bool:
        """Have a job not printed; False where it is over already, or is by the time the printer has answered."""
        failure = CANCELLED
        if job.remote and job.is_going_on:
            if printer := self._surroundings.printers.get(job.printer):
                await run_sync(printer.cancel, job.remote)
            else:
                failure = Phrase("the desk was started without this printer; see whether the badge came out")
        if not self._roster.jobs[job.number].is_going_on:
            return False
        self._end(job, Kind.FAILED, failure)
        return True

    def _end(self, job: Job, kind: Kind, failure: str = "") -> None:
        fields = {"failure": kept(failure)} if kind is Kind.FAILED else {}
        self._write(kind, device=job.device, participant=job.participant, job=job.number, data=fields)

    async def _look_at(self, name: str, printer: Printer) -> None:
        """Ask a printer how it is, and tell when that has changed."""
        try:
            condition = await run_sync(printer.condition)
        except SurroundingsError as error:
            condition = Condition(is_ready=False, reasons=(error.what,))
        if condition != self.conditions[name]:
            self.conditions[name] = condition
            self._tell("")


def _said(error: FlyerError) -> str:
    """What an error says, and what to do about it; of several problems the first."""
    match error:
        case UserError(problems=(first, *_)):
            what, hint = first.what, first.hint
        case SurroundingsError(what=what, hint=hint):
            pass
        case _:
            return str(error)
    return Phrase("{what} – {hint}", what=what, hint=hint) if hint else what
