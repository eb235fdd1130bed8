"""The days of an event become plans: headings, times and speakers as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from flyer.event.model import Day, Person, Session, Talk
from flyer.manuscript.model import Contribution, DayPlan, Entry, Speakers
from flyer.problems import place_of
from flyer.wording import Wording, natural


def days(programme: Sequence[Day], words: Wording) -> tuple[DayPlan, ...]:
    """Turn the days into plans in their order; entries that begin at the same time follow each other by room."""
    several = len(programme) > 1
    return tuple(
        DayPlan(
            heading=day.title or (words.ordinal_day(number) if several else words("Programme")),
            date=words.weekday_date(day.date),
            entries=tuple(
                _entry(session, words)
                for session in sorted(day.sessions, key=lambda each: (each.start, natural(each.room)))
            ),
            place=place_of(day, "title"),
            day=day.date,
        )
        for number, day in enumerate(programme, start=1)
    )


def _entry(session: Session, words: Wording) -> Entry:
    start, end = session.start, session.end
    return Entry(
        time=words.time_range(start, end) if end else words.clock(start),
        title=session.title,
        place=place_of(session, "title"),
        start=start,
        end=end,
        kind=session.kind,
        room=session.room,
        track=session.track,
        where=" · ".join(filter(None, (session.room, session.track))),
        subtitle=session.subtitle,
        text=session.text,
        speakers=_speakers(session.speakers, words),
        talks=tuple(_contribution(talk, words) for talk in session.talks),
    )


def _contribution(talk: Talk, words: Wording) -> Contribution:
    return Contribution(
        title=talk.title,
        place=place_of(talk, "title"),
        subtitle=talk.subtitle,
        speakers=_speakers(talk.speakers, words),
        text=talk.text,
        room=talk.room,
    )


def _speakers(people: Sequence[Person], words: Wording) -> tuple[Speakers, ...]:
    return tuple(
        Speakers(words.join([person.name for person in group]), affiliation)
        for affiliation, group in groupby(people, key=lambda person: person.affiliation)
    )
