"""One label: what all badges of a role share, and where the lines of a badge stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from flyer.documents.badge.code import Spot
from flyer.documents.badge.design import PITCH, STACK, Field
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

_TITLE, _FIRST, _LAST, _ORGANISATION = STACK

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


class Standing(NamedTuple):
    """A field that was made to fit, in a size, with its top at y, in the box that it keeps to."""

    made: Set
    size: Length
    y: Length
    box: Box


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
    sizes: dict[Field, Length] = {}
    for field, each in made.items():
        sizes[field] = each.fitted.size
    if _FIRST in sizes and _LAST in sizes:
        largest = _LAST_TO_FIRST * sizes[_FIRST]
        if sizes[_LAST] > largest:
            sizes[_LAST] = max(largest, made[_LAST].floor)
    excess = _height(made, sizes) - height
    if excess > 0:
        spare = {field: sizes[field] - each.floor for field, each in made.items()}
        share = excess / (sum([made[field].height * more for field, more in spare.items()]) or _NOTHING)
        if share > 1 + _NOTHING:
            return None
        sizes = {field: size - share * spare[field] for field, size in sizes.items()}
    return sizes


def stood(
    made: Mapping[Field, Set], sizes: Mapping[Field, Length], spot: Spot, layout: Layout
) -> dict[Field, Standing] | None:
    """Where each field of the stack stands, in the order of the mapping: the organisation below the names.

    What is too wide for a place beside the code ends above its quiet zone; None where it does not.
    """
    free, top = layout.design.free, layout.stack.y
    left_over = spot.bottom - top - _height(made, sizes)
    y = top + left_over * free[_TITLE]
    found: dict[Field, Standing] = {}
    names = 0
    for field, each in made.items():
        if field is _ORGANISATION:
            y += left_over * (free[_ORGANISATION] if names > 1 else free[_LAST] + free[_ORGANISATION])
        elif field is not _TITLE:
            names += 1
            if names > 1:
                y += left_over * free[_LAST]
        size = sizes[field]
        below = y + each.height * size
        is_wide = size * each.width > spot.narrow + TOLERANCE
        if is_wide and below > spot.clear + TOLERANCE:
            return None
        found[field] = Standing(each, size, y, layout.stack if is_wide else spot.beside)
        y = below
    return found


def _height(made: Mapping[Field, Set], sizes: Mapping[Field, Length]) -> Length:
    """How high fields are together in some sizes."""
    return sum([each.height * sizes[field] for field, each in made.items()])


def texts(standing: Standing, align: Align) -> list[Text]:
    """The lines of a field; behind its last one a blank leads to what follows."""
    (fitted, drops, _, _, _), size, y, (x, _, measure, _) = standing
    share, last = align.share, fitted.lines[-1]
    found: list[Text] = []
    for line, drop in zip(fitted.lines, drops, strict=True):
        at = Point(x + share * (measure - line.width * size), y + drop * size)
        found.append(Text(at, line.grown(size), " " if line is last else line.soft))
    return found


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
