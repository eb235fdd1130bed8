"""The back of a badge: the programme as it concerns who wears it, the wireless network, whom to call, a text.

A quarter-fold has the programme on the two panels inside, too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from flyer.documents.badge.code import whole_dots, wifi
from flyer.documents.badge.label import upright
from flyer.documents.badge.layout import Box, Layout
from flyer.documents.badge.programme import Programme, Row
from flyer.documents.leaflet.setting import Setting
from flyer.documents.theme import Theme
from flyer.event.model import Event, Wifi
from flyer.payment import symbol
from flyer.payment.error import PaymentError
from flyer.people.model import Participant
from flyer.problems import Problem, UserError, place_of
from flyer.typeset.family import Cut
from flyer.typeset.frame import ORIGIN, QUIET_ZONE, Frame, Modules, Point, Role, Size
from flyer.typeset.lines import width as advance
from flyer.typeset.paragraph import Span, TooWide, followed, list_item, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, in_mm, mm, pt
from flyer.wording import Wording

_LARGEST: Final = pt(9)
_SMALLEST: Final = pt(6)
_STEP: Final = pt(0.5)

_LINE: Final = 1.22
"""The leading in sizes."""

_EMS: Final = 26
"""How many sizes a back is wide: some 55 letters a line."""

_NARROWEST: Final = 16
"""How many sizes a column is wide where there are two."""

_NUMBER: Final = 1.6
"""The size of the number to call, in sizes."""

_CODE: Final = mm(16)
"""The side of the network's code where its modules need no more."""

_LARGEST_SYMBOL: Final = 8
"""The QR version that holds 152 bytes at level M: a network's name has at most 32 bytes, its password 63."""

_HINT: Final = "leave a part of it out, or choose a stock with larger labels"


_Ways: TypeAlias = Callable[[Sequence[Row], Length], Iterator[Frame]]
"""The ways in which rows may stand in a size."""


