"""One label: what all badges of a role share, and the frame of a badge whose texts have been made to fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flyer.documents.badge_design import LEAD, PITCH, Code, Design, Field
from flyer.documents.badge_fitting import Fitted
from flyer.typeset import pictures
from flyer.typeset.colour import Colour
from flyer.typeset.frame import ORIGIN, Fill, Frame, Item, Modules, Picture, Point, Role, Size, Text
from flyer.typeset.optimum import TOLERANCE
from flyer.units import Length

_ASCENT: Final = 0.78
"""Where the baseline of a line set solid lies below its top, in sizes."""

_LOGO: Final = 0.4
"""The share of the header's width that a logo may take."""

_LAST_TO_FIRST: Final = 0.85
"""A last name is set no larger than this share of the first name."""

_BLOCK: Final = (Field.TITLE, Field.FIRST_NAME, Field.LAST_NAME, Field.ORGANISATION)
"""What stands between header and bar, from the top."""


@dataclass(frozen=True, slots=True)
class Badge:
    """What one badge says: `ground` is shared, `role` is the word on the bar, `alt` says what the code holds."""

    ground: Frame
    role: Text
    fields: Mapping[Field, Fitted]
    code: Code
    alt: str


def logo(content: bytes, design: Design) -> Picture:
    """The logo at the right of the header."""
    size = pictures.size(content).within(Size(_LOGO * design.measure, design.header))
    left, top = design.label.width - design.safe - size.width, design.safe + (design.header - size.height) / 2
    return Picture(Point(left, top), size, content)


def event_name(fitted: Fitted, design: Design) -> tuple[Text, ...]:
    """The event's name at the left of the header."""
    height = len(fitted.lines) * PITCH[Field.EVENT] * fitted.size
    return tuple(_texts(fitted, design.safe, design.safe + (design.header - height) / 2, PITCH[Field.EVENT]))


def ground(header: tuple[Item, ...], colour: Colour, design: Design) -> Frame:
    """What all badges of a role share: the header, and the bar at the foot, as round at its corners as the label."""
    size, at = Size(design.label.width, design.bar), Point(0.0, design.label.height - design.bar)
    radius = min(design.corner, design.bar / 2)
    bar = [Fill(at, size, colour, radius)]
    if radius:
        bar.append(Fill(at, Size(size.width, size.height - radius), colour))
    return Frame(ORIGIN, design.label, (*header, *bar), shared=True)


def on_bar(fitted: Fitted, design: Design, *, right: bool = False) -> Text:
    """The one line of a field at the left of the bar; at its `right` it is followed by what stands at the left."""
    (line,) = fitted.lines
    left = design.label.width - design.safe - fitted.width if right else design.safe
    return Text(Point(left, design.label.height - design.foot), line.grown(fitted.size), " " if right else "")


def arranged(fields: Mapping[Field, Fitted], code: Code, design: Design) -> dict[Field, Fitted]:
    """The fields in the sizes in which they stand together: no last name outdoes the first, and all find their height.

    Where they are too high together each loses the same share of what it has above its floor.
    """
    sizes = {field: fitted.size for field, fitted in fields.items()}
    if Field.FIRST_NAME in sizes and Field.LAST_NAME in sizes:
        sizes[Field.LAST_NAME] = min(sizes[Field.LAST_NAME], _LAST_TO_FIRST * sizes[Field.FIRST_NAME])
    block = [field for field in _BLOCK if field in fields]
    heights = {field: _height(field, fields[field]) for field in block}
    spare = {field: sizes[field] - design.ladders[field][-1].smallest for field in block}
    excess = sum(heights[field] * sizes[field] for field in block) - (design.bottom(code) - design.top)
    if excess > 0:
        share = excess / sum(heights[field] * spare[field] for field in block)
        sizes |= {field: sizes[field] - share * spare[field] for field in block}
    return {field: fitted.at(sizes[field]) for field, fitted in fields.items()}


def is_clear(fields: Mapping[Field, Fitted], code: Code, design: Design) -> bool:
    """Whether a first name too wide for a place beside the code ends above its quiet zone."""
    first = fields.get(Field.FIRST_NAME)
    if first is None or first.width <= design.narrow(code) + TOLERANCE:
        return True
    (top,) = (y for field, _, y in _placed(fields, code, design) if field is Field.FIRST_NAME)
    return top + len(first.lines) * PITCH[Field.FIRST_NAME] * first.size <= design.at(code).y - code.quiet


def frame(badge: Badge, design: Design, at: Point) -> Frame:
    """The frame of one badge: what is shared, one paragraph in the order of reading, the code."""
    code, fields = badge.code, badge.fields
    placed = _placed(fields, code, design)
    texts = [text for field, fitted, y in placed for text in _texts(fitted, design.safe, y, PITCH[field])]
    if pronouns := fields.get(Field.PRONOUNS):
        texts.append(on_bar(pronouns, design, right=True))
    paragraph = Frame(ORIGIN, design.label, (*texts, badge.role), role=Role.P)
    modules = Modules(ORIGIN, code.side, code.rows)
    figure = Frame(design.at(code), Size(code.side, code.side), (modules,), role=Role.FIGURE, alt=badge.alt)
    return Frame(at, design.label, (badge.ground, paragraph, figure))


def _placed(fields: Mapping[Field, Fitted], code: Code, design: Design) -> Iterator[tuple[Field, Fitted, Length]]:
    """What stands between header and bar, and where it begins: names from the top, the organisation below them."""
    block = [(field, fields.get(field)) for field in _BLOCK]
    height = sum(_height(field, fitted) * fitted.size for field, fitted in block if fitted)
    y, left_over = design.top, design.bottom(code) - design.top - height
    for field, fitted in block:
        y += left_over * design.free.get(field, 0.0)
        if fitted:
            yield field, fitted, y + LEAD.get(field, 0.0) * fitted.size
            y += _height(field, fitted) * fitted.size


def _height(field: Field, fitted: Fitted) -> float:
    """How high a field is, in sizes."""
    return LEAD.get(field, 0.0) + len(fitted.lines) * PITCH[field]


def _texts(fitted: Fitted, x: Length, y: Length, pitch: float) -> Iterator[Text]:
    """The lines of a field whose top left corner is at x, y; behind its last one a blank leads to what follows."""
    baseline = y + fitted.size * (_ASCENT + (pitch - 1) / 2)
    *before, last = fitted.lines
    for line in before:
        yield Text(Point(x, baseline), line.grown(fitted.size), line.soft)
        baseline += fitted.size * pitch
    yield Text(Point(x, baseline), last.grown(fitted.size), " ")
