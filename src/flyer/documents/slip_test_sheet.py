"""The test sheet of bought blanks: the outlines of the form where its profile says, to hold against a real one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flyer.documents.blank import SLIP, Blank, outline
from flyer.documents.theme import LEADING, Theme
from flyer.event.model import Event
from flyer.typeset.family import Family
from flyer.typeset.frame import ORIGIN, Document, Frame, Point, Role, Rule, Size
from flyer.typeset.letter import LEFT, MEASURE, PAPER
from flyer.typeset.paragraph import Span, paragraph
from flyer.typeset.stack import Stack
from flyer.units import mm, pt
from flyer.wording import Wording

_TOP: Final = mm(30)
_ARM: Final = 4
"""Millimetres from the middle of a cross to its ends."""


def compose(event: Event, blank: Blank, words: Wording, family: Family) -> Document:
    """Turn a profile into a sheet with the outlines of form and boxes, crosses at its corners, and how to use it."""
    theme = Theme.of(event, family)
    use = words(
        "Print at 100%, not fitted to the page, and hold this sheet in front of a blank, against the light. Where the "
        "edges of the blank lie to the right of these outlines, enlarge x in slips.toml by as many millimetres; where "
        "they lie below, y. Then put right left, pitch and the rows, which are measured from the form’s own corner."
    )
    note = (
        Stack()
        .add(paragraph((Span(words("Test sheet: payment slips"), theme.heading),), MEASURE, pt(18), role=Role.H1))
        .add(paragraph((Span(use, theme.body),), MEASURE, LEADING), LEADING / 2)
    )
    crosses = (_cross(mm(blank.x) + x, mm(blank.y) + y) for x in (0.0, SLIP.width) for y in (0.0, SLIP.height))
    page = Frame(
        ORIGIN, PAPER, (note.frame(MEASURE, at=Point(LEFT, _TOP)), outline(blank, words, theme), *crosses), clip=True
    )
    return Document(
        title=words("Test sheet: payment slips"),
        language=words.language,
        dated=event.starts,
        author=event.organiser.name,
        paper=PAPER,
        pages=(page,),
    )


def _cross(x: float, y: float) -> Frame:
    return Frame(Point(x, y), Size(0.0, 0.0), tuple(_arms()))


def _arms() -> Iterator[Rule]:
    """A cross with a tick at every millimetre."""
    arm, tick, thin = mm(_ARM), mm(0.6), pt(0.25)
    yield Rule(Point(-arm, 0.0), Point(arm, 0.0), thin)
    yield Rule(Point(0.0, -arm), Point(0.0, arm), thin)
    for n in range(-_ARM, _ARM + 1):
        yield Rule(Point(mm(n), -tick), Point(mm(n), tick), thin)
        yield Rule(Point(-tick, mm(n)), Point(tick, mm(n)), thin)
