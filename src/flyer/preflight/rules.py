"""Rules that every finished page must keep, whatever it says and whoever composed it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from flyer.preflight.placed import Box, Placed, inked, letters_of, placed
from flyer.problems import Place, Problem
from flyer.typeset.colour import BLACK, WHITE, Colour, contrast
from flyer.typeset.frame import (
    QUIET_ZONE,
    READABLE_MODULE,
    Document,
    Fill,
    Item,
    Link,
    Modules,
    Picture,
    Rule,
    Text,
)
from flyer.units import Length, in_mm, mm, pt

SMALLEST_TYPE: Final = pt(6)
"""What still prints and reads on an office printer."""

SMALLEST_MODULE: Final = mm(0.33)
"""The side of a module that is read from a clean print; a payment code is also read from a copy, a crumpled sheet."""

LIGHT: Final = 7.0
"""The least contrast of a ground to black modules (WCAG 2)."""

PALE: Final = 1.5
"""Below this contrast to its ground text is decoration (WCAG 2 asks 4.5 of what is to be read)."""

_SLACK = 0.01
"""Points; what adding up lengths loses."""

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b")
_SHORTEST_IBAN = 15


class Page(NamedTuple):
    """What a page has of ink, in painting order, and what is left of it after cutting."""

    items: Sequence[Placed]
    trim: Box
    bleed: Length


Finding: TypeAlias = tuple[str, str]
"""What is wrong, and how to mend it."""


def check(documents: Iterable[Document]) -> list[Problem]:
    """Hold all pages against all rules: a problem at the title of the document for each finding."""
    problems: list[Problem] = []
    accounts: dict[str, Problem] = {}
    for document in documents:
        trim = _trim(document)
        for count, frame in enumerate(document.pages, 1):
            page = Page([each for each in placed(frame) if _is_ink(each.item)], trim, document.bleed)
            for what, hint in chain.from_iterable(rule(page) for rule in RULES):
                problems.append(Problem(Place(document.title), f"page {count}: {what}", hint))
            for iban in _ibans(page):
                what = f"page {count} names the account {iban}"
                accounts.setdefault(iban, Problem(Place(document.title), what, "one event has one account"))
    return problems if len(accounts) < 2 else [*problems, *accounts.values()]


def inside_the_trim(page: Page) -> Iterator[Finding]:
    """Type and codes end inside the trim, pictures and fills inside the bleed; marks may stand outside."""
    for item, box, _ in page.items:
        if not isinstance(item, Rule):
            bleed = page.bleed if isinstance(item, Picture | Fill) else 0.0
            if not page.trim.grown(bleed + _SLACK).holds(box):
                yield f"{_called(item)} reaches beyond the edge of the paper", "shorten what stands there"


def smallest_type(page: Page) -> Iterator[Finding]:
    """No letter or digit is smaller than 6 points; bullets and ornaments may be."""
    for item, _, _ in page.items:
        if isinstance(item, Text):
            size = min(run.size for run in item.runs)
            if size < SMALLEST_TYPE - _SLACK and any(map(str.isalnum, item.text)):
                what = f"{_called(item)} is set in {size:.1f} points, the least is {SMALLEST_TYPE:.0f}"
                yield what, "shorten what stands there"


def quiet_zone(page: Page) -> Iterator[Finding]:
    """Around a QR code lie four modules of light ground with nothing on it."""
    for position, (code, box, _) in enumerate(page.items):
        if isinstance(code, Modules):
            zone = box.grown(QUIET_ZONE * _module(code) - _SLACK)
            ground, colour = _ground(page.items[:position], zone)
            for item, other, _ in chain(page.items[ground + 1 : position], page.items[position + 1 :]):
                if zone.meets(other) and zone.meets(_ink(item, other)) and not _surrounds(item, other, zone):
                    yield f"{_called(item)} stands in the quiet zone of a QR code", "move it away"
            if contrast(colour, BLACK) < LIGHT:
                yield f"a QR code stands on {colour}, which is too dark", "put it on white"
            if not page.trim.grown(_SLACK).holds(zone):
                yield "a QR code has less than four modules of paper around it", "move it inwards"


def smallest_module(page: Page) -> Iterator[Finding]:
    """The modules of a QR code are large enough to be read, those of a payment code even from a bad copy."""
    for item, _, alt in page.items:
        if isinstance(item, Modules):
            least = READABLE_MODULE if any(_ibans_in(alt)) else SMALLEST_MODULE
            if _module(item) < least - _SLACK:
                what = f"a QR code has modules of {in_mm(_module(item)):.2f} mm, the least is {in_mm(least):.2f} mm"
                yield what, "give it more room or shorten what it holds"


def overprint(page: Page) -> Iterator[Finding]:
    """No two lines share ink between capitals' height and descenders; what is too pale to be read is no text."""
    for one, other in _neighbours(page):
        if _share_ink(page.items[one], page.items[other]) and not (_is_pale(page, one) or _is_pale(page, other)):
            first, second = (_called(page.items[each].item) for each in sorted((one, other)))
            yield f"{second} is printed on {first}", "shorten what stands there"


