"""What was done to whom: for every badge the fields that were not set as usual, as a table and in order of need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from typing import Final, NamedTuple

from flyer.documents.badge.design import Field
from flyer.documents.badge.fields import Said
from flyer.documents.badge.fitting import Fitted
from flyer.people.model import Participant
from flyer.problems import place_of
from flyer.typeset.frame import Frame
from flyer.units import Length, pt

COUNT: Final = 20
"""How many badges are worth a look."""

_HEADER: Final = ("id", "name", "place", "field", "in the list", "on the badge", "type", "usual type", "done")


class Deed(NamedTuple):
    """What was done to make one field fit: the lines it is said in, their size, and the size it usually has."""

    field: Field
    column: str
    text: str
    lines: tuple[str, ...]
    size: Length
    usual: Length
    hyphenated: bool
    shortened: bool

    @classmethod
    def of(cls, said: Said, fitted: Fitted, size: Length, usual: Length) -> Deed:
        """What was done to a text that has been fitted and was set in a size."""
        lines = tuple(line.text.replace("\u00ad", "-") for line in fitted.lines)
        field, column, text, _ = said
        return cls(field, column, text, lines, size, usual, fitted.step.hyphenate, bool(fitted.shortened))

    @property
    def share(self) -> float:
        """The size as a share of the usual one."""
        return self.size / self.usual

    def __bool__(self) -> bool:
        """Whether anything was done."""
        return self.size < self.usual or len(self.lines) > 1 or self.hyphenated or self.shortened


class Told(NamedTuple):
    """A participant, and what was done to the fields of their badge."""

    participant: Participant
    deeds: tuple[Deed, ...]

    @property
    def share(self) -> float:
        """How small the field is set that is smallest in relation to its usual size."""
        return min(deed.share for deed in self.deeds)


class Tight(NamedTuple):
    """One of the tightest badges."""

    told: Told
    badge: Frame


class Account(NamedTuple):
    """What was done to everyone of a run, and the tightest badges."""

    told: Sequence[Told]
    tightest: Sequence[Tight]


def tightest(told: Iterable[Told], count: int = COUNT) -> list[Told]:
    """Those to whom most was done: whose fields are smallest in relation to their usual size."""
    return nsmallest(count, (each for each in told if each.deeds), key=lambda each: each.share)


def table(told: Iterable[Told]) -> list[Sequence[str]]:
    """A row for each field to which anything was done, below their header."""
    return [_HEADER, *(row for each in told for row in _rows(each))]


def _rows(told: Told) -> Iterator[Sequence[str]]:
    person = told.participant
    for deed in told.deeds:
        place = str(place_of(person, deed.column))
        sizes = (_points(deed.size), _points(deed.usual))
        done = "; ".join(_done(deed))
        yield person.id, person.full_name, place, deed.field, deed.text, " | ".join(deed.lines), *sizes, done


def _done(deed: Deed) -> Iterator[str]:
    if deed.shortened:
        yield "shortened"
    if deed.hyphenated:
        yield "hyphenated"
    if len(deed.lines) > 1:
        yield f"in {len(deed.lines)} lines"
    if deed.size < deed.usual:
        yield "smaller"


def _points(size: Length) -> str:
    return f"{size / pt(1):.1f} pt"
