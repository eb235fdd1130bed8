"""Lines of a badge: text measured in size 1, advance and ink; it becomes runs when its size is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Final, NamedTuple

from flyer.typeset.bidi import runs_backwards
from flyer.typeset.colour import Colour
from flyer.typeset.faces import Glyph
from flyer.typeset.family import Cut, Family, Style
from flyer.typeset.frame import Run
from flyer.typeset.lines import Stretch, set_runs, shaped
from flyer.units import Length

_SOFT_HYPHEN: Final = "\u00ad"

_PLAIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&'(),-./")
"""What most names are written with: how far these reach is looked up once, and not letter by letter."""

_advance: Final = attrgetter("advance")

_REMEMBERED: Final = 1 << 13
"""How many words of a cut are remembered."""


class _Word(NamedTuple):
    """Text in size 1, its advance, how far its ink reaches beyond that, above the baseline and below it."""

    stretches: tuple[Stretch, ...]
    width: float
    beyond: float
    above: float
    below: float


class _Words(dict[str, _Word]):
    """Words of a family's cut by their text, each measured when it is first asked for."""

    def __init__(self, family: Family, cut: Cut) -> None:
        super().__init__()
        self._family, self._cut = family, cut
        plain = shaped("".join(sorted(_PLAIN)), family, cut)
        _, feet, _, tops = zip(*(each.face.ink(glyph.id) for each in plain for glyph in each.glyphs), strict=True)
        self._plain = max(tops) / 1000, -min(feet) / 1000

    def __missing__(self, text: str) -> _Word:
        if len(self) == _REMEMBERED:
            self.clear()
        stretches = shaped(text, self._family, self._cut)
        if len(stretches) > 1:
            stretches = self._as_they_stand(text)
        above, below = self._plain if _PLAIN.issuperset(text) else _reach(stretches, *self._plain)
        beyond = _beyond(stretches[-1]) if stretches else 0.0
        word = self[text] = _Word(stretches, sum(map(_advance, stretches)) / 1000, beyond, above, below)
        return word

    def _as_they_stand(self, text: str) -> tuple[Stretch, ...]:
        """The stretches of a word from left to right."""
        runs = set_runs(text, Style(self._family, 1.0, self._cut))
        return tuple([Stretch(run.face, run.glyphs, run.width * 1000, run.level) for run in runs])


words_of_cut = cache(_Words)
"""The words of a family's cut, the same ones at every call: thousands of badges share most of them."""


class Line(NamedTuple):
    """A line, what its end stands for (" " a blank, "" nothing), its words in size 1, and its measures in sizes.

    At the end of `text` U+00AD is a hyphen that was put in. The `width` is that of advances and ink; ink reaches as
    far as `above` and `below` the baseline.
    """

    text: str
    soft: str
    words: tuple[_Word, ...]
    colour: Colour
    width: float
    above: float
    below: float

    def grown(self, size: Length) -> tuple[Run, ...]:
        """The runs of the line in a size."""
        words, colour = self.words, self.colour
        stretches: Sequence[Stretch] = words[0].stretches if len(words) == 1 else _joined(words)
        if self.text.endswith(_SOFT_HYPHEN):
            stretches = (*stretches[:-1], _with_soft_hyphen(stretches[-1]))
        unit = size / 1000
        if len(stretches) == 1:
            face, glyphs, wide, level = stretches[0]
            return (Run(face, size, glyphs, colour, unit * wide, level),)
        return tuple([Run(face, size, glyphs, colour, unit * wide, level) for face, glyphs, wide, level in stretches])


def measured(text: str, soft: str, style: Style) -> Line:
    """Measure a line in a style of size 1 word by word."""
    known = words_of_cut(style.family, style.cut)
    printed = f"{text[:-1]}-" if text.endswith(_SOFT_HYPHEN) else text
    if " " not in printed or (not printed.isascii() and runs_backwards(printed)):
        word = known[printed]
        _, width, beyond, above, below = word
        return Line(text, soft, (word,), style.colour, width + beyond, above, below)
    blank, width, beyond, above, below = known[" "], 0.0, 0.0, 0.0, 0.0
    found: list[_Word] = []
    for part in printed.split(" "):
        word = known[part]
        _, advance, beyond, high, low = word
        width += advance
        above = high if high > above else above
        below = low if low > below else below
        found += blank, word
    width += blank.width * (len(found) // 2 - 1) + beyond
    return Line(text, soft, tuple(found[1:]), style.colour, width, above, below)


def _reach(stretches: Iterable[Stretch], above: float, below: float) -> tuple[float, float]:
    """How far ink reaches above the baseline and below it, where that of plain letters reaches as far as given."""
    for face, glyphs, *_ in stretches:
        for glyph in [glyph for glyph in glyphs if glyph.text not in _PLAIN]:
            _, foot, _, top = face.ink(glyph.id)
            above, below = max(above, (top + glyph.dy) / 1000), max(below, (-foot - glyph.dy) / 1000)
    return above, below


def _beyond(stretch: Stretch) -> float:
    """How far the ink of the last glyph reaches beyond its advance."""
    last = stretch.glyphs[-1]
    return max(0.0, (stretch.face.ink(last.id).right + last.dx - last.advance) / 1000)


def _joined(words: Sequence[_Word]) -> list[Stretch]:
    """One stretch for each face that words follow each other in; nearly all lines have but one."""
    joined: list[Stretch] = []
    together: list[Glyph] = []
    face, advance = words[0].stretches[0].face, 0.0
    for word in words:
        for other, glyphs, further, _ in word.stretches:
            if other is not face:
                joined.append(Stretch(face, tuple(together), advance, 0))
                face, together, advance = other, [], 0.0
            together += glyphs
            advance += further
    return [*joined, Stretch(face, tuple(together), advance, 0)]


def _with_soft_hyphen(stretch: Stretch) -> Stretch:
    """The stretch whose last glyph, a hyphen that was put in, stands for U+00AD: who copies it finds the whole word."""
    *before, hyphen = stretch.glyphs
    return stretch._replace(glyphs=(*before, hyphen._replace(text=_SOFT_HYPHEN)))
