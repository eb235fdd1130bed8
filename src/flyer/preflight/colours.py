"""Colours that cannot be read on paper, found where the event names them."""

from __future__ import annotations

from flyer.event.model import Event
from flyer.problems import Problem, place_of
from flyer.typeset.colour import READABLE, WHITE, Colour, contrast, readable


def colours(event: Event) -> list[Problem]:
    """A problem when text in the primary colour cannot be read on white (WCAG 2, 1.4.3), with one that would do."""
    primary = Colour.parse(event.theme.primary)
    ratio = contrast(primary, WHITE)
    if ratio >= READABLE:
        return []
    what = f"{primary} is too light for text on white: its contrast is {ratio:.1f}, it needs {READABLE}"
    return [Problem(place_of(event.theme, "primary"), what, f'"{readable(primary)}" is the nearest that can be read')]
