"""Colours that cannot be read on paper, found where the event names them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from math import floor

from flyer.event.model import Event
from flyer.problems import Problem, place_of
from flyer.typeset.colour import READABLE, WHITE, Colour, contrast, readable


def colours(event: Event) -> list[Problem]:
    """A problem for each colour too light for text on white (WCAG 2, 1.4.3), with the nearest that would do."""
    return list(chain.from_iterable(_too_light(event, name) for name in ("primary", "accent")))


def _too_light(event: Event, name: str) -> Iterator[Problem]:
    colour = Colour.parse(getattr(event.theme, name))
    ratio = contrast(colour, WHITE)
    if ratio < READABLE:
        what = f"{colour} is too light for text on white: its contrast is {floor(ratio * 10) / 10}, it needs {READABLE}"
        yield Problem(place_of(event.theme, name), what, f'"{readable(colour)}" is the nearest that can be read')
