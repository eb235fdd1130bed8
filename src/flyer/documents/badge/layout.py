"""The layout of the badges of a run: a design on a stock, with what the event moves, resizes, hides and adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from flyer.documents.badge.design import HOLES, STACK, Design, Field, Placed
from flyer.documents.badge.fitting import Step
from flyer.event.model import BadgeField, BadgeSettings
from flyer.typeset.colour import Colour
from flyer.typeset.family import Cut
from flyer.typeset.frame import QUIET_ZONE, Size
from flyer.typeset.lines import Align
from flyer.typeset.stocks import Stock
from flyer.units import Length, mm, pt

LOGO_SHARE: Final = 0.4
"""The share of the header's width that a logo may take."""

_CUTS: Final = {
    Field.EVENT: Cut.SEMIBOLD,
    Field.FIRST_NAME: Cut.BOLD,
    Field.ROLE: Cut.SEMIBOLD,
    Field.PRONOUNS: Cut.SEMIBOLD,
}

_OWN_SIZE: Final = 9.0
"""The size of a field of the event's own that names none, in points."""

_SMALLEST: Final = 0.75
"""How far a field of the event's own may become smaller, as a share of its size."""

_LEAST: Final = pt(6)
"""The least type that is still read."""

OWN_PITCH: Final = 1.15
"""The distance of two baselines of a field that has a box, in sizes."""

_NAMES: Final = ("first_name", "last_name", "preferred_name")


class Box(NamedTuple):
    """A rectangle on the badge."""

    x: Length
    y: Length
    width: Length
    height: Length

    @property
    def right(self) -> Length:
        """Where it ends."""
        return self.x + self.width

    @property
    def foot(self) -> Length:
        """Where it ends below."""
        return self.y + self.height

    def overlaps(self, other: Box) -> bool:
        """Whether they have more in common than an edge."""
        slack = mm(0.01)
        across = min(self.right, other.right) - max(self.x, other.x)
        return across > slack and min(self.foot, other.foot) - max(self.y, other.y) > slack


class Type(NamedTuple):
    """The type of a field: its cut, where it stands in its box, and its colour if that is not the design's."""

    cut: Cut
    align: Align = Align.LEFT
    colour: Colour | None = None


