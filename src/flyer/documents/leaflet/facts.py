"""A manuscript's sections become blocks: a heading, and below it lines, prose, fees, how to pay, or a notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flyer.documents.fitting import fitting_at
from flyer.documents.leaflet.headings import heading
from flyer.documents.leaflet.setting import Setting
from flyer.documents.transfer_form import giro_code
from flyer.manuscript.model import Content, Line, Payment, Prose, Rate, Rates, Section
from flyer.markup import passages
from flyer.payment.error import PaymentError
from flyer.problems import Problem, UserError
from flyer.typeset.columns import Block, on_grid
from flyer.typeset.family import Cut
from flyer.typeset.frame import ORIGIN, Fill, Frame, Part, Point, Role, Size, Text
from flyer.typeset.lines import line, width
from flyer.typeset.paragraph import Span, paragraph
from flyer.typeset.stack import Stack
from flyer.units import Length, mm, pt
from flyer.wording import Wording, polish

_CODE_SIDE = mm(27)
_CAPTION = pt(7)
_GUTTER = mm(3)

_NARROWEST = mm(40)
"""The least measure of text beside a code; where there is less, the code stands below."""

_WHOLE = 8
"""Lines of a section, and of a paragraph, that is not torn."""

_LEAST = 2
"""Lines of a section that may stand alone at the foot or at the top of a column."""

_BREAK_IN_A_PARAGRAPH, _BREAK_IN_A_SECTION, _BREAK_BETWEEN_SECTIONS, _JOIN = 0.4, 0.25, 0.02, 1.5
"""Costs of `typeset.columns`, weighed by eye: the first section best begins a column, the others anywhere."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is never torn, the space before it, and what it costs when a column begins with it."""

    frame: Frame
    before: Length = 0.0
    penalty: float = _BREAK_IN_A_SECTION


