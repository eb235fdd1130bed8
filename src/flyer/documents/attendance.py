"""Attendance lists: everyone who takes part in the order of their names, with a field a day to sign in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from flyer.documents.fitting import fitting_at
from flyer.documents.placard import logo, when, where
from flyer.documents.theme import QUIET, Theme
from flyer.event.model import Event
from flyer.people.model import Participant
from flyer.people.order import ordered
from flyer.problems import Located, gathered, place_of
from flyer.typeset.family import Cut, Family, Style
from flyer.typeset.frame import ORIGIN, Document, Frame, Point, Role, Rule, Size
from flyer.typeset.lines import Align, line
from flyer.typeset.markup import spans
from flyer.typeset.paragraph import Span, TooWide, break_lines, paragraph
from flyer.typeset.stack import Stack
from flyer.typeset.table import Cell, Column, Look, table
from flyer.units import Length, mm, pt
from flyer.wording import Wording

_PAPER: Final = Size(mm(297), mm(210))
_LEFT: Final = mm(15)
_MEASURE: Final = _PAPER.width - 2 * _LEFT
_TOP, _FOOT = mm(14), _PAPER.height - mm(18)
_FOLIO: Final = _PAPER.height - mm(10)

_LOGO: Final = Size(mm(50), mm(14))
_HEAD_GAP: Final = mm(6)

_SIZES: Final = tuple(map(pt, (10.5, 9.5, 8.5, 7.5)))
"""Of names and organisations: the largest in which the longest word of a cell has room."""

_LEADING, _PADDING, _GAP = pt(13), mm(2.9), mm(4)
_ROW: Final = _LEADING + 2 * _PADDING
"""A row of one line is 10.4 mm high, enough for a signature."""

_PITCH: Final = 1.25

_NUMBER, _NAME = mm(9), mm(62)
_NARROWEST: Final = mm(28)
"""The least width of a field to sign in; more days than have it side by side go on in a list of their own."""

_WIDEST: Final = mm(52)
_LEAST_ORGANISATION: Final = mm(60)

_WALK_INS: Final = 4
"""Empty rows at least, for those who come without having registered; the last page is filled with them."""


def compose(event: Event, participants: Sequence[Participant], words: Wording, family: Family) -> Document:
    """Turn participants into a list over as many pages as it takes; UserError with all that does not fit."""
    theme = Theme.of(event, family)
    people = ordered(participants, "name")
    rows = _rows(people, theme, words)
    days = _days(event)
    side_by_side = int((_MEASURE - _NUMBER - _NAME - _LEAST_ORGANISATION - 2 * _GAP) / (_NARROWEST + _GAP))
    pages: list[list[Frame]] = []
    for start in range(0, len(days), side_by_side):
        pages += _List(f"list {start}", days[start : start + side_by_side], rows, event, theme, words).pages()
    return Document(
        title=words("Attendance list: {event}", event=event.name),
        language=words.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=_PAPER,
        pages=tuple(
            Frame(ORIGIN, _PAPER, (*page, _folio(event, words, theme, number, len(pages))))
            for number, page in enumerate(pages, 1)
        ),
    )


def _days(event: Event) -> list[dt.date]:
    """Every day of the event."""
    first, last = event.starts.date(), event.ends.date()
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


def _rows(people: Sequence[Participant], theme: Theme, words: Wording) -> list[tuple[Cell, Cell]]:
    """Name and organisation of each; UserError at the cells of words too wide."""

    def row(person: Participant) -> tuple[Cell, Cell]:
        before = " ".join(filter(None, (person.title, person.first_name)))
        last = person.last_name or person.first_name
        rest = words.polish(f", {before}" if person.last_name and before else "")
        name = ((last, Cut.SEMIBOLD), (rest, Cut.REGULAR))
        organisation = ((words.polish(person.organisation), Cut.REGULAR),)
        return (
            _cell(name, _NAME, theme, "", person, "last_name"),
            _cell(organisation, _LEAST_ORGANISATION, theme, words.language, person, "organisation"),
        )

    return gathered(partial(row, person) for person in people)


def _cell(
    parts: Sequence[tuple[str, Cut]], measure: Length, theme: Theme, language: str, person: Located, field: str
) -> Cell:
    """A text in the largest size in which its words have room."""
    for size in _SIZES:
        said = tuple(Span(text, theme.style(size, cut), hyphenate=bool(language)) for text, cut in parts if text)
        with suppress(TooWide):
            break_lines(said, measure, language=language)
            return (said,) if said else ()
    with fitting_at(place_of(person, field)):
        break_lines(said, measure, language=language)
    return (said,)


@dataclass(frozen=True, slots=True)
class _List:
    """The list of some days."""

    key: str
    days: Sequence[dt.date]
    rows: Sequence[tuple[Cell, Cell]]
    event: Event
    theme: Theme
    words: Wording

    def pages(self) -> list[list[Frame]]:
        """The frames of each page: heading and logo on the first, a piece of the table on each."""
        head = self._head()
        top = _TOP + head.size.height + _HEAD_GAP
        room = (_FOOT - top, _FOOT - _TOP)
        pieces, walk_ins = self._table(_WALK_INS, room), _WALK_INS
        while spare := int((room[min(len(pieces), 2) - 1] - pieces[-1].size.height) / _ROW):
            walk_ins += spare
            pieces = self._table(walk_ins, room)
        tops = (top, *[_TOP] * (len(pieces) - 1))
        placed = (replace(piece, at=Point(_LEFT, y)) for piece, y in zip(pieces, tops, strict=True))
        pages = [[self._rules(piece), piece] for piece in placed]
        pages[0].insert(0, head)
        return pages

    @property
    def _field(self) -> Length:
        """The width of a field to sign in."""
        free = _MEASURE - _NUMBER - _NAME - _LEAST_ORGANISATION - 2 * _GAP
        return min(_WIDEST, free / len(self.days) - _GAP)

    def _head(self) -> Frame:
        """The heading with the event, when and where; at the right the logo."""
        event, theme, words = self.event, self.theme, self.words
        heading, name = theme.style(pt(22), Cut.BOLD, theme.primary), theme.style(pt(12), Cut.SEMIBOLD)
        picture = logo(event, words, _LOGO)
        measure = _MEASURE - (picture.size.width + mm(10) if picture else 0.0)
        with fitting_at(place_of(event, "name")):
            stack = Stack().add(self._line(words("Attendance list"), heading, measure, Role.H1))
            stack = stack.add(self._line(event.name, name, measure), mm(1))
        occasion = ", ".join(filter(None, (when(event, words), where(event))))
        with fitting_at(place_of(event.venue or event, "name")):
            stack = stack.add(self._line(occasion, theme.style(pt(12)), measure))
        frames = [stack.frame(measure)]
        if picture:
            frames.append(replace(picture, at=Point(_MEASURE - picture.size.width, 0.0)))
        return Frame(Point(_LEFT, _TOP), Size(_MEASURE, max(frame.size.height for frame in frames)), tuple(frames))

    def _line(self, text: str, style: Style, measure: Length, role: Role = Role.P) -> Frame:
        return paragraph(spans(self.words.polish(text), style), measure, style.size * _PITCH, role=role)

    def _table(self, walk_ins: int, room: Sequence[Length]) -> tuple[Frame, ...]:
        """The pieces of the table, one a page, with so many empty rows at its end."""
        theme, words = self.theme, self.words
        small, bold = theme.style(pt(9), colour=QUIET), theme.style(pt(10), Cut.SEMIBOLD, theme.primary)
        said = (words("No.", context="list"), words("Name"), words("Organisation"))
        signed = (Span(words("Signature"), small),)
        head: list[Cell] = [((Span(text, bold),),) for text in said]
        head += [((Span(words.weekday_date(day), bold),), signed) for day in self.days]
        rows = [*self.rows, *[((), ())] * walk_ins]
        body = [(((Span(str(number), small),),), *row, *[()] * len(self.days)) for number, row in enumerate(rows, 1)]
        look = Look(
            leading=_LEADING,
            gap=_GAP,
            padding=_PADDING,
            strong=(pt(1.5), theme.primary),
            light=(pt(0.5), theme.primary.tint(0.45)),
            language=words.language,
        )
        columns = (Column(_NUMBER, Align.RIGHT), Column(_NAME), Column(), *[Column(self._field)] * len(self.days))
        return table(columns, head, body, look, measure=_MEASURE, heights=room, key=self.key)

    def _rules(self, piece: Frame) -> Frame:
        """The rules between the fields to sign in, an artifact."""
        pitch = self._field + _GAP
        lefts = (_MEASURE + _GAP / 2 - n * pitch for n in range(1, len(self.days) + 1))
        height, colour = piece.size.height, self.theme.primary.tint(0.45)
        rules = tuple(Rule(Point(x, 0.0), Point(x, height), pt(0.5), colour) for x in lefts)
        return Frame(piece.at, piece.size, rules)


def _folio(event: Event, words: Wording, theme: Theme, number: int, count: int) -> Frame:
    """The event and the page at the foot, an artifact."""
    style = theme.style(pt(9), colour=QUIET)
    said = words("Page {page} of {pages}", page=number, pages=count)
    page = line(said, style, Point(_MEASURE, 0.0), align=Align.RIGHT)
    with fitting_at(place_of(event, "name")):
        name = paragraph(spans(words.polish(event.name), style), _MEASURE - page.width - mm(5), pt(10), role=None)
    return Frame(Point(_LEFT, _FOLIO), Size(_MEASURE, 0.0), (page, replace(name, at=Point(0.0, -pt(7.5)))))
