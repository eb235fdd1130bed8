"""What every command that makes documents does: read, compose, preflight, ink, write, report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from flyer import pdf, preflight
from flyer.cli.fonts import family
from flyer.cli.report import Report, flat, progress
from flyer.cli.where import Where
from flyer.cli.workspace import gathered, participants, read_event, read_people
from flyer.cli.writing import write
from flyer.event.model import Event
from flyer.people.model import People
from flyer.problems import Problem, UserError, place_of
from flyer.typeset.family import Family
from flyer.typeset.frame import Document
from flyer.wording import NoWording, Wording

NOBODY = People(participants=(), read=0, skipped=0)


@dataclass(frozen=True, slots=True)
class Job:
    """What documents are made of."""

    event: Event
    people: People
    words: Wording
    family: Family

    @property
    def remarks(self) -> tuple[str, ...]:
        """Which rows were skipped, and the count that always adds up."""
        if not self.people.skipped:
            return ()
        read, skipped = self.people.read, self.people.skipped
        counts = f"participants: {read} read, {read - skipped} used, {skipped} skipped"
        return (*map(str, self.people.problems), counts)

    @property
    def data(self) -> dict[str, Any]:
        """The same for a program, and the event's name."""
        read, skipped = self.people.read, self.people.skipped
        counts = {"read": read, "used": read - skipped, "skipped": skipped}
        problems = [flat(problem) for problem in self.people.problems]
        return {"event": self.event.name, "participants": counts, "problems": problems}


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: a document to ink, or bytes that were inked before and are fetched when their turn comes."""

    file: Path
    content: Document | Callable[[], bytes]

    def ink(self) -> bytes:
        """The bytes of the file."""
        return pdf.write(self.content) if isinstance(self.content, Document) else self.content()

    @property
    def data(self) -> dict[str, Any]:
        """What a program wants to know about it."""
        if isinstance(self.content, Document):
            pages, fitted = len(self.content.pages), list(self.content.notes)
            return {"file": str(self.file), "pages": pages, "fitted": fitted}
        return {"file": str(self.file)}


def begin(where: Where, *, with_people: bool = True, skip_invalid: bool = False) -> Job:
    """Read what documents are made of; UserError with everything that cannot be used or set in type."""
    if not with_people:
        return _job(where, read_event(where), NOBODY)
    steps: tuple[Callable[[], Any], ...] = (partial(read_event, where), partial(participants, where))
    event, _ = gathered(steps)
    return _job(where, event, read_people(where, event, skip_invalid=skip_invalid))


def _job(where: Where, event: Event, people: People) -> Job:
    steps: tuple[Callable[[], Any], ...] = (partial(_wording, event), partial(family, where, event))
    words, faces = gathered(steps)
    if problems := [*preflight.colours(event), *preflight.logos(event), *preflight.letters(event, people, faces)]:
        raise UserError(problems)
    return Job(event, people, words, faces)


def _wording(event: Event) -> Wording:
    try:
        return Wording.of(event.language)
    except NoWording as error:
        raise UserError([Problem(place_of(event, "language"), error.what, error.hint)]) from error


def preflighted(contents: Iterable[Document | Callable[[], bytes]]) -> None:
    """UserError when preflight finds something in the documents."""
    if problems := preflight.check([content for content in contents if isinstance(content, Document)]):
        raise UserError(problems)


def finish(job: Job, outputs: Sequence[Output], remarks: Sequence[str] = ()) -> Report:
    """Check, ink and write the outputs, all or none."""
    preflighted(output.content for output in outputs)
    write((output.file, output.ink()) for output in progress(outputs, "writing"))
    return Report(
        lines=tuple(str(output.file) for output in outputs),
        remarks=(*job.remarks, *remarks),
        data={**job.data, "files": [output.data for output in outputs]},
    )
