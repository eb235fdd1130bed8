"""Where things stand on a cover: a row for each kind of design and shape of panel, with a picture or without."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final, NamedTuple

from flyer.typeset.folds import Edges
from flyer.typeset.frame import Point, Size
from flyer.units import Length, pt


class Box(NamedTuple):
    """A rectangle in shares of the panel; text that reaches to 0 or 1 across keeps the margin."""

    left: float
    top: float
    right: float
    bottom: float


class Shape(Enum):
    """What a cover stands on: a panel higher than wide, the second door of a gate, the top of a page."""

    PANEL = auto()
    DOOR = auto()
    MASTHEAD = auto()


class Stroke(NamedTuple):
    """A rule from the left margin to the right one or to a share of the width; `thickness` on a panel 100 mm wide."""

    y: float
    thickness: Length
    right: float = 1.0


class Layout(NamedTuple):
    """Boxes for the logos, for name, theme and subtitle (`head`), for when and where; a field of colour, a picture.

    An ornament stands at the foot of its box. `gap` is the distance between name and theme on a panel 100 mm wide.
    """

    logos: Box
    head: Box | None = None
    when: Box | None = None
    field: Box | None = None
    ornament: Box | None = None
    picture: Box | None = None
    strokes: tuple[Stroke, ...] = ()
    gap: Length = pt(15)


_THICK, _THIN = pt(4), pt(0.6)
_FIELD = Box(0, 0, 1, 0.63)
_FOOT, _DOOR_FOOT = Box(0, 0.8, 1, 0.943), Box(0, 0.7, 1, 0.943)

LAYOUTS: Final = {
    # a solid design, the shape, with a picture
    (True, Shape.PANEL, False): Layout(
        logos=_FOOT,
        head=Box(0, 0.067, 1, 0.63),
        when=Box(0, 0.665, 1, 0.79),
        field=_FIELD,
        ornament=_FIELD,
    ),
    (True, Shape.PANEL, True): Layout(
        logos=Box(0, 0.83, 1, 0.943),
        head=Box(0, 0.067, 1, 0.385),
        when=Box(0, 0.7, 1, 0.82),
        field=Box(0, 0, 1, 0.41),
        picture=Box(0, 0.41, 1, 0.67),
    ),
    (False, Shape.PANEL, False): Layout(
        logos=_FOOT,
        head=Box(0, 0.108, 1, 0.6),
        when=Box(0, 0.655, 1, 0.79),
        strokes=(Stroke(0.058, _THICK), Stroke(0.071, _THIN), Stroke(0.63, _THIN)),
    ),
    (False, Shape.PANEL, True): Layout(
        logos=Box(0, 0.84, 1, 0.943),
        head=Box(0, 0.42, 1, 0.68),
        when=Box(0, 0.72, 1, 0.83),
        picture=Box(0, 0, 1, 0.36),
        strokes=(Stroke(0.385, _THICK), Stroke(0.398, _THIN), Stroke(0.7, _THIN)),
    ),
    (True, Shape.MASTHEAD, False): Layout(
        logos=Box(0.54, 0.75, 1, 0.95),
        head=Box(0, 0.1, 0.62, 0.66),
        when=Box(0, 0.745, 0.5, 0.98),
        field=Box(0, 0, 1, 0.7),
        ornament=Box(0.66, 0, 1, 0.7),
        gap=pt(8),
    ),
    (True, Shape.MASTHEAD, True): Layout(
        logos=Box(0.54, 0.75, 1, 0.95),
        head=Box(0, 0.1, 0.6, 0.66),
        when=Box(0, 0.745, 0.5, 0.98),
        field=Box(0, 0, 0.64, 0.7),
        picture=Box(0.64, 0, 1, 0.7),
        gap=pt(8),
    ),
    (False, Shape.MASTHEAD, False): Layout(
        logos=Box(0.54, 0.77, 1, 0.96),
        head=Box(0, 0.17, 0.86, 0.68),
        when=Box(0, 0.765, 0.5, 0.98),
        strokes=(Stroke(0.1, _THICK), Stroke(0.13, _THIN), Stroke(0.72, _THIN)),
        gap=pt(8),
    ),
    (False, Shape.MASTHEAD, True): Layout(
        logos=Box(0.54, 0.785, 1, 0.96),
        head=Box(0, 0.17, 0.61, 0.68),
        when=Box(0, 0.78, 0.5, 0.99),
        picture=Box(0.64, 0, 1, 0.7),
        strokes=(Stroke(0.1, _THICK, 0.61), Stroke(0.13, _THIN, 0.61), Stroke(0.74, _THIN)),
        gap=pt(8),
    ),
    (True, Shape.DOOR, False): Layout(logos=_DOOR_FOOT, field=_FIELD, ornament=_FIELD),
    (True, Shape.DOOR, True): Layout(logos=_DOOR_FOOT, picture=_FIELD),
    (False, Shape.DOOR, False): Layout(logos=_DOOR_FOOT, ornament=Box(0, 0.058, 1, 0.63)),
    (False, Shape.DOOR, True): Layout(logos=_DOOR_FOOT, picture=_FIELD),
}


class Ground(NamedTuple):
    """A panel, and how far what lies on it runs beyond its edges."""

    size: Size
    edges: Edges

    @property
    def wide(self) -> bool:
        """Whether it is a masthead."""
        return self.size.width > self.size.height

    @property
    def margin(self) -> Length:
        """What text keeps at both sides; on a masthead as the columns below it, 14 of 210 mm or 20 of 297 mm."""
        return self.size.width * (0.067 if self.wide else 0.09)

    @property
    def title_size(self) -> Length:
        """The largest size of the title: 27 pt on a panel of 100 × 210 mm, 24 pt on A6, 47 pt on a poster."""
        width, height = self.size.width, self.size.height
        return 0.18 * height if self.wide else min(max(0.095 * width, pt(24)), 0.058 * height)

    def inner(self, box: Box) -> tuple[Point, Size]:
        """Where text or logos stand."""
        left, right = box.left * self.size.width, box.right * self.size.width
        left, right = max(left, self.margin), min(right, self.size.width - self.margin)
        top, bottom = box.top * self.size.height, box.bottom * self.size.height
        return Point(left, top), Size(right - left, bottom - top)

    def above(self, box: Box, ornament: Box) -> Box:
        """The box, as far as it does not lie on the ornament, which is a third as high as it is wide."""
        if ornament.left >= box.right:
            return box
        height = (ornament.right - ornament.left) * self.size.width / 3
        return box._replace(bottom=ornament.bottom - height / self.size.height)

    def outer(self, box: Box) -> tuple[Point, Size]:
        """Where a ground or a picture lies: it runs into the bleed where it touches an edge of the panel."""
        left, top = box.left * self.size.width, box.top * self.size.height
        right, bottom = box.right * self.size.width, box.bottom * self.size.height
        left -= self.edges.left * (box.left == 0)
        top -= self.edges.top * (box.top == 0)
        right += self.edges.right * (box.right == 1)
        return Point(left, top), Size(right - left, bottom - top)
