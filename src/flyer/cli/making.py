"""What every command that makes documents does: read, compose, preflight, ink, write, report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from flyer import preflight
from flyer.cli import verifying
from flyer.cli.drawing import draw
from flyer.cli.executors import Map
from flyer.cli.fonts import family
from flyer.cli.report import Report, flat, progress
from flyer.cli.verifying import Wanted
from flyer.cli.where import Where
from flyer.cli.workspace import participants, read_event, read_people
from flyer.cli.writing import Content, write
from flyer.event.model import Event
from flyer.people.model import People
from flyer.problems import Problem, UserError, gathered, place_of
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


class Output(NamedTuple):
    """A file to write: a document to ink, or bytes that were inked before and are fetched when their turn comes.

    `expected` is what its pages are to say when they are read again; `pages` how many bytes have, where that is known.
    """

    file: Path
    content: Document | Callable[[], bytes]
    expected: tuple[Wanted, ...] = ()
    pages: int = 0

    def ink(self, check: preflight.Check, over: Map) -> Content:
        """The bytes of the file, or of a document what draws them while `check` looks at its pages."""
        if isinstance(self.content, Document):
            return partial(draw, self.content, check, over)
        return self.content()

    @property
    def data(self) -> dict[str, Any]:
        """What a program wants to know about it."""
        if isinstance(self.content, Document):
            pages, fitted = len(self.content.pages), list(self.content.notes)
            return {"file": str(self.file), "pages": pages, "fitted": fitted}
        return {"file": str(self.file), "pages": self.pages, "fitted": []} if self.pages else {"file": str(self.file)}


def begin(where: Where, *, with_people: bool = True, skip_invalid: bool = False) -> Job:
    """Read what documents are made of; UserError with everything that cannot be used or set in type."""
    if not with_people:
        return _job(where, read_event(where), NOBODY)
    steps: tuple[Callable[[], Any], ...] = (partial(read_event, where), partial(participants, where))
    event, _ = gathered(steps)
    return _job(where, event, read_people(where, event, skip_invalid=skip_invalid))


def _job(where: Where, event: Event, people: People) -> Job:
    steps: tuple[Callable[[], Any], ...] = (partial(wording, event), partial(family, where, event))
    words, faces = gathered(steps)
    if problems := [*preflight.colours(event), *preflight.pictures(event), *preflight.letters(event, people, faces)]:
        raise UserError(problems)
    return Job(event, people, words, faces)


def wording(event: Event) -> Wording:
    """The words of the event's language; UserError when the program has none."""
    try:
        return Wording.of(event.language)
    except NoWording as error:
        raise UserError([Problem(place_of(event, "language"), error.what, error.hint)]) from error


def _inked(job: Job, outputs: Sequence[Output], over: Map) -> Iterator[tuple[Path, Content]]:
    """The outputs one after the other; in the end UserError when preflight has found something in any of them."""
    check = preflight.Check(preflight.picture_places(job.event))
    for output in progress(outputs, "writing"):
        yield output.file, output.ink(check, over)
    if check.problems:
        raise UserError(check.problems)


def preflighted(contents: Iterable[Document | Callable[[], bytes]], event: Event | None = None) -> None:
    """UserError when preflight finds something in the documents, of an event's pictures where it names them."""
    if problems := found(contents, event):
        raise UserError(problems)


def found(contents: Iterable[Document | Callable[[], bytes]], event: Event | None = None) -> list[Problem]:
    """What preflight finds in the documents, and what does not fit in those whose pages are made on the way."""
    places = preflight.picture_places(event) if event else {}
    return preflight.check([content for content in contents if isinstance(content, Document)], places)


def finish(
    job: Job,
    outputs: Sequence[Output],
    remarks: Sequence[str] = (),
    ready: Callable[[], None] | None = None,
    verify: str = verifying.SAMPLE,
    over: Map = map,
) -> Report:
    """Check, ink and write the outputs, all or none, and read their payment codes again, a sample or all.

    What documents in parts are made of is turned into pages `over` whoever does the work.
    `ready` is called when all stand beside their places and none has taken it; what it raises leaves none behind.
    """
    expected = {output.file: output.expected for output in outputs if output.expected}
    read = 0

    def proven(parts: Mapping[Path, Path]) -> None:
        nonlocal read
        read = verifying.prove(expected, lambda file: parts[file].open("rb"), verify)
        if ready:
            ready()

    write(_inked(job, outputs, over), proven)
    unread = (verifying.MISSING,) if expected and not read else ()
    codes = {"codes": {"printed": sum(map(len, expected.values())), "read": read}} if expected else {}
    return Report(
        lines=tuple(str(output.file) for output in outputs),
        remarks=(*job.remarks, *remarks, *unread),
        data={**job.data, "files": [output.data for output in outputs], **codes},
    )
