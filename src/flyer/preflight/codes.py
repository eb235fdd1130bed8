"""Rules for QR codes (ISO/IEC 18004): room around them, ground under them, modules a camera resolves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from flyer.preflight.accounts import accounts_in
from flyer.preflight.page import SLACK, Finding, Page, called
from flyer.preflight.placed import Box, inked
from flyer.typeset.colour import BLACK, contrast
from flyer.typeset.frame import QUIET_ZONE, READABLE_MODULE, Fill, Item, Modules, Text
from flyer.units import Length, in_mm, mm

SMALLEST_MODULE: Final = mm(0.33)
"""The side of a module that is read from a clean print; a payment code is also read from a copy, a crumpled sheet."""

LIGHT: Final = 7.0
"""The least contrast of a ground to black modules (WCAG 2)."""


def quiet_zone(page: Page) -> Iterator[Finding]:
    """Around a QR code lie four modules of light ground with nothing on it."""
    for position, code, box, _ in page.codes:
        zone = box.grown(QUIET_ZONE * _module(code) - SLACK)
        ground, colour = page.ground(position, zone)
        for item, other, _, turn in chain(page.items[ground + 1 : position], page.items[position + 1 :]):
            if zone.meets(other) and zone.meets(_ink(item, other, turn)) and not _surrounds(item, other, zone):
                yield f"{called(item)} stands in the quiet zone of a QR code", "move it away"
        if contrast(colour, BLACK) < LIGHT:
            yield f"a QR code stands on {colour}, which is too dark", "put it on white"
        if not page.trim.grown(SLACK).holds(zone):
            yield "a QR code has less than four modules of paper around it", "move it inwards"


def smallest_module(page: Page) -> Iterator[Finding]:
    """The modules of a QR code are large enough to be read, those of a payment code even from a bad copy."""
    for _, code, _, alt in page.codes:
        least = READABLE_MODULE if any(accounts_in(alt)) else SMALLEST_MODULE
        if _module(code) < least - SLACK:
            what = f"a QR code has modules of {in_mm(_module(code)):.2f} mm, the least is {in_mm(least):.2f} mm"
            yield what, "give it more room or shorten what it holds"


def _module(code: Modules) -> Length:
    return code.side / len(code.rows)


def _ink(item: Item, box: Box, turn: int) -> Box:
    return inked(item, box, turn) if isinstance(item, Text) else box


def _surrounds(item: Item, box: Box, zone: Box) -> bool:
    """Whether the item is an outline that runs around the zone."""
    return isinstance(item, Fill) and item.colour is None and box.holds(zone)
