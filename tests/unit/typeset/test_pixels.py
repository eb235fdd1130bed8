"""JPEG files, and pixels in the inks of a press."""

import io
import zlib

import pytest
from PIL import Image, ImageCms

from flyer.typeset import pictures
from flyer.typeset.colour import Colour
from flyer.typeset.frame import Size
from flyer.typeset.pictures import PictureError, ProfileError
from flyer.typeset.pictures.model import Raster
from flyer.typeset.pictures.raster.separation import separate_pixels

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
EXTREMES = [
    (r, g, b) for r in (0, 1, 2, 127, 254, 255) for g in (0, 1, 2, 127, 254, 255) for b in (0, 1, 2, 127, 254, 255)
]


def jpeg(mode: str = "RGB", size: tuple[int, int] = (16, 8), **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size, 50 if mode == "L" else None).save(stream, "JPEG", **options)
    return stream.getvalue()


def png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def row(colours: list[tuple[int, ...]], mode: str = "RGB") -> bytes:
    image = Image.new(mode, (len(colours), 1))
    image.putdata(colours)
    return png(image)


def inks(raster: Raster) -> list[bytes]:
    pixels = zlib.decompress(raster.pixels)
    return [pixels[start : start + 4] for start in range(0, len(pixels), 4)]


@pytest.mark.parametrize(
    ("content", "size", "components"),
    [
        (jpeg(), Size(12, 6), 3),
        (jpeg("L"), Size(12, 6), 1),
        (jpeg(progressive=True), Size(12, 6), 3),
        (jpeg(dpi=(144, 144)), Size(8, 4), 3),
        (jpeg(size=(3, 2)), Size(2.25, 1.5), 3),
    ],
    ids=["rgb", "grey", "progressive", "dense", "tiny"],
)
def test_a_jpeg_file_is_kept_as_it_is(content, size, components):
    raster = pictures.read(content)
    assert (raster.size, raster.components, raster.is_jpeg) == (size, components, True)
    assert raster.pixels == content


def test_what_a_camera_notes_is_left_out():
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    content = jpeg(exif=exif, comment="taken at home", icc_profile=SRGB)
    raster = pictures.read(content + b"a film of the same moment")
    assert b"Maker" in content
    assert raster.pixels == jpeg()


