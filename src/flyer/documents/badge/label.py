"""One label: what all badges of a role share, and where the lines of a badge stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from flyer.documents.badge.code import Spot
from flyer.documents.badge.design import NAMES, PITCH, Field
from flyer.documents.badge.fitting import ASCENT, Fitted
from flyer.documents.badge.layout import Box, Layout
from flyer.documents.theme import QUIET
from flyer.typeset import pictures
from flyer.typeset.colour import Colour
from flyer.typeset.frame import ORIGIN, Fill, Frame, Item, Picture, Point, Role, Rule, Size, Text
from flyer.typeset.lines import Align
from flyer.typeset.optimum import TOLERANCE
from flyer.units import Length, pt

_HALF_A_CAPITAL: Final = 0.33
"""Half of a capital's height, in sizes."""

_WRITTEN: Final = (0.5, 0.85)
"""Where on a blank badge lines to write on stand, in shares of the height between header and bar."""

_NOTHING: Final = 1e-9

_LAST_TO_FIRST: Final = 0.85
"""A last name is set no larger than this share of the first name."""


class Set(NamedTuple):
    """A field made to fit, and its floor.

    In sizes are the baselines of the lines below the top of the field (`drops`), its `height`, and the `width` of its
    widest line.
    """

    fitted: Fitted
    drops: tuple[float, ...]
    height: float
    width: float
    floor: Length

    @classmethod
    def of(cls, fitted: Fitted, lead: float, pitch: float, floor: Length) -> Set:
        """Measure a text that has been made to fit; `lead` and `pitch` are those of its field, in sizes."""
        *drops, height = fitted.drops(lead, pitch)
        return cls(fitted, tuple(drops), height, max([line.width for line in fitted.lines]), floor)


def logo(content: bytes, box: Box, *, moved: bool) -> Picture:
    """The logo at the right of its box, of a box that the event gives in the middle."""
    size = pictures.size(content).within(Size(box.width, box.height))
    across, down = box.width - size.width, box.height - size.height
    return Picture(Point(box.x + (across / 2 if moved else across), box.y + down / 2), size, content)


def event_name(fitted: Fitted, box: Box, align: Align) -> Iterator[Text]:
    """The event's name, in the middle of the height of its box."""
    pitch = PITCH[Field.EVENT] * fitted.size
    y = box.y + (box.height - len(fitted.lines) * pitch) / 2 + fitted.size * (ASCENT + (PITCH[Field.EVENT] - 1) / 2)
    for n, line in enumerate(fitted.lines):
        x = box.x + align.share * (box.width - line.width * fitted.size)
        yield Text(Point(x, y + n * pitch), line.grown(fitted.size), line.soft)


def ground(header: tuple[Item, ...], colour: Colour, layout: Layout) -> Frame:
    """What all badges of a role share: the header, and the bar, as round at its corners as the label."""
    box, bar = layout.boxes.get(Field.ROLE), []
    if box:
        at, size = Point(box.x, box.y), Size(box.width, box.height)
        radius = min(layout.corner, box.height / 2) if layout.bar else 0.0
        bar.append(Fill(at, size, colour, radius))
        if radius:
            bar.append(Fill(at, Size(size.width, size.height - radius), colour))
    return Frame(ORIGIN, layout.size, (*header, *bar), shared=True)


def on_bar(fitted: Fitted, layout: Layout, align: Align = Align.LEFT) -> Text:
    """The one line of a field on the bar; at its right it is followed by what stands at the left."""
    (line,) = fitted.lines
    box = inside_bar(layout)
    x = box.x + align.share * (box.width - fitted.width)
    baseline = box.foot - box.height * layout.design.foot / layout.design.bar
    return Text(Point(x, baseline), line.grown(fitted.size), " " if align is Align.RIGHT else "")


def inside_bar(layout: Layout) -> Box:
    """Where on the bar text may stand; nowhere if it is hidden."""
    box = layout.boxes.get(Field.ROLE, Box(0.0, 0.0, 0.0, 0.0))
    inset = layout.safe if layout.bar else min(layout.safe, box.width / 10)
    return Box(box.x + inset, box.y, max(0.0, box.width - 2 * inset), box.height)


