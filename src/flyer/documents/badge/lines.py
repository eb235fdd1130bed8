"""Lines of a badge: text measured in size 1, advance and ink; it becomes runs when its size is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter
from typing import Final, NamedTuple

from flyer.typeset.bidi import runs_backwards
from flyer.typeset.colour import Colour
from flyer.typeset.faces import Face
from flyer.typeset.family import Cut, Family, Style
from flyer.typeset.frame import Run
from flyer.typeset.lines import set_runs
from flyer.units import Length

_face: Final = attrgetter("face")

_SOFT_HYPHEN: Final = "\u00ad"

_PLAIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&'(),-./")
"""What most names are written with: how far these reach is looked up once, and not letter by letter."""


class _Word(NamedTuple):
    """Text in size 1: its runs, its advance, how far its ink reaches beyond that, above the baseline and below it."""

    runs: tuple[Run, ...]
    width: float
    beyond: float
    above: float
    below: float


class Line(NamedTuple):
    """A line, what its end stands for (" " a blank, "" nothing), its words in size 1, and its measures in sizes.

    At the end of `text` U+00AD is a hyphen that was put in. The `width` is that of advances and ink, `above` and
    `below` are how far ink reaches from the baseline.
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
        runs = words[0].runs if len(words) == 1 else _joined([run for word in words for run in word.runs])
        if self.text.endswith(_SOFT_HYPHEN):
            runs = (*runs[:-1], _with_soft_hyphen(runs[-1]))
        return tuple([Run(run.face, size, run.glyphs, colour, run.width * size, run.level) for run in runs])


def measured(text: str, soft: str, style: Style) -> Line:
    """Measure a line in a style of size 1 word by word, since thousands of badges share most of their words."""
    family, cut = style.family, style.cut
    printed = f"{text[:-1]}-" if text.endswith(_SOFT_HYPHEN) else text
    if " " not in printed or (not printed.isascii() and runs_backwards(printed)):
        word = _word(printed, family, cut)
        return Line(text, soft, (word,), style.colour, word.width + word.beyond, word.above, word.below)
    first, *others = [_word(each, family, cut) for each in printed.split(" ")]
    blank = _word(" ", family, cut)
    words, (_, width, beyond, above, below) = [first], first
    for word in others:
        words += (blank, word)
        width += blank.width + word.width
        beyond = word.beyond
        if word.above > above:
            above = word.above
        if word.below > below:
            below = word.below
    return Line(text, soft, tuple(words), style.colour, width + beyond, above, below)


def advance(word: str, style: Style) -> float:
    """The advance of a word, or of a blank, in sizes."""
    return _word(word, style.family, style.cut).width


@lru_cache(maxsize=1 << 13)
def _word(text: str, family: Family, cut: Cut) -> _Word:
    runs = set_runs(text, Style(family, 1.0, cut))
    reach = _plain(family, cut)
    if not _PLAIN.issuperset(text):
        reach = _reach(runs, *reach)
    return _Word(runs, sum([run.width for run in runs]), _beyond(runs[-1]) if runs else 0.0, *reach)


@lru_cache(maxsize=1 << 6)
def _plain(family: Family, cut: Cut) -> tuple[float, float]:
    """How far letters, digits and signs without marks reach at most."""
    inks = [
        _ink(run.face, glyph.id)
        for run in set_runs("".join(sorted(_PLAIN)), Style(family, 1.0, cut))
        for glyph in run.glyphs
    ]
    return max([above for above, *_ in inks]), max([below for _, below, _ in inks])


def _reach(runs: Iterable[Run], above: float, below: float) -> tuple[float, float]:
    """How far ink reaches above the baseline and below it, where that of plain letters reaches as far as given."""
    for run in runs:
        for glyph in run.glyphs:
            if glyph.text not in _PLAIN:
                top, foot, _ = _ink(run.face, glyph.id)
                rise = glyph.dy / 1000
                above, below = max(above, top + rise), max(below, foot - rise)
    return above, below


def _beyond(run: Run) -> float:
    """How far the ink of the last glyph reaches beyond its advance."""
    last = run.glyphs[-1]
    *_, right = _ink(run.face, last.id)
    return max(0.0, right + (last.dx - last.advance) / 1000)


@lru_cache(maxsize=1 << 12)
def _ink(face: Face, glyph: int) -> tuple[float, float, float]:
    """How far a glyph reaches above the baseline, below it, and to the right."""
    box = face.ink(glyph)
    return box.top / 1000, -box.bottom / 1000, box.right / 1000


def _joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """One run for each stretch of the same face; nearly all lines have but one."""
    if len({*map(_face, runs)}) == 1:
        return (_one(runs[0].face, runs),)
    return tuple([_one(face, [*same]) for face, same in groupby(runs, key=_face)])


def _one(face: Face, runs: Sequence[Run]) -> Run:
    glyphs = tuple(chain.from_iterable([run.glyphs for run in runs]))
    return Run(face, 1.0, glyphs, width=sum([run.width for run in runs]))


def _with_soft_hyphen(run: Run) -> Run:
    """The run whose last glyph, a hyphen that was put in, stands for U+00AD: who copies it finds the whole word."""
    *before, hyphen = run.glyphs
    return replace(run, glyphs=(*before, hyphen._replace(text=_SOFT_HYPHEN)))
