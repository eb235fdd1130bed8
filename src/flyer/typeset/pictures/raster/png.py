"""PNG files become pixels."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Final

from flyer.typeset.pictures.model import PictureError, Raster
from flyer.typeset.pictures.raster.extent import check_extent, natural_size

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"


def read(content: bytes) -> Raster:
    """Read a PNG file; profiles and gamma are left aside, samples are taken for sRGB.

    A file the library cannot read, for whatever reason, is taken for damaged.
    """
    from PIL import Image

    columns, rows = (int.from_bytes(content[start : start + 4]) for start in (16, 20))
    check_extent(columns, rows)
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
            image.load()
            return _raster(image)
    except Exception as error:
        raise PictureError("is a damaged PNG file", "export it again") from error


def _raster(image: Image) -> Raster:
    size = natural_size(image)
    columns, rows = image.size
    alpha = b""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        opacity = image.getchannel("A")
        if opacity.getextrema() != (255, 255):
            alpha = zlib.compress(opacity.tobytes(), 6)
    if image.mode.startswith("I"):
        image = image.point(lambda sample: sample * (1 / 256)).convert("L")
    grey = image.mode in ("1", "L")
    return Raster(
        size,
        columns,
        rows,
        1 if grey else 3,
        zlib.compress(image.convert("L" if grey else "RGB").tobytes(), 6),
        alpha,
    )
