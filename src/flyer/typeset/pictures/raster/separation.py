"""Pixels take on the inks of a press, strip by strip, so that little is held in memory beside the picture."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from flyer.typeset.pictures.model import ProfileError, Raster

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST_INK: Final = 3 * 255
"""300 %: what German print shops take at most on coated paper."""

_STRIP: Final = 1 << 20
"""Pixels converted at a time."""

_HINT: Final = "ask the print shop for the profile of its press; the ECI's are free at eci.org"


def separate_pixels(raster: Raster, icc: bytes, *, is_opaque: bool) -> Raster:
    """Turn sRGB into cyan, magenta, yellow and black by the profile `icc`, or like `Colour.inks` where that is empty.

    No pixel has more than 300 % of ink. Grey stays grey, printed in black ink alone. With `is_opaque` what is
    transparent becomes white. ProfileError for a profile that cannot be used.
    """
    from PIL import Image

    if raster.components == 1 and not raster.alpha:
        return raster
    image = _decoded(raster)
    if raster.alpha and is_opaque:
        opacity = Image.frombytes("L", image.size, zlib.decompress(raster.alpha))
        image = Image.composite(image, Image.new("RGB", image.size, "white"), opacity)
    convert = _by_profile(icc) if icc else _by_replacement
    deflate = zlib.compressobj(6)
    strips = [deflate.compress(convert(strip).tobytes()) for strip in _strips(image)]
    return replace(
        raster,
        components=4,
        pixels=b"".join([*strips, deflate.flush()]),
        alpha=b"" if is_opaque else raster.alpha,
        is_jpeg=False,
    )


def check_profile(content: bytes) -> str:
    """Give the name of the printing condition an ICC profile describes.

    ProfileError, with what is wrong and how to mend it, where it is not the profile of a CMYK press
    (ICC.1:2004-10, 7.2: size, class, colour space, signature) or cannot be read.
    """
    from PIL import ImageCms

    size, kind, space, signature = (content[start : start + 4] for start in (0, 12, 16, 36))
    if signature != b"acsp" or int.from_bytes(size) != len(content):
        raise ProfileError("is no ICC profile, or a damaged one", _HINT)
    if space != b"CMYK":
        raise ProfileError(f"is an ICC profile for {_word(space)}, not for CMYK", _HINT)
    if kind != b"prtr":
        raise ProfileError(f"is an ICC profile of class '{_word(kind)}', not that of a press", _HINT)
    _by_profile(content)
    return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(content))).strip()


def _word(signature: bytes) -> str:
    return signature.decode("ascii", "replace").strip()


def _decoded(raster: Raster) -> Image:
    """The pixels as sRGB, in the rows they are stored in."""
    from PIL import Image

    if raster.is_jpeg:
        with Image.open(io.BytesIO(raster.pixels), formats=("JPEG",)) as image:
            return image.convert("RGB")
    return Image.frombytes("RGB", (raster.columns, raster.rows), zlib.decompress(raster.pixels))


def _strips(image: Image) -> Iterator[Image]:
    height = max(1, _STRIP // image.width)
    for top in range(0, image.height, height):
        yield image.crop((0, top, image.width, min(top + height, image.height)))


def _by_replacement(strip: Image) -> Image:
    from PIL import Image, ImageChops, ImageMath

    red, green, blue = strip.split()
    light = ImageChops.lighter(ImageChops.lighter(red, green), blue)

    def ink(bands: dict[str, Any]) -> Any:
        return bands["convert"](((bands["light"] - bands["part"]) * 255 + bands["light"] / 2) / bands["light"], "L")

    inks = (ImageMath.lambda_eval(ink, light=light, part=part) for part in (red, green, blue))
    return Image.merge("CMYK", (*inks, ImageChops.invert(light)))


def _by_profile(icc: bytes) -> Callable[[Image], Image]:
    """A conversion from sRGB, relative to the white of the paper and with the black point compensated."""
    from PIL import ImageCms

    try:
        transform = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            ImageCms.ImageCmsProfile(io.BytesIO(icc)),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError) as error:
        raise ProfileError("is a damaged ICC profile", _HINT) from error
    return lambda strip: _limited(ImageCms.applyTransform(strip, transform) or strip)


def _limited(strip: Image) -> Image:
    """Thin the coloured inks where all four together are too much."""
    from PIL import Image, ImageMath

    *coloured, black = strip.split()
    cyan, magenta, yellow = coloured

    def thinned(bands: dict[str, Any]) -> Any:
        total = bands["cyan"] + bands["magenta"] + bands["yellow"]
        room = bands["min"](total, _MOST_INK - bands["black"])
        return bands["convert"](bands["ink"] * room / bands["max"](total, 1), "L")

    inks = (
        ImageMath.lambda_eval(thinned, cyan=cyan, magenta=magenta, yellow=yellow, black=black, ink=ink)
        for ink in coloured
    )
    return Image.merge("CMYK", (*inks, black))
