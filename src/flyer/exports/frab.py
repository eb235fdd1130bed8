"""The programme in the form of frab and pretalx, which conference apps, screens and recording teams read.

schedule.json as c3voc's schema of it says, schedule.xml the same data in elements.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID
from xml.etree import ElementTree

from flyer.event.model import Day, Event
from flyer.exports.entries import Entry, edition, entries, guid, lines, one_line
from flyer.people.slugs import slug

_OPEN_END: Final = dt.timedelta(hours=1)
"""The form asks for a duration: what lasts as long as people stay counts as an hour."""

_SLOT: Final = "00:05"
"""The grain of the timetable, pretalx's own."""

_GENERATOR: Final = {"name": "flyer"}


def schedule_json(event: Event) -> bytes:
    """Turn the programme into schedule.json; UserError when there is no session."""
    conference = _conference(event)
    data = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": _GENERATOR,
        "schedule": {"version": _version(conference), "conference": conference},
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode()


def schedule_xml(event: Event) -> bytes:
    """Turn the programme into schedule.xml; UserError when there is no session."""
    conference = _conference(event)
    root = ElementTree.Element("schedule")
    ElementTree.SubElement(root, "generator", _GENERATOR)
    _add(root, "version", _version(conference))
    head = ElementTree.SubElement(root, "conference")
    for name in ("title", "acronym", "start", "end", "daysCount", "timeslot_duration", "time_zone_name"):
        _add(head, "days" if name == "daysCount" else name, str(conference[name]))
    for day in conference["days"]:
        times = {"start": day["day_start"], "end": day["day_end"]}
        element = ElementTree.SubElement(root, "day", {"index": str(day["index"]), "date": day["date"], **times})
        for room, events in day["rooms"].items():
            inner = ElementTree.SubElement(element, "room", {"name": room})
            for each in events:
                _add_event(inner, each)
    ElementTree.indent(root)
    written: str = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()


def _conference(event: Event) -> dict[str, Any]:
    found = entries(event)
    every = [entry for _, day in found for entry in day]
    ids = _numbers([entry.guid for entry in every])
    rooms = dict.fromkeys(_room(entry, event) for entry in every)
    tracks = dict.fromkeys(entry.session.track for entry in every if entry.session.track)
    return {
        "acronym": slug(edition(event), 40).replace("-", "_"),
        "title": ": ".join(filter(None, map(one_line, (event.name, event.title)))),
        "start": event.starts.date().isoformat(),
        "end": event.ends.date().isoformat(),
        "daysCount": len(found),
        "timeslot_duration": _SLOT,
        "time_zone_name": event.timezone,
        "rooms": [{"name": room, "guid": str(guid(event, "room", room))} for room in rooms],
        "tracks": [{"name": track} for track in tracks],
        "days": [_day(number, *each, event, ids) for number, each in enumerate(found, 1)],
    }


def _day(index: int, day: Day, found: Sequence[Entry], event: Event, ids: Mapping[UUID, int]) -> dict[str, Any]:
    start, end = (dt.datetime.combine(day.date, time, event.starts.tzinfo) for time in (dt.time(), dt.time(23, 59, 59)))
    rooms: dict[str, list[dict[str, Any]]] = {}
    for entry in found:
        rooms.setdefault(_room(entry, event), []).append(_event(entry, event, ids[entry.guid]))
    return {
        "index": index,
        "date": day.date.isoformat(),
        "day_start": start.isoformat(),
        "day_end": end.isoformat(),
        "rooms": rooms,
    }


def _event(entry: Entry, event: Event, number: int) -> dict[str, Any]:
    session, title = entry.session, one_line(entry.session.title)
    minutes = round(((entry.end - entry.start) if entry.end else _OPEN_END).total_seconds() / 60)
    return {
        "guid": str(entry.guid),
        "id": number,
        "date": entry.start.isoformat(),
        "start": f"{session.start:%H:%M}",
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "room": _room(entry, event),
        "slug": f"{slug(edition(event), 40)}-{number}-{slug(title, 60)}",
        "url": event.website or event.organiser.website,
        "title": title,
        "subtitle": lines(session.subtitle),
        "track": session.track,
        "type": session.kind.value,
        "language": event.language.partition("-")[0],
        "abstract": entry.text,
        "description": entry.talks,
        "persons": [
            {"guid": str(guid(event, "person", person.name)), "name": person.name, "biography": person.affiliation}
            for person in entry.persons
        ],
        "links": [],
    }


def _add_event(room: ElementTree.Element, data: Mapping[str, Any]) -> None:
    """An event of the JSON form as an element."""
    element = ElementTree.SubElement(room, "event", {"guid": data["guid"], "id": str(data["id"])})
    for name, value in data.items():
        if name in ("guid", "id") or (name == "url" and not value):
            continue
        if name == "persons":
            persons = ElementTree.SubElement(element, name)
            for person in value:
                number = str(_number(UUID(person["guid"])))
                _add(persons, "person", person["name"], id=number)
        else:
            _add(element, name, value or "")


def _add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = text


def _room(entry: Entry, event: Event) -> str:
    """The room, or what stands for it where there is none: the form files every session under a room."""
    return entry.session.room or (event.venue.name if event.venue else event.name)


def _numbers(guids: Sequence[UUID]) -> dict[UUID, int]:
    """A number for each id that does not depend on its place in the programme; no two are the same."""
    numbers: dict[int, UUID] = {}
    for each in guids:
        number = _number(each)
        while number in numbers:
            number += 1
        numbers[number] = each
    return {each: number for number, each in numbers.items()}


def _number(guid: UUID) -> int:
    """31 bits of an id, at least 1."""
    return guid.int % (2**31 - 1) + 1


def _version(conference: Mapping[str, Any]) -> str:
    """Another text when anything has changed: apps ask for it to see whether there is something new."""
    return hashlib.sha256(json.dumps(conference).encode()).hexdigest()[:8]
