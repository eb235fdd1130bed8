"""The programme on a badge's back: first where its wearer speaks, then the days, a row an entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flyer.event.model import Day, Event, Person, Session
from flyer.people.model import Participant
from flyer.people.names import split_name
from flyer.wording import Wording


class Row(NamedTuple):
    """A heading, or with a time an entry below one; what is `quiet` may be left out."""

    text: str
    time: str = ""
    quiet: bool = False


class Programme:
    """The programme of an event: its `days`, and who speaks where, found by name or by the key under `people`."""

    def __init__(self, event: Event, words: Wording) -> None:
        self._words = words
        self.days = tuple(row for day in event.programme for row in self._day(day))
        self._own: dict[tuple[str, str], list[Row]] = {}
        self._keys: dict[str, tuple[str, str]] = {}
        for day in event.programme:
            for session in day.sessions:
                self._note(day, session)

    def own(self, participant: Participant) -> tuple[Row, ...]:
        """Where a participant speaks, with a heading; nothing for most."""
        name = participant.first_name.casefold(), participant.last_name.casefold()
        rows = self._own.get(name) or self._own.get(self._keys.get(participant.id, ("", "")), [])
        return (Row(self._words("Your contributions")), *rows) if rows else ()

    def _day(self, day: Day) -> Iterator[Row]:
        yield Row(self._words.weekday_date(day.date))
        for session in sorted(day.sessions, key=lambda each: each.start):
            where = f" · {session.room}" if session.room else ""
            yield Row(f"{session.title}{where}", self._words.time(session.start), session.kind.is_quiet)

    def _note(self, day: Day, session: Session) -> None:
        """Remember who speaks in a session and in its talks."""
        entries = [(session.title, session.speakers, session.room)]
        entries += [(talk.title, talk.speakers, talk.room or session.room) for talk in session.talks]
        when = f"{self._words.weekday(day.date)} {self._words.time(session.start)}"
        for title, speakers, room in entries:
            for person in speakers:
                row = Row(f"{title}{f' · {room}' if room else ''}", when)
                self._own.setdefault(self._name(person), []).append(row)

    def _name(self, person: Person) -> tuple[str, str]:
        _, first, last = split_name(person.name)
        name = first.casefold(), last.casefold()
        if person.key:
            self._keys[person.key] = name
        return name
