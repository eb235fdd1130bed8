"""A session is set: its head with the time beside it, below that what it is about, who speaks, and its talks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flyer.documents.fitting import fitting_at
from flyer.documents.leaflet.setting import Setting
from flyer.documents.theme import QUIET
from flyer.manuscript.model import Contribution, Entry, Speakers
from flyer.problems import Place
from flyer.typeset.colour import BLACK
from flyer.typeset.family import Cut, Style
from flyer.typeset.frame import ORIGIN, Frame, Part, Point, Role, Size
from flyer.typeset.lines import line
from flyer.typeset.paragraph import Span, followed, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, mm
from flyer.wording import polish

GUTTER = mm(3)
"""What is free between a time and the text beside it, and between sessions side by side."""

HANG = mm(3.4)
"""How far text hangs from a talk's mark, or from the room of a session in a list of parallel ones."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never torn, and its place; `said` is its time when that stands above, with another piece of that time."""

    frame: Frame
    place: Place
    said: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """Where sessions are set: `measure` wide, of which `column` is the time's; the text hangs `hanging` from its head.

    A session may be torn before each talk but the first. `key` names it in the document's structure. UserError for a
    word wider than its line.
    """

    setting: Setting
    measure: Length
    column: Length = 0.0
    hanging: Length = 0.0

    def alone(self, entry: Entry, key: str) -> tuple[Piece, ...]:
        """A session that nothing is parallel to: the title leads, the room stands below it."""
        where = (Span("\n", self._quiet), *self.setting.spans(entry.where, self._quiet)) if entry.where else ()
        return self._pieces(entry, key, (*self._title(entry), *where))

    def listed(self, entry: Entry, key: str, said: str) -> tuple[Piece, ...]:
        """One of several parallel sessions below each other: the room leads; `said` is the time of the one above."""
        head = (*self._room(entry, " "), *self._title(entry))
        return self._pieces(entry, key, head, said if entry.time == said else "", parallel=True)

    def cell(self, entry: Entry, key: str, *, timed: bool) -> Stack:
        """One of several parallel sessions side by side: under its room and, where it is to be said, its time."""
        head = (*self._room(entry, "\n"), *self._title(entry))
        first, *others = self._stacks(entry, key, entry.time if timed else "", head, parallel=True)
        talks = (frame for stack in others for frame in stack.frames)
        return first.extend(talks, self.setting.leading / 2, self.column)

    def time(self, time: str) -> Frame:
        """A time in its column, or as wide as the lane where there is none."""
        measure = self.column - GUTTER / 2 if self.column else self.measure
        return _time(time, self._strong, measure, self.setting.leading)

    def _pieces(
        self, entry: Entry, key: str, head: Sequence[Span], said: str = "", *, parallel: bool = False
    ) -> tuple[Piece, ...]:
        stacks = self._stacks(entry, key, "" if said else entry.time, head, parallel=parallel)
        places = (entry.place, *(talk.place for talk in entry.talks[1:]))
        times = (said, *(entry.time for _ in stacks[1:]))
        return tuple(map(Piece, (stack.frame(self.measure) for stack in stacks), places, times))

    @property
    def _strong(self) -> Style:
        return self.setting.style(Cut.BOLD, self.setting.theme.primary)

    @property
    def _quiet(self) -> Style:
        return self.setting.style(colour=QUIET)

    def _title(self, entry: Entry) -> Iterator[Span]:
        cut, colour = (Cut.SEMIBOLD, QUIET) if entry.is_quiet else (Cut.BOLD, BLACK)
        for span in self.setting.spans(entry.title, self.setting.style(cut, colour)):
            yield replace(span, hyphenate=False)

    def _room(self, entry: Entry, end: str) -> tuple[Span, ...]:
        style = self.setting.style(Cut.SEMIBOLD, self.setting.theme.primary)
        return (*self.setting.spans(entry.where, style), Span(end, style)) if entry.where else ()

    def _stacks(self, entry: Entry, key: str, time: str, head: Sequence[Span], *, parallel: bool) -> tuple[Stack, ...]:
        setting, indent = self.setting, self.column + self.hanging
        inner = self.measure - indent
        with fitting_at(entry.place):
            title = self._head(time, head, parallel=parallel)
            stack = title.extend(setting.lines(entry.subtitle, inner), indent=indent)
            stack = stack.extend(setting.prose(entry.text, inner, key), indent=indent)
            stack = stack.extend(self._speakers(entry.speakers, inner), indent=indent)
        pieces = [stack]
        for rank, talk in enumerate(entry.talks):
            with fitting_at(talk.place):
                item = self._talk(talk, inner, f"{key} talk {rank}")
            listed = Frame(ORIGIN, item.size, (item,), Role.L, part=Part(f"{key} talks", rank))
            if rank:
                pieces.append(Stack().add(listed, indent=indent))
            else:
                pieces = [stack.add(listed, indent=indent)]
        first, *others = pieces
        return (replace(first, height=max(first.height, title.frames[0].size.height)), *others)

    def _head(self, time: str, spans: Sequence[Span], *, parallel: bool) -> Stack:
        """The heading of a session, as high as its text; a time beside it may reach further down.

        The time of parallel sessions is a heading of its own above theirs: who listens hears whose it is.
        """
        setting = self.setting
        clock = (replace(self.time(time), role=Role.H3 if parallel else None),) if time else ()
        above = 0.0 if self.column else sum(frame.size.height for frame in clock)
        text = paragraph(
            spans,
            self.measure - self.column,
            setting.leading,
            at=Point(self.column, above),
            language=setting.language,
            role=Role.H4 if parallel else None,
            hanging=self.hanging,
        )
        low = above + text.size.height
        size = Size(self.measure, max((low, *(frame.size.height for frame in clock))))
        return Stack((Frame(ORIGIN, size, (*clock, text), None if parallel else Role.H3),), low)

    def _talk(self, talk: Contribution, measure: Length, key: str) -> Frame:
        """A list item: a mark, beside it title, subtitle, speakers, text and room."""
        setting, inner = self.setting, measure - HANG
        stack = Stack().add(setting.text(talk.title, inner))
        stack = stack.extend(setting.lines(talk.subtitle, inner))
        stack = stack.extend(self._speakers(talk.speakers, inner))
        stack = stack.extend(setting.prose(talk.text, inner, key)).extend(setting.lines(talk.room, inner, QUIET))
        style = setting.style(colour=setting.theme.accent, scale=0.62)
        mark = line("▶ ", style, Point(0.0, setting.baseline - setting.size * 0.08))
        label = Frame(ORIGIN, Size(HANG, setting.leading), (mark,), Role.LBL)
        body = stack.frame(inner, Role.LBODY, at=Point(HANG, 0.0))
        return Frame(ORIGIN, Size(measure, stack.height), (label, body), Role.LI)

    def _speakers(self, speakers: Sequence[Speakers], measure: Length) -> Iterator[Frame]:
        """A paragraph for those who belong together: names, then what they belong to."""
        setting = self.setting
        for group in speakers:
            spans = [Span(polish(group.names, setting.language), setting.style(Cut.ITALIC), hyphenate=False)]
            if group.affiliation:
                spans += [Span(", ", setting.style()), *setting.spans(group.affiliation, self._quiet)]
            yield paragraph(spans, measure, setting.leading, language=setting.language)


@lru_cache(maxsize=512)
def _time(time: str, style: Style, measure: Length, leading: Length) -> Frame:
    """A time in its lines."""
    return followed(paragraph((Span(time, style),), measure, leading, role=None))