def sections(
    written: Sequence[Section], setting: Setting, words: Wording, measure: Length, least: Length = 0.0
) -> tuple[Block, ...]:
    """Turn sections into blocks for `typeset.columns`, in reading order, on the grid of half a leading.

    Nothing is set smaller than `least`. UserError at a section's place for a word wider than its line, at the
    reference for a code too dense to be read.
    """
    blocks: list[Block] = []
    for number, section in enumerate(written):
        copy = _Copy(section, setting, words, measure, least, f"section {number} {section.heading} {section.place}")
        with fitting_at(section.place):
            first, *others = copy.notice() if section.notice else copy.frames()
        penalty, join = (_BREAK_BETWEEN_SECTIONS, 0.0) if number else (0.0, _JOIN)
        blocks.append(Block(first.frame, setting.leading / 2, penalty, join, place=section.place))
        blocks += (Block(each.frame, each.before, each.penalty, place=section.place) for each in others)
    return tuple(on_grid(block, setting.leading / 2) for block in blocks)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A section set at one size and measure; its pieces of paper are one structure element named `key`."""

    section: Section
    setting: Setting
    words: Wording
    measure: Length
    least: Length
    key: str

    def frames(self) -> Iterator[_Piece]:
        """The heading with what must not be parted from it, then what may be."""
        for rank, group in enumerate(_groups(tuple(self._pieces()), self.setting.leading)):
            stack = Stack() if rank else Stack().add(heading(self.setting, self.section.heading, self.measure))
            for number, piece in enumerate(group):
                stack = stack.add(piece.frame, piece.before if number else 0.0)
            frame = stack.frame(self.measure, Role.SECT, Part(self.key, rank))
            yield replace(group[0], frame=frame)

    def notice(self) -> Iterator[_Piece]:
        """The notice in its box, in bold."""
        inset = self.setting.leading / 2
        inner = self.measure - 2 * inset
        body = Stack()
        for content in self.section.content:
            for piece in self._content(content, inner, Cut.BOLD):
                body = body.add(piece.frame, piece.before)
        size = Size(self.measure, body.height + 2 * inset)
        box = Fill(ORIGIN, size, None, stroke=self.setting.theme.primary, thickness=pt(0.75))
        yield _Piece(Frame(ORIGIN, size, (box, body.frame(inner, at=Point(inset, inset))), Role.SECT))

    def _pieces(self) -> Iterator[_Piece]:
        for content in self.section.content:
            yield from self._content(content, self.measure)

    def _content(self, content: Content, measure: Length, cut: Cut = Cut.REGULAR) -> Iterator[_Piece]:
        match content:
            case Line():
                with fitting_at(content.place or self.section.place):
                    frame = self._line(content, measure)
                yield _Piece(frame)
            case Prose():
                paragraphs = self.setting.prose(content.text, measure, self.key, cut)
                for number, (passage, frame) in enumerate(zip(passages(content.text), paragraphs, strict=True)):
                    first, *others = _torn(frame, self.setting.leading, f"{self.key} paragraph {number}")
                    yield _Piece(first, 0.0 if passage.listed else self.setting.leading / 2)
                    yield from (_Piece(other, penalty=_BREAK_IN_A_PARAGRAPH) for other in others)
            case Rates():
                yield from map(_Piece, self._rates(content.rates))
            case Payment():
                yield _Piece(self._payment(content))

    def _line(self, said: Line, measure: Length) -> Frame:
        setting = self.setting
        style, linked = setting.style(), setting.style(colour=setting.theme.primary)
        spans: list[Span] = []
        for text, url in said.pieces():
            spans += [Span(polish(text, setting.language), linked, url)] if url else setting.spans(text, style)
        return paragraph(spans, measure, setting.leading, language=setting.language)

    def _rates(self, rates: Sequence[Rate]) -> Iterator[Frame]:
        """A row of the table each, its amount in a column as wide as the widest."""
        bold = self.setting.style(Cut.BOLD)
        column = max(width(rate.amount, bold) for rate in rates) + _GUTTER
        for rank, rate in enumerate(rates):
            body = self._rate(rate, self.measure - column)
            size = Size(self.measure, body.size.height)
            amount = line(f"{rate.amount} ", bold, Point(0.0, self.setting.baseline))
            head = Frame(ORIGIN, Size(column, size.height), (amount,), Role.TH, scope="Row")
            cell = Frame(Point(column, 0.0), body.size, (body,), Role.TD)
            row = Frame(ORIGIN, size, (head, cell), Role.TR)
            yield Frame(ORIGIN, size, (row,), Role.TABLE, part=Part(f"{self.key} table", rank))

    def _rate(self, rate: Rate, measure: Length) -> Frame:
        setting = self.setting
        spans = (
            *setting.spans(rate.name, setting.style(Cut.BOLD)),
            *setting.spans(f", {rate.detail}" if rate.detail else "", setting.style()),
        )
        return paragraph(spans, measure, setting.leading, language=setting.language)

    def _payment(self, payment: Payment) -> Frame:
        """The lines, and the code beside them or below."""
        if not (code := self._code(payment)):
            return Stack().extend(self._line(each, self.measure) for each in payment.lines).frame(self.measure)
        beside = self.measure - _CODE_SIDE - _GUTTER
        if beside < _NARROWEST:
            text = Stack().extend(self._line(each, self.measure) for each in payment.lines)
            return text.add(code).frame(self.measure)
        text = Stack().extend(self._line(each, beside) for each in payment.lines)
        placed = replace(code, at=Point(beside + _GUTTER, 0.0))
        size = Size(self.measure, max(text.height, code.size.height))
        return Frame(ORIGIN, size, (text.frame(beside), placed))

    def _code(self, payment: Payment) -> Frame | None:
        if payment.transfer is None:
            return None
        try:
            caption = max(_CAPTION, self.least)
            return giro_code(payment.transfer, _CODE_SIDE, self.words, self.setting.theme.family, caption)
        except PaymentError as error:
            raise UserError([Problem(payment.place, error.what, error.hint)]) from error


def _torn(frame: Frame, leading: Length, key: str) -> list[Frame]:
    """A paragraph of many lines cut between them, two at its begin and two at its end left together."""
    count = round(frame.size.height / leading)
    if frame.role is not Role.P or count <= _WHOLE:
        return [frame]
    cuts = [0, *range(_LEAST, count - _LEAST + 1), count]
    return [
        Frame(
            ORIGIN,
            Size(frame.size.width, (end - start) * leading),
            tuple(
                replace(child, at=Point(child.at.x, child.at.y - start * leading))
                for child in frame.children
                if isinstance(child, Text | Frame) and start <= child.at.y / leading < end
            ),
            Role.P,
            part=Part(key, rank),
        )
        for rank, (start, end) in enumerate(pairwise(cuts))
    ]


def _groups(pieces: Sequence[_Piece], leading: Length) -> Iterator[Sequence[_Piece]]:
    """Pieces that stay together: all of a short section, else two lines at least."""
    heights = [piece.frame.size.height for piece in pieces]
    least, start = (_LEAST - 0.5) * leading, 0
    if sum(heights) > (_WHOLE + 0.5) * leading:
        for end in range(1, len(pieces)):
            if sum(heights[start:end]) > least and sum(heights[end:]) > least:
                yield pieces[start:end]
                start = end
    yield pieces[start:]
