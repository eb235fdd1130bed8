"""Words: spans of text cut at blanks, and set on one endless line with every place where a line may end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from flyer.typeset.division import divisions
from flyer.typeset.family import Style
from flyer.typeset.lines import width
from flyer.typeset.optimum import Break
from flyer.units import Length

_BLANKS = " \t\r\f\v\n"
_TOKENS = re.compile(rf"\n|[{_BLANKS[:-1]}]+|[^{_BLANKS}]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style, that leads to `url` if there is one; names are better not hyphenated."""

    text: str
    style: Style
    url: str = ""
    hyphenate: bool = True

    def __hash__(self) -> int:
        """Cheap, for paragraphs are remembered by their spans; few say the same in another way."""
        return hash(self.text)


Token: TypeAlias = tuple[str, Span]
"""A word or a part of one, or one blank, and the span it is from."""


@dataclass(frozen=True, slots=True)
class Word:
    """Text between two blanks, in parts of one style each, and the blank before it if there is one."""

    parts: tuple[Span, ...]
    blank: tuple[Span, ...]

    def cut(self, start: int, end: int | None = None, tail: str = "") -> list[Span]:
        """The parts from one offset to another, with a `tail` in the style of the last one."""
        parts, offset = [], 0
        for part in self.parts:
            text = part.text[max(start - offset, 0) : None if end is None else max(end - offset, 0)]
            offset += len(part.text)
            if text:
                parts.append(Span(text, part.style, part.url))
        if tail:
            last = parts.pop()
            parts.append(Span(last.text + tail, last.style, last.url))
        return parts


def forced_lines(spans: Iterable[Span]) -> Iterator[list[Token]]:
    r"""Cut spans into lines where "\n" stands, and these into words and blanks between; empty ones are left out."""
    tokens: list[Token] = []
    blank: Token | None = None
    for span in spans:
        for piece in _TOKENS.findall(span.text):
            if piece == "\n":
                if tokens:
                    yield tokens
                tokens, blank = [], None
            elif piece[0] in _BLANKS:
                blank = blank or (" ", span)
            else:
                if blank and tokens:
                    tokens.append(blank)
                tokens.append((piece, span))
                blank = None
    if tokens:
        yield tokens


def words_of(tokens: Iterable[Token]) -> list[Word]:
    """The words of a line."""
    words: list[Word] = []
    parts: list[Span] = []
    blank: tuple[Span, ...] = ()
    for text, span in tokens:
        if text == " ":
            words.append(Word(tuple(parts), blank))
            parts, blank = [], (Span(" ", span.style, span.url),)
        else:
            parts.append(Span(text, span.style, span.url, span.hyphenate))
    return [*words, Word(tuple(parts), blank)]


def advance(parts: Iterable[Span]) -> Length:
    """The length of the parts set behind each other."""
    return sum(width(part.text, part.style) for part in parts)


class Stream:
    """Words on one endless line and the breaks in it, the first at its beginning, the last at its end."""

    def __init__(self, words: Sequence[Word], language: str) -> None:
        self.words = words
        self.breaks = [Break(0.0, 0.0)]
        self._places = [(0, 0)]
        x = 0.0
        for number, word in enumerate(words):
            x += advance(word.blank)
            self.breaks[-1] = self.breaks[-1]._replace(start=x)
            self._divide(number, x, language)
            x += advance(word.parts)
            self.breaks.append(Break(x, x))
            self._places.append((number + 1, 0))

    def _divide(self, number: int, x: Length, language: str) -> None:
        """Add the breaks inside a word that begins at `x`."""
        word = self.words[number]
        text = "".join(part.text for part in word.parts)
        end = x + advance(word.parts)
        for offset, hyphen, penalty in divisions(text, language if all(p.hyphenate for p in word.parts) else ""):
            before = advance(word.cut(0, offset, "-" if hyphen else ""))
            after = advance(word.cut(offset))
            self.breaks.append(Break(x + before, end - after, number, hyphen, penalty))
            self._places.append((number, offset))

    def between(self, a: int, b: int) -> list[Span]:
        """What stands in a line from one break to another; a hyphen that was put in is the last character."""
        (word, start), (last, end) = self._places[a], self._places[b]
        tail = "-" if self.breaks[b].hyphen else ""
        if word == last:
            return self.words[word].cut(start, end, tail)
        parts = self.words[word].cut(start)
        for whole in self.words[word + 1 : last]:
            parts += (*whole.blank, *whole.parts)
        if end:
            parts += (*self.words[last].blank, *self.words[last].cut(0, end, tail))
        return parts

    def length(self, a: int, b: int) -> Length:
        """How long a line from one break to another is."""
        here, there = self.breaks[a], self.breaks[b]
        if here.inside >= 0 and here.inside == there.inside:
            return advance(self.between(a, b))
        return there.end - here.start
