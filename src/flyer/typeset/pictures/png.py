"""PNG files become pixels. The door to Pillow."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Final

from flyer.typeset.frame import Size
from flyer.typeset.pictures.model import PictureError, Raster

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS: Final = 50_000_000
_DEFAULT_DPI: Final = (96.0, 96.0)


def read(content: bytes) -> Raster:
    """Read a PNG file; profiles and gamma are left aside, samples are taken for sRGB.

    A file the library cannot read, for whatever reason, is taken for damaged.
    """
    from PIL import Image

    columns, rows = (int.from_bytes(content[start : start + 4]) for start in (16, 20))
    if columns * rows > _MOST_PIXELS:
        raise PictureError(
            f"has {columns} × {rows} pixels", f"make it smaller, {_MOST_PIXELS // 10**6} million are enough"
        )
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
            image.load()
            return _raster(image)
    except Exception as error:
        raise PictureError("is a damaged PNG file") from error


def _raster(image: Image) -> Raster:
    across, down = image.info.get("dpi", _DEFAULT_DPI)
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
        Size(columns * 72 / (across or 96), rows * 72 / (down or 96)),
        columns,
        rows,
        1 if grey else 3,
        zlib.compress(image.convert("L" if grey else "RGB").tobytes(), 6),
        alpha,
    )
