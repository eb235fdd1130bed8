"""Entries: the sessions of all days with their moments, their ends as far as they can be known, and lasting ids."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from flyer.event.model import Day, Event, Kind, Person, Session, Talk
from flyer.markup import passages, plain
from flyer.problems import Problem, UserError, place_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A session on its day; `end` is None where nobody can know it.

    `guid` stays when a session is moved to another time or room; it follows from the event and the session's title.
    """

    session: Session
    guid: UUID
    start: dt.datetime
    end: dt.datetime | None

    @property
    def persons(self) -> tuple[Person, ...]:
        """All who speak in the session and in its talks, each name once."""
        speakers = [*self.session.speakers, *(each for talk in self.session.talks for each in talk.speakers)]
        return tuple({person.name: person for person in speakers}.values())

    @property
    def text(self) -> str:
        """The session's text without markup, paragraphs parted by blank lines."""
        return prose(self.session.text)

    @property
    def talks(self) -> str:
        """The talks of the session, each with subtitle, speakers, text and room on lines of their own."""
        return "\n\n".join(map(_talk, self.session.talks))


def entries(event: Event) -> tuple[tuple[Day, tuple[Entry, ...]], ...]:
    """The entries of each day, in the order of the programme; UserError when there is no session at all."""
    if not any(day.sessions for day in event.programme):
        hint = "write 'sessions' under the days of 'programme'"
        raise UserError([Problem(place_of(event, "programme"), "there is no session to export", hint)])
    seen: Counter[str] = Counter()
    return tuple((day, tuple(_entries(event, day, seen))) for day in event.programme)


def edition(event: Event) -> str:
    """What tells this event from that of another year: its name, with the year if it does not say it."""
    year = str(event.starts.year)
    return event.name if year in event.name else f"{event.name} {year}"


def guid(event: Event, *parts: str) -> UUID:
    """An id for what the parts name within the event, the same in every run (RFC 9562, 5.5)."""
    return uuid5(uuid5(NAMESPACE_URL, edition(event)), "\n".join(parts))


def one_line(text: str) -> str:
    """The user's text without markup and line breaks."""
    return " ".join(plain(text).split())


def prose(text: str) -> str:
    """The user's paragraphs without markup, parted by blank lines; items of a list begin with a dash."""
    said = ((f"– {one_line(each.text)}" if each.listed else one_line(each.text)) for each in passages(text))
    return "\n\n".join(said)


def lines(text: str) -> str:
    """The lines the user wrote, without markup."""
    return "\n".join(filter(None, map(one_line, text.splitlines())))


def named(persons: Sequence[Person]) -> str:
    """Names with their affiliations."""
    return "; ".join(f"{each.name} ({each.affiliation})" if each.affiliation else each.name for each in persons)


def _talk(talk: Talk) -> str:
    parts = (one_line(talk.title), lines(talk.subtitle), named(talk.speakers), prose(talk.text), talk.room)
    return "\n".join(filter(None, parts))


def _entries(event: Event, day: Day, seen: Counter[str]) -> Iterator[Entry]:
    for session in day.sessions:
        title = one_line(session.title)
        seen[title] += 1
        end = session.end or _next(session, day.sessions)
        moment = _at(event, day, end) if end else _close(event, day, session)
        number = str(seen[title])
        yield Entry(session, guid(event, "session", title, number), _at(event, day, session.start), moment)


def _at(event: Event, day: Day, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day.date, time, event.starts.tzinfo)


def _next(session: Session, others: Sequence[Session]) -> dt.time | None:
    """When the next one begins that is for all, or needs the same room and the same people."""
    return min(
        (other.start for other in others if other.start > session.start and _follows(other, session)), default=None
    )


def _follows(other: Session, session: Session) -> bool:
    """Whether one of two sessions is for all, or their rooms and tracks, where both are named, are the same."""
    if _for_all(other) or _for_all(session):
        return True
    pairs = ((other.room, session.room), (other.track, session.track))
    return all(one == another or not (one and another) for one, another in pairs)


def _for_all(session: Session) -> bool:
    return session.kind in _COMMON and not session.track


_COMMON = frozenset({Kind.ARRIVAL, Kind.BREAK, Kind.MEAL, Kind.PLENARY, Kind.CLOSING})
"""What nobody misses, wherever it is."""


def _close(event: Event, day: Day, session: Session) -> dt.datetime | None:
    """The end of the event, for the last session before it."""
    last = event.ends.date() == day.date and event.ends.time() > session.start
    return event.ends if last else None
