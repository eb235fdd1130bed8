"""The cover panel: a field of colour with the theme on it, date and place, the logos of those who invite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from math import sqrt

from flyer.documents.mosaic import mosaic
from flyer.documents.theme import Theme
from flyer.event.model import Event
from flyer.problems import Located, Problem, UserError, place_of
from flyer.typeset.colour import text_on
from flyer.typeset.family import Cut, Style
from flyer.typeset.frame import ORIGIN, Fill, Frame, Picture, Point, Role, Size
from flyer.typeset.markup import spans
from flyer.typeset.paragraph import TooWide, paragraph
from flyer.typeset.pictures import read
from flyer.typeset.stack import Stack
from flyer.units import Length, in_mm, mm, pt
from flyer.wording import Wording

_MARGIN, _TOP, _FOOT = mm(9), mm(14), mm(12)
_FIELD = mm(132)
"""Height of the field of colour."""

_TITLE_SIZES = tuple(map(pt, (27, 25, 23, 21, 19, 17, 15, 13)))
_LEADING = 1.16

_LOGO_AREA = mm(26) * mm(9)
_LOGO_GAP = Size(mm(7), mm(5))
_LOGO_ZONE = mm(34)
_ONE_ROW = 0.7
_LOGO_SCALES = (1.0, 0.85, 0.7, 0.6, 0.5, 0.4)


def cover(event: Event, theme: Theme, words: Wording, panel: Size, bleed: Length) -> Frame:
    """The cover: reading order is name, theme, subtitle, date, place, then who invites.

    UserError with what does not fit. The field of colour runs `bleed` beyond the top and the right edge.
    """
    measure = panel.width - 2 * _MARGIN
    ornament = mosaic(event.name, theme, panel.width, right=bleed)
    logos = tuple(_logos(event, words, panel, measure))
    title, when = _words(event, theme, words, measure), _when_and_where(event, theme, words, measure)
    foot = min((logo.at.y for logo in logos), default=panel.height - _FOOT) - _LOGO_GAP.height
    venue = event.venue or event
    problems = [
        *_overflow(title.height, _FIELD - _TOP - ornament.size.height, event, "title", "shorten title or subtitle"),
        *_overflow(_FIELD + mm(8) + when.height, foot, venue, "name", "shorten the venue's name"),
    ]
    if problems:
        raise UserError(problems)
    children = (
        _field(theme, panel, ornament, bleed),
        title.frame(measure, at=Point(_MARGIN, _TOP)),
        when.frame(measure, at=Point(_MARGIN, _FIELD + mm(8))),
        *logos,
    )
    return Frame(ORIGIN, panel, children)


def _overflow(needs: Length, has: Length, record: Located, field: str, hint: str) -> Iterator[Problem]:
    if needs > has:
        what = f"the {field} does not fit the cover: {in_mm(needs - has):.0f} mm are missing"
        yield Problem(place_of(record, field), what, hint)


def _field(theme: Theme, panel: Size, ornament: Frame, bleed: Length) -> Frame:
    """The field of colour with the mosaic at its foot."""
    field = Fill(Point(0.0, -bleed), Size(panel.width + bleed, _FIELD + bleed), theme.primary)
    placed = Frame(Point(0.0, _FIELD - ornament.size.height), ornament.size, (ornament,))
    return Frame(ORIGIN, panel, (field, placed))


def _words(event: Event, theme: Theme, words: Wording, measure: Length) -> Stack:
    """Name, theme and subtitle, the theme as large as no word is divided and all fits; at last hyphenated and small."""
    room = _FIELD - _TOP - (measure + 2 * _MARGIN) / 3
    for size in _TITLE_SIZES:
        with suppress(TooWide):
            stack = _set(event, theme, words, measure, size, language="")
            if stack.height <= room:
                return stack
    return _set(event, theme, words, measure, _TITLE_SIZES[-1], language=words.language)


def _set(event: Event, theme: Theme, words: Wording, measure: Length, size: Length, language: str) -> Stack:
    ink = text_on(theme.primary)
    accent = theme.ornament if theme.ornament != theme.primary else ink
    rule = Frame(ORIGIN, Size(measure, pt(3)), (Fill(ORIGIN, Size(mm(14), pt(3)), accent),))
    role = Role.P if event.title else Role.H1
    name, title, subtitle = (
        theme.style(pt(12), Cut.SEMIBOLD, ink),
        theme.style(size, Cut.BOLD, ink),
        theme.style(min(size, pt(13)), Cut.REGULAR, ink),
    )
    stack = Stack().add(_display(event.name, name, words, measure, role, language)).add(rule, mm(5))
    if event.title:
        stack = stack.add(_display(event.title, title, words, measure, Role.H1, language), mm(6))
    if event.subtitle:
        stack = stack.add(_display(event.subtitle, subtitle, words, measure, Role.P, language), mm(4))
    return stack


def _display(text: str, style: Style, words: Wording, measure: Length, role: Role, language: str = "") -> Frame:
    written = spans(words.polish(text), style)
    return paragraph(written, measure, style.size * _LEADING, language=language, role=role, balanced=not language)


def _when_and_where(event: Event, theme: Theme, words: Wording, measure: Length) -> Stack:
    dates = words.date_range(event.starts.date(), event.ends.date())
    stack = Stack().add(_display(dates, theme.style(pt(15), Cut.BOLD, theme.primary), words, measure, Role.P))
    if event.venue:
        place = ", ".join(filter(None, (event.venue.address.city, event.venue.name)))
        stack = stack.add(_display(place, theme.style(pt(11)), words, measure, Role.P, words.language), pt(2))
    return stack


def _logos(event: Event, words: Wording, panel: Size, measure: Length) -> Iterator[Frame]:
    """Logos of equal area, for equal weight, in rows that fill their zone from below; many are smaller than few."""
    owners = ((event.organiser.name, event.organiser.logo), *((p.name, p.logo) for p in event.partners))
    present = [(name, logo.content) for name, logo in owners if logo]
    rows = _arranged([content for _, content in present], measure)
    y = panel.height - _FOOT - _height(rows)
    for row in rows:
        high = max(size.height for _, size in row)
        lefts = accumulate((size.width + _LOGO_GAP.width for _, size in row), initial=_MARGIN)
        for (index, size), x in zip(row, lefts, strict=False):
            name, content = present[index]
            picture = Picture(ORIGIN, size, content)
            at = Point(x, y + (high - size.height) / 2)
            yield Frame(at, size, (picture,), Role.FIGURE, alt=words("Logo of {name}", name=name))
        y += high + _LOGO_GAP.height


def _arranged(contents: Sequence[bytes], measure: Length) -> list[list[tuple[int, Size]]]:
    """The index and size of each logo, row by row: one row if that makes none too small, else what fills the zone."""
    tried = [list(_rows([_equal_area(each, scale, measure) for each in contents], measure)) for scale in _LOGO_SCALES]
    one_row = [rows for scale, rows in zip(_LOGO_SCALES, tried, strict=True) if scale >= _ONE_ROW and len(rows) == 1]
    return next((rows for rows in (*one_row, *tried) if _height(rows) <= _LOGO_ZONE), tried[-1])


def _equal_area(content: bytes, scale: float, measure: Length) -> Size:
    natural = read(content).size
    factor = min(sqrt(_LOGO_AREA / (natural.width * natural.height)) * scale, measure / natural.width)
    factor = min(factor, _LOGO_ZONE / natural.height)
    return Size(natural.width * factor, natural.height * factor)


def _rows(sizes: Sequence[Size], measure: Length) -> Iterator[list[tuple[int, Size]]]:
    row: list[tuple[int, Size]] = []
    for index, size in enumerate(sizes):
        if row and sum(each.width + _LOGO_GAP.width for _, each in row) + size.width > measure:
            yield row
            row = []
        row.append((index, size))
    if row:
        yield row


def _height(rows: Sequence[Sequence[tuple[int, Size]]]) -> Length:
    heights = [max(size.height for _, size in row) for row in rows]
    return sum(heights) + _LOGO_GAP.height * max(len(heights) - 1, 0)