RULES: Final[tuple[Callable[[Page], Iterator[Finding]], ...]] = (
    inside_the_trim,
    smallest_type,
    quiet_zone,
    smallest_module,
    overprint,
)


def _trim(document: Document) -> Box:
    """The trim box, in the middle of the paper."""
    paper, trim = document.paper, document.trim or document.paper
    at_x, at_y = (paper.width - trim.width) / 2, (paper.height - trim.height) / 2
    return Box(0.0, 0.0, trim.width, trim.height).moved(at_x, at_y)


def _is_ink(item: Item) -> bool:
    return bool(item.text.strip()) if isinstance(item, Text) else not isinstance(item, Link)


def _module(code: Modules) -> Length:
    return code.side / len(code.rows)


def _ground(below: Sequence[Placed], zone: Box) -> tuple[int, Colour]:
    """The last fill that covers the whole zone, its position and colour; -1 is the paper."""
    for position in range(len(below) - 1, -1, -1):
        item, box, _ = below[position]
        if isinstance(item, Fill) and item.colour and box.holds(zone):
            return position, item.colour
    return -1, WHITE


def _ink(item: Item, box: Box) -> Box:
    return inked(item, box) if isinstance(item, Text) else box


def _neighbours(page: Page) -> Iterator[tuple[int, int]]:
    """The positions of lines whose boxes meet: a sweep from the top that remembers the lines not yet passed."""
    lines = [(box, at) for at, (item, box, _) in enumerate(page.items) if isinstance(item, Text)]
    passing: list[tuple[Box, int]] = []
    for box, position in sorted(lines, key=lambda line: line[0].top):
        passing = [line for line in passing if line[0].bottom > box.top]
        for other, before in passing:
            if other.left < box.right and box.left < other.right:
                yield before, position
        passing.append((box, position))


def _share_ink(one: Placed, other: Placed) -> bool:
    if not isinstance(one.item, Text) or not isinstance(other.item, Text):
        return False
    near = [letter for letter in letters_of(other.item, other.box) if letter.meets(one.box)]
    return any(a.meets(b) for a in letters_of(one.item, one.box) for b in near)


def _is_pale(page: Page, position: int) -> bool:
    item, box, _ = page.items[position]
    _, ground = _ground(page.items[:position], box)
    return isinstance(item, Text) and all(contrast(run.colour, ground) < PALE for run in item.runs)


def _surrounds(item: Item, box: Box, zone: Box) -> bool:
    """Whether the item is an outline that runs around the zone."""
    return isinstance(item, Fill) and item.colour is None and box.holds(zone)


def _called(item: Item) -> str:
    if isinstance(item, Text):
        return f"'{item.text}'"
    return f"a {type(item).__name__.lower()}"


def _ibans(page: Page) -> Iterator[str]:
    for item, _, alt in page.items:
        if isinstance(item, Text):
            yield from _ibans_in(item.text)
        elif isinstance(item, Modules):
            yield from _ibans_in(alt)


def _ibans_in(text: str) -> Iterator[str]:
    for found in _IBAN.findall(text):
        compact = "".join(found.split())
        if len(compact) >= _SHORTEST_IBAN:
            yield compact
