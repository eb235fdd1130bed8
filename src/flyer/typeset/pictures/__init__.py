"""Pictures: the bytes of an SVG, PNG, JPEG or PDF file become values any ink can draw, or a PictureError."""

from __future__ import annotations

from functools import lru_cache

from flyer.typeset.frame import Size
from flyer.typeset.pictures import page, svg
from flyer.typeset.pictures.model import Drawing, Page, PictureError, ProfileError, Raster
from flyer.typeset.pictures.raster import jpeg, png
from flyer.typeset.pictures.raster.separation import check_profile

__all__ = ["PictureError", "ProfileError", "Raster", "check_profile", "read", "size"]


@lru_cache(maxsize=32)
def read(content: bytes) -> Drawing | Raster | Page:
    """Read a picture; PictureError where it is damaged or holds what cannot be printed as it looks."""
    if content.startswith(png.SIGNATURE):
        return png.read(content)
    if content.startswith(jpeg.SIGNATURE):
        return jpeg.read(content)
    if content.startswith(page.SIGNATURE):
        return page.read(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return svg.read(content)
    raise PictureError("is no SVG, PNG, JPEG or PDF file", "export it again as SVG, PDF, PNG or JPEG")


def size(content: bytes) -> Size:
    """The natural size of a picture, in points."""
    return read(content).size
