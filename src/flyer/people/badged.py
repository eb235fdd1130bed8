"""Who wears a badge: the participants, and persons on the programme who shall have one too."""

from __future__ import annotations

from collections.abc import Sequence

from flyer.event.model import Event, Person
from flyer.people.model import Participant
from flyer.people.names import split_name
from flyer.people.roll import Roll
from flyer.problems import place_of


def badged(event: Event, participants: Sequence[Participant]) -> Roll:
    """Join the participants with the persons under `people:` who have `badge: true` and did not register themselves."""
    persons = [_participant(person) for person in event.people if person.badge]
    named = {_name(each) for each in persons}
    registered = {_name(each) for each in participants if _name(each) in named} if named else set()
    return Roll.of(participants).joined(each for each in persons if _name(each) not in registered)


def _name(participant: Participant) -> tuple[str, str]:
    return participant.first_name.casefold(), participant.last_name.casefold()


def _participant(person: Person) -> Participant:
    title, first, last = split_name(person.name)
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