class Back:
    """Makes the backs of an event's badges; raises UserError when what all of them show does not fit."""

    def __init__(self, event: Event, words: Wording, theme: Theme, layout: Layout) -> None:
        self._event, self._words, self._theme, self._layout = event, words, theme, layout
        self._settings = event.documents.badges
        top = max([layout.safe, *(zone.foot for zone in layout.zones)])
        self._area = Box(layout.safe, top, layout.size.width - 2 * layout.safe, layout.size.height - layout.safe - top)
        self._setting = self._sized(max(min(_LARGEST, self._area.width / _EMS), _SMALLEST))
        self._programme = Programme(event, words)
        self._fixed = self._parts()
        self._sides: dict[tuple[Row, ...], Frame] = {}
        self._insides: dict[tuple[Row, ...], tuple[Frame, ...]] = {}

    def side(self, participant: Participant) -> Frame:
        """The back of a participant's badge; all who speak nowhere share one."""
        own = self._programme.own(participant)
        if own not in self._sides:
            self._sides[own] = self._side((*own, *self._programme.days))
        return self._sides[own]

    def inside(self, participant: Participant | None) -> tuple[Frame, ...]:
        """The programme on the panels inside a quarter-fold, left and right; None is who has not registered."""
        own = self._programme.own(participant) if participant else ()
        if own not in self._insides:
            spread = self._plan((*own, *self._programme.days), self._area.height, self._panels)
            halves = (half for half in spread.children if isinstance(half, Frame))
            at = Point(self._area.x, self._area.y)
            self._insides[own] = tuple(upright((replace(half, at=at),), self._layout) for half in halves)
        return self._insides[own]

    def _side(self, rows: Sequence[Row]) -> Frame:
        gap, area, y = self._layout.safe, self._area, self._area.y
        room = area.height - sum(frame.size.height + gap for frame in self._fixed.values())
        placed = []
        for part in self._settings.back:
            frame = self._fixed.get(part) or self._plan(rows, room, self._columns)
            placed.append(replace(frame, at=Point(area.x, y)))
            y += frame.size.height + gap
        return upright(tuple(placed), self._layout)

    def _parts(self) -> dict[str, Frame]:
        """What is the same on all backs."""
        makers = {"wifi": self._wifi, "emergency": self._emergency, "text": self._text}
        try:
            fixed = {part: makers[part]() for part in self._settings.back if part in makers}
        except TooWide as error:
            width, room = math.ceil(in_mm(error.needs)), in_mm(error.has)
            what = f"'{error.word}' does not fit the back: it needs {width} mm, there are {room:.0f} mm"
            raise UserError([Problem(place_of(self._settings, "back"), what, _HINT)]) from error
        needs = sum(frame.size.height for frame in fixed.values()) + self._layout.safe * (len(fixed) - 1)
        if needs > self._area.height + 1e-6:
            has = in_mm(self._area.height)
            what = f"the back needs {math.ceil(in_mm(needs))} mm of height, the label has {has:.0f} mm"
            raise UserError([Problem(place_of(self._settings, "back"), what, _HINT)])
        return fixed

    def _plan(self, rows: Sequence[Row], room: Length, ways: _Ways) -> Frame:
        """The rows in the largest type in which they fit, else without breaks, else as many as fit."""
        size = self._setting.size
        while size >= _SMALLEST:
            for frame in ways(rows, size):
                if frame.size.height <= room:
                    return frame
            size -= _STEP
        kept = [row for row in rows if not row.quiet]
        while kept and min(frame.size.height for frame in ways(kept, _SMALLEST)) > room:
            kept = kept[:-1]
            while kept and not kept[-1].time:
                kept = kept[:-1]
        return min(ways(kept, _SMALLEST), key=lambda frame: frame.size.height)

    def _columns(self, rows: Sequence[Row], size: Length) -> Iterator[Frame]:
        """The rows in one column, and where there is the width in two, of which the second begins with a heading."""
        yield self._stacked(rows, size, self._area.width).frame(self._area.width)
        gap = self._layout.safe
        measure = (self._area.width - gap) / 2
        if measure < _NARROWEST * size:
            return
        left, right = self._halves(rows, size, measure)
        if not right.height:
            return
        columns = left.frame(measure), right.frame(measure, at=Point(measure + gap, 0.0))
        yield Frame(ORIGIN, Size(self._area.width, max(left.height, right.height)), columns)

    def _panels(self, rows: Sequence[Row], size: Length) -> Iterator[Frame]:
        """The rows in a column as wide as a panel on each of two."""
        measure = self._area.width
        left, right = self._halves(rows, size, measure)
        spread = Size(2 * measure, max(left.height, right.height))
        yield Frame(ORIGIN, spread, (left.frame(measure), right.frame(measure)))

    def _halves(self, rows: Sequence[Row], size: Length, measure: Length) -> tuple[Stack, Stack]:
        """The rows in two columns as equal as can be; the second begins with a heading, or is empty."""
        headings = [n for n, row in enumerate(rows) if n and not row.time] or [len(rows)]
        pairs = ((self._stacked(rows[:n], size, measure), self._stacked(rows[n:], size, measure)) for n in headings)
        return min(pairs, key=lambda pair: max(pair[0].height, pair[1].height))

    def _stacked(self, rows: Sequence[Row], size: Length, measure: Length) -> Stack:
        """Headings, and below each its entries as a list."""
        setting, stack = self._sized(size), Stack()
        bold = setting.style(Cut.SEMIBOLD)
        indent = max((advance(f"{row.time}  ", bold) for row in rows if row.time), default=0.0)
        items: list[Frame] = []
        for row in (*rows, Row("")):
            if row.time:
                spans = setting.spans(row.text, setting.style())
                label = Span(row.time, bold)
                items.append(
                    list_item(label, spans, measure, setting.leading, indent=indent, language=setting.language)
                )
                continue
            if items:
                stack = stack.add(Stack().extend(items).frame(measure, Role.L))
                items = []
            if row.text:
                stack = stack.add(self._heading(row.text, setting, measure), before=setting.leading * 0.4)
        return stack

    def _wifi(self) -> Frame:
        """The code that joins telephones to the network, and at its right name and password."""
        network, words = self._settings.wifi, self._words
        assert network  # noqa: S101
        code = self._network_code(network)
        left = code.size.width * (1 + QUIET_ZONE / 21) + self._layout.safe / 2
        measure = self._area.width - left
        lines = [self._heading(words("Wi-Fi"), self._setting, measure), self._line(network.name, measure)]
        if network.password:
            lines.append(self._line(words("Password: {password}", password=network.password), measure))
        text = Stack().extend(lines)
        height = max(code.size.height, text.height)
        beside = text.frame(measure, at=Point(left, (height - text.height) / 2))
        code = replace(code, at=Point(0.0, (height - code.size.height) / 2))
        return Frame(ORIGIN, Size(self._area.width, height), (beside, code))

    def _network_code(self, network: Wifi) -> Frame:
        try:
            rows = symbol.encode(wifi(network.name, network.password).encode(), "M", _LARGEST_SYMBOL).rows
        except PaymentError as error:
            raise UserError([Problem(place_of(network, "name"), error.what, error.hint)]) from error
        side = whole_dots(len(rows), _CODE, self._layout.dot) * len(rows)
        alt = self._words("QR code: joins the network {name}", name=network.name)
        return Frame(ORIGIN, Size(side, side), (Modules(ORIGIN, side, rows),), role=Role.FIGURE, alt=alt)

    def _emergency(self) -> Frame:
        """Whom to call."""
        measure, size = self._area.width, _NUMBER * self._setting.size
        style = self._theme.style(size, Cut.BOLD)
        number = paragraph((Span(self._settings.emergency, style, hyphenate=False),), measure, _LINE * size)
        heading = self._heading(self._words("In an emergency call"), self._setting, measure)
        return Stack().extend((heading, number)).frame(measure)

    def _text(self) -> Frame:
        """The event's own text."""
        measure = self._area.width
        return Stack().extend(self._setting.prose(self._settings.back_text, measure, "back")).frame(measure)

    def _heading(self, text: str, setting: Setting, measure: Length) -> Frame:
        return followed(setting.text(text, measure, cut=Cut.SEMIBOLD, colour=self._theme.primary))

    def _line(self, text: str, measure: Length) -> Frame:
        setting = self._setting
        return followed(paragraph((Span(text, setting.style(), hyphenate=False),), measure, setting.leading))

    def _sized(self, size: Length) -> Setting:
        return Setting(self._theme, size, _LINE * size, self._words.language)
