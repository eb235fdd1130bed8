"""What picture files hold, in values any ink can draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from flyer.typeset.colour import Colour
from flyer.typeset.frame import Size

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""Six numbers a to f: x' = a x + c y + e, y' = b x + d y + f."""

Step: TypeAlias = tuple[str, tuple[float, ...]]
"""One step of a path: "m" or "l" with x, y; "c" with the two handles and the end of a cubic; "h" closes."""


class PictureError(ValueError):
    """A picture file that cannot be printed: what is wrong in one sentence, and how to mend it."""

    def __init__(self, what: str, hint: str = "export it again as PNG with transparent background") -> None:
        self.what, self.hint = what, hint
        super().__init__(what)


class ProfileError(ValueError):
    """An ICC profile that no press can be described with: what is wrong in one sentence, and how to mend it."""

    def __init__(self, what: str, hint: str) -> None:
        self.what, self.hint = what, hint
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Pencil:
    """How outlines are stroked, in the words of SVG 2, 13.5."""

    colour: Colour
    width: float
    cap: str
    join: str
    miter_limit: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A path in coordinates of its own and what is painted along and inside it.

    `transform` leads to points from the top left corner of the drawing, y downwards.
    """

    transform: Matrix
    path: tuple[Step, ...]
    fill: Colour | None
    even_odd: bool
    stroke: Pencil | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A vector drawing: `shapes` from bottom to top."""

    size: Size
    shapes: tuple[Shape, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels in rows from the top, 8 bits a component; `pixels` is a JPEG file or, like `alpha`, a zlib stream.

    `components` is 1 for grey, 3 for sRGB and 4 for CMYK. Size, columns and rows are those of what is seen;
    `orientation` says how the pixels are turned to it (Exif 2.32, 4.6.5.1): from 5 on rows are stored as columns.
    """

    size: Size
    columns: int
    rows: int
    components: int
    pixels: bytes = field(repr=False)
    alpha: bytes = field(default=b"", repr=False)
    is_jpeg: bool = False
    orientation: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF as path operators in device grey and RGB, each on a line of its own with its operands.

    Its box starts at `left`, `bottom`, y upwards.
    """

    size: Size
    left: float
    bottom: float
    operators: bytes = field(repr=False)
