"""Pictures: the bytes of an SVG, PNG or PDF file become values any ink can draw, or a PictureError."""

from __future__ import annotations

from functools import lru_cache

from flyer.typeset.frame import Size
from flyer.typeset.pictures import page, png, svg
from flyer.typeset.pictures.model import Drawing, Page, PictureError, Raster

__all__ = ["Drawing", "Page", "PictureError", "Raster", "read", "size"]


@lru_cache(maxsize=32)
def read(content: bytes) -> Drawing | Raster | Page:
    """Read a picture; PictureError where it is damaged or holds what cannot be printed as it looks."""
    if content.startswith(png.SIGNATURE):
        return png.read(content)
    if content.startswith(b"%PDF-"):
        return page.read(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return svg.read(content)
    raise PictureError("is no SVG, PNG or PDF file", "export it again as SVG or PNG")


def size(content: bytes) -> Size:
    """The natural size of a picture, in points."""
    return read(content).size
