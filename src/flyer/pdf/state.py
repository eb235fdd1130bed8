"""Graphics state: the colours, the overprint and the face that a content stream has set (ISO 32000-1, 8.4)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, TypeAlias

from flyer.pdf.objects import Name, Object, number, numbers
from flyer.typeset.colour import BLACK, Colour
from flyer.units import Length

OVERPRINTS: Final[dict[str, Object]] = {
    "Over": {"Type": Name("ExtGState"), "OP": True, "op": True, "OPM": 1},
    "Out": {"Type": Name("ExtGState"), "OP": False, "op": False, "OPM": 0},
}
"""Ink that leaves what lies under it, and ink that knocks it out (8.6.7), by the name of the graphics state."""

Setting: TypeAlias = tuple[Colour | None, Colour | None, str, Length, str]
"""The colours that fill and stroke, the face and its size, the overprint."""

_IN_INKS: Final = {"rg": "k", "RG": "K"}


class State:
    """What is set; at the start nothing is, because a form begins with what was set around it."""

    def __init__(self, *, on_press: bool) -> None:
        self._on_press = on_press
        self._colours: dict[str, Colour | None] = {"rg": None, "RG": None}
        self._face, self._size = "", 0.0
        self._overprint = ""

    @property
    def setting(self) -> Setting:
        """All that is set."""
        return self._colours["rg"], self._colours["RG"], self._face, self._size, self._overprint

    @setting.setter
    def setting(self, setting: Setting) -> None:
        fill, stroke, self._face, self._size, self._overprint = setting
        self._colours = {"rg": fill, "RG": stroke}

    def colour(self, colour: Colour, operator: str, *, is_line: bool = False) -> tuple[str, ...]:
        """Set the colour that fills (rg) or strokes (RG) unless it is set.

        On a press text and rules (`is_line`) overprint where they are black, so that no gap shows round them.
        """
        overprint = self._set_overprint("Over" if is_line and colour == BLACK else "Out") if self._on_press else ()
        before = self._colours[operator]
        if before is colour or before == colour:
            return overprint
        self._colours[operator] = colour
        return (*overprint, set_colour(colour, operator, on_press=self._on_press))

    def knock_out(self) -> tuple[str, ...]:
        """Let what follows knock out what lies under it."""
        return self._set_overprint("Out") if self._on_press else ()

    def _set_overprint(self, name: str) -> tuple[str, ...]:
        if self._overprint == name:
            return ()
        self._overprint = name
        return (f"/{name} gs",)

    def type(self, face: str, size: Length, colour: Colour) -> str:
        """Set the face, its size and the colour of type unless they are set."""
        operators = ""
        if face != self._face or size != self._size:
            self._face, self._size = face, size
            operators = f"/{face} {number(size)} Tf\n"
        if self._colours["rg"] is colour and not self._on_press:
            return operators
        return operators + "".join([f"{operator}\n" for operator in self.colour(colour, "rg", is_line=True)])


@lru_cache(maxsize=256)
def set_colour(colour: Colour, operator: str, *, on_press: bool) -> str:
    """Set an sRGB colour with rg or RG, its inks with k or K."""
    if on_press:
        return f"{numbers(colour.inks)} {_IN_INKS[operator]}"
    return f"{numbers((colour.red, colour.green, colour.blue))} {operator}"
