"""The programme as an iCalendar file (RFC 5545): an event for each session, in UTC, which all calendars read alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from flyer.event.model import Event
from flyer.exports.entries import Entry, entries, lines, named, one_line

_LONGEST: Final = 75
"""Octets of a line without its break (RFC 5545, 3.1)."""


def schedule(event: Event) -> bytes:
    """Turn the programme into an iCalendar file; UserError when there is no session."""
    said = [*_head(event)]
    for _, found in entries(event):
        for entry in found:
            said += _event(entry, event)
    return b"".join(fold(line) for line in (*said, "END:VCALENDAR"))


def escape(text: str) -> str:
    r"""Write a value of type TEXT: backslash, semicolon, comma and line breaks escaped (RFC 5545, 3.3.11)."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\r\n", "\n").replace("\n", r"\n")


def fold(line: str) -> bytes:
    """Write a content line, broken so that no part of it is longer than 75 octets or ends within a character."""
    parts, part = [], b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > _LONGEST:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join((*parts, part)) + b"\r\n"


def _head(event: Event) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//flyer//flyer//EN", "CALSCALE:GREGORIAN")
    yield f"X-WR-CALNAME:{escape(one_line(event.name))}"


def _event(entry: Entry, event: Event) -> Iterator[str]:
    session, website = entry.session, event.website or event.organiser.website
    texts = {
        "SUMMARY": one_line(session.title),
        "DESCRIPTION": _description(entry),
        "LOCATION": _location(entry, event),
        "CATEGORIES": session.track,
        "CONTACT": _contact(event),
    }
    yield from ("BEGIN:VEVENT", f"UID:{entry.guid}", f"DTSTAMP:{_utc(event.starts)}", f"DTSTART:{_utc(entry.start)}")
    if entry.end:
        yield f"DTEND:{_utc(entry.end)}"
    yield from (f"{name}:{escape(text)}" for name, text in texts.items() if text)
    if website:
        yield f"URL:{website}"
    yield "END:VEVENT"


def _description(entry: Entry) -> str:
    session = entry.session
    parts = (lines(session.subtitle), entry.text, named(session.speakers), entry.talks)
    return "\n\n".join(filter(None, parts))


def _location(entry: Entry, event: Event) -> str:
    venue = event.venue
    address = venue.address if venue else None
    town = f"{address.postcode} {address.city}".strip() if address else ""
    parts = (entry.session.room, venue.name if venue else "", address.street if address else "", town)
    return ", ".join(filter(None, parts))


def _contact(event: Event) -> str:
    organiser = event.organiser
    person = organiser.contact
    parts = (organiser.name, organiser.email or person.email, organiser.phone or person.phone)
    return ", ".join(filter(None, parts))


def _utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
