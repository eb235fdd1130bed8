"""Lines that hold text from right to left: drawn where they stand, but word by word in the order of reading.

Only inside a word the letters are drawn from left to right, backwards, and that is said (ISO 32000-1, 14.8.2.3.3). So
readers that order letters by where they stand (Poppler) find nearly the same as those that trust the order in which
they are drawn within a stretch (PDFium).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import Final

from flyer.typeset.bidi import reordered, runs_backwards
from flyer.typeset.faces import Glyph, letters_of
from flyer.typeset.frame import Run, Text
from flyer.units import Length

_MARK: Final = "\u200e"
"""An invisible letter that runs from left to right."""

_NOTHING: Final = "\u200b"

_KIND: Final = unicodedata.bidirectional


@dataclass(frozen=True, slots=True)
class Stretch:
    """Glyphs that one operator draws from `x` on, in the order of reading; `run` tells what they look like."""

    run: Run
    glyphs: tuple[Glyph, ...]
    x: Length

    @property
    def backwards(self) -> bool:
        """Whether each of its words is drawn from its end to its beginning."""
        return bool(self.run.level % 2)

    @property
    def end(self) -> Length:
        """Where the last glyph ends."""
        return self.x + self.run.size * sum(glyph.advance for glyph in self.glyphs) / 1000


def stretches(line: Text) -> tuple[Stretch, ...]:
    """Cut a line into what is drawn by one operator each.

    A line of nothing but text from right to left stays as it stands: readers turn it around as a whole.
    """
    mixed = not all(run.level for run in line.runs)
    found, x = [], 0.0
    for run in line.runs:
        for glyphs in _words(run, mixed) if run.level % 2 else (run.glyphs,):
            found.append(Stretch(run, glyphs, x))
            x = found[-1].end
    if not mixed:
        return tuple(found)
    return _marked([_joined(group) for group in _alike(reordered(found, lambda stretch: stretch.run.level))])


def _words(run: Run, mixed: bool) -> Iterator[tuple[Glyph, ...]]:
    """The words of a run and each of the characters between them, from left to right.

    In a mixed line the letters of a word with marks count as words: PDFium turns them around one by one.
    """
    for is_word, group in groupby(letters_of(run.glyphs), key=lambda letter: runs_backwards(letter[0].text)):
        letters = list(group)
        if not is_word or (mixed and any(_KIND(char) == "NSM" for letter in letters for char in letter[0].text)):
            yield from letters
        else:
            yield tuple(chain.from_iterable(map(_backwards, letters)))


def _backwards(letter: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    first, *others = letter
    return (first._replace(text=first.text[::-1]), *others)


def _alike(found: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Group words of one look that run from right to left, with the blanks between them."""
    group: list[Stretch] = []
    for stretch in found:
        if group and group[-1].backwards and stretch.backwards:
            last = group[-1].run
            if stretch.glyphs[0].text == " ":
                (blank,) = last.face.shape(" ")
                stretch = Stretch(last, (blank._replace(advance=stretch.glyphs[0].advance),), stretch.x)
            if (last.face, last.size, last.colour) == (stretch.run.face, stretch.run.size, stretch.run.colour):
                group.append(stretch)
                continue
        if group:
            yield group
        group = [stretch]
    yield group


def _joined(group: Sequence[Stretch]) -> Stretch:
    """Make one stretch of several: the last glyph of each leads to where the next one stands.

    After the last word its blank is drawn once more. PDFium leaves out what it finds twice in one place, but sees no
    gap between a blank and what comes next, which stands on the far side of the first word.
    """
    first, *others = group
    glyphs, end = list(first.glyphs), first.end
    blanks = [stretch for stretch in others if _text(stretch) == " "]
    for stretch in (*others, *blanks[-1:]):
        glyphs[-1] = glyphs[-1]._replace(advance=glyphs[-1].advance + (stretch.x - end) * 1000 / first.run.size)
        glyphs += stretch.glyphs
        end = stretch.end
    return replace(first, glyphs=tuple(glyphs))


def _marked(found: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Add invisible marks, so that readers do not turn parts of the line around that run from left to right.

    Poppler takes the punctuation behind a word along unless a mark stands between them, and PDFium mirrors it. PDFium
    turns the whole line around unless more stretches of it run from left to right than words run from right to left;
    it does not see what has no outline, and puts a blank before what begins with anything else.
    """
    kinds = [kind for kind, _ in groupby(_KIND(char) for stretch in found for char in _text(stretch))]
    lacking = sum(kind in ("R", "AL") for kind in kinds) + 1 - kinds.count("L")
    marked: list[Stretch] = []
    for stretch in found:
        if not stretch.run.level:
            follows = bool(marked and marked[-1].backwards and _KIND(_text(stretch)[0]) != "L")
            if follows and _text(stretch)[0].isspace():
                (blank,) = stretch.run.face.shape(" ")
                marked.append(replace(stretch, glyphs=(blank._replace(text=_MARK),)))
            if (needed := max(lacking, int(follows))) > 0:
                stretch, lacking = _with(stretch, _NOTHING.join(_MARK * needed)), 0
        marked.append(stretch)
    return tuple(marked)


def _text(stretch: Stretch) -> str:
    return "".join(glyph.text for glyph in stretch.glyphs)


def _with(stretch: Stretch, marks: str) -> Stretch:
    """Hide marks before the first glyph, or behind it when it is a blank, which readers know by its first character."""
    first, *others = stretch.glyphs
    text = first.text + marks if first.text.isspace() else marks + first.text
    return replace(stretch, glyphs=(first._replace(text=text), *others))
