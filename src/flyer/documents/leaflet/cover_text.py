"""The words of a cover: name, theme and subtitle, and when and where, as large as they fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import count, product, takewhile

from flyer.documents.theme import Theme
from flyer.manuscript.model import Cover
from flyer.typeset.colour import BLACK, text_on
from flyer.typeset.family import Cut, Style
from flyer.typeset.frame import ORIGIN, Fill, Frame, Role, Size
from flyer.typeset.markup import spans
from flyer.typeset.paragraph import TooWide, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, pt
from flyer.wording import Wording

_LEADING = 1.16
_STEP, _SMALLEST = 0.94, pt(12)
"""The title's sizes: each a share of the one before."""

_DIVIDED = 0.6
"""The share of its largest size down from which a title's words are divided, where it fits in no size without that."""

_BESIDE = 0.75
"""Name and subtitle are at most so large, as a share of the title's size."""

_WHEN_SCALES = (1.0, 0.85, 0.72)

_NAME, _SUBTITLE, _WHEN, _WHERE = pt(12), pt(13), pt(17), pt(11.5)
_MARK = Size(pt(40), pt(3))


@dataclass(frozen=True, slots=True)
class CoverText:
    """The words with the largest size of their title; all else is `scale` times what it is on a usual panel.

    Nothing is set smaller than `least`.
    """

    cover: Cover
    theme: Theme
    words: Wording
    largest: Length
    scale: float
    gap: Length
    least: Length = 0.0

    def head(self, room: Size) -> Stack:
        """Name, theme and subtitle, the theme as large as no word is divided and all fits; at last hyphenated."""
        largest, language = self.largest * self.theme.design.title_scale, self.words.language
        sizes = list(takewhile(lambda size: size > _SMALLEST, (largest * _STEP**step for step in count())))
        sizes.append(_SMALLEST)
        whole = [(size, "") for size in sizes]
        divided = [(size, language) for size in sizes if size <= largest * _DIVIDED]
        return _first_fitting([partial(self._titled, room.width, *each) for each in (*whole, *divided)], room)

    def _titled(self, measure: Length, size: Length, language: str) -> Stack:
        cover, theme, design = self.cover, self.theme, self.theme.design
        ink = text_on(theme.primary) if design.solid else theme.primary
        beside = ink if design.solid else BLACK
        stack, gap = Stack(), min(self.scale * self.gap, size)
        if cover.title:
            name = theme.style(max(min(self.scale * _NAME, size * _BESIDE), self.least), Cut.SEMIBOLD, beside)
            stack = stack.add(self._set(cover.name, name, measure, Role.P, language))
        if design.solid:
            accent = theme.ornament if theme.ornament != theme.primary else ink
            mark = Size(self.scale * _MARK.width, self.scale * _MARK.height)
            rule = Frame(ORIGIN, Size(measure, mark.height), (Fill(ORIGIN, mark, accent),))
            stack = stack.add(rule, gap)
        title = theme.titling(size, design.title, ink)
        stack = stack.add(self._set(cover.title or cover.name, title, measure, Role.H1, language), gap)
        if cover.subtitle:
            subtitle = theme.style(max(min(self.scale * _SUBTITLE, size * _BESIDE), self.least), colour=beside)
            stack = stack.add(self._set(cover.subtitle, subtitle, measure, Role.P, language), gap * 0.75)
        return stack

    def when(self, room: Size) -> Stack:
        """When and where, as large as no word is divided and all fits; at last hyphenated."""
        tried = product(("", self.words.language), _WHEN_SCALES)
        return _first_fitting([partial(self._dated, room.width, *each) for each in tried], room)

    def _dated(self, measure: Length, language: str, scale: float) -> Stack:
        cover, theme = self.cover, self.theme
        date = theme.titling(max(self.scale * _WHEN * scale, self.least), theme.design.day, theme.primary)
        place = theme.style(max(self.scale * _WHERE * scale, self.least))
        stack = Stack().extend(self._set(text, date, measure, Role.P, language) for text in cover.when)
        where = (self._set(text, place, measure, Role.P, language) for text in cover.where)
        return stack.extend(where, self.scale * pt(2))

    def _set(self, text: str, style: Style, measure: Length, role: Role, language: str = "") -> Frame:
        written = spans(self.words.polish(text), style)
        return paragraph(written, measure, style.size * _LEADING, language=language, role=role, balanced=not language)


def _first_fitting(ways: Sequence[Callable[[], Stack]], room: Size) -> Stack:
    """The first stack no higher than the room, or the last one; TooWide where a word of that is too wide."""
    for way in ways:
        with suppress(TooWide):
            stack = way()
            if stack.height <= room.height:
                return stack
    return ways[-1]()
