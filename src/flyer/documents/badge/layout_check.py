"""Whether a layout can be printed on its stock: what the event moves or adds lies on the badge, clear of all else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

from flyer.documents.badge.code import CodeTooLarge, spot
from flyer.documents.badge.design import NAMES, PITCH, Field
from flyer.documents.badge.layout import Box, Layout, with_quiet_zone
from flyer.event.model import BadgeField, BadgeSettings
from flyer.problems import Problem, place_of
from flyer.typeset.stocks import said
from flyer.units import mm

_MOVE: Final = "move it, make it smaller or hide it"

_SLACK: Final = mm(0.01)

_FEWEST_MODULES: Final = 21
"""The side of a symbol of version 1 (ISO/IEC 18004)."""


class _Taken(NamedTuple):
    """A box, what stands in it, and the record that put it there, None where the design did."""

    box: Box
    what: str
    record: BadgeField | None


def faults(layout: Layout, settings: BadgeSettings) -> Iterator[Problem]:
    """What is wrong with the layout, each at the field in event.yaml that is at fault."""
    taken = [*_taken(layout)]
    for box, what, record in taken:
        if record:
            yield from _outside(box, what, record, layout)
    for one, other in combinations(taken, 2):
        record = other.record or one.record
        if record and one.box.overlaps(other.box):
            others = one if record is other.record else other
            yield Problem(place_of(record), f"the field '{record.key}' overlaps {others.what}", _MOVE)
    yield from _too_low(layout, settings)
    yield from _no_code(layout, settings)
    if Field.ROLE in layout.hidden and not {Field.PRONOUNS} & (layout.hidden | layout.moved.keys()):
        (record,) = (each for each in settings.layout if each.key == Field.ROLE.key)
        hint = "hide 'pronouns' too, or give them a place of their own"
        yield Problem(place_of(record), "pronouns stand beside the role, which is hidden", hint)


def _taken(layout: Layout) -> Iterator[_Taken]:
    """Everything that has a box, what the design has put there first."""
    for zone in layout.zones:
        yield _Taken(zone, "the hole", None)
    header = {Field.EVENT, Field.LOGO} - layout.moved.keys()
    if boxes := [layout.boxes[field] for field in header if field in layout.boxes]:
        yield _Taken(max(boxes, key=lambda box: box.width), "the header", None)
    if layout.bar:
        yield _Taken(layout.bar, "the bar of the role", None)
    for field, record in layout.moved.items():
        if field is Field.CODE and layout.code_at:
            yield _Taken(with_quiet_zone(layout.code_at), "the code with what stays free around it", record)
        elif box := layout.boxes.get(field):
            yield _Taken(box, f"'{record.key}'", record)
    for own in layout.own:
        yield _Taken(own.box, f"'{own.record.key}'", own.record)


def _outside(box: Box, what: str, record: BadgeField, layout: Layout) -> Iterator[Problem]:
    width, height = layout.size.width, layout.size.height
    if box.width <= 0 or box.height <= 0:
        yield Problem(place_of(record), f"the field '{record.key}' has no room", "give it 'width' and 'height'")
    if box.right > width + _SLACK or box.x < -_SLACK:
        reach = f"{said(box.x)} to {said(box.right)}"
        where = place_of(record, "width" if record.width is not None else "x")
        yield Problem(where, f"{what} reaches from {reach} mm, the badge is {said(width)} mm wide", _MOVE)
    if box.foot > height + _SLACK or box.y < -_SLACK:
        reach = f"{said(box.y)} to {said(box.foot)}"
        where = place_of(record, "height" if record.height is not None else "y")
        yield Problem(where, f"{what} reaches from {reach} mm, the badge is {said(height)} mm high", _MOVE)


def _too_low(layout: Layout, settings: BadgeSettings) -> Iterator[Problem]:
    """Names that were not moved need the height of a line each."""
    names = [field for field in NAMES if field not in layout.hidden and field not in layout.moved]
    needs = sum(PITCH[field] * layout.ladders[field][-1].smallest for field in names)
    if layout.stack.height < needs:
        where = place_of(settings, "layout" if settings.layout else "stock")
        what = f"the names need {said(needs)} mm of height, the layout leaves {said(layout.stack.height)} mm"
        yield Problem(where, what, "hide more, give what is moved less height, or choose a stock with larger labels")


def _no_code(layout: Layout, settings: BadgeSettings) -> Iterator[Problem]:
    """There must be room for the smallest symbol."""
    try:
        spot(_FEWEST_MODULES if layout.code else 0, layout)
    except CodeTooLarge as error:
        code = layout.moved.get(Field.CODE)
        size = "height" if code and code.width is None else "width"
        where = place_of(code, size) if code else place_of(settings, "layout" if settings.layout else "stock")
        what = f"the QR code needs at least {said(error.needs)} mm, the layout leaves {said(error.has)} mm"
        yield Problem(where, what, "give it more room, or hide it")
