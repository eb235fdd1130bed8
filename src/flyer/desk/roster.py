"""Everybody who is expected, as the list and the two logs tell it: who came, what was corrected, what was printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flyer.desk import forms
from flyer.desk.devices import Device
from flyer.desk.finding import Finder
from flyer.desk.jobs import CANCELLED, Job, advanced, queued
from flyer.desk.log import DeskLog, Entry, Kind
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.people.prints import Print, Prints


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are expected, how many of them have arrived, and how many have a badge that was printed."""

    expected: int
    arrived: int
    printed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How it is with a participant: the entry of the arrival, the last print and the job that made it, the last job.

    `seen` changes whenever any of it does.
    """

    participant: Participant
    arrived: Entry | None
    last: Print | None
    printed_by: Job | None
    job: Job | None
    seen: str

    @property
    def is_printing(self) -> bool:
        """Whether a badge is on its way."""
        return self.job is not None and self.job.is_open

    @property
    def has_failed(self) -> bool:
        """Whether the last badge asked for did not come out."""
        return self.job is not None and bool(self.job.failure)


class Roster:
    """The participants with everything both logs tell of them; `caught_up` reads what was written since."""

    def __init__(self, event: Event, people: Sequence[Participant], log: DeskLog, prints: Prints, finder: Finder):
        self._event, self._log, self._prints = event, log, prints
        self.finder = finder
        self.listed: Mapping[str, Participant] = {each.id: each for each in people}
        self.altered: dict[str, Participant] = {}
        self.jobs: dict[int, Job] = {}
        self.devices: dict[str, Device] = {}
        self._walk_ins: dict[str, None] = {}
        self._arrived: dict[str, Entry] = {}
        self._last_jobs: dict[str, int] = {}
        self._printed_by: dict[str, int] = {}
        self._unprinted: dict[str, None] = {}
        self._last_prints: dict[str, Print] = {}
        self._sequence = self._print_sequence = 0
        self.caught_up()

    def caught_up(self) -> Iterable[str]:
        """Take in what was written to the logs since the last time; gives the ids of those it is about, each once."""
        concerned: dict[str, None] = {}
        for sequence, each in self._prints.after(self._print_sequence):
            self._print_sequence = sequence
            self._last_prints[each.participant] = each
            concerned[each.participant] = None
        entries = list(self._log.after(self._sequence))
        for entry in entries:
            self._sequence = entry.sequence
            self._take(entry)
            concerned[entry.participant] = None
        if any(entry.kind in (Kind.WALK_IN, Kind.CORRECTED) for entry in entries):
            self.finder.alter(self.altered)
        return concerned

    @property
    def people(self) -> Iterator[Participant]:
        """Everybody as they are now, in the order of the list, those who walked in behind them."""
        for id_, participant in self.listed.items():
            yield self.altered.get(id_, participant)
        yield from self.walk_ins

    @property
    def walk_ins(self) -> Iterator[Participant]:
        """Those whom the list does not have."""
        return (self.altered[id_] for id_ in self._walk_ins)

    @property
    def missing(self) -> Iterator[Participant]:
        """Those who have not arrived."""
        return (each for each in self.people if each.id not in self._arrived)

    @property
    def counts(self) -> Counts:
        """How many there are of each."""
        known = self.listed.keys() | self._walk_ins.keys()
        return Counts(len(known), len(self._arrived.keys() & known), len(self._last_prints.keys() & known))

    @property
    def open_jobs(self) -> Iterator[Job]:
        """The jobs that are not over, in their order."""
        return (job for job in self.jobs.values() if job.is_going_on)

    @property
    def unprinted(self) -> Iterator[Participant]:
        """Those whose last badge did not come out, unless somebody has stopped it."""
        return (each for id_ in self._unprinted if (each := self.participant(id_)))

    def participant(self, id_: str) -> Participant | None:
        """Who has the id."""
        return self.altered.get(id_) or self.listed.get(id_)

    def standing(self, participant: Participant) -> Standing:
        """How it is with a participant."""
        id_ = participant.id
        arrived, last, job = self._arrived.get(id_), self._last_prints.get(id_), self._job(self._last_jobs, id_)
        seen = f"{arrived.sequence if arrived else 0}.{last.count if last else 0}.{job.number if job else 0}"
        return Standing(participant, arrived, last, self._job(self._printed_by, id_), job, seen)

    def _job(self, numbers: Mapping[str, int], id_: str) -> Job | None:
        return self.jobs.get(numbers.get(id_, 0))

    def _take(self, entry: Entry) -> None:
        id_ = entry.participant
        match entry.kind:
            case Kind.ARRIVED:
                self._arrived[id_] = entry
            case Kind.LEFT:
                self._arrived.pop(id_, None)
            case Kind.WALK_IN if id_ not in self.listed:
                self.altered[id_] = forms.restored(id_, entry.data, self._event)
                self._walk_ins[id_] = None
            case Kind.CORRECTED:
                if participant := self.participant(id_):
                    self.altered[id_] = forms.applied(participant, entry.data, self._event)
            case Kind.DEVICE:
                before = self.devices.get(entry.data["token"], Device("", entry.at, entry.sequence))
                self.devices[entry.data["token"]] = before._replace(name=entry.device)
            case Kind.LOCKED_OUT:
                self.devices.pop(entry.data["token"], None)
            case Kind.QUEUED:
                self.jobs[entry.sequence] = queued(entry)
                self._last_jobs[id_] = entry.sequence
                self._unprinted.pop(id_, None)
            case Kind.BEGUN | Kind.HANDED | Kind.DONE | Kind.FAILED:
                self._advance(entry)

    def _advance(self, entry: Entry) -> None:
        job = self.jobs[entry.job] = advanced(self.jobs[entry.job], entry)
        if entry.kind is Kind.HANDED:
            self._printed_by[job.participant] = job.number
        if self._last_jobs[job.participant] == job.number:
            self._unprinted.pop(job.participant, None)
            if job.failure and job.failure != CANCELLED:
                self._unprinted[job.participant] = None
