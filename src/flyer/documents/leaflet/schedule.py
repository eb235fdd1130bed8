"""The days of a programme become blocks: a head for the day, sessions below each other, parallel ones side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from flyer.documents.fitting import fitting_at
from flyer.documents.leaflet.grid import grid
from flyer.documents.leaflet.headings import day_bar
from flyer.documents.leaflet.parallel import clusters
from flyer.documents.leaflet.sessions import GUTTER, HANG, Lane, Piece
from flyer.documents.leaflet.setting import Setting
from flyer.manuscript.model import DayPlan, Entry, Speakers
from flyer.problems import gathered
from flyer.typeset.columns import Block, column_height
from flyer.typeset.family import Cut
from flyer.typeset.frame import ORIGIN, Frame, Part, Point, Role, Size
from flyer.typeset.lines import width
from flyer.typeset.stack import Stack
from flyer.units import Length
from flyer.wording import Wording

_LONGEST = 40
"""The longest line of a session that has a column for itself, in sizes: some 80 letters."""

_BREAK_IN_A_SHORT_DAY, _BREAK_BETWEEN_SESSIONS, _BREAK_IN_A_SESSION = 0.7, 0.012, 0.03
_JOIN_FIRST_DAY, _JOIN = 0.35, 0.12
"""Costs of `typeset.columns`, weighed by eye: a day best begins a column, the first one above all."""


def schedule(
    days: Sequence[DayPlan], setting: Setting, words: Wording, room: Size, dropped: frozenset[str]
) -> tuple[Block, ...]:
    """All days as blocks for `typeset.columns`, on the grid of half a leading, in columns like `room`.

    A day that fits into one column is torn at a price, a longer one between sessions for little, between talks, and
    between parallel sessions that are listed, for a little more. `dropped` names what is left out: "text",
    "affiliation", "room". Raises UserError for words wider than their lines.
    """
    plans = [replace(day, entries=tuple(_without(entry, dropped) for entry in day.entries)) for day in days]
    bold = setting.style(Cut.BOLD)
    pieces = {piece for plan in plans for entry in plan.entries for piece in entry.time.split(" ")}
    column = max((width(piece, bold) for piece in pieces), default=0.0) + GUTTER
    sheets = (_Day(number, plan, setting, words, room, column) for number, plan in enumerate(plans, start=1))
    return tuple(chain.from_iterable(gathered(day.blocks for day in sheets)))


def _without(entry: Entry, dropped: frozenset[str]) -> Entry:
    """The entry without what is dropped."""
    if "text" in dropped:
        entry = replace(entry, text="", talks=tuple(replace(talk, text="") for talk in entry.talks))
    if "affiliation" in dropped:
        talks = tuple(replace(talk, speakers=_names(talk.speakers)) for talk in entry.talks)
        entry = replace(entry, speakers=_names(entry.speakers), talks=talks)
    if "room" in dropped:
        talks = tuple(replace(talk, room="") for talk in entry.talks)
        entry = replace(entry, room="", where=entry.track, talks=talks)
    return entry


def _names(speakers: Sequence[Speakers]) -> tuple[Speakers, ...]:
    return (Speakers(", ".join(group.names for group in speakers)),) if speakers else ()


@dataclass(frozen=True, slots=True)
class _Day:
    """A day set in columns like `room`, of which times take `column`."""

    number: int
    plan: DayPlan
    setting: Setting
    words: Wording
    room: Size
    column: Length

    def blocks(self) -> list[Block]:
        """The day's head with its first session, then block by block what must not be torn."""
        gap, measure = self.setting.leading / 2, self.room.width
        with fitting_at(self.plan.place):
            head = day_bar(self.setting, self.plan.heading, self.plan.date, measure, Role.H2)
            again = day_bar(self.setting, self.plan.heading, self.words("continued"), measure, None)
        height = self.room.height - max(head.size.height, again.size.height) - gap
        first, *others = self._pieces(height) or [Piece(Frame(ORIGIN, Size(measure, 0.0)), self.plan.place)]
        opening = Stack().add(head).add(first.frame, gap)
        join = _JOIN_FIRST_DAY if self.number == 1 else _JOIN
        blocks = [Block(self._part(opening, 0), before=2 * gap, join=join, place=first.place)]
        for rank, piece in enumerate(others, start=1):
            frame = self._part(Stack().add(piece.frame), rank)
            penalty = _BREAK_IN_A_SESSION if piece.said else _BREAK_BETWEEN_SESSIONS
            resume = self._with_time(again, piece) if piece.said else again
            blocks.append(Block(frame, gap, penalty, resume=resume, place=piece.place))
        if column_height(blocks) <= self.room.height:
            blocks[1:] = [replace(block, penalty=_BREAK_IN_A_SHORT_DAY) for block in blocks[1:]]
        return blocks

    def _part(self, stack: Stack, rank: int) -> Frame:
        return stack.frame(self.room.width, Role.SECT, Part(f"day {self.number}", rank))

    def _with_time(self, again: Frame, piece: Piece) -> Frame:
        """The head of the day that is carried on, and the time that was said, which hangs from it beside the piece."""
        time = self._lane().time(piece.said)
        hung = replace(time, at=Point(0.0, again.size.height + self.setting.leading / 2), shared=True)
        missing = max(time.size.height - piece.frame.size.height, 0.0)
        return Frame(ORIGIN, Size(again.size.width, again.size.height + missing), (again, hung))

    def _lane(self, hanging: Length = 0.0) -> Lane:
        return Lane(
            self.setting, min(self.room.width, self.column + _LONGEST * self.setting.size), self.column, hanging
        )

    def _pieces(self, height: Length) -> list[Piece]:
        keyed = [(f"day {self.number} session {rank}", entry) for rank, entry in enumerate(self.plan.entries)]
        steps = (partial(self._cluster, keyed[start:end], height) for start, end in clusters(self.plan.entries))
        return list(chain.from_iterable(gathered(steps)))

    def _cluster(self, keyed: Sequence[tuple[str, Entry]], height: Length) -> Sequence[Piece]:
        """Sessions that overlap: side by side where no column is too low for them, else below each other."""
        (key, entry), *others = keyed
        if not others:
            return self._lane().alone(entry, key)
        beside = grid(keyed, self.setting, self.room.width, self.column)
        if beside and beside.size.height <= height:
            return (Piece(beside, entry.place),)
        lane, times = self._lane(HANG), ["", *(entry.time for _, entry in keyed)]
        rows = zip(keyed, times, strict=False)
        steps = (partial(lane.listed, entry, key, said) for (key, entry), said in rows)
        return list(chain.from_iterable(gathered(steps)))
