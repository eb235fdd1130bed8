"""Who speaks: everyone named in a session or talk, each person once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from flyer.event.model import Event, Person
from flyer.people.names import split_name
from flyer.people.order import order
from flyer.problems import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person on the programme; `places` are those of the entry that names them first."""

    key: str
    title: str
    first_name: str
    last_name: str
    affiliation: str
    places: Mapping[str, Place] = field(compare=False, repr=False)

    @property
    def name(self) -> str:
        """First and last name as they are spoken."""
        return " ".join(filter(None, (self.first_name, self.last_name)))


def speakers(event: Event) -> tuple[Speaker, ...]:
    """All speakers in the order of their names.

    Who is named with and without title is the same person, with it; so is who has the same name under `people:` and
    written in place. Two keys under `people:` are two persons.
    """
    found: list[Speaker] = []
    for person in _named(event):
        title, first, last = split_name(person.name)
        new = Speaker(
            key=person.key,
            title=title,
            first_name=first,
            last_name=last,
            affiliation=person.affiliation,
            places=person.places,
        )
        known = next((each for each in found if _same(each, new)), None)
        if known:
            found[found.index(known)] = _joined(known, new)
        else:
            found.append(new)
    return tuple(sorted(found, key=lambda each: order(each.last_name, each.first_name)))


def _named(event: Event) -> Iterator[Person]:
    for day in event.programme:
        for session in day.sessions:
            yield from session.speakers
            for talk in session.talks:
                yield from talk.speakers


def _same(one: Speaker, other: Speaker) -> bool:
    distinct = one.key and other.key and one.key != other.key
    return one.name.casefold() == other.name.casefold() and not distinct


def _joined(known: Speaker, new: Speaker) -> Speaker:
    return replace(
        known,
        key=known.key or new.key,
        title=known.title or new.title,
        affiliation=known.affiliation or new.affiliation,
    )
