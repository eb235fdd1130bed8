"""The programme's days become blocks: a bar for the day, a column for the time, sessions and their talks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from flyer.documents.fitting import fitting_at
from flyer.documents.setting import Setting
from flyer.documents.theme import QUIET
from flyer.event.model import Day, Event, Kind, Person, Session, Talk
from flyer.problems import place_of
from flyer.typeset.colour import BLACK, text_on
from flyer.typeset.columns import Block, column_height
from flyer.typeset.family import Cut
from flyer.typeset.frame import ORIGIN, Fill, Frame, Part, Point, Role, Size, Text
from flyer.typeset.lines import Align, line, width
from flyer.typeset.paragraph import Span, TooWide, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, mm
from flyer.wording import Wording, polish

_GUTTER = mm(3)
_HANG = mm(3.4)

_HALF_CAP = 0.34
"""Half the height of a capital letter in sizes: what sets a line in the middle of a bar."""

_QUIET_KINDS = frozenset({Kind.BREAK, Kind.MEAL, Kind.ARRIVAL})
"""Kinds that stand back: a lighter title."""

_BREAK_IN_A_SHORT_DAY, _BREAK_BETWEEN_SESSIONS, _BREAK_BETWEEN_TALKS = 0.7, 0.012, 0.03
"""Penalties of `typeset.columns`, weighed by eye: a new day is the best place for a break and costs nothing."""


def schedule(event: Event, setting: Setting, words: Wording, panel: Size) -> tuple[Block, ...]:
    """All days as blocks for `typeset.columns`, in the panel's measure; UserError where a word does not fit it.

    A day that fits into one panel is torn at a price, a longer one between sessions for little, between talks for a
    little more.
    """
    bold = setting.style(Cut.BOLD)
    sessions = [session for day in event.programme for session in day.sessions]
    pieces = [piece for session in sessions for piece in _time(session, words).split(" ")]
    column = max((width(piece, bold) for piece in pieces), default=0.0) + _GUTTER
    days = _Days(setting, words, panel.width, column, several=len(event.programme) > 1)
    blocks = [tuple(days.day(number, day)) for number, day in enumerate(event.programme, start=1)]
    return tuple(chain.from_iterable(_together(each, panel.height) for each in blocks))


def _together(blocks: tuple[Block, ...], height: Length) -> tuple[Block, ...]:
    if column_height(blocks) > height:
        return blocks
    first, *others = blocks
    return (first, *(replace(block, penalty=_BREAK_IN_A_SHORT_DAY) for block in others))


def _time(session: Session, words: Wording) -> str:
    """The start, or start and end, which may be broken at its blank."""
    return words.time_range(session.start, session.end) if session.end else words.clock(session.start)


@dataclass(frozen=True, slots=True)
class _Days:
    """Days set in one size: `measure` is the panel's, `column` the part of it that the time takes."""

    setting: Setting
    words: Wording
    measure: Length
    column: Length
    several: bool

    @property
    def inner(self) -> Length:
        """What is left beside the time."""
        return self.measure - self.column

    def day(self, number: int, day: Day) -> Iterator[Block]:
        """The day's bar with its first session, then block by block what must not be torn."""
        words, leading = self.words, self.setting.leading
        title = day.title or (words.ordinal_day(number) if self.several else words("Programme"))
        with fitting_at(place_of(day, "title")):
            bar = self._bar(title, words.weekday_date(day.date), Role.H2)
            resumed = self._bar(title, words("continued"), None)
        if not day.sessions:
            yield Block(Stack().add(bar).frame(self.measure, Role.SECT), before=leading)
        rank = 0
        for index, session in enumerate(day.sessions):
            with fitting_at(place_of(session, "title")):
                pieces = list(self._session(f"day {number} session {index}", session))
            for piece, stack in enumerate(pieces):
                top = Stack() if rank else Stack().add(bar)
                part = Part(f"day {number}", rank)
                frame = top.add(stack.frame(self.measure), leading / 2).frame(self.measure, Role.SECT, part)
                if rank:
                    penalty = _BREAK_BETWEEN_TALKS if piece else _BREAK_BETWEEN_SESSIONS
                    yield Block(frame, before=leading / 2, penalty=penalty, resume=resumed)
                else:
                    yield Block(frame, before=leading)
                rank += 1

    def _bar(self, left: str, right: str, role: Role | None) -> Frame:
        """A bar in the event's colour; a day that is carried on, which is no heading, has a pale one."""
        setting, theme = self.setting, self.setting.theme
        ground, ink = (theme.primary, text_on(theme.primary)) if role else (theme.tint, theme.primary)
        size, inset = Size(self.measure, setting.leading * 1.5), mm(2)
        base = size.height / 2 + setting.size * _HALF_CAP
        name = line(left, setting.style(Cut.BOLD, ink, 1.15), Point(inset, base), soft=" ")
        date = line(right, setting.style(colour=ink), Point(size.width - inset, base), align=Align.RIGHT)
        room = size.width - 3 * inset - date.width
        if name.width > room:
            raise TooWide(left, name.width, room)
        return Frame(ORIGIN, size, (Fill(ORIGIN, size, ground), name, date), role=role)

    def _session(self, name: str, session: Session) -> Iterator[Stack]:
        """The pieces of a session: its head with the first talk, then each further talk."""
        setting, inner, column = self.setting, self.inner, self.column
        stack = Stack().add(self._head(session))
        stack = stack.extend(setting.lines(session.subtitle, inner), indent=column)
        stack = stack.extend(setting.prose(session.text, inner), indent=column)
        stack = stack.extend(self._speakers(session.speakers, inner), indent=column)
        for rank, talk in enumerate(session.talks):
            item = self._talk(talk)
            entry = Frame(item.at, item.size, (item,), Role.L, part=Part(f"{name} talks", rank))
            yield (Stack() if rank else stack).add(entry, setting.leading / 4, indent=column)
        if not session.talks:
            yield stack

    def _head(self, session: Session) -> Frame:
        """The heading of a session: the time, beside it the title and below that room and track."""
        setting = self.setting
        quiet = session.kind in _QUIET_KINDS
        cut, colour = (Cut.SEMIBOLD, QUIET) if quiet else (Cut.BOLD, BLACK)
        title = setting.text(session.title, self.inner, cut=cut, colour=colour, role=None, hyphenate=False)
        where = " · ".join(filter(None, (session.room, session.track)))
        bold = setting.style(Cut.BOLD, setting.theme.primary)
        time = paragraph(
            (Span(_time(session, self.words), bold),), self.column - _GUTTER / 2, setting.leading, role=None
        )
        text = Stack().add(_followed(title) if where else title)
        text = text.extend(setting.lines(where, self.inner, QUIET, role=None))
        size = Size(self.measure, max(text.height, time.size.height))
        placed = text.frame(self.inner, at=Point(self.column, 0.0))
        return Frame(ORIGIN, size, (_followed(time), placed), Role.H3)

    def _talk(self, talk: Talk) -> Frame:
        """A list item: a mark, beside it title, subtitle, speakers, text and room."""
        setting, inner = self.setting, self.inner - _HANG
        stack = Stack().add(setting.text(talk.title, inner))
        stack = stack.extend(setting.lines(talk.subtitle, inner))
        stack = stack.extend(self._speakers(talk.speakers, inner))
        stack = stack.extend(setting.prose(talk.text, inner)).extend(setting.lines(talk.room, inner, QUIET))
        style = setting.style(colour=setting.theme.accent, scale=0.62)
        mark = line("▶ ", style, Point(0.0, setting.baseline - setting.size * 0.08))
        label = Frame(ORIGIN, Size(_HANG, setting.leading), (mark,), Role.LBL)
        body = stack.frame(inner, Role.LBODY, at=Point(_HANG, 0.0))
        return Frame(ORIGIN, Size(self.inner, stack.height), (label, body), Role.LI)

    def _speakers(self, speakers: Sequence[Person], measure: Length) -> Iterator[Frame]:
        """A paragraph for those who follow each other with the same affiliation: names, then what they belong to."""
        setting = self.setting
        for affiliation, group in groupby(speakers, key=lambda person: person.affiliation):
            names = self.words.join([person.name for person in group])
            spans = [Span(polish(names, setting.language), setting.style(Cut.ITALIC), hyphenate=False)]
            if affiliation:
                spans += [Span(", ", setting.style()), *setting.spans(affiliation, setting.style(colour=QUIET))]
            yield paragraph(spans, measure, setting.leading, language=setting.language)


def _followed(frame: Frame) -> Frame:
    """The frame with a blank behind its last line, so that what is read next does not cling to it."""
    *before, last = frame.children
    return replace(frame, children=(*before, replace(last, soft=" "))) if isinstance(last, Text) else frame
