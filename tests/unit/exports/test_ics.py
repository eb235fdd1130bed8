import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest

from flyer.event.model import Event
from flyer.exports.ics import escape, fold, schedule

GOLDEN = Path(__file__).parents[2] / "golden" / "exports" / "schedule.ics"


def read(event: Event) -> list[icalendar.Event]:
    """The events of the file as a foreign library reads it, which tells what it finds wrong."""
    calendar = icalendar.Calendar.from_ical(schedule(event))
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar.walk("VEVENT")


def test_the_calendar_of_the_repositorys_event(vsop: Event, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, schedule(vsop).decode().replace("\r\n", "\n"))
    assert len(read(vsop)) == 17


def test_what_a_calendar_gets(camp: Event) -> None:
    assert b"\r\nX-WR-CALNAME:Camp\r\n" in schedule(camp)
    opening, left, right, *_ = read(camp)
    assert opening["SUMMARY"] == "Offen; auf, zu"
    assert opening["DESCRIPTION"] == "Dr. Ada Öz (Stadt Aa; Amt, Nord); Ben Bo"
    assert left["LOCATION"] == "Saal 1, Haus, Am Markt 1, 01099 Aa"
    assert left["CATEGORIES"].cats == ["A, B"]
    assert right["DESCRIPTION"] == "Erstens\n– x\n– y\nBen Bo\nFoyer\n\nZweitens"
    assert right["CONTACT"] == "Verein, post@example.org"
    assert right["URL"] == "https://www.example.org/camp"


def test_times_are_utc_on_both_sides_of_the_change_of_clocks(camp: Event) -> None:
    events = read(camp)
    assert [event["DTSTART"].dt for event in (events[0], events[-1])] == [
        dt.datetime(2023, 3, 25, 9, tzinfo=dt.UTC),
        dt.datetime(2023, 3, 26, 8, tzinfo=dt.UTC),
    ]
    assert {event["DTSTAMP"].dt for event in events} == {camp.starts}
    assert ["DTEND" in event for event in events] == [True] * 5 + [False] + [True] * 2


def test_what_is_not_known_is_left_out(camp: Event) -> None:
    bare = replace(camp, website="", venue=None)
    opening, *_ = read(bare)
    assert {"URL", "LOCATION", "CATEGORIES"} & set(opening) == set()


def test_every_line_ends_with_cr_lf_and_none_has_more_than_75_octets(vsop: Event) -> None:
    content = schedule(vsop)
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) == 75


@pytest.mark.parametrize(
    ("text", "written"),
    [("a,b;c", r"a\,b\;c"), ("C:\\n", r"C:\\n"), ("eins\nzwei", r"eins\nzwei"), ("eins\r\nzwei", r"eins\nzwei")],
)
def test_escapes(text: str, written: str) -> None:
    assert escape(text) == written


def test_a_letter_is_not_torn() -> None:
    assert fold("x" * 74 + "ä") == b"x" * 74 + b"\r\n " + "ä".encode() + b"\r\n"
    assert fold("x" * 73 + "ä") == b"x" * 73 + "ä".encode() + b"\r\n"
