"""Days and entries of a programme, made by hand, and the lines that are printed for them with their places."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from flyer.documents.leaflet.setting import Setting
from flyer.documents.theme import Theme
from flyer.event.model import Event, Organiser
from flyer.manuscript.model import DayPlan, Entry, Speakers
from flyer.problems import Place
from flyer.typeset.family import builtin
from flyer.typeset.frame import ORIGIN, Frame, Point, Text
from flyer.units import in_mm, pt

PLACE = Place("event.yaml", 1)
DATE = dt.date(2022, 3, 28)
_NOON = dt.datetime(2022, 3, 28, 12, tzinfo=dt.UTC)
_EVENT = Event(name="Tagung", language="de", starts=_NOON, ends=_NOON, organiser=Organiser(name="Verein"))


def setting(size: float = 9.0, leading: float = 12.0) -> Setting:
    """German text in the built-in faces."""
    return Setting(Theme.of(_EVENT, builtin()), pt(size), pt(leading), "de")


def entry(time: str, title: str, **given: Any) -> Entry:
    """An entry at "9:00-10:30" or "9:00"; what else it has by keyword, speakers as a list of names."""
    start, _, end = time.partition("-")
    where = " · ".join(filter(None, (given.get("room"), given.get("track"))))
    speakers = tuple(Speakers(name) for name in given.pop("speakers", ()))
    return Entry(
        time, title, PLACE, _clock(start), _clock(end) if end else None, where=where, speakers=speakers, **given
    )


def day(*entries: Entry, heading: str = "1. Tag") -> DayPlan:
    """A day with these entries."""
    return DayPlan(heading, "Montag", entries, PLACE, DATE)


def printed(frame: Frame, at: Point = ORIGIN) -> Iterator[tuple[float, float, str]]:
    """The lines of a frame in reading order: where they begin, in millimetres, and what they say."""
    for child in frame.children:
        if isinstance(child, Frame):
            yield from printed(child, Point(at.x + child.at.x, at.y + child.at.y))
        elif isinstance(child, Text):
            yield round(in_mm(at.x + child.at.x), 1), round(in_mm(at.y + child.at.y), 1), child.text


def _clock(text: str) -> dt.time:
    hour, minute = text.split(":")
    return dt.time(int(hour), int(minute))
