"""JPEG files are kept as they are, without what they tell about the camera, its owner and the place.

Only those that readers of PDF would show in other colours are compressed again.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from flyer.typeset.frame import Size
from flyer.typeset.pictures.model import PictureError, Raster
from flyer.typeset.pictures.raster.extent import check_extent, natural_size

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURE: Final = b"\xff\xd8\xff"

_FRAMES: Final = {0xC0, 0xC1, 0xC2}
"""Baseline, extended and progressive Huffman coding: what DCTDecode knows (ISO 32000-1, 7.4.8; ITU-T T.81, B.1.1.3)."""

_OTHER_FRAMES: Final = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_SCAN, _END = 0xDA, 0xD9
_NOTES: Final = {*range(0xE1, 0xEE), 0xEF, 0xFE}
"""Segments of applications but JFIF and Adobe, which say what the components are; and comments."""

_MARKER: Final = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
"""A marker that ends the data of a scan: no stuffed byte, no restart."""

_ORIENTATION: Final = 0x0112
"""The tag of Exif 2.32, 4.6.5.1."""

_FIRST_ON_ITS_SIDE: Final = 5

_QUALITY: Final = 95


def read(content: bytes) -> Raster:
    """Read a JPEG file in grey or RGB; other profiles than sRGB are converted.

    A file the library cannot read, for whatever reason, is taken for damaged.
    """
    try:
        segments = list(_segments(content))
        frame = next(_frame(body) for marker, body in segments if marker in _FRAMES | _OTHER_FRAMES)
    except (IndexError, StopIteration) as error:
        raise PictureError("is a damaged JPEG file", "export it again") from error
    check_extent(frame.columns, frame.rows)
    if frame.marker not in _FRAMES:
        raise PictureError("is a JPEG file coded in a way that readers of PDF do not know", "export it again")
    if len(frame.components) == 4:
        raise PictureError("is a JPEG file in CMYK colours", "export it in RGB colours")
    try:
        return _raster(content, segments, frame)
    except Exception as error:
        raise PictureError("is a damaged JPEG file", "export it again") from error


class _Frame(NamedTuple):
    marker: int
    columns: int
    rows: int
    components: bytes


def _frame(body: bytes) -> _Frame:
    """Read a frame header (ITU-T T.81, B.2.2); the components are their identifiers."""
    rows, columns = (int.from_bytes(body[start : start + 2]) for start in (5, 7))
    return _Frame(body[1], columns, rows, body[10::3][: body[9]])


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Give markers with their segments, scans with their data; what follows the end of the picture is left out."""
    place = 2
    while marker := _MARKER.match(content, place):
        code, start = marker[1][0], marker.end() - 2
        if code == _END:
            return
        end = marker.end() + int.from_bytes(content[marker.end() : marker.end() + 2])
        if code == _SCAN:
            following = _MARKER.search(content, end)
            end = following.start() if following else len(content)
        yield code, content[start:end]
        place = end
    raise IndexError(place)


def _raster(content: bytes, segments: list[tuple[int, bytes]], frame: _Frame) -> Raster:
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
        size, orientation = natural_size(image), image.getexif().get(_ORIENTATION, 1)
        in_srgb = _in_srgb(image)
        if frame.components == b"RGB" or in_srgb is not image:
            stream = io.BytesIO()
            in_srgb.save(stream, "JPEG", quality=_QUALITY)
            segments = list(_segments(stream.getvalue()))
        else:
            image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
            image.load()
    if orientation not in range(1, 9):
        orientation = 1
    columns, rows = frame.columns, frame.rows
    if orientation >= _FIRST_ON_ITS_SIDE:
        size, columns, rows = Size(size.height, size.width), rows, columns
    pixels = _without_notes(segments)
    return Raster(size, columns, rows, len(frame.components), pixels, is_jpeg=True, orientation=orientation)


def _without_notes(segments: list[tuple[int, bytes]]) -> bytes:
    """Put the file together again without what cameras and programs have noted in it."""
    return b"".join([b"\xff\xd8", *(body for marker, body in segments if marker not in _NOTES), b"\xff\xd9"])


def _in_srgb(image: Image) -> Image:
    """The picture itself where its samples may be taken for sRGB, else a conversion."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if image.mode != "RGB" or not profile:
        return image
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(opened):
            return image
        return ImageCms.profileToProfile(image, opened, ImageCms.createProfile("sRGB")) or image
    except ImageCms.PyCMSError:
        return image
