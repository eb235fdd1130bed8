"""Colours as printed values, and the contrast between two of them (WCAG 2, 1.4.3)."""

from __future__ import annotations

from dataclasses import dataclass


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

    def tint(self, strength: float) -> Colour:
        """The colour thinned with white: 1 leaves it, 0 is white."""
        return Colour(*(1 - (1 - part) * strength for part in (self.red, self.green, self.blue)))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


BLACK = Colour(0, 0, 0)
WHITE = Colour(1, 1, 1)


def contrast(a: Colour, b: Colour) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2)."""
    light, dark = sorted((a.luminance, b.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


READABLE = 4.5
"""The least contrast of text with its ground (WCAG 2, 1.4.3)."""


def readable(colour: Colour, ground: Colour = WHITE) -> Colour:
    """The colour, mixed with as much black as text of it needs to be read on `ground`."""
    shades = (Colour(*(p * k / 20 for p in (colour.red, colour.green, colour.blue))) for k in range(20, 0, -1))
    return next((shade for shade in shades if contrast(shade, ground) >= READABLE), BLACK)


def text_on(ground: Colour) -> Colour:
    """Black or white, whichever is easier to read on `ground`."""
    return WHITE if contrast(WHITE, ground) >= contrast(BLACK, ground) else BLACK
