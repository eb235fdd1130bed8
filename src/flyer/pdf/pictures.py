"""Pictures in ink: drawings and pages become form XObjects, pixels become image XObjects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from flyer.pdf.file import Objects, common_stream
from flyer.pdf.objects import Name, Object, Ref, number, numbers, opened
from flyer.pdf.press import Press
from flyer.pdf.state import set_colour
from flyer.typeset import pictures
from flyer.typeset.frame import Size
from flyer.typeset.pictures.model import Drawing, Page, Raster, Shape
from flyer.typeset.pictures.page import separate_page
from flyer.typeset.pictures.raster.separation import separate_pixels

_SPACES: Final = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_FIRST_ON_ITS_SIDE: Final = 5
_CAPS: Final = {"butt": 0, "round": 1, "square": 2}
_JOINS: Final = {"miter": 0, "round": 1, "bevel": 2}
_PAINT: Final = {
    (True, False, False): "f",
    (True, False, True): "f*",
    (True, True, False): "B",
    (True, True, True): "B*",
    (False, True, False): "S",
    (False, True, True): "S",
}
"""The operator that fills, strokes, and goes by the even-odd rule (ISO 32000-1, table 60)."""


class PictureObject(NamedTuple):
    """An XObject that paints a picture, what content streams call it, and the size it paints at."""

    ref: Ref
    name: str
    width: float
    height: float


_TURNS: Final = {
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""How the unit square is turned so that pixels stored like this stand upright, by Exif orientation."""


def add_picture(file: Objects, content: bytes, press: Press | None) -> PictureObject:
    """Write a picture file, for a press in its inks; PictureError where it cannot be drawn."""
    picture = pictures.read(content)
    size = painted_size(picture)
    match picture:
        case Raster():
            pixels = separate_pixels(picture, press.icc, is_opaque=press.is_opaque) if press else picture
            ref = _add_pixels(file, pixels)
        case Drawing():
            ref = _add_form(file, _drawn(content, on_press=press is not None), (0, 0, size.width, size.height))
        case Page():
            left, bottom = picture.left, picture.bottom
            box = (left, bottom, left + size.width, bottom + size.height)
            page = separate_page(picture) if press else picture
            ref = _add_form(file, page.operators, box)
    return PictureObject(ref, f"X{ref:d}", size.width, size.height)


def painted_size(picture: Drawing | Page | Raster) -> Size:
    """The size at which the XObject of a picture paints: that of its own units, or the unit square."""
    return Size(1.0, 1.0) if isinstance(picture, Raster) else Size(picture.size.width, picture.size.height)


@lru_cache(maxsize=16)
def _drawn(content: bytes, *, on_press: bool) -> bytes:
    """The operators of a drawing: what stands in a letterhead is the same in all letters."""
    drawing = pictures.read(content)
    return "\n".join(_operators(drawing, on_press=on_press)).encode("ascii") if isinstance(drawing, Drawing) else b""


def _add_form(
    file: Objects,
    operators: bytes,
    box: tuple[float, float, float, float],
    resources: Mapping[str, Object] | None = None,
) -> Ref:
    entries: dict[str, Object] = {"Type": Name("XObject"), "Subtype": Name("Form"), "BBox": box}
    if box[:2] != (0, 0):
        entries["Matrix"] = (1, 0, 0, 1, -box[0], -box[1])
    head = opened({**entries, "Resources": resources or {}})
    return file.add_raw_stream(common_stream(head, operators))


def _add_pixels(file: Objects, raster: Raster) -> Ref:
    """Write pixels so that they stand upright in the unit square."""
    image = _add_image(file, raster)
    if raster.orientation not in _TURNS:
        return image
    operators = f"{numbers(_TURNS[raster.orientation])} cm /I Do".encode("ascii")
    return _add_form(file, operators, (0, 0, 1, 1), {"XObject": {"I": image}})


def _add_image(file: Objects, raster: Raster) -> Ref:
    columns, rows = raster.columns, raster.rows
    if raster.orientation >= _FIRST_ON_ITS_SIDE:
        columns, rows = rows, columns
    entries: dict[str, Object] = {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": columns,
        "Height": rows,
        "ColorSpace": Name(_SPACES[raster.components]),
        "BitsPerComponent": 8,
        "Filter": Name("DCTDecode" if raster.is_jpeg else "FlateDecode"),
    }
    if raster.alpha:
        mask = file.add_stream(
            {**entries, "ColorSpace": Name("DeviceGray"), "Filter": Name("FlateDecode")}, raster.alpha
        )
        entries["SMask"] = mask
    return file.add_stream(entries, raster.pixels)


def _operators(drawing: Drawing, *, on_press: bool) -> Iterator[str]:
    yield f"1 0 0 -1 0 {number(drawing.size.height)} cm"
    for shape in drawing.shapes:
        a, b, c, d, e, f = shape.transform
        yield f"q {' '.join(number(part, 6) for part in (a, b, c, d))} {numbers((e, f))} cm"
        if shape.fill:
            yield set_colour(shape.fill, "rg", on_press=on_press)
        if shape.stroke:
            pencil = shape.stroke
            yield f"{set_colour(pencil.colour, 'RG', on_press=on_press)} {number(pencil.width)} w {_CAPS[pencil.cap]} J"
            yield f"{_JOINS[pencil.join]} j {number(pencil.miter_limit)} M"
        yield from _path(shape)
        yield f"{_PAINT[shape.fill is not None, shape.stroke is not None, shape.even_odd]} Q"


def _path(shape: Shape) -> Iterator[str]:
    for operator, coordinates in shape.path:
        yield f"{numbers(coordinates)} {operator}" if coordinates else operator