@pytest.mark.parametrize("orientation", range(1, 10))
def test_size_and_extent_are_those_of_what_is_seen(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    raster = pictures.read(jpeg(exif=exif, dpi=(96, 96)))
    on_its_side = orientation in (5, 6, 7, 8)
    assert raster.size == (Size(6, 12) if on_its_side else Size(12, 6))
    assert (raster.columns, raster.rows) == ((8, 16) if on_its_side else (16, 8))
    assert raster.orientation == (orientation if orientation < 9 else 1)


def test_readers_need_not_guess_that_components_are_red_green_and_blue():
    raster = pictures.read(jpeg(keep_rgb=True))
    assert [layer[0] for layer in Image.open(io.BytesIO(raster.pixels)).layer] == [1, 2, 3]


def test_another_profile_is_converted():
    wide = bytearray(SRGB.replace("sRGB".encode("utf-16-be"), "Wide".encode("utf-16-be")))
    entry = wide.index(b"rXYZ", 128)
    start = int.from_bytes(wide[entry + 4 : entry + 8])
    wide[start + 8 : start + 12] = (0xA000).to_bytes(4)
    stream = io.BytesIO()
    image = Image.new("RGB", (16, 8), (200, 30, 30))
    image.save(stream, "JPEG", quality=95, icc_profile=bytes(wide), comment="at home")
    raster = pictures.read(stream.getvalue())
    red, *_ = Image.open(io.BytesIO(raster.pixels)).getpixel((3, 3))
    assert red > 220
    assert b"at home" not in raster.pixels


@pytest.mark.parametrize(
    ("content", "what", "hint"),
    [
        (jpeg("CMYK"), "is a JPEG file in CMYK colours", "export it in RGB colours"),
        (jpeg()[:-60], "is a damaged JPEG file", "export it again"),
        (jpeg()[:30], "is a damaged JPEG file", "export it again"),
        (jpeg().replace(b"\xff\xdb", b"\xff\xfe"), "is a damaged JPEG file", "export it again"),
        (jpeg().replace(b"\xff\xc0", b"\xff\xc9"), "is a JPEG file coded in a way", "export it again"),
        (jpeg()[:-1], "is a damaged JPEG file", "export it again"),
        (jpeg(size=(1, 1)).replace(b"\x08\0\1\0\1", b"\x08\xff\xff\xff\xff"), "has 65535 × 65535 pixels", "50 million"),
    ],
    ids=["cmyk", "cut", "head", "no tables", "arithmetic", "no end", "huge"],
)
def test_jpeg_files_that_cannot_be_printed_are_refused(content, what, hint):
    with pytest.raises(PictureError) as caught:
        pictures.read(content)
    assert caught.value.what.startswith(what)
    assert hint in caught.value.hint


def test_pixels_get_the_inks_of_their_colour():
    raster = separate_pixels(pictures.read(row(EXTREMES)), b"", is_opaque=True)
    assert (raster.components, raster.columns, raster.rows) == (4, len(EXTREMES), 1)
    for colour, found in zip(EXTREMES, inks(raster), strict=True):
        expected = Colour(*(part / 255 for part in colour)).inks
        assert found == bytes(int(ink * 255 + 0.5) for ink in expected), colour
        assert sum(found) <= 3 * 255


def test_a_profile_makes_the_inks_and_300_percent_is_the_most(press_icc):
    raster = separate_pixels(pictures.read(row(EXTREMES)), press_icc, is_opaque=True)
    by_colour = dict(zip(EXTREMES, inks(raster), strict=True))
    assert by_colour[255, 255, 255] == bytes(4)
    assert by_colour[0, 0, 0][3] > 250
    assert max(map(sum, by_colour.values())) <= 3 * 255
    assert min(by_colour[127, 127, 127]) > 100


def test_without_transparency_the_ground_is_white():
    content = row([(255, 0, 0, 255), (255, 0, 0, 0), (0, 0, 0, 51)], "RGBA")
    opaque = separate_pixels(pictures.read(content), b"", is_opaque=True)
    assert inks(opaque) == [b"\0\xff\xff\0", b"\0\0\0\0", b"\0\0\0\x33"]
    assert not opaque.alpha
    assert zlib.decompress(separate_pixels(pictures.read(content), b"", is_opaque=False).alpha) == b"\xff\0\x33"


@pytest.mark.parametrize("content", [jpeg("L"), png(Image.new("L", (2, 2), 7))], ids=["jpeg", "png"])
def test_grey_stays_grey(content):
    raster = pictures.read(content)
    assert separate_pixels(raster, b"", is_opaque=True) is raster


def test_a_jpeg_file_is_separated_pixel_by_pixel():
    raster = separate_pixels(pictures.read(jpeg()), b"", is_opaque=True)
    assert not raster.is_jpeg
    assert inks(raster) == [b"\0\0\0\xff"] * 16 * 8


def test_strips_are_put_together_again():
    image = Image.linear_gradient("L").resize((1030, 2100)).convert("RGB")
    raster = separate_pixels(pictures.read(png(image)), b"", is_opaque=True)
    assert zlib.decompress(raster.pixels)[3::4] == bytes(255 - part for part in image.tobytes()[::3])


def test_a_profile_says_what_it_is_for(press_icc):
    assert pictures.check_profile(press_icc) == "Press of the tests"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda icc: b"", "is no ICC profile, or a damaged one"),
        (lambda icc: b"%PDF-1.4" * 100, "is no ICC profile, or a damaged one"),
        (lambda icc: icc[:-1], "is no ICC profile, or a damaged one"),
        (lambda icc: SRGB, "is an ICC profile for RGB, not for CMYK"),
        (lambda icc: icc.replace(b"prtr", b"link"), "is an ICC profile of class 'link', not that of a press"),
        (lambda icc: icc.replace(b"B2A0", b"B2A9"), "is a damaged ICC profile"),
    ],
    ids=["empty", "other file", "cut", "screen", "link", "one way"],
)
def test_profiles_that_describe_no_press_are_refused(press_icc, change, what):
    with pytest.raises(ProfileError) as caught:
        pictures.check_profile(change(press_icc))
    assert caught.value.what == what
    assert "print shop" in caught.value.hint
