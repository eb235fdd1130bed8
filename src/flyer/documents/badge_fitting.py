"""Fitting: a text gets the lines and the size in which it fits its measure, by a ladder of steps down to a floor."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import NamedTuple, TypeAlias

from flyer.typeset.division import divisions
from flyer.typeset.family import Style
from flyer.typeset.frame import Run
from flyer.typeset.lines import set_runs, width
from flyer.typeset.optimum import TOLERANCE
from flyer.typeset.paragraph import Span, TooWide, break_lines
from flyer.units import Length

_Said: TypeAlias = tuple[str, str]
"""A stretch of text, and what its end stands for: " " where a blank was, "" where nothing was."""


class Step(NamedTuple):
    """One step of a ladder: in how many lines, of the largest size that fits between two bounds.

    A step that hyphenates words tries only its smallest size.
    """

    lines: int
    largest: Length
    smallest: Length
    hyphenate: bool = False

    def grown(self, scale: float) -> Step:
        """The same step in larger sizes."""
        return self._replace(largest=self.largest * scale, smallest=self.smallest * scale)


class Line(NamedTuple):
    """A line in size 1, and what its end stands for."""

    runs: tuple[Run, ...]
    soft: str

    @property
    def width(self) -> float:
        """The advance of the line, in sizes."""
        return sum(run.width for run in self.runs)

    def grown(self, size: Length) -> tuple[Run, ...]:
        """The runs of the line in a size."""
        return tuple(Run(run.face, size, run.glyphs, run.colour, run.width * size) for run in self.runs)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines of a text, the size in which they fit, and the step that was taken."""

    lines: tuple[Line, ...]
    size: Length
    step: Step

    @property
    def width(self) -> Length:
        """The advance of the widest line."""
        return self.size * max(line.width for line in self.lines)

    def at(self, size: Length) -> Fitted:
        """The same lines in another size."""
        return self if size == self.size else Fitted(self.lines, size, self.step)


class _Miss(NamedTuple):
    """What a step needs in its smallest size, and what it has."""

    needs: Length
    has: Length


def fit(text: str, ladder: Sequence[Step], style: Style, measure: Length, *, several: Length, language: str) -> Fitted:
    """Take the first step of the ladder by which a text fits: in one line `measure` wide, or in lines of `several`.

    `style` is of size 1. Lines end at blanks and behind hyphens, and where the `language` divides words
    if a step says so. Raises TooWide with what the step that misses least needs at its smallest size.
    """
    misses = []
    for step in ladder:
        room = measure if step.lines == 1 else several
        found = _hyphenated(text, step, style, room, language) if step.hyphenate else _broken(text, step, style, room)
        if isinstance(found, Fitted):
            return found
        misses.append(found)
    raise TooWide(text, *min(misses, key=lambda miss: miss.needs / miss.has))


def _hyphenated(text: str, step: Step, style: Style, room: Length, language: str) -> Fitted | _Miss:
    """The text with words divided, in the smallest size of the step."""
    try:
        lines = break_lines((Span(text, style),), room / step.smallest, language=language)
    except TooWide as error:
        return _Miss(error.needs * step.smallest, room)
    if len(lines) > step.lines:
        return _Miss(math.inf, room)
    runs = (tuple(run for piece in line.pieces for run in piece.runs) for line in lines)
    return Fitted(tuple(map(Line, runs, (line.soft for line in lines))), step.smallest, step)


def _broken(text: str, step: Step, style: Style, room: Length) -> Fitted | _Miss:
    """The text in the lines of the step, of which the widest is as narrow as can be."""
    said = [(text, "")] if step.lines == 1 else _narrowest(tuple(_pieces(text)), step.lines, style)
    if len(said) < step.lines:
        return _Miss(math.inf, room)
    widest = max(_width(line, style) for line, _ in said)
    size = min(step.largest, room / widest)
    if size < step.smallest:
        return _Miss(widest * step.smallest, room)
    return Fitted(tuple(Line(_runs(line, style), soft) for line, soft in said), size, step)


def _width(text: str, style: Style) -> float:
    """The advance of a line, set word by word: thousands of badges share most of their words."""
    words = text.split(" ")
    return sum(width(word, style) for word in words) + (len(words) - 1) * width(" ", style)


def _runs(text: str, style: Style) -> tuple[Run, ...]:
    """The runs of a line, set word by word, one for each stretch of the same face."""
    if " " not in text:
        return set_runs(text, style)
    blank = set_runs(" ", style)
    runs = [run for word in text.split(" ") for run in (*set_runs(word, style), *blank)][: -len(blank)]
    return tuple(_joined(tuple(same)) for _, same in groupby(runs, key=lambda run: run.face.name))


def _joined(runs: tuple[Run, ...]) -> Run:
    first, *rest = runs
    if not rest:
        return first
    glyphs = tuple(chain.from_iterable(run.glyphs for run in runs))
    return Run(first.face, first.size, glyphs, first.colour, sum(run.width for run in runs))


def _pieces(text: str) -> Iterator[_Said]:
    """The parts of a text between which a line may end."""
    for word in text.split(" "):
        start = 0
        for division in divisions(word, ""):
            yield word[start : division.offset], ""
            start = division.offset
        yield word[start:], " "


def _narrowest(pieces: Sequence[_Said], count: int, style: Style) -> list[_Said]:
    """Fill lines with the pieces; start with the narrowest measure there may be and widen it as little as can be."""
    blank, widths = width(" ", style), [width(said, style) for said, _ in pieces]
    measure = max(*widths, sum(widths) / count)
    while True:
        lines, wider = _filled(pieces, widths, blank, measure + TOLERANCE)
        if len(lines) <= count:
            return lines
        measure = wider


def _filled(
    pieces: Sequence[_Said], widths: Sequence[float], blank: float, measure: float
) -> tuple[list[_Said], float]:
    """Fill lines of a measure one by one; give also the next measure that would fill them otherwise."""
    lines: list[_Said] = []
    said, soft, filled, wider = "", "", 0.0, math.inf
    for (piece, after), advance in zip(pieces, widths, strict=True):
        reach = filled + (blank if soft else 0.0) + advance
        if said and reach > measure:
            wider = min(wider, reach)
            lines.append((said, soft))
            said, filled = piece, advance
        else:
            said, filled = said + soft + piece, reach
        soft = after
    return [*lines, (said, "")], wider
