"""Graphics state: the colours and the face that a content stream has set (ISO 32000-1, 8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from flyer.pdf.objects import number, numbers
from flyer.typeset.colour import Colour
from flyer.units import Length


class State:
    """What is set; at the start nothing is, because a form begins with what was set around it."""

    def __init__(self) -> None:
        self._colours: dict[str, Colour] = {}
        self._face = ("", 0.0)

    def colour(self, colour: Colour, operator: str) -> Iterator[str]:
        """Set the colour that fills (rg) or strokes (RG) unless it is set."""
        if self._colours.get(operator) != colour:
            self._colours[operator] = colour
            yield set_colour(colour, operator)

    def face(self, name: str, size: Length) -> Iterator[str]:
        """Set the face and its size unless they are set."""
        if self._face != (name, size):
            self._face = name, size
            yield f"/{name} {number(size)} Tf"


@lru_cache(maxsize=256)
def set_colour(colour: Colour, operator: str) -> str:
    """Set an sRGB colour with rg or RG."""
    return f"{numbers((colour.red, colour.green, colour.blue))} {operator}"
