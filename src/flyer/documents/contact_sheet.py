"""The tightest badges on contact sheets, in their own size, each with what was done to make it fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from flyer.documents.badge.design import Field
from flyer.documents.badge.report import Deed, Tight
from flyer.documents.theme import QUIET, Theme
from flyer.event.model import Event
from flyer.typeset.family import Family, Style
from flyer.typeset.frame import ORIGIN, Document, Fill, Frame, Point, Role, Size
from flyer.typeset.paragraph import Span, TooWide, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, mm, pt
from flyer.wording import Wording

_A4: Final = Size(mm(210), mm(297))
_MARGIN, _GAP = mm(15), mm(8)
_ABOVE_CAPTION: Final = mm(2)

_NARROWEST: Final = mm(80)
"""The least measure of a caption."""

_SIZE, _LEADING = pt(8.5), pt(11)


def compose(event: Event, tightest: Sequence[Tight], words: Wording, family: Family) -> Document:
    """Turn badges into pages of A4, or of larger paper for larger badges."""
    theme = Theme.of(event, family)
    heading = paragraph(
        (Span(words("Tightest badges: {event}", event=event.name), theme.heading),),
        _A4.width - 2 * _MARGIN,
        pt(18),
        language=words.language,
        role=Role.H1,
    )
    as_usual = paragraph((Span(words("Every badge is set as usual."), theme.body),), _NARROWEST, _LEADING)
    cells = [_cell(each, theme, words) for each in tightest] or [as_usual]
    pages = tuple(_pages(heading, cells))
    return Document(
        title=words("Tightest badges: {event}", event=event.name),
        language=words.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=pages[0].size,
        pages=pages,
    )


def _pages(heading: Frame, cells: Sequence[Frame]) -> Iterator[Frame]:
    """The cells in rows and columns, on as many pages as they need."""
    wide, high = (max(size) for size in zip(*((cell.size.width, cell.size.height) for cell in cells), strict=True))
    top = _MARGIN + heading.size.height + _GAP
    paper = Size(max(_A4.width, wide + 2 * _MARGIN), max(_A4.height, top + high + _MARGIN))
    columns = int((paper.width - 2 * _MARGIN + _GAP) / (wide + _GAP))
    rows = int((paper.height - top - _MARGIN + _GAP) / (high + _GAP))
    for start in range(0, len(cells), columns * rows):
        frames = [] if start else [replace(heading, at=Point(_MARGIN, _MARGIN))]
        for n, cell in enumerate(cells[start : start + columns * rows]):
            row, column = divmod(n, columns)
            at = Point(_MARGIN + column * (wide + _GAP), top + row * (high + _GAP))
            frames.append(replace(cell, at=at))
        yield Frame(ORIGIN, paper, tuple(frames))


def _cell(tight: Tight, theme: Theme, words: Wording) -> Frame:
    """A badge in an outline, and below it who it is and what was done."""
    told, badge = tight
    outline = Fill(ORIGIN, badge.size, None, stroke=QUIET, thickness=pt(0.25))
    person, wide = told.participant, max(_NARROWEST, badge.size.width)
    stack = Stack().add(Frame(ORIGIN, badge.size, (badge, outline)))
    who = _caption(f"{person.id} · {person.full_name}", replace(theme.bold, size=_SIZE), wide, "")
    stack = stack.add(who, _ABOVE_CAPTION)
    for deed in told.deeds:
        said = f"{_called(deed.field, words)}: {', '.join(_done(deed, words))}"
        stack = stack.add(_caption(said, theme.style(_SIZE), wide, words.language))
    return stack.frame(wide)


def _caption(text: str, style: Style, wide: Length, language: str) -> Frame:
    """A text in type as small as its longest word needs it."""
    while True:
        try:
            return paragraph((Span(text, style),), wide, _LEADING, language=language)
        except TooWide as error:
            style = replace(style, size=0.99 * style.size * error.has / error.needs)


def _called(field: Field, words: Wording) -> str:
    """What a field is called in the language of the event."""
    names = {
        Field.TITLE: words("title", context="badge"),
        Field.FIRST_NAME: words("first name", context="badge"),
        Field.LAST_NAME: words("last name", context="badge"),
        Field.ORGANISATION: words("organisation", context="badge"),
        Field.PRONOUNS: words("pronouns", context="badge"),
    }
    return names[field]


def _done(deed: Deed, words: Wording) -> Iterator[str]:
    if deed.shortened:
        yield words("shortened from “{text}”", text=deed.text)
    if deed.hyphenated:
        yield words("hyphenated")
    if len(deed.lines) > 1:
        yield words("in {n} lines", n=len(deed.lines))
    if deed.size < deed.usual:
        size, usual = (words.number(Decimal(f"{length / pt(1):.1f}")) for length in (deed.size, deed.usual))
        yield words("{size} of {usual} pt", size=size, usual=usual)
