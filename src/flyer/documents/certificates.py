"""Certificates of attendance: an A4 page for everyone who took part, to be signed."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Final

from flyer.documents.placard import HYPHENATE, Ladder, ladder, logo, placard, when, where
from flyer.documents.theme import QUIET, Theme
from flyer.event.model import Event, Kind
from flyer.people.model import Participant
from flyer.people.order import ordered
from flyer.problems import Located, Problem, UserError, gathered, place_of
from flyer.typeset.colour import BLACK, Colour
from flyer.typeset.family import Cut, Family
from flyer.typeset.frame import ORIGIN, Document, Fill, Frame, Item, Point, Role, Rule, Size
from flyer.typeset.lines import Align
from flyer.typeset.paragraph import followed
from flyer.typeset.stack import Stack
from flyer.units import Length, in_mm, mm, pt
from flyer.wording import Wording

_PAPER: Final = Size(mm(210), mm(297))
_BORDER: Final = mm(12)
_SIDE: Final = mm(30)
_MEASURE: Final = _PAPER.width - 2 * _SIDE

_LOGO: Final = Size(mm(70), mm(20))
_LOGO_TOP: Final = mm(30)
_TOP, _FOOT = mm(66), _PAPER.height - mm(78)
"""Between them stands what is certified."""

_SIGNATURE: Final = _PAPER.height - mm(52)
"""The height of the line that is signed on."""

_FIELD: Final = mm(68)
"""The width of the fields for place and date, and for the signature."""

_LEGAL: Final = _PAPER.height - mm(24)
"""The middle of the organiser's address at the foot."""

_STROKE: Final = Size(mm(24), mm(1.2))
"""The stroke of colour below the title."""

_GAPS: Final = tuple(map(mm, (13, 11, 9, 7, 5)))
"""What is free between the parts of what is certified: the most with which all find their height."""

_TITLE: Final = ladder((1, 40, 24))
_NAME: Final = ladder((1, 34, 26), (2, 30, 22), (1, 26, 18), (3, 24, 18))
_ORGANISATION: Final = ladder((1, 15, 12), (2, 13, 11), (3, 11, 10, HYPHENATE))
_EVENT: Final = ladder((1, 26, 20), (2, 24, 18), (3, 19, 14), (4, 15, 12), (5, 12, 11, HYPHENATE))
_LINE: Final = ladder((1, 15, 12), (2, 13, 11), (3, 11, 10, HYPHENATE))
_SIGNED: Final = ladder((1, 12, 9), (2, 10, 8))
_SMALL: Final = ladder((1, 10, 8), (2, 9, 8), (3, 8, 8, HYPHENATE))

_TEACHING: Final = frozenset({Kind.SESSION, Kind.WORKSHOP, Kind.PLENARY})
"""The kinds of sessions whose hours count."""


def compose(event: Event, participants: Sequence[Participant], words: Wording, family: Family) -> Document:
    """Turn participants into a page each, in the order of their names; UserError with all that does not fit."""
    theme = Theme.of(event, family)
    certificate = _Certificate(event, theme, words)
    ground, foot = certificate.ground(), certificate.foot()

    def page(person: Participant) -> Frame:
        return Frame(ORIGIN, _PAPER, (ground, *certificate.body(person), foot))

    pages = gathered(partial(page, person) for person in ordered(participants, "name"))
    return Document(
        title=words("Certificates of attendance: {event}", event=event.name),
        language=words.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=_PAPER,
        pages=tuple(pages),
    )


