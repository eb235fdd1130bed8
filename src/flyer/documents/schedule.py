"""The programme's days become blocks: a bar for the day, a column for the time, sessions and their talks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from flyer.documents.fitting import fitting_at
from flyer.documents.setting import Setting
from flyer.documents.theme import QUIET
from flyer.event.model import Day, Event, Kind, Person, Session, Talk
from flyer.problems import place_of
from flyer.typeset.colour import text_on
from flyer.typeset.columns import Block, column_height
from flyer.typeset.family import Cut
from flyer.typeset.frame import Fill, Frame, Part, Point, Role, Size, Text
from flyer.typeset.lines import Align, line, width
from flyer.typeset.paragraph import Span, TooWide, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, mm
from flyer.wording import Wording, polish

_GUTTER = mm(3)
_HANG = mm(3.4)

_QUIET_KINDS = frozenset({Kind.BREAK, Kind.MEAL, Kind.ARRIVAL})
"""Kinds that stand back: a lighter title."""

_BREAK_IN_A_SHORT_DAY = 0.7
_BREAK_BETWEEN_SESSIONS = 0.012
_BREAK_BETWEEN_TALKS = 0.03


def schedule(event: Event, setting: Setting, words: Wording, panel: Size) -> tuple[Block, ...]:
    """All days as blocks for `typeset.columns`: a new day is the best place for a break; a day that fits into one
    panel is torn at a price, a longer one between sessions for little, between talks for a little more.
    """
    measure = panel.width
    bold = setting.style(Cut.BOLD)
    sessions = [session for day in event.programme for session in day.sessions]
    pieces = [piece for session in sessions for piece in _time(session, words).split(" ")]
    column = max((width(piece, bold) for piece in pieces), default=0.0) + _GUTTER
    days = [
        tuple(_day(number, day, len(event.programme) > 1, setting, words, measure, column))
        for number, day in enumerate(event.programme, start=1)
    ]
    return tuple(chain.from_iterable(_together(blocks, panel.height) for blocks in days))


def _together(blocks: tuple[Block, ...], height: Length) -> tuple[Block, ...]:
    if column_height(blocks) > height:
        return blocks
    first, *others = blocks
    return (first, *(replace(block, penalty=_BREAK_IN_A_SHORT_DAY) for block in others))


def _day(
    number: int, day: Day, several: bool, setting: Setting, words: Wording, measure: Length, column: Length
) -> Iterator[Block]:
    title = day.title or (words.ordinal_day(number) if several else words("Programme"))
    with fitting_at(place_of(day, "title")):
        bar = _bar(title, words.weekday_date(day.date), setting, measure, Role.H2)
        resumed = _bar(title, words("continued"), setting, measure, None)
    rank = 0
    if not day.sessions:
        yield Block(Stack().add(bar).frame(measure, Role.SECT), before=setting.leading)
    for index, session in enumerate(day.sessions):
        name = f"day {number} session {index}"
        with fitting_at(place_of(session, "title")):
            pieces = list(_session(name, session, setting, words, measure, column))
        for piece, stack in enumerate(pieces):
            first = index == 0 and piece == 0
            top = Stack().add(bar) if first else Stack()
            frame = top.add(stack.frame(measure), setting.leading / 2).frame(
                measure, Role.SECT, Part(f"day {number}", rank)
            )
            rank += 1
            if first:
                yield Block(frame, before=setting.leading)
            else:
                yield Block(
                    frame,
                    before=setting.leading / 2,
                    penalty=_BREAK_BETWEEN_TALKS if piece else _BREAK_BETWEEN_SESSIONS,
                    resume=resumed,
                )


def _bar(left: str, right: str, setting: Setting, measure: Length, role: Role | None) -> Frame:
    """A day's bar in the event's colour; a day that is carried on, which is no heading, has a pale one."""
    theme = setting.theme
    ground, ink = (theme.primary, text_on(theme.primary)) if role else (theme.tint, theme.primary)
    height = setting.leading * 1.5
    base = height / 2 + setting.size * 0.34
    inset = mm(2)
    name = line(left, setting.style(Cut.BOLD, ink, 1.15), Point(inset, base), soft=" ")
    date = line(right, setting.style(colour=ink), Point(measure - inset, base), align=Align.RIGHT)
    room = measure - 3 * inset - date.width
    if name.width > room:
        raise TooWide(left, name.width, room)
    size = Size(measure, height)
    return Frame(Point(0.0, 0.0), size, (Fill(Point(0.0, 0.0), size, ground), name, date), role=role)


def _time(session: Session, words: Wording) -> str:
    """The start, or start and end, which may be broken at its blank."""
    return words.time_range(session.start, session.end) if session.end else words.clock(session.start)


def _session(
    name: str, session: Session, setting: Setting, words: Wording, measure: Length, column: Length
) -> Iterator[Stack]:
    """The pieces of a session: its head with the first talk, then each further talk."""
    inner = measure - column
    stack = _head(session, setting, words, measure, column)
    stack = stack.extend(setting.lines(session.subtitle, inner), indent=column)
    stack = stack.extend(setting.prose(session.text, inner), indent=column)
    stack = stack.extend(_speakers(session.speakers, setting, words, inner), indent=column)
    for rank, talk in enumerate(session.talks):
        item = _talk(talk, setting, words, inner)
        entry = Frame(item.at, item.size, (item,), Role.L, part=Part(f"{name} talks", rank))
        if rank == 0:
            yield stack.add(entry, setting.leading / 4, indent=column)
        else:
            yield Stack().add(entry, indent=column)
    if not session.talks:
        yield stack


def _head(session: Session, setting: Setting, words: Wording, measure: Length, column: Length) -> Stack:
    quiet = session.kind in _QUIET_KINDS
    title = setting.text(
        session.title,
        measure - column,
        cut=Cut.SEMIBOLD if quiet else Cut.BOLD,
        colour=QUIET if quiet else setting.style().colour,
        role=None,
        hyphenate=False,
    )
    where = " · ".join(filter(None, (session.room, session.track)))
    time = paragraph(
        (Span(_time(session, words), setting.style(Cut.BOLD, setting.theme.primary)),),
        column - _GUTTER / 2,
        setting.leading,
        role=None,
    )
    text = (
        Stack()
        .add(_followed(title) if where else title)
        .extend(setting.lines(where, measure - column, QUIET, role=None))
    )
    height = max(text.height, time.size.height)
    placed = text.frame(measure - column, at=Point(column, 0.0))
    heading = Frame(Point(0.0, 0.0), Size(measure, height), (_followed(time), placed), Role.H3)
    return Stack().add(heading)


def _followed(frame: Frame) -> Frame:
    """The frame with a blank behind its last line, so that what is read next does not cling to it."""
    *before, last = frame.children
    return replace(frame, children=(*before, replace(last, soft=" "))) if isinstance(last, Text) else frame


def _talk(talk: Talk, setting: Setting, words: Wording, measure: Length) -> Frame:
    inner = measure - _HANG
    stack = Stack().add(setting.text(talk.title, inner))
    stack = stack.extend(setting.lines(talk.subtitle, inner))
    stack = stack.extend(_speakers(talk.speakers, setting, words, inner))
    stack = stack.extend(setting.prose(talk.text, inner)).extend(setting.lines(talk.room, inner, QUIET))
    label = Frame(
        Point(0.0, 0.0),
        Size(_HANG, setting.leading),
        (
            line(
                "▶ ",
                setting.style(colour=setting.theme.accent, scale=0.62),
                Point(0.0, setting.baseline - setting.size * 0.08),
            ),
        ),
        Role.LBL,
    )
    body = stack.frame(inner, Role.LBODY, at=Point(_HANG, 0.0))
    return Frame(Point(0.0, 0.0), Size(measure, stack.height), (label, body), Role.LI)


def _speakers(speakers: Sequence[Person], setting: Setting, words: Wording, measure: Length) -> Iterator[Frame]:
    """One paragraph for those who follow each other with the same affiliation: names, then what they belong to."""
    for affiliation, group in groupby(speakers, key=lambda person: person.affiliation):
        names = words.join([person.name for person in group])
        spans = [Span(polish(names, setting.language), setting.style(Cut.ITALIC), hyphenate=False)]
        if affiliation:
            spans += [Span(", ", setting.style()), *setting.spans(affiliation, setting.style(colour=QUIET))]
        yield paragraph(spans, measure, setting.leading, language=setting.language)
