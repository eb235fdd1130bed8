"""Door signs: for each room and day an A4 page that says what happens behind the door."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Final

from flyer.documents.placard import HYPHENATE, Ladder, ladder, logo, placard, unread
from flyer.documents.sign_sessions import GAP, Piece, Sessions, height, paged
from flyer.documents.theme import QUIET, Theme
from flyer.event.model import Day, Event, Session
from flyer.problems import Problem, UserError, gathered, place_of
from flyer.typeset.colour import text_on
from flyer.typeset.family import Cut, Family
from flyer.typeset.frame import ORIGIN, Document, Fill, Frame, Item, Part, Point, Role, Rule, Size
from flyer.typeset.lines import Align
from flyer.typeset.paragraph import Span, followed, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, mm, pt
from flyer.wording import Wording

_PAPER: Final = Size(mm(210), mm(297))

_INSET: Final = mm(10)
"""How far colour stays from the paper's edge, where office printers do not print."""

_SIDE: Final = mm(20)
_MEASURE: Final = _PAPER.width - 2 * _SIDE

_PADDING: Final = mm(9)
"""What is free above and below the words of the band."""

_FOOT: Final = _PAPER.height - mm(32)
"""Where the sessions end."""

_LOGO: Final = Size(mm(55), mm(13))
_LOGO_MIDDLE: Final = _PAPER.height - mm(18)

_EVENT: Final = ladder((1, 14, 11), (2, 11, 8))
_ROOM: Final = ladder(
    (1, 120, 64), (2, 80, 46), (1, 64, 46), (2, 46, 36), (2, 36, 36, HYPHENATE), (3, 36, 28, HYPHENATE)
)
_ROOM_OF_A_LONG_DAY: Final = _ROOM[2:]

_COMFORTABLE: Final = pt(30)
"""Where titles would get smaller than this, the room gives way too."""


def compose(event: Event, words: Wording, family: Family) -> Document:
    """Turn the programme into a sign for each day and room; sessions without a room are on none.

    UserError with all that does not fit, or when there is no room at all.
    """
    signs = tuple(_signs(event))
    if not signs:
        hint = "write 'room' with the sessions, or with the talks of one session"
        raise UserError([Problem(place_of(event, "programme"), "no session has a room to make a sign for", hint)])
    theme = Theme.of(event, family)
    made = (
        _Sign(f"sign {number}", day, room, sessions, event, theme, words)
        for number, (day, room, sessions) in enumerate(signs)
    )
    pages = chain.from_iterable(gathered(partial(tuple, sign.pages()) for sign in made))
    return Document(
        title=words("Door signs: {event}", event=event.name),
        language=words.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=_PAPER,
        pages=tuple(pages),
    )


def _signs(event: Event) -> Iterator[tuple[Day, str, Sequence[Session]]]:
    """Each day's rooms, and what takes place there: a session in several rooms has in each the talks held there."""
    for day in event.programme:
        rooms: dict[str, list[Session]] = {}
        for session in day.sessions:
            for room in dict.fromkeys((session.room, *(talk.room for talk in session.talks))):
                talks = tuple(talk for talk in session.talks if (talk.room or session.room) == room)
                rooms.setdefault(room, []).append(replace(session, talks=talks))
        yield from ((day, room, sessions) for room, sessions in rooms.items() if room)


