"""How many pixels a picture may have, and how large they are on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flyer.typeset.frame import Size
from flyer.typeset.pictures.model import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_PIXELS: Final = 50_000_000
_DEFAULT_DPI: Final = 96.0


def check_extent(columns: int, rows: int) -> None:
    """PictureError for more pixels than any sheet needs and memory should hold."""
    if columns * rows > _MOST_PIXELS:
        raise PictureError(
            f"has {columns} × {rows} pixels", f"make it smaller, {_MOST_PIXELS // 10**6} million are enough"
        )


def natural_size(image: Image) -> Size:
    """The size in points, by the density the file names or 96 pixels an inch."""
    across, down = image.info.get("dpi", (_DEFAULT_DPI, _DEFAULT_DPI))
    return Size(image.width * 72 / (across or _DEFAULT_DPI), image.height * 72 / (down or _DEFAULT_DPI))
