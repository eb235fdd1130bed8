"""Picture files in ink, looked at where PDFium paints them."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageOps

from flyer import pdf
from flyer.typeset.frame import Picture, Point, Role, Size

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">
<path fill="#f00" fill-rule="evenodd" d="M0 0h10v10H0zM3 3h4v4H3z"/>
<path fill="none" stroke="#00f" stroke-width="2" d="M12 5H18"/></svg>"""


def png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def page_of_a_pdf() -> bytes:
    file = pikepdf.new()
    file.add_blank_page(page_size=(20, 10))
    page = file.pages[0]
    page.MediaBox = [100, 100, 120, 110]
    page.Contents = file.make_stream(b"1 0 0 rg 100 100 10 10 re 103 103 4 4 re f* 2 w 0 0 1 RG 112 105 m 118 105 l S")
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def pixels(document) -> Image.Image:
    """The first page at 1 px a point on white."""
    return pypdfium2.PdfDocument(pdf.write(document))[0].render(scale=1).to_pil().convert("RGB")


@pytest.fixture
def painted(document, frame):
    def paint(content: bytes) -> Image.Image:
        picture = Picture(Point(100.0, 20.0), Size(40.0, 20.0), content)
        return pixels(document(frame(frame(picture, role=Role.FIGURE, alt="logo"))))

    return paint


@pytest.mark.parametrize("content", [SVG, page_of_a_pdf()], ids=["svg", "pdf"])
def test_drawings_are_painted_in_their_place(painted, content):
    image = painted(content)
    red, blue, white = (255, 0, 0), (0, 0, 255), (255, 255, 255)
    assert [image.getpixel(at) for at in ((103, 23), (117, 37), (110, 30), (130, 30))] == [red, red, white, blue]
    assert [image.getpixel(at) for at in ((98, 30), (103, 18), (103, 42), (130, 26))] == [white] * 4


def test_pixels_are_painted_from_the_top(painted):
    image = Image.new("RGB", (2, 1), (255, 0, 0))
    image.putpixel((1, 0), (0, 255, 0))
    result = painted(png(image))
    assert [result.getpixel(at) for at in ((105, 30), (135, 30))] == [(255, 0, 0), (0, 255, 0)]


def test_alpha_lets_the_ground_through(painted):
    image = Image.new("RGBA", (2, 1), (255, 0, 0, 255))
    image.putpixel((1, 0), (255, 0, 0, 0))
    result = painted(png(image))
    assert [result.getpixel(at) for at in ((105, 30), (135, 30))] == [(255, 0, 0), (255, 255, 255)]


def test_a_picture_is_written_once(written, document, frame):
    def logo():
        return Picture(Point(0.0, 0.0), Size(40.0, 20.0), bytes(bytearray(SVG)))

    first, second = written(document(frame(logo(), logo()), frame(logo()))).pages
    (form,) = first.Resources.XObject.values()
    assert [form.objgen] == [other.objgen for other in second.Resources.XObject.values()]


def test_alpha_is_a_mask_of_its_own(written, document, frame):
    image = Image.new("RGBA", (3, 2), (7, 7, 7, 255))
    image.putpixel((0, 0), (9, 9, 9, 0))
    page = written(document(frame(Picture(Point(0.0, 0.0), Size(1.0, 1.0), png(image))))).pages[0]
    (xobject,) = page.Resources.XObject.values()
    assert (xobject.Width, xobject.Height, str(xobject.ColorSpace)) == (3, 2, "/DeviceRGB")
    assert xobject.SMask.read_bytes() == bytes([0] + [255] * 5)


def test_a_jpeg_file_goes_in_as_it_is(written, document, frame):
    stream = io.BytesIO()
    Image.new("RGB", (3, 2), (200, 100, 50)).save(stream, "JPEG")
    page = written(document(frame(Picture(Point(0.0, 0.0), Size(1.0, 1.0), stream.getvalue())))).pages[0]
    (xobject,) = page.Resources.XObject.values()
    assert (xobject.Width, xobject.Height, str(xobject.ColorSpace)) == (3, 2, "/DeviceRGB")
    assert str(xobject.Filter) == "/DCTDecode"
    assert xobject.read_raw_bytes() == stream.getvalue()


def test_a_photograph_on_its_side_is_stored_as_it_was_taken(written, document, frame):
    exif, stream = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    Image.new("RGB", (3, 2)).save(stream, "JPEG", exif=exif)
    page = written(document(frame(Picture(Point(0.0, 0.0), Size(2.0, 3.0), stream.getvalue())))).pages[0]
    (turned,) = page.Resources.XObject.values()
    assert (turned.Resources.XObject.I.Width, turned.Resources.XObject.I.Height) == (3, 2)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photographs_stand_upright(document, frame, orientation):
    image = Image.new("RGB", (48, 32), (255, 0, 0))
    image.paste((0, 0, 255), (24, 0, 48, 16))
    image.paste((0, 255, 0), (0, 16, 24, 32))
    exif, stream = Image.Exif(), io.BytesIO()
    exif[0x0112] = orientation
    image.save(stream, "JPEG", exif=exif, quality=95, subsampling=0)
    upright = ImageOps.exif_transpose(Image.open(stream))
    picture = Picture(Point(0.0, 0.0), Size(*map(float, upright.size)), stream.getvalue())
    shown = pixels(document(frame(frame(picture, role=Role.FIGURE, alt="photograph"))))
    for at in ((8, 8), (28, 8), (8, 28), (28, 28)):
        assert shown.getpixel(at) == pytest.approx(upright.getpixel(at), abs=8)
