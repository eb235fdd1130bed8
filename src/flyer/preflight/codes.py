"""Rules for QR codes (ISO/IEC 18004): room around them, ground under them, modules a camera resolves."""

from __future__ import annotations

from collections.abc import Iterator
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


def quiet_zone(page: Page) -> Iterator[Finding]:
    """Around a QR code lie four modules of light ground with nothing on it, and on the code at most an emblem."""
    for position, code, box, _ in page.codes:
        zone = box.grown(QUIET_ZONE * _module(code) - SLACK)
        ground, colour = page.ground(position, zone)
        left, top, right, bottom = zone
        for place, (item, other, _, turn) in enumerate(page.items):
            from_left, from_top, to_right, to_bottom = other
            if left < to_right and from_left < right and top < to_bottom and from_top < bottom:
                if place <= ground or place == position or _is_emblem(other, box):
                    continue
                if zone.meets(_ink(item, other, turn)) and not _surrounds(item, other, zone):
                    yield f"{called(item)} stands in the quiet zone of a QR code", "move it away"
        if colour is not WHITE and contrast(colour, BLACK) < LIGHT:
            yield f"a QR code stands on {colour}, which is too dark", "put it on white"
        if not (page.trim.holds(zone) or page.trim.grown(SLACK).holds(zone)):
            yield "a QR code has less than four modules of paper around it", "move it inwards"


def smallest_module(page: Page) -> Iterator[Finding]:
    """The modules of a QR code are large enough to be read, those of a payment code even from a bad copy."""
    for _, code, _, alt in page.codes:
        if _module(code) >= READABLE_MODULE - SLACK:
            continue
        least = READABLE_MODULE if any(accounts_in(alt)) else SMALLEST_MODULE
        if _module(code) < least - SLACK:
            what = f"a QR code has modules of {in_mm(_module(code)):.2f} mm, the least is {in_mm(least):.2f} mm"
            yield what, "give it more room or shorten what it holds"


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
