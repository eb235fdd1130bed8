"""An event's files, read from disk: the event with its logos, and who comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from flyer.cli.where import Where
from flyer.cli.writing import blaming
from flyer.event import load as event_file
from flyer.event.model import Event
from flyer.people import load as participants_file
from flyer.people.model import Participant, People
from flyer.problems import Place, Problem, UserError

T = TypeVar("T")


def read_event(where: Where) -> Event:
    """The event, with the files it refers to."""
    folder = where.event.parent

    def asset(path: str) -> bytes | None:
        file = folder / path
        with blaming(file, "read"):
            return file.read_bytes() if file.is_file() else None

    if not where.event.exists():
        raise _missing(where.event, "make an event with `flyer new`, or name it with --event")
    return event_file.load(_read(where.event), str(where.event), asset)


def read_people(where: Where, event: Event, *, skip_invalid: bool) -> People:
    """Who comes, out of the list beside the event or the one that was named."""
    file = participants(where)
    return participants_file.load(_read(file), str(file), event, skip_invalid=skip_invalid)


def participants(where: Where) -> Path:
    """The list of participants; UserError when there is none, or more than one to choose from."""
    found = [file for file in where.candidates if file.exists()]
    if not found:
        raise _missing(where.candidates[0], "write it, or name another with --participants")
    if len(found) > 1:
        hint = "name the one that counts with --participants"
        raise UserError([Problem(Place(str(found[1])), f"there is '{found[0]}' as well", hint)])
    return found[0]


def chosen(where: Where, things: Sequence[T], only: Sequence[str], said: Callable[[T], Iterable[str]]) -> list[T]:
    """The things that say one of the texts, or all when there is no text; UserError for a text nothing says."""
    if not only:
        return list(things)
    found = {
        text: [any(text.casefold() in word.casefold() for word in said(thing)) for thing in things] for text in only
    }
    hint = "--only takes a part of a name, an organisation or an id"
    place = Place(str(participants(where)))
    if problems := [Problem(place, f"'{text}' finds nobody", hint) for text, hits in found.items() if not any(hits)]:
        raise UserError(problems)
    return [thing for thing, *hits in zip(things, *found.values(), strict=True) if any(hits)]


def said(participant: Participant) -> tuple[str, ...]:
    """What `--only` looks in."""
    return (participant.full_name, participant.organisation, participant.id)


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


def _missing(file: Path, hint: str) -> UserError:
    return UserError([Problem(Place(str(file)), "there is no such file", hint)])


def _read(file: Path) -> bytes:
    with blaming(file, "read"):
        return file.read_bytes()
