"""Rules for lines of text: large enough, apart from each other, dark enough, and away from edges and folds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import floor
from typing import Final

from flyer.preflight.page import SLACK, Finding, Page, called
from flyer.preflight.palette import Palette
from flyer.preflight.placed import Box, Placed, letters_of
from flyer.typeset.colour import READABLE, WHITE, Colour, contrast
from flyer.typeset.frame import Modules, Run, Text
from flyer.units import Length, in_mm, pt

SMALLEST_TYPE: Final = pt(6)
"""What still prints and reads on an office printer."""

PALE: Final = 1.5
"""Below this contrast to its ground text is decoration (WCAG 2 asks 4.5 of what is to be read)."""

READABLE_LARGE: Final = 3.0
"""The least contrast of large text with its ground (WCAG 2, 1.4.3)."""

_LARGE, _LARGE_BOLD, _BOLD = pt(18), pt(14), 700
"""Sizes from which on text is large, and the weight from which on it is bold (WCAG 2, large scale)."""


def smallest_type(page: Page) -> Iterable[Finding]:
    """No letter or digit is smaller than 6 points; bullets and ornaments may be."""
    return _too_small(page) if page.ink.smallest_type < SMALLEST_TYPE - SLACK else ()


def _too_small(page: Page) -> Iterator[Finding]:
    for _, text, _ in page.ink.texts:
        size = min([run.size for run in text.runs])
        if size < SMALLEST_TYPE - SLACK and any(map(str.isalnum, text.text)):
            what = f"{called(text)} is set in {size:.1f} points, the least is {SMALLEST_TYPE:.0f}"
            yield what, "shorten what stands there"


def overprint(page: Page) -> Iterable[Finding]:
    """No two lines share ink between capitals' height and descenders; what is too pale to be read is no text."""
    return _overprinted(page) if page.ink.is_tangled else ()


def _overprinted(page: Page) -> Iterator[Finding]:
    for one, other in _neighbours(page):
        if _share_ink(page.items[one], page.items[other]) and not (_is_pale(page, one) or _is_pale(page, other)):
            first, second = (called(page.items[each].item) for each in sorted((one, other)))
            yield f"{second} is printed on {first}", "shorten what stands there"


def readable_type(page: Page) -> Iterable[Finding]:
    """Letters can be told from the ground they stand on (WCAG 2, 1.4.3); each pair of colours is found once a page."""
    faint = _faint(page.ink.palette)
    suspects = [
        (run, ground)
        for position, (item, box, _, _) in enumerate(page.ink.items if faint else ())
        if isinstance(item, Text)
        for run in item.runs
        if id(run.colour) in faint
        for _, ground in [page.ground(position, box)]
        if id(ground) in faint[id(run.colour)]
    ]
    return _once(suspects) if suspects else ()


def _once(suspects: Iterable[tuple[Run, Colour]]) -> Iterator[Finding]:
    known: set[tuple[Colour, Colour, bool]] = set()
    for run, ground in suspects:
        look = run.colour, ground, _is_large(run)
        if look not in known and any(map(str.isalnum, run.text)):
            known.add(look)
            yield from _too_faint(run, ground)


@lru_cache(maxsize=1 << 8)
def _faint(palette: Palette) -> dict[int, set[int]]:
    """By the identities of colours those of grounds on which small letters are too faint."""
    faint = {
        id(each): {id(ground) for ground in (WHITE, *palette.grounds) if PALE <= contrast(each, ground) < READABLE}
        for each in palette.letters
    }
    return {colour: grounds for colour, grounds in faint.items() if grounds}


def _too_faint(run: Run, ground: Colour) -> Iterator[Finding]:
    ratio, least = contrast(run.colour, ground), READABLE_LARGE if _is_large(run) else READABLE
    if PALE <= ratio < least:
        what = f"'{run.text.strip()}' in {run.colour} is hard to read on {ground}: its contrast is"
        yield f"{what} {floor(ratio * 10) / 10}, it needs {least}", "choose another colour for one of them"


def _is_large(run: Run) -> bool:
    return run.size >= _LARGE or (run.size >= _LARGE_BOLD and run.face.weight >= _BOLD)


def safe_distance(page: Page) -> Iterable[Finding]:
    """Text and codes stay away from the trim and from the folds: knives and folding machines are not exact."""
    return _too_near(page) if page.safety else ()


def _too_near(page: Page) -> Iterator[Finding]:
    for item, box, *_ in page.items:
        if isinstance(item, Text | Modules) and page.trim.meets(box):
            for distance, edge in _distances(page, box):
                if distance < page.safety - SLACK:
                    where = f"{in_mm(distance):.1f} mm from {edge}" if distance > 0 else f"on {edge}"
                    what = f"{called(item)} stands {where}, it needs {in_mm(page.safety):.1f} mm"
                    yield what, "move it away or shorten it"


def _distances(page: Page, box: Box) -> Iterator[tuple[Length, str]]:
    trim = page.trim
    inside = box.left - trim.left, box.top - trim.top, trim.right - box.right, trim.bottom - box.bottom
    yield min(inside), "the edge"
    for crease in page.creases:
        yield max(box.left - crease, crease - box.right), "a fold"


def _neighbours(page: Page) -> Iterator[tuple[int, int]]:
    """The positions of lines whose boxes meet: a sweep from the top that remembers the lines not yet passed."""
    lines = sorted([(top, bottom, left, right, at) for at, _, (left, top, right, bottom) in page.ink.texts])
    passing: list[tuple[Length, Length, Length, int]] = []
    for top, bottom, left, right, position in lines:
        passing = [line for line in passing if line[0] > top]
        for _, from_left, to_right, before in passing:
            if from_left < right and left < to_right:
                yield before, position
        passing.append((bottom, left, right, position))


def _share_ink(one: Placed, other: Placed) -> bool:
    if not isinstance(one.item, Text) or not isinstance(other.item, Text):
        return False
    near = [letter for letter in letters_of(other.item, other.box, other.turn) if letter.meets(one.box)]
    return any(a.meets(b) for a in letters_of(one.item, one.box, one.turn) for b in near)


def _is_pale(page: Page, position: int) -> bool:
    item, box, *_ = page.items[position]
    _, ground = page.ground(position, box)
    return isinstance(item, Text) and all(contrast(run.colour, ground) < PALE for run in item.runs)
