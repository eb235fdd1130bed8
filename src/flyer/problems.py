"""Places, problems and the error tree.

    FlyerError
    ├── UserError           problems in what the user wrote; nothing was written   (exit status 1)
    └── SurroundingsError   disk, permission, locked ledger; nothing was lost      (exit status 3)

Wrong use of the command line (exit status 2) is the business of the command line's own library.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")


class Phrase(str):
    """A text that remembers its English `key` and what fills its {fields}, so that it can be said in other languages.

    Fields may be phrases themselves. It is its key filled in, and equal to that text.
    """

    key: str
    fields: Mapping[str, object]

    def __new__(cls, key: str, /, **fields: object) -> Phrase:
        """Fill the fields of a key in."""
        made = super().__new__(cls, key.format(**fields))
        made.key, made.fields = key, fields
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], Mapping[str, object]]:
        """Be copied, and arrive in another process, as it was made."""
        return (self.key,), self.fields


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a datum was written: file as typed, line and column from 1; 0 means the whole file or line."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Give `file:line:column` without the parts that are not known."""
        parts = [self.file] + [str(n) for n in (self.line, self.column) if n]
        return ":".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, what in one sentence, and how to mend it."""

    place: Place
    what: str
    hint: str = ""

    def __str__(self) -> str:
        """Give `file:line:column: what` and on a line of its own `  hint: how`."""
        text = f"{self.place}: {self.what}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class FlyerError(Exception):
    """Everything this program says no with."""


class UserError(FlyerError):
    """All problems of one run, in the order of their places, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[UserError], tuple[tuple[Problem, ...]]]:
        """Arrive from another process as it was raised there."""
        return UserError, (self.problems,)


class SurroundingsError(FlyerError):
    """The disk, a permission or another process stood in the way: what, and how to mend it."""

    def __init__(self, what: str, hint: str = "") -> None:
        self.what, self.hint = what, hint
        super().__init__(f"{what}\n  hint: {hint}" if hint else what)

    def __reduce__(self) -> tuple[type[SurroundingsError], tuple[str, str]]:
        """Arrive from another process as it was raised there."""
        return SurroundingsError, (self.what, self.hint)


def gathered(steps: Iterable[Callable[[], T]]) -> list[T]:
    """What the steps return; all their problems at once when some of them have any."""
    results: list[T] = []
    problems: list[Problem] = []
    for step in steps:
        try:
            results.append(step())
        except UserError as error:
            problems += error.problems
    if problems:
        raise UserError(problems)
    return results


class Located(Protocol):
    """A record whose fields know where they were written; the key "" is the record itself."""

    @property
    def places(self) -> Mapping[str, Place]:
        """Where each field was written."""


def place_of(record: Located, field: str = "") -> Place:
    """Where `field` of `record` was written, or the record itself when the field was left out."""
    places = record.places
    return places[field] if field in places else places[""]


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint that names the nearest known word, or all of them when none is near."""
    lowered = {k.casefold(): k for k in known}
    near = difflib.get_close_matches(word.casefold(), lowered, n=1, cutoff=0.6)
    if near:
        return Phrase("did you mean '{word}'?", word=lowered[near[0]])
    return Phrase("known: {words}", words=", ".join(known)) if known else ""