def arranged(made: Mapping[Field, Set], height: Length) -> dict[Field, Length] | None:
    """The sizes in which fields stand together: no last name outdoes the first, and all find their height.

    Where they are too high together each loses the same share of what it has above its floor; None where that is not
    enough.
    """
    sizes = {field: each.fitted.size for field, each in made.items()}
    if Field.FIRST_NAME in sizes and Field.LAST_NAME in sizes:
        largest = _LAST_TO_FIRST * sizes[Field.FIRST_NAME]
        if sizes[Field.LAST_NAME] > largest:
            sizes[Field.LAST_NAME] = max(largest, made[Field.LAST_NAME].floor)
    excess = sum([each.height * sizes[field] for field, each in made.items()]) - height
    if excess > 0:
        spare = {field: sizes[field] - each.floor for field, each in made.items()}
        share = excess / (sum([made[field].height * more for field, more in spare.items()]) or _NOTHING)
        if share > 1 + _NOTHING:
            return None
        sizes = {field: size - share * spare[field] for field, size in sizes.items()}
    return sizes


def tops(made: Mapping[Field, Set], sizes: Mapping[Field, Length], spot: Spot, layout: Layout) -> dict[Field, Length]:
    """Where each field of the stack begins, in the order of the mapping: the organisation stands below the names."""
    heights = {field: each.height * sizes[field] for field, each in made.items()}
    free, y = layout.design.free, layout.stack.y
    left_over = spot.bottom - y - sum(heights.values())
    y += left_over * free.get(Field.TITLE, 0.0)
    before_organisation = free.get(Field.LAST_NAME, 0.0) + free.get(Field.ORGANISATION, 0.0)
    found, names = {}, 0
    for field, height in heights.items():
        if field in NAMES:
            names += 1
            if names > 1:
                y += left_over * free.get(Field.LAST_NAME, 0.0)
                before_organisation = free.get(Field.ORGANISATION, 0.0)
        elif field is Field.ORGANISATION:
            y += left_over * before_organisation
        found[field] = y
        y += height
    return found


def is_clear(
    made: Mapping[Field, Set], sizes: Mapping[Field, Length], tops: Mapping[Field, Length], spot: Spot
) -> bool:
    """Whether all that is too wide for a place beside the code ends above its quiet zone."""
    wide, clear = spot.narrow + TOLERANCE, spot.clear + TOLERANCE
    for field, each in made.items():
        size = sizes[field]
        if size * each.width > wide and tops[field] + each.height * size > clear:
            return False
    return True


def is_wide(each: Set, size: Length, spot: Spot) -> bool:
    """Whether a field in a size is too wide for a place beside the code."""
    return size * each.width > spot.narrow + TOLERANCE


def texts(each: Set, size: Length, y: Length, box: Box, align: Align) -> list[Text]:
    """The lines of a field whose top is at y; behind its last one a blank leads to what follows."""
    lines, x = each.fitted.lines, box.x
    if len(lines) == 1 and align is Align.LEFT:
        return [Text(Point(x, y + each.drops[0] * size), lines[0].grown(size), " ")]
    softs = [*[line.soft for line in lines[:-1]], " "]
    return [
        Text(Point(x + align.share * (box.width - line.width * size), y + drop * size), line.grown(size), soft)
        for line, drop, soft in zip(lines, each.drops, softs, strict=True)
    ]


def upright(children: tuple[Frame | Item, ...], layout: Layout) -> Frame:
    """A side of a badge as it lies in its slot."""
    size = layout.size
    if not layout.turned:
        return Frame(ORIGIN, size, children)
    across, down = (size.height - size.width) / 2, (size.width - size.height) / 2
    return Frame(ORIGIN, Size(size.height, size.width), (Frame(Point(across, down), size, children, turn=90),))


def blank(ground: Frame, word: tuple[Text, ...], layout: Layout) -> Frame:
    """A badge to write on: what is shared, a line for the name and one for the organisation."""
    stack = layout.stack
    ys = (stack.y + share * stack.height for share in _WRITTEN)
    rules = tuple(Rule(Point(stack.x, y), Point(stack.right, y), pt(0.5), QUIET) for y in ys)
    paragraph = Frame(ORIGIN, layout.size, word, role=Role.P)
    return upright((ground, *rules, paragraph), layout)


def tray_card(fitted: Fitted, layout: Layout) -> Frame:
    """A card that stands before the badges with an initial, which is set large in its middle."""
    (line,) = fitted.lines
    size = layout.size
    x, y = (size.width - fitted.width) / 2, size.height / 2 + _HALF_A_CAPITAL * fitted.size
    letter = Text(Point(x, y), line.grown(fitted.size))
    return upright((Frame(ORIGIN, size, (letter,), role=Role.P),), layout)