class Own(NamedTuple):
    """A field of the event's own."""

    record: BadgeField
    box: Box
    type: Type
    ladder: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything stands on the badges of a run, from the top left corner of a badge as it is read.

    `stack` is what title, names and organisation share; `boxes` has the place of every other field. `moved` are the
    fields with a place of the event's, `hidden` those that it leaves out. `code` is the side of the QR code, `code_at`
    where it was moved to. `turned` badges lie along the label. `dot` is the printer's, `zones` are kept free for holes.
    """

    design: Design
    size: Size
    corner: Length
    turned: bool
    dot: Length
    stack: Box
    boxes: Mapping[Field, Box]
    moved: Mapping[Field, BadgeField]
    hidden: frozenset[Field]
    code: Length
    code_at: Box | None
    ladders: Mapping[Field, tuple[Step, ...]]
    types: Mapping[Field, Type]
    own: tuple[Own, ...]
    zones: tuple[Box, ...]

    @property
    def safe(self) -> Length:
        """What stays free at the edges."""
        return self.design.safe

    @property
    def bar(self) -> Box | None:
        """The bar with the role, where it runs along the foot."""
        return None if Field.ROLE in self.moved else self.boxes.get(Field.ROLE)

    @property
    def code_foot(self) -> Length:
        """Where the quiet zone of a code that was not moved ends."""
        return self.bar.y if self.bar else self.size.height - self.safe


def lay_out(placed: Placed, stock: Stock, settings: BadgeSettings) -> Layout:
    """Put a design on the badges of a stock, altered as the event says."""
    design, hole = placed.design, HOLES[settings.hole]
    given = {field.key: field for field in settings.layout}
    size = Size(design.label.width, design.label.height + hole.strip)
    hidden = {field for field in Field if field.key in given and given[field.key].hide}
    if settings.code == "none":
        hidden.add(Field.CODE)
    usual = _boxes(design, hole.strip, hidden)
    moved = {
        field: given[field.key]
        for field in Field
        if field not in hidden and field.key in given and _is_moved(given[field.key])
    }
    usual_stack = _boxes(design, hole.strip, ())[Field.TITLE]
    boxes = usual | {field: _box(record, usual.get(field, usual_stack)) for field, record in moved.items()}
    built_in = {field.key for field in Field}
    own = tuple(_own(field) for key, field in given.items() if key not in built_in and not field.hide)
    whole = _whole(design, size, hole.strip, usual.keys() - moved.keys())
    middle = size.width / 2
    zones = tuple(Box(middle + mm(x), mm(y), mm(width), mm(height)) for x, y, width, height in hole.zones)
    code_at = boxes.pop(Field.CODE) if Field.CODE in moved else None
    in_the_way = [*(boxes[field] for field in moved if field is not Field.CODE), *(each.box for each in own)]
    if code_at:
        in_the_way.append(with_quiet_zone(code_at))
    dpi = int(settings.dpi or stock.dpi)
    return Layout(
        design=design,
        size=size,
        corner=stock.corner,
        turned=placed.turned,
        dot=mm(25.4 / dpi),
        stack=_free(whole, in_the_way, design.gap),
        boxes={field: box for field, box in boxes.items() if field not in STACK or field in moved},
        moved=moved,
        hidden=frozenset(hidden),
        code=0.0 if Field.CODE in hidden else design.code,
        code_at=code_at,
        ladders={field: _sized(steps, given.get(field.key)) for field, steps in design.ladders.items()},
        types={field: _type(given.get(field.key), _CUTS.get(field, Cut.REGULAR)) for field in Field},
        own=own,
        zones=zones,
    )


def _whole(design: Design, size: Size, strip: Length, unmoved: Set[Field]) -> Box:
    """What lies between header and bar; where nothing is left of one of them, also its room."""
    header, bar = {Field.EVENT, Field.LOGO} & unmoved, Field.ROLE in unmoved
    top = strip + design.safe + (design.header + design.gap if header else 0.0 if design.header else design.gap)
    foot = size.height - (design.bar + design.gap if bar else design.safe)
    return Box(design.safe, top, size.width - 2 * design.safe, foot - top)


def with_quiet_zone(code: Box) -> Box:
    """The place of a code with what stays free around it: four of the 21 modules of the smallest symbol."""
    quiet = code.width * QUIET_ZONE / 21
    return Box(code.x - quiet, code.y - quiet, code.width + 2 * quiet, code.height + 2 * quiet)


def _boxes(design: Design, strip: Length, hidden: Iterable[Field]) -> dict[Field, Box]:
    """The places of the design, without those of hidden fields."""
    width, height, safe = design.label.width, design.label.height + strip, design.safe
    measure, top = width - 2 * safe, strip + safe
    under = top + design.header + design.gap
    stack = Box(safe, under, measure, height - design.bar - design.gap - under)
    logo = LOGO_SHARE * measure
    boxes = {
        Field.EVENT: Box(safe, top, measure, design.header),
        Field.LOGO: Box(width - safe - logo, top, logo, design.header),
        Field.ROLE: Box(0.0, height - design.bar, width, design.bar),
        Field.CODE: Box(width - safe - design.code, stack.foot - design.code, design.code, design.code),
        **dict.fromkeys(STACK, stack),
    }
    if not design.header:
        hidden = {*hidden, Field.EVENT, Field.LOGO}
    return {field: box for field, box in boxes.items() if field not in hidden}


def _is_moved(record: BadgeField) -> bool:
    return any(length is not None for length in (record.x, record.y, record.width, record.height))


def _box(record: BadgeField, usual: Box) -> Box:
    """The place that the event gives to a field; it reaches as far as the usual one where it does not say how far."""
    x, y = _length(record.x, usual.x), _length(record.y, usual.y)
    if record.key == Field.CODE.key:
        side = _length(record.width if record.width is not None else record.height, usual.width)
        return Box(x, y, side, side)
    width = usual.width if record.x is None else usual.right - x
    height = usual.height if record.y is None else usual.foot - y
    return Box(x, y, _length(record.width, width), _length(record.height, height))


def _length(given: Decimal | None, usual: Length) -> Length:
    return usual if given is None else mm(float(given))


def _own(record: BadgeField) -> Own:
    """A field of the event's own, in as many lines as its box is high; names are never hyphenated."""
    box = _box(record, Box(0.0, 0.0, 0.0, 0.0))
    largest = pt(float(record.size or _OWN_SIZE))
    smallest = min(largest, max(_SMALLEST * largest, _LEAST))
    lines = range(1, max(1, int(box.height / (OWN_PITCH * smallest))) + 1)
    ladder = tuple(Step(n, largest, smallest) for n in lines)
    if record.column not in _NAMES:
        ladder = (*ladder, Step(lines[-1], smallest, smallest, hyphenate=True))
    return Own(record, box, _type(record, Cut.REGULAR), ladder)


def _type(record: BadgeField | None, cut: Cut) -> Type:
    if record is None:
        return Type(cut)
    if record.bold is not None:
        cut = Cut.BOLD if record.bold else Cut.REGULAR
    return Type(cut, Align(record.align or Align.LEFT), Colour.parse(record.colour) if record.colour else None)


def _sized(steps: tuple[Step, ...], record: BadgeField | None) -> tuple[Step, ...]:
    """The ladder with the largest size that the event gives; its floors stay, if they are not above that."""
    if record is None or record.size is None:
        return steps
    scale = pt(float(record.size)) / steps[0].largest
    sizes = [(step, step.smallest * min(scale, 1.0)) for step in steps]
    return tuple(
        Step(
            step.lines,
            max(smallest if step.hyphenate else step.largest * scale, _LEAST),
            max(smallest, _LEAST),
            step.hyphenate,
        )
        for step, smallest in sizes
    )


def _free(whole: Box, others: Iterable[Box], gap: Length) -> Box:
    """The highest part of a box, from edge to edge, that has no other in it."""
    best, top = Box(whole.x, whole.y, whole.width, 0.0), whole.y
    for y, foot in sorted([*_heights(whole, others, gap), (whole.foot, whole.foot)]):
        if y - top > best.height:
            best = Box(whole.x, top, whole.width, y - top)
        top = max(top, foot)
    return best


def _heights(whole: Box, others: Iterable[Box], gap: Length) -> Iterator[tuple[Length, Length]]:
    """From where to where others stand in the box."""
    for other in others:
        if other.overlaps(whole):
            yield max(whole.y, other.y - gap), min(whole.foot, other.foot + gap)
