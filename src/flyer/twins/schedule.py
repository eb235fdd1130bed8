"""The days of a manuscript become sections of the page; what begins at the same time stands side by side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from flyer.manuscript.model import Contribution, DayPlan, Entry, Speakers
from flyer.twins.inline import inline
from flyer.twins.markup import Html, element, escaped, lines, running
from flyer.twins.sections import prose
from flyer.wording import Wording

_CLOCK = re.compile(r"\d?\d:\d\d")


def day(plan: DayPlan, words: Wording, id_: str) -> Html:
    """A day as a section named `id_`: its heading, then its entries by time."""
    date = element("time", escaped(plan.date), datetime=plan.day.isoformat())
    heading = element(
        "h2", element("span", running(inline(plan.heading, words.language))), Html(" "), date, id=f"{id_}-heading"
    )
    slots = [tuple(slot) for _, slot in groupby(plan.entries, key=lambda entry: entry.start)]
    content = lines((heading, *(_slot(slot, plan.day, words) for slot in slots)))
    return element("section", content, class_="day", id=id_, aria_labelledby=f"{id_}-heading")


def _slot(slot: Sequence[Entry], on: dt.date, words: Wording) -> Html:
    entries = [_entry(entry, on, words) for entry in slot]
    return element("div", lines(entries), class_="parallel") if len(entries) > 1 else entries[0]


def _entry(entry: Entry, on: dt.date, words: Wording) -> Html:
    title = element("span", running(inline(entry.title, words.language)))
    heading = element("h3", element("span", _time(entry, on), class_="time"), Html(" "), title)
    content = (
        heading,
        *_said(entry.where, words, "where"),
        *_said(entry.subtitle, words, "subtitle"),
        prose(entry.text, words),
        *_speakers(entry.speakers, words),
        element("ul", lines(_talk(talk, words) for talk in entry.talks), class_="talks") if entry.talks else Html(""),
    )
    return element("article", lines(content), class_="quiet" if entry.is_quiet else "")


def _time(entry: Entry, on: dt.date) -> Html:
    """The time as printed, its moments marked for machines; what ends before it begins ends on the next day."""
    found, end = "", 0
    for clock, moment in zip(_CLOCK.finditer(entry.time), filter(None, (entry.start, entry.end)), strict=False):
        date = on + dt.timedelta(days=moment < entry.start)
        marked = element("time", escaped(clock[0]), datetime=f"{date}T{moment:%H:%M}")
        found += escaped(entry.time[end : clock.start()]) + marked
        end = clock.end()
    return Html(found + escaped(entry.time[end:]))


def _talk(talk: Contribution, words: Wording) -> Html:
    content = (
        *_said(talk.title, words, "title"),
        *_said(talk.subtitle, words, "subtitle"),
        *_speakers(talk.speakers, words),
        prose(talk.text, words),
        *_said(talk.room, words, "where"),
    )
    return element("li", lines(content))


def _said(text: str, words: Wording, class_: str) -> Iterator[Html]:
    """Each line that was written, as a paragraph."""
    for written in filter(None, map(str.strip, text.splitlines())):
        yield element("p", running(inline(written, words.language)), class_=class_)


def _speakers(speakers: Sequence[Speakers], words: Wording) -> Iterator[Html]:
    for each in speakers:
        names = element("span", escaped(words.polish(each.names)), class_="names")
        belonging = (Html(", "), running(inline(each.affiliation, words.language))) if each.affiliation else ()
        yield element("p", names, *belonging, class_="speakers")
