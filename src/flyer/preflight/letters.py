"""Letters that cannot be printed, found where they were written, before anything is composed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields
from enum import Enum
from itertools import chain
from typing import Any, NamedTuple

from flyer.event.model import Address, Event, Record
from flyer.people.called import called
from flyer.people.model import Participant, People
from flyer.people.roll import Roll
from flyer.problems import Located, Phrase, Problem, place_of
from flyer.typeset.family import Family, clusters

_UNPRINTED = frozenset({"id", "key", "path", "font"})
_CELLS = (
    "title", "first_name", "last_name", "preferred_name", "pronouns", "organisation", "department", "role",
    "invoice_to", "buyer_reference", "order_number", "vat_id",
)  # fmt: skip
_ADDRESS = ("street", "postcode", "city")
_JOINERS = "\u200c\u200d"


class _Datum(NamedTuple):
    text: str
    name: str
    record: Located


def letters(event: Event, people: People, family: Family) -> list[Problem]:
    """One problem for each datum of the event or a participant with letters that no face of `family` has."""
    of_event = [*_of_record(event, event)]
    of_people = Roll.of(people.participants).characters()
    suspects = _suspects(of_people.union(*(datum.text for datum in of_event)), family)
    data = chain(of_event, chain.from_iterable(map(_of_participant, people.participants))) if suspects else ()
    problems = [
        Problem(
            place_of(datum.record, datum.name),
            Phrase(
                "{what} has letters that no font here can print: {letters}",
                what=called(datum.name),
                letters=_named(missing),
            ),
            Phrase("write it with other letters"),
        )
        for datum in data
        if not suspects.isdisjoint(datum.text) and (missing := family.missing(datum.text))
    ]
    return list(dict.fromkeys(problems))


def _suspects(characters: Iterable[str], family: Family) -> set[str]:
    """Characters that are missing, or that only a look at the whole letter can judge: marks and joiners."""
    return {c for c in characters if unicodedata.category(c)[0] == "M" or c in _JOINERS or family.missing(c)}


def _named(missing: str) -> str:
    """'😀' (U+1F600), …"""
    return ", ".join(
        f"'{letter}' ({' '.join(f'U+{ord(part):04X}' for part in letter)})" for letter in clusters(missing)
    )


def _of_participant(participant: Participant) -> Iterator[_Datum]:
    for name in _CELLS:
        yield _Datum(getattr(participant, name), name, participant)
    for name in _ADDRESS:
        yield _Datum(getattr(participant.address, name), name, participant)


def _of_record(record: Record, located: Located) -> Iterator[_Datum]:
    """The texts of a record and of those in it; the keys of an address stand among those of its owner."""
    for field in fields(record):
        if field.compare and field.name not in _UNPRINTED:
            yield from _of_value(getattr(record, field.name), field.name, located)


def _of_value(value: Any, name: str, located: Located) -> Iterator[_Datum]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield _Datum(value, name, located)
    elif isinstance(value, Record):
        yield from _of_record(value, located if isinstance(value, Address) else value)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _of_value(inner, name, located)
