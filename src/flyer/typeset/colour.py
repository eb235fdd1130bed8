"""Colours as printed values, their inks on a press, and the contrast between two of them (WCAG 2, 1.4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

Inks: TypeAlias = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each from 0 (none) to 1 (solid)."""


@dataclass(frozen=True, slots=True)
class Colour:
    """An sRGB colour, each part from 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, text: str) -> Colour:
        """Read "#rrggbb"; ValueError when it is anything else."""
        if len(text) != 7 or text[0] != "#":
            raise ValueError(text)
        return cls(*(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)))

    def __str__(self) -> str:
        """Give "#rrggbb"."""
        return "#" + "".join(f"{round(part * 255):02x}" for part in (self.red, self.green, self.blue))

    @property
    def luminance(self) -> float:
        """Relative luminance (WCAG 2), 0 for black to 1 for white."""
        red, green, blue = map(_linear, (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    @property
    def inks(self) -> Inks:
        """The inks that print the colour, all grey in it as black alone (grey component replacement).

        So greys have no coloured ink, no colour has all three, and the total stays below 300 %.
        """
        light = max(self.red, self.green, self.blue)
        if not light:
            return 0.0, 0.0, 0.0, 1.0
        return (light - self.red) / light, (light - self.green) / light, (light - self.blue) / light, 1 - light

    def tint(self, strength: float) -> Colour:
        """The colour thinned with white: 1 leaves it, 0 is white."""
        return _tinted(self, strength)


@lru_cache(maxsize=1 << 8)
def _tinted(colour: Colour, strength: float) -> Colour:
    """One value for all places that a tint returns to: whoever holds colours against each other knows it again."""
    return Colour(*(1 - (1 - part) * strength for part in (colour.red, colour.green, colour.blue)))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


class _AllInks(Colour):
    __slots__ = ()

    @property
    def inks(self) -> Inks:
        return 1.0, 1.0, 1.0, 1.0


BLACK = Colour(0, 0, 0)
WHITE = Colour(1, 1, 1)

REGISTRATION = _AllInks(0, 0, 0)
"""Black on screens and in every ink on a press: for marks outside the trim and nothing else."""


@lru_cache(maxsize=1 << 10)
def contrast(a: Colour, b: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2)."""
    light, dark = sorted((a.luminance, b.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2, 1.4.3)."""


def readable(colour: Colour, ground: Colour = WHITE) -> Colour:
    """The colour, mixed with as much black as text of it needs to be read on `ground`: the nearest "#rrggbb"."""
    parts = colour.red, colour.green, colour.blue
    shades = (Colour.parse(str(Colour(*(part * light / 255 for part in parts)))) for light in range(255, 0, -1))
    return next((shade for shade in shades if contrast(shade, ground) >= READABLE), BLACK)


def text_on(ground: Colour) -> Colour:
    """Black or white, whichever is easier to read on `ground`."""
    return WHITE if contrast(WHITE, ground) >= contrast(BLACK, ground) else BLACK
