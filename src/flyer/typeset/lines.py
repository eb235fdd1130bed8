"""Lines: a string and a style become measured runs, each letter in the first face that has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from flyer.typeset.bidi import levels, reordered, runs_backwards, stretches
from flyer.typeset.faces import Face, Glyph, letters_of
from flyer.typeset.family import LAYOUT_CONTROLS, Cut, Family, Style
from flyer.typeset.frame import Point, Run, Text
from flyer.units import Length

_advance = attrgetter("advance")


class Align(StrEnum):
    """Where a line stands at its point, or in its measure."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"

    @property
    def share(self) -> float:
        """The part of the free space that goes to the left of the line."""
        return _SHARES[self]


_SHARES = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


class Stretch(NamedTuple):
    """A piece of a line in one face, its advance in 1/1000 em; one that runs backwards has level 1."""

    face: Face
    glyphs: tuple[Glyph, ...]
    advance: float
    level: int


def set_runs(text: str, style: Style) -> tuple[Run, ...]:
    """Turn text into runs, kerned; characters that only say where a line may break are left out.

    A letter that no face has becomes an empty box: ask `Family.missing` before.
    """
    return set_parts(((text, style),))


def set_parts(parts: Iterable[tuple[str, Style]]) -> tuple[Run, ...]:
    """Turn the parts of one line, in the order in which they are read, into runs from left to right."""
    runs = [
        Run(face, style.size, glyphs, style.colour, style.size * advance / 1000, level)
        for text, style in parts
        for face, glyphs, advance, level in _remembered(text, style.family, style.cut)
    ]
    return _as_they_stand(runs) if any(run.level for run in runs) else tuple(runs)


def width(text: str, style: Style) -> Length:
    """The advance of the line that `set_runs` makes of the text."""
    return sum(style.size * part.advance / 1000 for part in _remembered(text, style.family, style.cut))


def line(text: str, style: Style, at: Point, *, align: Align = Align.LEFT, soft: str = "") -> Text:
    """Set one unbroken line whose baseline starts (LEFT), has its middle (CENTRE) or ends (RIGHT) at `at`."""
    runs = set_runs(text, style)
    free = sum(run.width for run in runs)
    return Text(Point(at.x - free * align.share, at.y), runs, soft)


def shaped(text: str, family: Family, cut: Cut) -> tuple[Stretch, ...]:
    """Turn text into the stretches that its runs are made of, in the order in which they are read."""
    first = family.faces[cut][0]
    if glyphs := first.spelled(text):
        return (Stretch(first, glyphs, sum(map(_advance, glyphs)), 0),)
    printed = text.translate(LAYOUT_CONTROLS)
    if runs_backwards(printed):
        return tuple(
            _stretch(face, face.shape(piece, backwards=backwards), int(backwards))
            for stretch, backwards in stretches(printed)
            for face, piece in family.divide(stretch, cut)
        )
    glyphs = first.shape(printed)
    if not glyphs:
        return ()
    ids, advances, texts, _, _ = zip(*glyphs, strict=True)
    if all(ids) and all(texts):
        return (Stretch(first, glyphs, sum(advances), 0),)
    return tuple(_stretch(face, face.shape(piece)) for face, piece in family.divide(printed, cut))


_remembered = lru_cache(maxsize=4096)(shaped)


def _stretch(face: Face, glyphs: tuple[Glyph, ...], level: int = 0) -> Stretch:
    return Stretch(face, glyphs, sum(map(_advance, glyphs)), level)


def _as_they_stand(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Put the runs of a line that holds text from right to left where they stand, blanks and brackets with them."""
    resolved, start = levels("".join(run.text for run in runs)), 0
    cut: list[Run] = []
    for run in runs:
        cut += [run] if run.level else _by_level(run, resolved[start:])
        start += len(run.text)
    return reordered(cut, lambda run: run.level)


def _by_level(run: Run, resolved: Sequence[int]) -> Iterator[Run]:
    """Cut a run that was shaped from left to right where the levels of its characters change.

    What runs from right to left after all, blanks and punctuation, keeps its advances: it is as wide as it was.
    """
    start, leveled = 0, []
    for letter in letters_of(run.glyphs):
        leveled.append((resolved[start], letter))
        start += len(letter[0].text)
    for level, group in groupby(leveled, key=itemgetter(0)):
        letters = [letter for _, letter in group]
        if level % 2:
            letters = [_mirrored(run.face, letter) for letter in reversed(letters)]
        glyphs = tuple(chain.from_iterable(letters))
        yield replace(run, glyphs=glyphs, width=run.size * sum(glyph.advance for glyph in glyphs) / 1000, level=level)


def _mirrored(face: Face, letter: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """The bracket that opens to the other side; every other letter as it is."""
    first, *others = letter
    if not all(map(unicodedata.mirrored, first.text)):
        return letter
    return (first._replace(id=face.shape(first.text, backwards=True)[0].id), *others)
