"""The event's colours on a screen, by day and by night, as custom properties of CSS."""

from __future__ import annotations

from typing import Final

from flyer.event.model import Theme
from flyer.typeset.colour import WHITE, Colour, contrast, readable, text_on

_NIGHT: Final = Colour.parse("#14191d")
_TINT: Final = 0.09

_CLEAR: Final = 7
"""The contrast of colours at night, where the least one for text would glimmer (WCAG 2, 1.4.6)."""


def palette(theme: Theme) -> str:
    """Declare the colours, each dark or light enough to be read on its ground (WCAG 2, 1.4.3).

    `ground` is the primary colour under text in `on-ground`; `primary` and `accent` are text on paper and on `tint`,
    their twins with `-night` on the page at `night`; `ornament` is the accent as given, for what is not read.
    """
    primary, accent = Colour.parse(theme.primary), Colour.parse(theme.accent)
    tint, ground = primary.tint(_TINT), readable(primary)
    colours = {
        "night": _NIGHT,
        "ground": ground,
        "on-ground": text_on(ground),
        "ornament": accent,
        "tint": tint,
        "primary": readable(primary, tint),
        "primary-night": _by_night(primary),
        "accent": readable(accent, tint),
        "accent-night": _by_night(accent),
    }
    return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in colours.items())} }}"


def _by_night(colour: Colour) -> Colour:
    """The colour, mixed with as much white as text of it needs at night."""
    shades = (colour.tint(k / 20) for k in range(20, 0, -1))
    return next((shade for shade in shades if contrast(shade, _NIGHT) >= _CLEAR), WHITE)
