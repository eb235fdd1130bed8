"""Sheets: the panels of a fold with their columns, covers, ornaments and marks become pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from flyer.documents.leaflet.copyfit import Fitted
from flyer.documents.leaflet.ornament import foot
from flyer.documents.theme import QUIET, Theme
from flyer.typeset.columns import column
from flyer.typeset.folds import Panel
from flyer.typeset.frame import ORIGIN, Frame, Item, Part, Point, Role, Size
from flyer.typeset.lines import Align, line
from flyer.typeset.marks import ROOM, marks
from flyer.units import Length, mm

_FOLIO = mm(9)
"""The baseline of a page number above the foot of its page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Fitted copy on its paper: `covers` by the number of their panel, the ground runs `bleed` beyond the trim."""

    name: str
    fitted: Fitted
    theme: Theme
    covers: Mapping[int, Frame]
    bleed: Length = 0.0
    marked: bool = False

    @property
    def paper(self) -> Size:
        """The trimmed sheet with the bleed and, where there are any, the marks around it."""
        trim = self.fitted.fold.sheet
        return Size(trim.width + 2 * self._beyond, trim.height + 2 * self._beyond)

    @property
    def _beyond(self) -> Length:
        return self.bleed + (ROOM if self.marked else 0.0)

    def pages(self) -> tuple[Frame, ...]:
        """A page for each side, the sheet in the middle of its paper."""
        fold = self.fitted.fold
        at = Point(self._beyond, self._beyond)
        pages = []
        for side, creases in zip(fold.sides, fold.creases(), strict=True):
            frames = [*self._grounds(side), *map(self._panel, side), *self._folios(side)]
            if self.marked:
                frames.append(marks(fold.sheet, self.bleed, creases))
            pages.append(Frame(ORIGIN, self.paper, (Frame(at, fold.sheet, tuple(frames)),)))
        return tuple(pages)

    def _panel(self, panel: Panel) -> Frame:
        """A panel on its page; all panels are one section, read in the order in which copy flows through them."""
        fold = self.fitted.fold
        order = tuple(dict.fromkeys((*fold.cover, *fold.flow)))
        size = Size(panel.width, fold.sheet.height)
        children: list[Frame | Item] = []
        if panel.number in self.covers:
            children += self.covers[panel.number].children
        for place, blocks in self.fitted.columns:
            if place.panel == panel and blocks:
                children.append(column(blocks).frame(fold.measure, at=place.at))
        return Frame(
            Point(panel.x, 0.0), size, tuple(children), Role.SECT, part=Part("panels", order.index(panel.number))
        )

    def _folios(self, side: tuple[Panel, ...]) -> Iterator[Frame]:
        """The number of a bound or loose page in the middle of its foot, where nobody reads it aloud."""
        fold = self.fitted.fold
        for panel in side:
            if fold.sheaf and len(fold.sides) > 1 and panel.number not in self.covers:
                style = self.theme.style(self.fitted.setting.size, colour=QUIET)
                at = Point(panel.width / 2, fold.sheet.height - _FOLIO)
                number = line(str(panel.number), style, at, align=Align.CENTRE)
                yield Frame(Point(panel.x, 0.0), fold.sheet, (number,))

    def _grounds(self, side: tuple[Panel, ...]) -> Iterator[Frame]:
        """An ornament at the foot of each panel that has room for it below its copy."""
        fold = self.fitted.fold
        ends = {
            panel.number: max(place.at.y + column(blocks).height for place, blocks in group)
            for panel, group in groupby(self.fitted.columns, key=lambda each: each[0].panel)
        }
        for panel in side:
            if panel.number in ends and not fold.sheaf:
                ornament = foot(self.name, self.theme, panel.width, fold.edges(panel, self.bleed))
                if ornament and ends[panel.number] + fold.head <= fold.sheet.height - ornament.size.height:
                    at = Point(panel.x, fold.sheet.height - ornament.size.height)
                    yield Frame(at, ornament.size, (ornament,))
