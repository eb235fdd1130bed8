"""Fitting: a text gets the lines and the size in which it fits its measure, by a ladder of steps down to a floor."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from flyer.documents.badge.lines import Line, measured, words_of_cut
from flyer.typeset.division import divisions
from flyer.typeset.family import Style
from flyer.typeset.optimum import TOLERANCE
from flyer.typeset.paragraph import Span, TooWide, break_lines
from flyer.units import Length

_Said: TypeAlias = tuple[str, str]
"""A stretch of text, and what its end stands for: " " where a blank was, "" where nothing was."""

SMALL: Final = 2 / 3
"""What is set smaller than this share of the largest size is rather shortened, if it may be."""

ASCENT: Final = 0.78
"""Where the baseline of a line set solid lies below its top, in sizes."""

_APART: Final = 0.03
"""What stays free between the ink of two lines, in sizes."""


class Step(NamedTuple):
    """One step of a ladder: in how many lines, of the largest size that fits between two bounds.

    A step that hyphenates words tries only its smallest size.
    """

    lines: int
    largest: Length
    smallest: Length
    hyphenate: bool = False


def grown(ladder: Sequence[Step], scale: float) -> tuple[Step, ...]:
    """A ladder in larger sizes, and below it further steps down to the floor it had: that can still be read."""
    larger = [step._replace(largest=step.largest * scale, smallest=step.smallest * scale) for step in ladder]
    floor = min(step.smallest for step in ladder)
    further = [step._replace(largest=floor * scale) for step in ladder if step.smallest == floor]
    return (*larger, *(further if scale > 1 else ()))


class Fitted(NamedTuple):
    """The lines of a text, the size in which they fit, the step that was taken, and the text if it was shortened."""

    lines: tuple[Line, ...]
    size: Length
    step: Step
    shortened: str = ""

    @property
    def width(self) -> Length:
        """The advance of the widest line."""
        return self.size * max([line.width for line in self.lines])

    def at(self, size: Length) -> Fitted:
        """The same lines in another size."""
        return self if size == self.size else Fitted(self.lines, size, self.step, self.shortened)

    def drops(self, lead: float, pitch: float) -> list[float]:
        """How far below the top of its box each baseline lies and, last, the foot of the box; all in sizes.

        `lead` is what usually stays free above the first line, `pitch` the usual distance of two baselines. Both are
        more where accents or what hangs below the baseline would else leave the box or touch another line.
        """
        first, *others = self.lines
        solid, foot = ASCENT + (pitch - 1) / 2, first.below
        drop = max(lead + solid, first.above)
        drops = [drop]
        for line in others:
            drop += max(pitch, foot + line.above + _APART)
            drops.append(drop)
            foot = line.below
        drops.append(drop + max(pitch - solid, foot))
        return drops


class _Miss(NamedTuple):
    """What a step needs in its smallest size, and what it has."""

    needs: Length
    has: Length


def fit(
    text: str,
    ladder: Sequence[Step],
    style: Style,
    measure: Length,
    *,
    several: Length,
    language: str,
    shorter: Callable[[str], Iterable[str]] | None = None,
) -> Fitted:
    """Take the first step of the ladder by which a text fits: in one line `measure` wide, or in lines of `several`.

    `style` is of size 1. Lines end at blanks and behind hyphens, and where the `language` divides words
    if a step says so. Where the text fits only in small type, or not at all, the first of what `shorter` makes of it
    that fits in larger type is taken, or else the one that fits in the largest. Raises TooWide with what the step that
    misses least needs at its smallest size.
    """
    best = _stepped(text, ladder, style, measure, several, language)
    for said in shorter(text) if shorter else ():
        if isinstance(best, Fitted) and best.size >= SMALL * ladder[0].largest:
            break
        found = _stepped(said, ladder, style, measure, several, language)
        if isinstance(found, Fitted) and (isinstance(best, _Miss) or found.size > best.size):
            best = found._replace(shortened=said)
    if isinstance(best, _Miss):
        raise TooWide(text, *best)
    return best


def _stepped(
    text: str, ladder: Sequence[Step], style: Style, measure: Length, several: Length, language: str
) -> Fitted | _Miss:
    """The text by the first step by which it fits, or what the step that misses least needs."""
    misses = []
    whole = measured(text, "", style)
    for step in ladder:
        lines, largest, _, hyphenate = step
        found: Fitted | _Miss
        if hyphenate:
            found = _hyphenated(text, step, style, several, language)
        elif lines > 1:
            found = _broken(text, step, style, several)
        elif whole.width * largest <= measure:
            return Fitted((whole,), largest, step)
        else:
            found = _in_size((whole,), step, measure)
        if isinstance(found, Fitted):
            return found
        misses.append(found)
    return min(misses, key=lambda miss: miss.needs / miss.has)


def _in_size(lines: tuple[Line, ...], step: Step, room: Length) -> Fitted | _Miss:
    """The lines in the largest size of the step for which there is room."""
    widest = max([line.width for line in lines])
    _, largest, smallest, _ = step
    if widest * largest <= room:
        return Fitted(lines, largest, step)
    size = room / widest
    return Fitted(lines, size, step) if size >= smallest else _Miss(widest * smallest, room)


def _hyphenated(text: str, step: Step, style: Style, room: Length, language: str) -> Fitted | _Miss:
    """The text with words divided, in the smallest size of the step."""
    try:
        lines = break_lines((Span(text, style),), room / step.smallest, language=language)
    except TooWide as error:
        return _Miss(error.needs * step.smallest, room)
    if len(lines) > step.lines:
        return _Miss(math.inf, room)
    return Fitted(tuple([measured(line.text, line.soft, style) for line in lines]), step.smallest, step)


def _broken(text: str, step: Step, style: Style, room: Length) -> Fitted | _Miss:
    """The text in the lines of the step, of which the widest is as narrow as can be."""
    said = _narrowest(_pieces(text), step.lines, style)
    if len(said) < step.lines:
        return _Miss(math.inf, room)
    return _in_size(tuple([measured(line, soft, style) for line, soft in said]), step, room)


def _pieces(text: str) -> list[_Said]:
    """The parts of a text between which a line may end; in a word of letters alone there are none."""
    pieces: list[_Said] = []
    for word in text.split(" "):
        start = 0
        for offset, _, _ in () if word.isalpha() else divisions(word, ""):
            pieces.append((word[start:offset], ""))
            start = offset
        pieces.append((word[start:], " "))
    return pieces


def _narrowest(pieces: Sequence[_Said], count: int, style: Style) -> list[_Said]:
    """Fill lines with the pieces; start with the narrowest measure there may be and widen it as little as can be."""
    if len(pieces) < count:
        return []
    known = words_of_cut(style.family, style.cut)
    blank, widths = known[" "].width, [known[said].width for said, _ in pieces]
    measure = max(*widths, sum(widths) / count)
    while True:
        ends, wider = _filled(pieces, widths, blank, measure + TOLERANCE)
        if len(ends) <= count:
            break
        measure = wider
    lines: list[_Said] = []
    start = 0
    for end in ends:
        said = "".join(list(chain.from_iterable(pieces[start:end]))[:-1])
        lines.append((said, pieces[end - 1][1] if end < len(pieces) else ""))
        start = end
    return lines


def _filled(pieces: Sequence[_Said], widths: Sequence[float], blank: float, measure: float) -> tuple[list[int], float]:
    """Fill lines of a measure one by one: where each ends, and the next measure that would fill them otherwise."""
    ends: list[int] = []
    filled, wider, gap = 0.0, math.inf, 0.0
    for place, ((_, after), wide) in enumerate(zip(pieces, widths, strict=True)):
        reach = filled + gap + wide
        if place and reach > measure:
            if reach < wider:
                wider = reach
            ends.append(place)
            reach = wide
        filled, gap = reach, blank if after else 0.0
    return [*ends, len(pieces)], wider
