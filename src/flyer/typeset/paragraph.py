"""Paragraphs: spans of text become lines by optimum fit, flush left and ragged right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby, pairwise
from math import ceil
from operator import attrgetter
from typing import Final

from flyer.typeset.family import LAYOUT_CONTROLS
from flyer.typeset.frame import ORIGIN, Frame, Item, Link, Point, Role, Run, Size, Text, text_of
from flyer.typeset.lines import Align, set_parts
from flyer.typeset.optimum import TOLERANCE, Break, balance, fit
from flyer.typeset.words import Span, Stream, Token, forced_lines, words_of
from flyer.units import Length

__all__ = ["BASELINE", "Line", "Piece", "Span", "TooWide", "break_lines", "followed", "list_item", "paragraph"]

BASELINE: Final = 0.75
"""Where the baseline lies in the height of a line: the same share for all sizes, so that neighbours share a grid."""

_END: Final = Break(0.0, 0.0)
"""A break between words, wherever it is."""

_look: Final = attrgetter("face", "size", "colour", "level")

_WELL_FILLED: Final = 0.85
"""What ragged lines are filled by at least before words are divided."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The runs of a line that lead to the same `url`, or to none."""

    runs: tuple[Run, ...]
    url: str

    @property
    def width(self) -> Length:
        """The advance of all runs."""
        return sum([run.width for run in self.runs])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph; `soft` is what its end stands for: a blank, or "" where a word was divided."""

    pieces: tuple[Piece, ...]
    soft: str

    @property
    def width(self) -> Length:
        """The advance of the whole line."""
        return sum([piece.width for piece in self.pieces])

    @property
    def text(self) -> str:
        """The characters of the line; a hyphen that was put in is U+00AD."""
        return "".join(text_of(piece.runs) for piece in self.pieces)


class TooWide(Exception):
    """A word, or a part of one that cannot be divided further, `needs` more room than the line `has`."""

    def __init__(self, word: str, needs: Length, has: Length) -> None:
        self.word, self.needs, self.has = word, needs, has
        super().__init__(f"'{word}' needs {needs:.2f} pt, the line has {has:.2f} pt")


def break_lines(
    spans: Sequence[Span],
    measure: Length,
    *,
    language: str = "",
    indent: Length = 0.0,
    hanging: Length = 0.0,
    balanced: bool = False,
) -> tuple[Line, ...]:
    r"""Turn spans into lines no wider than `measure`: the set of lines that is best for the whole paragraph.

    Lines end at blanks, at the places that `divisions` names, and at every "\n". No-break spaces (U+00A0, U+202F)
    are kept. `language` (BCP 47) hyphenates, "" does not. The first line is shorter by `indent`, all others by
    `hanging`. `balanced` is for headings: as few lines as possible, of nearly the same length, no word hyphenated.
    Raises TooWide.
    """
    return _break_lines(tuple(spans), measure, language, indent, hanging, balanced)


@lru_cache(maxsize=1 << 12)
def _break_lines(
    spans: tuple[Span, ...], measure: Length, language: str, indent: Length, hanging: Length, balanced: bool
) -> tuple[Line, ...]:
    """The same, remembered: copy that is being fitted is set again and again with nothing but its leading changed."""
    lines: list[Line] = []
    for tokens in forced_lines(spans):
        rest = measure - hanging
        first = rest if lines else measure - indent
        if not balanced and (whole := _line(tokens)).width <= first + TOLERANCE:
            lines.append(whole)
            continue
        stream = Stream(words_of(tokens), "")
        if balanced:
            _check(stream, first, rest)
            chosen = balance(stream.breaks, min(first, rest), stream.length)
        else:
            stream, chosen = _broken(stream, first, rest, language)
        for a, b in pairwise((0, *chosen)):
            lines.append(_line([(part.text, part) for part in stream.between(a, b)], stream.breaks[b]))
    return (*lines[:-1], Line(lines[-1].pieces, "")) if lines else ()


def paragraph(
    spans: Sequence[Span],
    measure: Length,
    leading: Length,
    *,
    at: Point = ORIGIN,
    language: str = "",
    role: Role | None = Role.P,
    align: Align = Align.LEFT,
    hanging: Length = 0.0,
    balanced: bool = False,
) -> Frame:
    """Turn spans into a frame `measure` wide in which every line is `leading` high, its baseline at BASELINE of it.

    All lines but the first begin `hanging` further right. What leads to a URL becomes a frame of role Link.
    Raises TooWide.
    """
    return _paragraph(tuple(spans), measure, leading, at, language, role, align, hanging, balanced)


@lru_cache(maxsize=1 << 9)
def _paragraph(
    spans: tuple[Span, ...],
    measure: Length,
    leading: Length,
    at: Point,
    language: str,
    role: Role | None,
    align: Align,
    hanging: Length,
    balanced: bool,
) -> Frame:
    """The same, remembered: the letters of a run say most things alike."""
    lines = _break_lines(spans, measure, language, 0.0, hanging, balanced)
    children: list[Frame | Item] = []
    for number, line in enumerate(lines):
        left = hanging if number else 0.0
        if align is not Align.LEFT:
            left += (measure - left - line.width) * align.share
        children += _place(line, left, number * leading, leading)
    return Frame(at, Size(measure, len(lines) * leading), tuple(children), role=role)


def list_item(
    label: Span,
    spans: Sequence[Span],
    measure: Length,
    leading: Length,
    *,
    indent: Length,
    at: Point = ORIGIN,
    language: str = "",
) -> Frame:
    """Turn a label and spans into a list item: the label at the left, the text `indent` further right."""
    lbl = followed(paragraph((label,), indent, leading, role=Role.LBL))
    body = paragraph(spans, measure - indent, leading, at=Point(indent, 0.0), language=language, role=Role.LBODY)
    return Frame(at, Size(measure, body.size.height), (lbl, body), role=Role.LI)


def _broken(stream: Stream, first: Length, rest: Length, language: str) -> tuple[Stream, tuple[int, ...]]:
    """Break lines without dividing words if so they are few and well filled, else divide as the language does."""
    if language:
        with suppress(TooWide):
            _check(stream, first, rest)
            chosen = fit(stream.breaks, first, rest, stream.length)
            lines = [stream.length(a, b) for a, b in pairwise((0, *chosen[:-1]))]
            fewest = ceil(stream.breaks[-1].end / rest)
            if len(chosen) <= fewest and all(line >= _WELL_FILLED * min(first, rest) for line in lines):
                return stream, chosen
        stream = Stream(stream.words, language)
    _check(stream, first, rest)
    return stream, fit(stream.breaks, first, rest, stream.length)


def followed(frame: Frame) -> Frame:
    """The frame with a blank behind its last line, so that what is read next does not cling to it."""
    *before, last = frame.children
    return replace(frame, children=(*before, replace(last, soft=" "))) if isinstance(last, Text) else frame


def _check(stream: Stream, first: Length, rest: Length) -> None:
    """Raise TooWide when what stands between two neighbouring breaks does not fit into a line."""
    for here in range(len(stream.breaks) - 1):
        needs, has = stream.length(here, here + 1), rest if here else first
        if needs > has + TOLERANCE:
            word = "".join(part.text for part in stream.between(here, here + 1))
            raise TooWide(word.translate(LAYOUT_CONTROLS), needs, has)


def _url(token: Token) -> str:
    return token[1].url


def _line(tokens: Iterable[Token], end: Break = _END) -> Line:
    """Set what stands in a line that ends with a break."""
    pieces = [
        Piece(_merged(set_parts([(text, span.style) for text, span in group])), url)
        for url, group in groupby(tokens, key=_url)
    ]
    if end.hyphen:
        pieces[-1] = Piece(_with_soft_hyphen(pieces[-1].runs), pieces[-1].url)
    return Line(tuple(pieces), "" if end.inside >= 0 else " ")


def _merged(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Make one run of neighbours that look the same."""
    if len(runs) == 1:
        return runs
    merged = []
    for (face, size, colour, level), group in groupby(runs, key=_look):
        same = list(group)
        glyphs = tuple(chain.from_iterable([run.glyphs for run in same]))
        merged.append(Run(face, size, glyphs, colour, sum([run.width for run in same]), level))
    return tuple(merged)


def _with_soft_hyphen(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Let the hyphen at the end stand for U+00AD, so that who copies or searches finds the whole word."""
    *before, last = runs
    glyphs = (*last.glyphs[:-1], last.glyphs[-1]._replace(text="\u00ad"))
    return (*before, replace(last, glyphs=glyphs))


def _place(line: Line, x: Length, y: Length, leading: Length) -> list[Frame | Item]:
    """The texts and links of one line whose top left corner is at x, y."""
    *others, last = line.pieces
    placed: list[Frame | Item] = []
    for piece in others:
        placed.append(_placed(piece, "", x, y, leading))
        x += piece.width
    placed.append(_placed(last, line.soft, x, y, leading))
    return placed


def _placed(piece: Piece, soft: str, x: Length, y: Length, leading: Length) -> Frame | Text:
    """A text, or a link around it."""
    if not piece.url:
        return Text(Point(x, y + BASELINE * leading), piece.runs, soft)
    size = Size(piece.width, leading)
    text = Text(Point(0.0, BASELINE * leading), piece.runs, soft)
    return Frame(Point(x, y), size, (text, Link(ORIGIN, size, piece.url)), role=Role.LINK)
