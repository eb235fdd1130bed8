"""The sessions on a door sign: set as large as they fit a page, and in the smallest size over several pages."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, NamedTuple

from flyer.documents.fitting import fitting_at
from flyer.documents.theme import QUIET, Theme
from flyer.event.model import Person, Session
from flyer.problems import Problem, UserError, place_of
from flyer.typeset.colour import BLACK, Colour
from flyer.typeset.family import Cut
from flyer.typeset.frame import ORIGIN, Frame, Item, Part, Point, Role, Size
from flyer.typeset.lines import line
from flyer.typeset.markup import spans
from flyer.typeset.optimum import TOLERANCE
from flyer.typeset.paragraph import TooWide, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, in_mm, pt
from flyer.wording import Wording

SIZES: Final = tuple(map(pt, (46, 42, 38, 35, 32, 30, 28, 26, 24, 22)))
"""Of titles. A capital of 22 points is 5 mm high; from 3 m most people still read 4.4 mm (5 minutes of arc)."""

GAP: Final = 0.5
"""What is free above and below the rule between two sessions, in sizes of a title."""

_LEADING: Final = 1.18
_TALK, _SMALL = 0.8, 0.66
"""Talks, and those who speak, in sizes of a title."""

_ABOVE_TALK, _ABOVE_SMALL = 0.35, 0.08
_COLUMN: Final = 3.7
"""The width of the times, in sizes of a title."""

_FIRST_BASELINE, _SECOND_BASELINE = 0.88, 1.88
"""Of the two times below each other, in sizes of a title."""

_TRIES: Final = 20
"""The parts of a page's height by which pages are balanced."""


class Piece(NamedTuple):
    """What stands together on one page: whether it `opens` a session, the session's time, and what is free above."""

    frame: Frame
    opens: bool
    time: Frame
    before: Length


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of one sign; `key` tells its parts from those of others, `called` names it in problems."""

    key: str
    called: str
    sessions: Sequence[Session]
    measure: Length
    theme: Theme
    words: Wording

    def fitted(self, room: Length) -> tuple[Length, list[Piece]]:
        """The size of titles, and the sessions in it: the largest with which they stand on one page, or the smallest.

        Only in the smallest one words are divided. UserError with what is wider or higher than the page.
        """
        for size in SIZES:
            with suppress(TooWide):
                pieces = [piece for n, session in enumerate(self.sessions) for piece in self._pieces(n, session, size)]
                if height(pieces) <= room:
                    return size, pieces
        return SIZES[-1], self._smallest(room)

    def _smallest(self, room: Length) -> list[Piece]:
        found: list[Piece] = []
        problems: list[Problem] = []
        for number, session in enumerate(self.sessions):
            place = place_of(session, "title")
            try:
                with fitting_at(place):
                    pieces = self._divided(number, session)
            except UserError as error:
                problems += error.problems
                continue
            found += pieces
            missing = math.ceil(in_mm(max(piece.frame.size.height for piece in pieces) - room))
            if missing > 0:
                what = f"the session is {missing} mm too high for the door sign of '{self.called}'"
                problems.append(Problem(place, what, "shorten its title and subtitle"))
        if problems:
            raise UserError(problems)
        return found

    def _divided(self, number: int, session: Session) -> list[Piece]:
        """A session in the smallest size, its words divided only if one of them is wider than its line."""
        with suppress(TooWide):
            return list(self._pieces(number, session, SIZES[-1]))
        return list(self._pieces(number, session, SIZES[-1], self.words.language))

    def _pieces(self, number: int, session: Session, size: Length, language: str = "") -> Iterator[Piece]:
        """A session in pieces between which a page may end, before each talk but the first. Raises TooWide."""
        time = self._time(session, size)
        inner = self.measure - time.size.width

        def text(said: str, share: float, cut: Cut = Cut.REGULAR, colour: Colour = BLACK) -> Frame:
            style = self.theme.style(size * share, cut, colour)
            written = spans(self.words.polish(said.strip()), style)
            return paragraph(written, inner, size * share * _LEADING, language=language)

        def named(speakers: Sequence[Person]) -> Iterator[Frame]:
            if speakers:
                yield text(self.words.join([person.name for person in speakers]), _SMALL, colour=QUIET)

        body = Stack().add(text(session.title, 1, Cut.BOLD))
        if session.subtitle:
            body = body.add(text(session.subtitle, _SMALL), size * _ABOVE_SMALL)
        body = body.extend(named(session.speakers), size * _ABOVE_SMALL)
        for rank, talk in enumerate(session.talks):
            body = body.add(text(talk.title, _TALK), size * _ABOVE_TALK)
            yield self._piece(number, rank, body.extend(named(talk.speakers), size * _ABOVE_SMALL), time, size)
            body = Stack()
        if not session.talks:
            yield self._piece(number, 0, body, time, size)

    def _piece(self, number: int, rank: int, body: Stack, time: Frame, size: Length) -> Piece:
        name, column = f"{self.key} session {number}", time.size.width
        placed = body.frame(self.measure - column, Role.LBODY, Part(f"{name} body", rank), Point(column, 0.0))
        high = body.height if rank else max(body.height, time.size.height)
        children = (placed,) if rank else (time, placed)
        frame = Frame(ORIGIN, Size(self.measure, high), children, Role.LI, part=Part(name, rank))
        return Piece(frame, rank == 0, time, size * (_ABOVE_TALK if rank else 2 * GAP))

    def _time(self, session: Session, size: Length) -> Frame:
        """When it begins and, where that was written, below it until when it lasts."""
        theme, words = self.theme, self.words
        start, small = theme.style(size, Cut.BOLD, theme.primary), theme.style(size * _SMALL, colour=QUIET)
        items: list[Item] = [line(words.time(session.start), start, Point(0.0, size * _FIRST_BASELINE), soft=" ")]
        if session.end:
            until = words("until {time}", time=words.time(session.end))
            items.append(line(until, small, Point(0.0, size * _SECOND_BASELINE), soft=" "))
        return Frame(ORIGIN, Size(_COLUMN * size, 2 * size), tuple(items), Role.LBL)


def height(pieces: Sequence[Piece]) -> Length:
    """How high pieces are that stand on one page."""
    return sum(piece.frame.size.height for piece in pieces) + sum(piece.before for piece in pieces[1:])


def paged(pieces: Sequence[Piece], room: Length) -> list[list[Piece]]:
    """The pieces on no more pages than there must be, each as full as the others."""
    pages = _filled(pieces, room)
    for share in range(_TRIES - 1, 0, -1):
        balanced = _filled(pieces, room * share / _TRIES)
        if len(balanced) > len(pages):
            break
        pages = balanced
    return pages


def _filled(pieces: Sequence[Piece], room: Length) -> list[list[Piece]]:
    pages: list[list[Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        if pages[-1] and used + piece.before + piece.frame.size.height > room + TOLERANCE:
            pages.append([])
        used = (used + piece.before if pages[-1] else 0.0) + piece.frame.size.height
        pages[-1].append(piece)
    return pages
