import datetime as dt

import pytest

from flyer.event.model import Day, Kind, Person, Session, Talk
from flyer.manuscript.days import days
from flyer.manuscript.model import Speakers
from flyer.wording import Wording

GERMAN = Wording.of("de")
DATE = dt.date(2026, 6, 20)


def at(hour: int, title: str, room: str = "") -> Session:
    return Session(start=dt.time(hour), title=title, room=room)


def test_an_event_without_programme_has_no_days() -> None:
    assert days((), GERMAN) == ()


@pytest.mark.parametrize(
    ("programme", "headings"),
    [
        ((Day(date=DATE),), ["Programm"]),
        ((Day(date=DATE), Day(date=DATE, title="Abreise")), ["1.\u00a0Tag", "Abreise"]),
    ],
)
def test_a_day_without_title_gets_one(programme: tuple[Day, ...], headings: list[str]) -> None:
    made = days(programme, GERMAN)
    assert [day.heading for day in made] == headings
    assert made[0].date == "Samstag, 20.06.2026"


def test_entries_follow_by_time_then_room_then_as_written() -> None:
    written = (at(9, "d", "Raum 10"), at(9, "b", "Foyer"), at(8, "a"), at(9, "c", "Raum 2"), at(9, "e", "Raum 10"))
    (day,) = days((Day(date=DATE, sessions=written),), GERMAN)
    assert [entry.title for entry in day.entries] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("language", "end", "said"),
    [
        ("de", None, "13:00 Uhr"),
        ("de", dt.time(14, 30), "13:00 bis 14:30 Uhr"),
        ("en", dt.time(14, 30), "13:00–14:30"),
    ],
)
def test_times_as_they_are_printed(language: str, end: dt.time | None, said: str) -> None:
    session = Session(start=dt.time(13), end=end, title="Werkstatt")
    (day,) = days((Day(date=DATE, sessions=(session,)),), Wording.of(language))
    (entry,) = day.entries
    assert (entry.time.replace("\u00a0", " "), entry.start, entry.end) == (said, dt.time(13), end)


def test_a_session_with_all_it_may_have() -> None:
    a, b, c = Person(name="Ada A", affiliation="X"), Person(name="Bob B", affiliation="X"), Person(name="Cy C")
    talk = Talk(title="Vortrag", subtitle="kurz", text="Worum *es* geht", speakers=(c,), room="R 2")
    session = Session(
        start=dt.time(9),
        title="Forum",
        subtitle="offen",
        text="- eins",
        kind=Kind.WORKSHOP,
        room="R 1",
        track="Praxis",
        speakers=(a, b, c),
        talks=(talk,),
    )
    (day,) = days((Day(date=DATE, sessions=(session,)),), GERMAN)
    (entry,) = day.entries
    assert (entry.title, entry.subtitle, entry.text, entry.kind) == ("Forum", "offen", "- eins", Kind.WORKSHOP)
    assert (entry.room, entry.track, entry.where) == ("R 1", "Praxis", "R 1 · Praxis")
    assert entry.speakers == (Speakers("Ada A und Bob B", "X"), Speakers("Cy C"))
    (contribution,) = entry.talks
    assert (contribution.title, contribution.subtitle, contribution.text) == ("Vortrag", "kurz", "Worum *es* geht")
    assert (contribution.speakers, contribution.room) == ((Speakers("Cy C"),), "R 2")
