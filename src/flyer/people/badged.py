"""Who wears a badge: the participants, and persons on the programme who shall have one too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flyer.event.model import Event, Person
from flyer.people.model import Participant
from flyer.people.names import split_name
from flyer.problems import place_of


def badged(event: Event, participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """Join the participants with the persons under `people:` who have `badge: true` and did not register themselves."""
    return (*participants, *_persons(event, participants))


def _persons(event: Event, participants: Sequence[Participant]) -> Iterator[Participant]:
    known = {(each.first_name.casefold(), each.last_name.casefold()) for each in participants}
    for person in event.people:
        title, first, last = split_name(person.name)
        if person.badge and (first.casefold(), last.casefold()) not in known:
            yield _participant(person, title, first, last)


def _participant(person: Person, title: str, first: str, last: str) -> Participant:
    sources = {"organisation": "affiliation", "role": "role"}
    sources |= dict.fromkeys(("title", "first_name", "last_name"), "name")
    return Participant(
        id=person.key,
        title=title,
        first_name=first,
        last_name=last,
        organisation=person.affiliation,
        role=person.role,
        places={"": place_of(person), **{column: place_of(person, source) for column, source in sources.items()}},
    )
