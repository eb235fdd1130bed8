"""An event's files, read from disk: the event with its logos, and who comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from flyer.cli.report import listed
from flyer.cli.where import Where
from flyer.cli.writing import blaming
from flyer.event import load as event_file
from flyer.event.model import Event
from flyer.people import load as participants_file
from flyer.people.model import Participant, People
from flyer.people.roll import Roll
from flyer.people.search import Directory
from flyer.problems import Place, Problem, UserError

T = TypeVar("T")

_ONLY = "--only takes a part of a name, an organisation or an id"


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
        hint = "write it, or name another with --participants; `flyer programme` needs none"
        raise _missing(where.candidates[0], hint)
    if len(found) > 1:
        hint = "name the one that counts with --participants"
        raise UserError([Problem(Place(str(found[1])), f"there is '{found[0]}' as well", hint)])
    return found[0]


def chosen(where: Where, things: Iterable[T], only: Sequence[str], said: Callable[[T], Iterable[str]]) -> Iterable[T]:
    """The things that say one of the texts, or all when there is no text; UserError for a text nothing says."""
    if not only:
        return things
    things = [*things]
    hits_of = {
        text: [any(text.casefold() in word.casefold() for word in said(thing)) for thing in things] for text in only
    }
    place = Place(str(participants(where)))
    if problems := [Problem(place, f"'{text}' finds nobody", _ONLY) for text, hits in hits_of.items() if not any(hits)]:
        raise UserError(problems)
    return [thing for thing, *hits in zip(things, *hits_of.values(), strict=True) if any(hits)]


def looked_up(
    where: Where,
    people: Sequence[Participant],
    only: Sequence[str],
    in_order: Callable[[Sequence[Participant]], Roll] = Roll.of,
) -> tuple[Roll, list[str]]:
    """The people whom the texts find, all when there is none, and remarks on whom they find; both in an order.

    Typing mistakes are forgiven where a text then finds one person. UserError for texts that find nobody, and for those
    that are like several people and are in the words of none.
    """
    roll = Roll.of(people)
    if not only:
        return in_order(roll), []
    place = Place(str(participants(where)))
    roll = roll.about(only)
    directory = Directory(roll)
    if not all(map(directory.says, only)):  # of those who are equally alike the first in the order comes first
        roll = in_order(people)
        directory = Directory(roll)
    positions: set[int] = set()
    remarks: list[str] = []
    problems: list[Problem] = []
    for text in only:
        hit = directory.find(text)
        told = listed([_told(each) for each in (in_order(hit.people) if hit.exact else hit.people)])
        positions.update(hit.positions)
        if not hit.people:
            problems.append(Problem(place, f"'{text}' finds nobody", _ONLY))
        elif not hit.exact and len(hit.people) > 1:
            hint = "write one of them as the list does, or an id"
            problems.append(Problem(place, f"'{text}' finds nobody, but is like {len(hit.people)}: {told}", hint))
        elif not hit.exact:
            remarks.append(f"'{text}' is taken for {told}")
        elif len(hit.people) > 1:
            remarks.append(f"'{text}' finds {len(hit.people)}: {told}")
    if problems:
        raise UserError(problems)
    return in_order(roll.picked(sorted(positions))), remarks


def _told(participant: Participant) -> str:
    return f"{participant.full_name} ({', '.join(filter(None, (participant.organisation, participant.id)))})"


def _missing(file: Path, hint: str) -> UserError:
    return UserError([Problem(Place(str(file)), "there is no such file", hint)])


def _read(file: Path) -> bytes:
    with blaming(file, "read"):
        return file.read_bytes()