@dataclass(frozen=True, slots=True)
class _Sign:
    """One room on one day."""

    key: str
    day: Day
    room: str
    sessions: Sequence[Session]
    event: Event
    theme: Theme
    words: Wording

    def pages(self) -> Iterator[Frame]:
        """One page, or as many as the sessions need in their smallest size; a smaller room must be of use to them."""
        size, pages, band, top = self._set(_ROOM)
        if size < _COMFORTABLE:
            smaller = self._set(_ROOM_OF_A_LONG_DAY)
            if smaller[0] > size or len(smaller[1]) < len(pages):
                size, pages, band, top = smaller
        rank = 0
        for number, page in enumerate(pages, 1):
            between = sum(piece.opens for piece in page[1:])
            wider = min(GAP * size, (_FOOT - top - height(page)) / 2 / max(1, between))
            head = band if number == 1 else unread(band)
            yield self._page(head, self._list(page, rank, wider, top), number, len(pages))
            rank += len(page)

    def _set(self, steps: Ladder) -> tuple[Length, list[list[Piece]], Frame, Length]:
        """The size of titles, the sessions page by page, the band, and where sessions begin below it."""
        band = self._band(steps)
        top = _INSET + band.size.height + mm(10)
        sessions = Sessions(self.key, self.room, self.sessions, _MEASURE, self.theme, self.words)
        size, pieces = sessions.fitted(_FOOT - top)
        return size, paged(pieces, _FOOT - top), band, top

    def _band(self, steps: Ladder) -> Frame:
        """The room and the day on the event's colour; together the heading of the sign."""
        theme, words, (session, *_) = self.theme, self.words, self.sessions
        ink, inner = text_on(theme.primary), Point(_SIDE - _INSET, _PADDING)
        style, place = theme.style(pt(1), Cut.BOLD, ink), place_of(session, "room")
        room = placard(self.room, steps, style, _MEASURE, words, place, called="the room", align=Align.LEFT, role=None)
        date = Span(words.weekday_date(self.day.date), theme.style(pt(22), Cut.SEMIBOLD, ink))
        day = paragraph((date,), _MEASURE, pt(28), role=None)
        said = Stack().add(followed(room)).add(day, mm(2)).frame(_MEASURE, at=inner)
        size = Size(_PAPER.width - 2 * _INSET, said.size.height + 2 * _PADDING)
        ground = Fill(ORIGIN, size, theme.primary, radius=mm(2))
        return Frame(Point(_INSET, _INSET), size, (ground, said), Role.H1)

    def _list(self, pieces: Sequence[Piece], rank: int, wider: Length, top: Length) -> Frame:
        """The sessions of a page with a rule between two, `wider` than they need it; those of all pages are one list.

        Where a session goes on from the page before, its time is drawn again, an artifact.
        """
        first, *others = pieces
        stack = Stack().add(first.frame)
        drawn: list[Frame | Item] = [] if first.opens else [unread(first.time)]
        for piece in others:
            if piece.opens:
                y = stack.height + piece.before / 2 + wider
                drawn.append(Rule(Point(0.0, y), Point(_MEASURE, y), pt(0.75), self.theme.primary.tint(0.35)))
            stack = stack.add(piece.frame, piece.before + (2 * wider if piece.opens else 0.0))
        size = Size(_MEASURE, stack.height)
        listed = stack.frame(_MEASURE, Role.L, Part(self.key, rank))
        return Frame(Point(_SIDE, top), size, (Frame(ORIGIN, size, tuple(drawn)), listed))

    def _page(self, band: Frame, sessions: Frame, number: int, count: int) -> Frame:
        """Band and sessions; at the foot the logo and, as an artifact, the event's name and the page."""
        event, words, measure = self.event, self.words, _MEASURE
        children: list[Frame | Item] = [band, sessions]
        if picture := logo(event, words, _LOGO):
            size = picture.size
            children.append(replace(picture, at=Point(_SIDE + _MEASURE - size.width, _LOGO_MIDDLE - size.height / 2)))
            measure -= size.width + mm(8)
        page = words("Page {page} of {pages}", page=number, pages=count) if count > 1 else ""
        said, place = " · ".join(filter(None, (event.name, page))), place_of(event, "name")
        style = self.theme.style(pt(1), colour=QUIET)
        foot = placard(said, _EVENT, style, measure, words, place, called="the event's name", align=Align.LEFT)
        children.append(unread(replace(foot, at=Point(_SIDE, _LOGO_MIDDLE - foot.size.height / 2))))
        return Frame(ORIGIN, _PAPER, tuple(children))
