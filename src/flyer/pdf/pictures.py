"""Pictures in ink: drawings and pages become form XObjects, pixels become image XObjects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from flyer.pdf.file import File
from flyer.pdf.objects import Name, Object, Ref, number, numbers
from flyer.pdf.state import set_colour
from flyer.typeset import pictures
from flyer.typeset.pictures import Drawing, Page, Raster
from flyer.typeset.pictures.model import Shape

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
    """An XObject that paints a picture, and the size it does that at."""

    ref: Ref
    width: float
    height: float

    @property
    def name(self) -> str:
        """What content streams call it."""
        return f"X{self.ref:d}"


def add_picture(file: File, content: bytes) -> PictureObject:
    """Write a picture file; PictureError where it cannot be drawn."""
    picture = pictures.read(content)
    size = picture.size
    match picture:
        case Raster():
            return PictureObject(_add_image(file, picture), 1, 1)
        case Drawing():
            operators = "\n".join(_operators(picture)).encode("ascii")
            ref = _add_form(file, operators, (0, 0, size.width, size.height))
        case Page():
            left, bottom = picture.left, picture.bottom
            box = (left, bottom, left + size.width, bottom + size.height)
            ref = _add_form(file, picture.operators, box)
    return PictureObject(ref, size.width, size.height)


def _add_form(file: File, operators: bytes, box: tuple[float, float, float, float]) -> Ref:
    entries: dict[str, Object] = {"Type": Name("XObject"), "Subtype": Name("Form"), "BBox": box}
    if box[:2] != (0, 0):
        entries["Matrix"] = (1, 0, 0, 1, -box[0], -box[1])
    return file.add_stream({**entries, "Resources": {}}, operators)


def _add_image(file: File, raster: Raster) -> Ref:
    entries: dict[str, Object] = {
        "Type": Name("XObject"),
        "Subtype": Name("Image"),
        "Width": raster.columns,
        "Height": raster.rows,
        "ColorSpace": Name("DeviceGray" if raster.components == 1 else "DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": Name("FlateDecode"),
    }
    if raster.alpha:
        mask = file.add_stream({**entries, "ColorSpace": Name("DeviceGray")}, raster.alpha)
        entries["SMask"] = mask
    return file.add_stream(entries, raster.pixels)


def _operators(drawing: Drawing) -> Iterator[str]:
    yield f"1 0 0 -1 0 {number(drawing.size.height)} cm"
    for shape in drawing.shapes:
        a, b, c, d, e, f = shape.transform
        yield f"q {' '.join(number(part, 6) for part in (a, b, c, d))} {numbers((e, f))} cm"
        if shape.fill:
            yield set_colour(shape.fill, "rg")
        if shape.stroke:
            pencil = shape.stroke
            yield f"{set_colour(pencil.colour, 'RG')} {number(pencil.width)} w {_CAPS[pencil.cap]} J"
            yield f"{_JOINS[pencil.join]} j {number(pencil.miter_limit)} M"
        yield from _path(shape)
        yield f"{_PAINT[shape.fill is not None, shape.stroke is not None, shape.even_odd]} Q"


def _path(shape: Shape) -> Iterator[str]:
    for operator, coordinates in shape.path:
        yield f"{numbers(coordinates)} {operator}" if coordinates else operator
