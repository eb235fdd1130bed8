"""Rules for QR codes (ISO/IEC 18004): room around them, ground under them, modules a camera resolves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from flyer.preflight.accounts import accounts_in
from flyer.preflight.page import SLACK, Finding, Page, called
from flyer.preflight.placed import Box, inked
from flyer.typeset.colour import BLACK, WHITE, contrast
from flyer.typeset.frame import QUIET_ZONE, READABLE_MODULE, Fill, Item, Modules, Text
from flyer.units import Length, in_mm, mm

SMALLEST_MODULE: Final = mm(0.33)
"""The side of a module that is read from a clean print; a payment code is also read from a copy, a crumpled sheet."""

LIGHT: Final = 7.0
"""The least contrast of a ground to black modules (WCAG 2)."""


def quiet_zone(page: Page) -> list[Finding]:
    """Around a QR code lie four modules of light ground with nothing on it, and on the code at most an emblem."""
    found: list[Finding] = []
    for position, code, box, _ in page.ink.codes:
        zone = box.grown(QUIET_ZONE * _module(code) - SLACK)
        left, top, right, bottom = zone
        near = [
            place
            for place, (_, (from_left, from_top, to_right, to_bottom), _, _) in enumerate(page.ink.items)
            if left < to_right and from_left < right and top < to_bottom and from_top < bottom
        ]
        if near != [position]:
            found += _not_alone(page, position, zone, near)
        if not (page.is_inside or page.trim.grown(SLACK).holds(zone)):
            found.append(("a QR code has less than four modules of paper around it", "move it inwards"))
    return found


def _not_alone(page: Page, position: int, zone: Box, near: Sequence[int]) -> Iterator[Finding]:
    """What is wrong with things at places near to a code at a position, one of which is its ground if it has any."""
    ground, colour = page.ground(position, zone)
    code = page.items[position].box
    for place in near:
        item, box, _, turn = page.items[place]
        if place <= ground or place == position or _is_emblem(box, code):
            continue
        if zone.meets(_ink(item, box, turn)) and not _surrounds(item, box, zone):
            yield f"{called(item)} stands in the quiet zone of a QR code", "move it away"
    if colour is not WHITE and contrast(colour, BLACK) < LIGHT:
        yield f"a QR code stands on {colour}, which is too dark", "put it on white"


def smallest_module(page: Page) -> list[Finding]:
    """The modules of a QR code are large enough to be read, those of a payment code even from a bad copy."""
    found: list[Finding] = []
    for _, code, _, alt in page.ink.codes:
        if _module(code) >= READABLE_MODULE - SLACK:
            continue
        least = READABLE_MODULE if accounts_in([alt]) else SMALLEST_MODULE
        if _module(code) < least - SLACK:
            what = f"a QR code has modules of {in_mm(_module(code)):.2f} mm, the least is {in_mm(least):.2f} mm"
            found.append((what, "give it more room or shorten what it holds"))
    return found


def _module(code: Modules) -> Length:
    return code.side / len(code.rows)


def _ink(item: Item, box: Box, turn: int) -> Box:
    return inked(item, box, turn) if isinstance(item, Text) else box


def _is_emblem(box: Box, code: Box) -> bool:
    """Whether something stands in the middle sixth of a code: error correction restores what it hides."""
    return code.grown((code.left - code.right) * 5 / 12 - SLACK).holds(box.grown(-2 * SLACK))


def _surrounds(item: Item, box: Box, zone: Box) -> bool:
    """Whether the item is an outline that runs around the zone."""
    return isinstance(item, Fill) and item.colour is None and box.holds(zone)
