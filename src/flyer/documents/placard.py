"""Placards: a text set as large as it fits, the logo, when and where; what signs, cards and certificates share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from flyer.documents.badge.fitting import Step, fit
from flyer.event.model import Event
from flyer.event.values import shown
from flyer.markup import plain
from flyer.problems import Place, Problem, UserError
from flyer.typeset import pictures
from flyer.typeset.family import Style
from flyer.typeset.frame import ORIGIN, Frame, Picture, Point, Role, Run, Size, Text
from flyer.typeset.lines import Align
from flyer.typeset.paragraph import BASELINE, TooWide
from flyer.units import Length, in_mm, pt
from flyer.wording import Wording

Ladder: TypeAlias = tuple[Step, ...]

HYPHENATE: Final = True

_PITCH: Final = 1.16
"""The distance of two baselines in sizes."""


def ladder(*rows: tuple[float, ...]) -> Ladder:
    """Rows of lines, largest and smallest size in points, and whether words are divided, as steps."""
    return tuple(Step(int(lines), pt(largest), pt(smallest), bool(rest)) for lines, largest, smallest, *rest in rows)


def placard(
    text: str,
    steps: Sequence[Step],
    style: Style,
    measure: Length,
    words: Wording,
    place: Place,
    *,
    called: str,
    align: Align = Align.CENTRE,
    role: Role | None = Role.P,
) -> Frame:
    """Set a text in the largest size of the first step by which it fits the measure.

    Light markup is dropped. UserError at the text's place with the missing millimetres when no step will do.
    """
    said = plain(words.polish(text.strip())).replace("\n", " ")
    unit = replace(style, size=1.0)
    try:
        fitted = fit(said, steps, unit, measure, several=measure, language=words.language)
    except TooWide as error:
        missing = math.ceil(in_mm(error.needs - error.has))
        what = f"{called} does not fit: '{shown(text)}' is {missing} mm too wide in its smallest size"
        hint = "shorten it, or part it by a blank or a hyphen"
        raise UserError([Problem(place, what, hint)]) from error
    lines = [line.grown(fitted.size) for line in fitted.lines]
    above, below = _reach([run for runs in lines for run in runs], fitted.size * _PITCH)
    texts = tuple(
        Text(
            Point((measure - line.width * fitted.size) * align.share, number * (above + below) + above),
            runs,
            line.soft,
        )
        for number, (line, runs) in enumerate(zip(fitted.lines, lines, strict=True))
    )
    return Frame(ORIGIN, Size(measure, len(texts) * (above + below)), texts, role)


def _reach(runs: Sequence[Run], pitch: Length) -> tuple[Length, Length]:
    """What lines take above and below their baselines: shares of the pitch, or more where the ink of letters does."""
    inks = [(run, glyph, run.face.ink(glyph.id)) for run in runs for glyph in run.glyphs]
    above = max((run.size / 1000 * (ink[3] + glyph.dy) for run, glyph, ink in inks), default=0.0)
    below = max((-run.size / 1000 * (ink[1] + glyph.dy) for run, glyph, ink in inks), default=0.0)
    return max(BASELINE * pitch, above), max((1 - BASELINE) * pitch, below)


def unread(frame: Frame) -> Frame:
    """The frame as an artifact: it looks the same, and nobody hears it."""
    children = (unread(child) if isinstance(child, Frame) else child for child in frame.children)
    return replace(frame, children=tuple(children), role=None, alt="")


def logo(event: Event, words: Wording, room: Size) -> Frame | None:
    """The organiser's logo as large as there is room."""
    if not event.organiser.logo:
        return None
    content = event.organiser.logo.content
    size = pictures.size(content).within(room)
    alt = words("Logo of {name}", name=event.organiser.name)
    return Frame(ORIGIN, size, (Picture(ORIGIN, size, content),), Role.FIGURE, alt=alt)


def when(event: Event, words: Wording) -> str:
    """The days of the event."""
    return words.date_range(event.starts.date(), event.ends.date())


def where(event: Event) -> str:
    """The venue and, where its name does not say it, the town; "" where there is no venue."""
    if not event.venue:
        return ""
    name, town = event.venue.name, event.venue.address.city
    return name if town in name else f"{name}, {town}"
