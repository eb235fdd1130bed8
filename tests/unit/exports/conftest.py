"""An event with parallel rooms, markup, and an hour that clocks skip between its days."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from flyer.event.model import Address, Day, Event, Kind, Organiser, Person, Session, Talk, Venue

ADA = Person(key="ada", name="Dr. Ada Öz", affiliation="Stadt Aa; Amt, Nord")
BEN = Person(name="Ben Bo")


@pytest.fixture
def camp() -> Event:
    """Saturday and Sunday in Berlin, summer time begins in the night between."""
    berlin = ZoneInfo("Europe/Berlin")
    saturday = (
        Session(start=dt.time(10), title="*Offen*; auf, zu", kind=Kind.PLENARY, speakers=(ADA, BEN)),
        Session(start=dt.time(11), title="Links", room="Saal 1", track="A, B", text="Ein *Wort*.\n\n- eins\n- zwei"),
        Session(
            start=dt.time(11),
            title="Rechts",
            room="Saal 2",
            talks=(Talk(title="Erstens", subtitle="– x\n– y", speakers=(BEN,), room="Foyer"), Talk(title="Zweitens")),
        ),
        Session(start=dt.time(12, 30), title="Weiter", room="Saal 2"),
        Session(start=dt.time(13), title="Pause", kind=Kind.MEAL),
        Session(start=dt.time(20), title="Fest", kind=Kind.SOCIAL),
    )
    sunday = (
        Session(start=dt.time(9), end=dt.time(9, 30), title="Pause", kind=Kind.MEAL),
        Session(start=dt.time(10), title="Schluss"),
    )
    return Event(
        name="Camp",
        language="de-AT",
        starts=dt.datetime(2023, 3, 25, 10, tzinfo=berlin),
        ends=dt.datetime(2023, 3, 26, 12, tzinfo=berlin),
        website="https://www.example.org/camp",
        venue=Venue(name="Haus", address=Address(street="Am Markt 1", postcode="01099", city="Aa")),
        organiser=Organiser(name="Verein", email="post@example.org"),
        programme=(
            Day(date=dt.date(2023, 3, 25), sessions=saturday),
            Day(date=dt.date(2023, 3, 26), sessions=sunday),
        ),
    )
