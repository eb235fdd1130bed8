"""The bytes of event.yaml become an Event, or all that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from flyer.event.checks import check
from flyer.event.format import EVENT
from flyer.event.model import Event, Person
from flyer.event.reading import Draft, Files, Reader, Reference
from flyer.event.source import parse
from flyer.problems import Place, UserError


def load(text: bytes, name: str, asset: Files) -> Event:
    """Turn the content of the file `name` into an Event; `asset` gives the files it refers to.

    Raises UserError with every problem there is.
    """
    root, problems = parse(text, name)
    if root is None:
        raise UserError(problems)
    reader = Reader(asset)
    draft = reader.read(EVENT, root, name)
    problems = (*problems, *reader.problems, *(check(draft) if draft else ()))
    if problems:
        raise UserError(problems)
    people = {person.key: person for person in _built(draft.get("people") or (), {})}
    return _in_its_time_zone(_built(draft, people))


def _in_its_time_zone(event: Event) -> Event:
    zone = ZoneInfo(event.timezone)
    return replace(
        event,
        starts=event.starts.replace(tzinfo=zone),
        ends=event.ends.replace(tzinfo=zone),
        doors_open=event.doors_open and event.doors_open.replace(tzinfo=zone),
    )


def _built(value: Any, people: Mapping[str, Person]) -> Any:
    """The records that drafts without problems stand for."""
    match value:
        case Reference(key):
            return people[key]
        case Draft(table) if table.record:
            fields, places = _flat(value)
            for field, inner in table.gathered.items():
                keys = {row.key for row in inner.rows} & fields.keys()
                part = {key: fields.pop(key) for key in keys}
                fields[field] = Draft(inner, part, {key: places[key] for key in ("", *keys)})
            built = {key: _built(field, people) for key, field in fields.items()}
            return table.record(**built, places=MappingProxyType(places))
        case tuple():
            return tuple(_built(item, people) for item in value)
        case _:
            return value


def _flat(draft: Draft) -> tuple[dict[str, Any], dict[str, Place]]:
    """The fields and places of a draft, with those of inner tables that are no record of their own."""
    fields, places = dict(draft.values), dict(draft.places)
    for key, value in draft.values.items():
        if isinstance(value, Draft) and value.table.record is None:
            del fields[key]
            fields |= value.values
            places |= {inner: place for inner, place in value.places.items() if inner}
    return fields, places
