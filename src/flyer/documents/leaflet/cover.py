"""The cover: what the event is called, when and where it is and who invites, on the ground that its design makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flyer.documents.fitting import fitting_at
from flyer.documents.leaflet.cover_layout import LAYOUTS, Box, Ground, Layout, Shape
from flyer.documents.leaflet.cover_text import CoverText
from flyer.documents.leaflet.logos import block
from flyer.documents.leaflet.ornament import ROWS, mosaic, ruling
from flyer.documents.theme import Theme
from flyer.manuscript.model import Cover
from flyer.problems import Problem, UserError
from flyer.typeset.folds import Edges
from flyer.typeset.frame import ORIGIN, Fill, Frame, Item, Picture, Point, Role, Rule, Size
from flyer.typeset.lines import Align
from flyer.typeset.pictures import read
from flyer.units import Length, in_mm, pt
from flyer.wording import Wording

_USUAL = pt(27)
"""The largest title on a panel 100 mm wide, for which all other sizes are meant; elsewhere they follow more slowly."""

_SLOWER = 0.65
_LOGO = pt(43)
_DOOR_ROWS = 10


def covers(
    cover: Cover, theme: Theme, words: Wording, panels: Sequence[Size], edges: Sequence[Edges], least: Length = 0.0
) -> tuple[Frame, ...]:
    """The front of the sheet, a frame a panel: one, which may be a masthead, or the left and the right door of a gate.

    Reading order is name, theme, subtitle, when, where, then who invites. Grounds run `edges` beyond their panel.
    A single panel has no type smaller than `least`. UserError with all that does not fit.
    """
    first, *others = map(Ground, panels, edges)
    if not others:
        shape = Shape.MASTHEAD if first.wide else Shape.PANEL
        return (_Front(cover, theme, words, first, shape, least).frame(),)
    plain = replace(theme, picture=None)
    said = _Front(replace(cover, logos=()), plain, words, first, Shape.PANEL)
    return said.frame(), *(_Front(cover, theme, words, other, Shape.DOOR).frame() for other in others)


@dataclass(frozen=True, slots=True)
class _Front:
    """A panel of the cover."""

    cover: Cover
    theme: Theme
    words: Wording
    ground: Ground
    shape: Shape
    least: Length = 0.0

    @property
    def layout(self) -> Layout:
        """Where things stand."""
        return LAYOUTS[self.theme.design.solid, self.shape, self.theme.picture is not None]

    @property
    def scale(self) -> float:
        """How much larger all but the title is than on the usual panel."""
        return float((self.ground.title_size / _USUAL) ** _SLOWER)

    def frame(self) -> Frame:
        """The panel; UserError with what does not fit."""
        children = (*self._grounds(), *self._texts(), *self._picture(), *self._logos())
        return Frame(ORIGIN, self.ground.size, children)

    def _texts(self) -> list[Frame]:
        cover, layout, ground = self.cover, self.layout, self.ground
        head, when = layout.head, layout.when
        if not (head and when):
            return []
        if layout.ornament:
            head = ground.above(head, layout.ornament)
        if not cover.logos:
            when = when._replace(right=1, bottom=max(when.bottom, layout.logos.bottom))
        text = CoverText(cover, self.theme, self.words, ground.title_size, self.scale, layout.gap, self.least)
        frames: list[Frame] = []
        problems: list[Problem] = []
        for box, made, place, what, hint in (
            (head, text.head, cover.title_place, "title", "shorten title or subtitle"),
            (when, text.when, cover.venue_place, "venue", "shorten the venue's name"),
        ):
            at, room = ground.inner(box)
            try:
                with fitting_at(place):
                    stack = made(room)
            except UserError as error:
                problems += error.problems
                continue
            if stack.height > room.height:
                missing = f"the {what} does not fit the cover: {in_mm(stack.height - room.height):.0f} mm are missing"
                problems.append(Problem(place, missing, hint))
            frames.append(stack.frame(room.width, at=at))
        if problems:
            raise UserError(problems)
        return frames

    def _grounds(self) -> Iterator[Frame | Item]:
        """The field of colour with the ornament at its foot, or rules."""
        theme, ground, layout = self.theme, self.ground, self.layout
        if layout.field:
            yield Fill(*ground.outer(layout.field), theme.primary)
        if layout.ornament:
            yield self._ornament(layout.ornament)
        for y, thickness, right in layout.strokes:
            at, size = ground.inner(Box(0, y, right, y))
            yield Rule(at, replace(at, x=at.x + size.width), self.scale * thickness, theme.primary)

    def _ornament(self, box: Box) -> Frame:
        """A mosaic at the foot of the box, higher on a second door; without fields of colour rules that fill it."""
        name, theme, ground = self.cover.name, self.theme, self.ground
        if not theme.design.solid:
            at, size = ground.inner(box)
            return Frame(at, size, (ruling(name, theme, size),))
        left, width = box.left * ground.size.width, (box.right - box.left) * ground.size.width
        edges = ground.edges._replace(left=ground.edges.left * (box.left == 0), bottom=0.0)
        squares = mosaic(name, theme, width, edges, rows=_DOOR_ROWS if self.shape is Shape.DOOR else ROWS)
        return Frame(Point(left, box.bottom * ground.size.height - squares.size.height), squares.size, (squares,))

    def _picture(self) -> Iterator[Frame]:
        """The picture, cut evenly at two sides so that it covers its place."""
        theme, box = self.theme, self.layout.picture
        if theme.picture and box:
            at, size = self.ground.outer(box)
            natural = read(theme.picture).size
            factor = max(size.width / natural.width, size.height / natural.height)
            whole = Size(natural.width * factor, natural.height * factor)
            corner = Point((size.width - whole.width) / 2, (size.height - whole.height) / 2)
            role = Role.FIGURE if theme.picture_text else None
            picture = Picture(corner, whole, theme.picture)
            yield Frame(at, size, (picture,), role, alt=theme.picture_text, clip=True)

    def _logos(self) -> Iterator[Frame]:
        """The logos: at the foot of a panel, at the right end of a masthead."""
        if not self.cover.logos:
            return
        at, room = self.ground.inner(self.layout.logos)
        wide = self.shape is Shape.MASTHEAD
        logos = block(self.cover.logos, room, self.scale * _LOGO, Align.RIGHT if wide else Align.LEFT)
        free = room.height - logos.size.height
        yield replace(logos, at=replace(at, y=at.y + free / (2 if wide else 1)))
