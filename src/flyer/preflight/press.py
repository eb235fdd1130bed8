"""Rules that print shops hold files against: what cutting leaves white, what a press cannot hold, what looks coarse."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Final

from flyer.preflight.page import SLACK, Finding, Page, called
from flyer.preflight.palette import THIN, Palette, colours_of, line_of
from flyer.preflight.placed import Box
from flyer.typeset.colour import Colour
from flyer.typeset.frame import Fill, Picture, Rule
from flyer.typeset.pictures import PictureError, Raster, read
from flyer.units import Length, in_mm, pt

COARSEST: Final = 150
"""The fewest pixels an inch of a picture; print shops ask 100 to 150 of large prints, 300 of the finest."""

HAIRLINE, LIGHT_HAIRLINE = pt(0.25), THIN
"""The thinnest lines a press holds, dark on light and light on dark."""

MOST_INK: Final = 3.0
"""The most of all four inks in one place, 300 %."""

_INCH: Final = pt(72)


def inside_the_trim(page: Page) -> Iterable[Finding]:
    """Type and codes end inside the trim, pictures and fills inside the bleed; marks may stand outside."""
    return () if page.is_inside else _beyond(page)


def _beyond(page: Page) -> Iterator[Finding]:
    cut, bled = page.trim.grown(SLACK), page.trim.grown(page.bleed + SLACK)
    for item, box, *_ in page.items:
        if cut.holds(box) or isinstance(item, Rule) or (isinstance(item, Picture | Fill) and bled.holds(box)):
            continue
        yield f"{called(item)} reaches beyond the edge of the paper", "shorten what stands there"


def runs_into_the_bleed(page: Page) -> Iterable[Finding]:
    """What reaches the trim runs on to the end of the bleed, or inexact cutting leaves a white edge."""
    return _short_of_bleed(page) if page.bleed else ()


def _short_of_bleed(page: Page) -> Iterator[Finding]:
    for item, box, *_ in page.items:
        if (isinstance(item, Picture) or (isinstance(item, Fill) and item.colour)) and page.trim.meets(box):
            missing = max(_missing_bleed(page, box), default=0.0)
            if missing > SLACK:
                what = f"{called(item)} reaches the edge but ends {in_mm(missing):.1f} mm short of the bleed"
                yield what, f"let it run {in_mm(page.bleed):.1f} mm over the edge"


def _missing_bleed(page: Page, box: Box) -> Iterator[Length]:
    """How far each edge of a box ends short of the bleed, for those that reach the trim."""
    trim = page.trim
    beyond = trim.left - box.left, trim.top - box.top, box.right - trim.right, box.bottom - trim.bottom
    return (page.bleed - over for over in beyond if over > -SLACK)


def resolution(page: Page) -> Iterable[tuple[bytes, Finding]]:
    """Pictures of pixels have enough of them for their size, drawings need none: the bytes of each that has not."""
    return _coarse(page) if page.ink.pictures else ()


def _coarse(page: Page) -> Iterator[tuple[bytes, Finding]]:
    for item, alt in page.ink.pictures:
        try:
            picture = read(item.content)
        except PictureError as error:
            yield item.content, (f"a picture {error.what}", error.hint)
            continue
        if isinstance(picture, Raster):
            found = min(picture.columns / item.size.width, picture.rows / item.size.height) * _INCH
            if found < COARSEST - 0.5:
                name = f"the picture '{alt}'" if alt else "a picture"
                what = f"{name} has {found:.0f} pixels an inch at its size, it needs {COARSEST}"
                yield item.content, (what, "take a larger file or a drawing")


def hairlines(page: Page) -> Iterable[Finding]:
    """Lines are thick enough not to break: 0.25 pt, light ones on dark ground 0.5 pt."""
    least = LIGHT_HAIRLINE if _has_light_lines(page.ink.palette) else HAIRLINE
    return _too_thin(page) if page.ink.thinnest < least - SLACK else ()


def _too_thin(page: Page) -> Iterator[Finding]:
    for position, (item, box, _, _) in enumerate(page.items):
        line = line_of(item) if isinstance(item, Rule | Fill) else None
        if line and line[0] < LIGHT_HAIRLINE - SLACK:
            thickness, colour = line
            _, ground = page.ground(position, box)
            least = LIGHT_HAIRLINE if colour.luminance > ground.luminance else HAIRLINE
            if thickness < least - SLACK:
                what = (
                    f"{called(item)} is {thickness:.2f} points thin, the least is {least:.2f} in {colour} on {ground}"
                )
                yield what, "draw it thicker"


@lru_cache(maxsize=1 << 8)
def _has_light_lines(palette: Palette) -> bool:
    """Whether any line is lighter than anything it may stand on."""
    return max(map(_light, palette.lines), default=0.0) > min(map(_light, palette.grounds), default=1.0)


_light: Final = attrgetter("luminance")


def total_ink(page: Page) -> Iterable[Finding]:
    """Nowhere inside the trim stands more ink than paper takes up."""
    heavy = _heavy(page.ink.palette)
    return _too_heavy(page, heavy) if heavy else ()


def _too_heavy(page: Page, heavy: Container[int]) -> Iterator[Finding]:
    for item, box, *_ in page.items:
        for colour in colours_of(item):
            if id(colour) in heavy and page.trim.meets(box):
                what = f"{called(item)} takes {_ink(colour):.0%} of ink, the most is {MOST_INK:.0%}"
                yield what, "choose a colour with less ink"


@lru_cache(maxsize=1 << 8)
def _heavy(palette: Palette) -> frozenset[int]:
    return frozenset([id(colour) for colour in palette.inks if _ink(colour) > MOST_INK])


def _ink(colour: Colour) -> float:
    return sum(colour.inks)