@dataclass(frozen=True, slots=True)
class _Certificate:
    """What is certified to all who took part in an event."""

    event: Event
    theme: Theme
    words: Wording

    def ground(self) -> Frame:
        """The border, an artifact that all pages share."""
        inner = Size(_PAPER.width - 2 * _BORDER, _PAPER.height - 2 * _BORDER)
        gap, primary = mm(1.6), self.theme.primary
        hair = Size(inner.width - 2 * gap, inner.height - 2 * gap)
        border = (
            Fill(Point(_BORDER, _BORDER), inner, None, stroke=primary, thickness=pt(1.5)),
            Fill(Point(_BORDER + gap, _BORDER + gap), hair, None, stroke=primary.tint(0.5), thickness=pt(0.5)),
        )
        return Frame(ORIGIN, _PAPER, border, shared=True)

    def body(self, person: Participant) -> Iterator[Frame]:
        """The logo, and below it what is certified."""
        event, words = self.event, self.words
        if picture := logo(event, words, _LOGO):
            yield replace(picture, at=Point((_PAPER.width - picture.size.width) / 2, _LOGO_TOP))
        room = _FOOT - _TOP
        for gap in _GAPS:
            said = self._said(person, gap)
            if said.height <= room:
                break
        else:
            missing = math.ceil(in_mm(said.height - room))
            what = f"the certificate is {missing} mm too high"
            raise UserError([Problem(place_of(event, "title"), what, "shorten the event's title or subtitle")])
        yield said.frame(_MEASURE, at=Point(_SIDE, _TOP))

    def _said(self, person: Participant, gap: Length) -> Stack:
        event, words, primary = self.event, self.words, self.theme.primary
        stack = Stack().add(self._heading(person, gap))
        if person.organisation:
            text = self._text(person.organisation, _ORGANISATION, Cut.REGULAR, QUIET, person, "organisation")
            stack = stack.add(text, mm(2))
        stack = stack.add(self._text(words("took part in"), _LINE, Cut.REGULAR, BLACK, event, ""), gap)
        name, title = (event.name, event.title) if event.title else ("", event.name)
        if name:
            stack = stack.add(self._text(name, _LINE, Cut.SEMIBOLD, primary, event, "name"), gap)
        stack = stack.add(self._text(title, _EVENT, Cut.BOLD, BLACK, event, "title"), mm(2) if name else gap)
        if event.subtitle:
            stack = stack.add(self._text(event.subtitle, _LINE, Cut.REGULAR, BLACK, event, "subtitle"), mm(3))
        dates, place = when(event, words), where(event)
        stack = stack.add(self._text(dates, _LINE, Cut.SEMIBOLD, BLACK, event, "starts"), gap)
        if place:
            stack = stack.add(self._text(place, _LINE, Cut.REGULAR, BLACK, event.venue or event, "name"), mm(1))
        if hours := _hours(event):
            scope = words("Duration: {hours} h", hours=words.number(hours))
            stack = stack.add(self._text(scope, _LINE, Cut.REGULAR, BLACK, event, "programme"), mm(1))
        return stack

    def _heading(self, person: Participant, gap: Length) -> Frame:
        """Title and name: together the heading, by which the page is found."""
        primary, words = self.theme.primary, self.words
        title = self._text(words("Certificate of attendance"), _TITLE, Cut.BOLD, primary, self.event, "", role=None)
        field = "last_name" if person.last_name else "first_name"
        name = self._text(person.full_name, _NAME, Cut.SEMIBOLD, BLACK, person, field, role=None)
        stroke = Fill(Point((_MEASURE - _STROKE.width) / 2, 0.0), _STROKE, self.theme.accent)
        stack = Stack().add(followed(title)).add(Frame(ORIGIN, Size(_MEASURE, _STROKE.height), (stroke,)), mm(5))
        return stack.add(name, gap + mm(4)).frame(_MEASURE, Role.H1)

    def foot(self) -> Frame:
        """Place and date, a line to sign on, and who certifies."""
        event, words = self.event, self.words
        town = event.venue.address.city if event.venue else event.organiser.address.city
        day = words.date(event.ends.date())
        signed = ", ".join(filter(None, (town, day)))
        left = self._signed(signed, words("Place and date"), Point(_SIDE, _SIGNATURE))
        right = self._signed("", event.organiser.name, Point(_SIDE + _MEASURE - _FIELD, _SIGNATURE))
        return Frame(ORIGIN, _PAPER, (left, right, self._legal()))

    def _signed(self, said: str, label: str, at: Point) -> Frame:
        """A line with what stands on it, and below what it is for."""
        event, children = self.event, list[Frame | Item]()
        if said:
            text = self._text(said, _SIGNED, Cut.REGULAR, BLACK, event, "", measure=_FIELD, align=Align.LEFT)
            children.append(replace(text, at=Point(0.0, -text.size.height - mm(0.5))))
        children.append(Rule(ORIGIN, Point(_FIELD, 0.0), pt(0.75), BLACK))
        below = self._text(label, _SMALL, Cut.REGULAR, QUIET, event.organiser, "name", measure=_FIELD, align=Align.LEFT)
        children.append(replace(below, at=Point(0.0, mm(1.5))))
        return Frame(at, Size(_FIELD, mm(12)), tuple(children))

    def _legal(self) -> Frame:
        """The organiser's address on the web and by post."""
        organiser = self.event.organiser
        address = organiser.address
        town = f"{address.postcode} {address.city}".strip()
        site = organiser.website.removeprefix("https://").removeprefix("http://").rstrip("/")
        said = " · ".join(filter(None, (organiser.name, address.street, town, site)))
        text = self._text(said, _SMALL, Cut.REGULAR, QUIET, organiser, "name")
        return replace(text, at=Point(_SIDE, _LEGAL - text.size.height / 2))

    def _text(
        self,
        text: str,
        steps: Ladder,
        cut: Cut,
        colour: Colour,
        record: Located,
        field: str,
        *,
        role: Role | None = Role.P,
        measure: Length = _MEASURE,
        align: Align = Align.CENTRE,
    ) -> Frame:
        style, called = self.theme.style(pt(1), cut, colour), f"the {field.replace('_', ' ') or 'text'}"
        place = place_of(record, field)
        return placard(text, steps, style, measure, self.words, place, called=called, align=align, role=role)


def _hours(event: Event) -> Decimal | None:
    """The hours of teaching, each once where sessions run in parallel; None unless every end was written."""
    counted = [[session for session in day.sessions if session.kind in _TEACHING] for day in event.programme]
    if not any(counted) or any(session.end is None for sessions in counted for session in sessions):
        return None
    minutes = {
        (day.date, minute)
        for day, sessions in zip(event.programme, counted, strict=True)
        for session in sessions
        for minute in range(_minute(session.start), _minute(session.end or session.start))
    }
    return Decimal(len(minutes)) / 60


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute
