"""Pictures: what is read, and what is refused with a sentence."""

import io
import zlib

import pikepdf
import pytest
from PIL import Image

from flyer.typeset import pictures
from flyer.typeset.colour import BLACK, Colour
from flyer.typeset.frame import Size
from flyer.typeset.pictures import PictureError
from flyer.typeset.pictures.model import Drawing, Page, Pencil, Raster
from flyer.typeset.pictures.page import pages

RED = Colour(1.0, 0.0, 0.0)


def svg(body: str = "", attributes: str = 'width="40" height="20"', head: str = "") -> bytes:
    return f'{head}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>'.encode()


def png(mode: str, colour: object, **options: object) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (8, 4), colour).save(stream, "PNG", **options)
    return stream.getvalue()


def page(content: bytes, resources: dict[str, object] | None = None, **entries: object) -> bytes:
    file = pikepdf.new()
    file.add_blank_page(page_size=(120, 60))
    obj = file.pages[0].obj
    obj.Contents = file.make_stream(content)
    made = {key: value(file) if callable(value) else value for key, value in (resources or {}).items()}
    obj.Resources = pikepdf.Dictionary(made)
    for key, value in entries.items():
        obj[f"/{key}"] = value
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (svg(attributes='width="40mm" height="20mm" viewBox="0 0 9 9"'), Size(113.386, 56.693)),
        (svg(attributes='width="1in" height="72pt"'), Size(72, 72)),
        (svg(attributes='viewBox="-10 -10 40 20"'), Size(30, 15)),
        (svg(attributes='width="100%" height="100%" viewBox="0,0 40,20"'), Size(30, 15)),
        (svg(attributes='width="80" viewBox="0 0 40 20"'), Size(60, 30)),
        (svg(attributes='height="40px" viewBox="0 0 40 20"'), Size(60, 30)),
        (png("L", 0), Size(6, 3)),
        (png("L", 0, dpi=(144, 144)), Size(4, 2)),
        (page(b""), Size(120, 60)),
        (page(b"", CropBox=[10, 10, 50, 30]), Size(40, 20)),
    ],
)
def test_the_natural_size_is_in_points(content, size):
    found = pictures.size(content)
    assert (found.width, found.height) == pytest.approx((size.width, size.height), rel=1e-3)


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ('<path d="M1 2h3v4z"/>', [("m", (1, 2)), ("l", (4, 2)), ("l", (4, 6)), ("h", ())]),
        ('<path d="M0 0c1 1 2 2 3 3"/>', [("m", (0, 0)), ("c", (1, 1, 2, 2, 3, 3))]),
        ('<path d="M0 0Q3 3 6 0"/>', [("m", (0, 0)), ("c", (2, 2, 4, 2, 6, 0))]),
        ('<rect x="1" width="3" height="4"/>', [("m", (1, 0)), ("l", (4, 0)), ("l", (4, 4)), ("l", (1, 4)), ("h", ())]),
        ('<line stroke="red" x1="1" y1="2" x2="3" y2="4"/>', [("m", (1, 2)), ("l", (3, 4))]),
        ('<polyline points="0,0 1,0 1,1"/>', [("m", (0, 0)), ("l", (1, 0)), ("l", (1, 1))]),
        ('<polygon points="0 0 1 0 1 1"/>', [("m", (0, 0)), ("l", (1, 0)), ("l", (1, 1)), ("h", ())]),
    ],
)  # fmt: skip
def test_shapes_are_lines_and_cubics(body, path):
    (shape,) = pictures.read(svg(body)).shapes
    assert [operator for operator, _ in shape.path] == [operator for operator, _ in path]
    for (_, found), (_, expected) in zip(shape.path, path, strict=True):
        assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    "body",
    [
        '<circle cx="5" cy="5" r="5"/>',
        '<ellipse cx="5" cy="5" rx="5" ry="5"/>',
        '<path d="M0 5A5 5 0 0 1 10 5A5 5 0 010 5z"/>',
        '<rect width="10" height="10" rx="5"/>',
    ],
)
def test_arcs_stay_on_their_circle(body):
    (shape,) = pictures.read(svg(body)).shapes
    ends = [points[-2:] for _, points in shape.path if points]
    assert [abs(complex(x - 5, y - 5)) for x, y in ends] == pytest.approx([5] * len(ends))
    assert sum(operator == "c" for operator, _ in shape.path) >= 4


def painted(body: str) -> tuple[Colour | None, Pencil | None]:
    (shape,) = pictures.read(svg(body)).shapes
    return shape.fill, shape.stroke


SEE_THROUGH = {"/ExtGState": {"/g": {"/ca": 0.5}}}
LINE = 'd="M0 0h1v1z"'


@pytest.mark.parametrize(
    ("body", "fill"),
    [
        (f"<path {LINE}/>", BLACK),
        (f'<path {LINE} fill="red"/>', RED),
        (f'<path {LINE} fill="#F00"/>', RED),
        (f'<path {LINE} fill="rgb(100%, 0%, 0%)"/>', RED),
        (f'<path {LINE} style="fill: #ff0000; stroke: none"/>', RED),
        (f'<g fill="red"><path {LINE} fill="inherit"/></g>', RED),
        (f'<g color="red"><path {LINE} fill="currentColor"/></g>', RED),
        (f"<style>path {{fill: blue}} .a {{fill: red}}</style><path class='b a' {LINE}/>", RED),
        (f"<defs><style><![CDATA[/* a */ .a, .b {{fill: red}}]]></style></defs><path class='b' {LINE}/>", RED),
        (f"<style>#a {{fill: red}} .b {{fill: blue}} * {{fill: lime}}</style><path id='a' class='b' {LINE}/>", RED),
        (f"<style>.a {{fill: blue}}</style><path class='a' style='fill:red' fill='lime' {LINE}/>", RED),
    ],
)  # fmt: skip
def test_fills(body, fill):
    assert painted(body)[0] == fill


def test_strokes():
    body = (
        '<g stroke="red" stroke-width="2mm" stroke-linecap="round" stroke-linejoin="bevel">'
        f'<path fill="none" {LINE}/></g>'
    )
    assert painted(body) == (None, Pencil(RED, 2 * 96 / 25.4, "round", "bevel", 4.0))


def test_transforms_lead_to_points_from_the_top_left():
    inner = f'<g transform="translate(10 0)"><path transform="scale(2)" {LINE}/></g>'
    (shape,) = pictures.read(svg(inner, 'width="80" height="40" viewBox="10 0 40 20"')).shapes
    assert shape.transform == pytest.approx((3, 0, 0, 3, 0, 0))


@pytest.mark.parametrize(
    ("alignment", "transform"),
    [("", (0.75, 0, 0, 0.75, 15, 0)), ('preserveAspectRatio="none"', (1.5, 0, 0, 0.75, 0, 0))],
)
def test_a_view_box_of_another_shape(alignment, transform):
    (shape,) = pictures.read(svg(f"<path {LINE}/>", f'width="80" height="40" viewBox="0 0 40 40" {alignment}')).shapes
    assert shape.transform == pytest.approx(transform)


def test_what_is_not_shown_is_left_out():
    body = (
        f'<title>T</title><defs><path {LINE}/></defs><g display="none"><path {LINE}/></g>'
        f'<path visibility="hidden" {LINE}/><path fill="none" {LINE}/><path d=""/>'
        f'<x:y xmlns:x="urn:x"><x:z/></x:y><metadata><path {LINE}/></metadata>'
        f'<path style="display:none" {LINE}/>'
    )
    assert pictures.read(svg(body)).shapes == ()


def test_a_document_type_without_entities_does_no_harm():
    head = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'
    assert isinstance(pictures.read(svg(head=head)), Drawing)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is no SVG, PNG, JPEG or PDF file"),
        (b"\xff\xd8\xff\xe0 JPEG", "is a damaged JPEG file"),
        (b"<html></html>", "is no SVG file"),
        (b"<svg/>", "is no SVG file"),
        (b"<svg", "is a damaged SVG file"),
        (svg(attributes=""), "is an SVG file that has neither a size nor a viewBox"),
        (svg(attributes='viewBox="0 0 0 10"'), "is an SVG file that has neither a size nor a viewBox"),
        (svg('<path d="M0 0L1"/>'), "is a damaged SVG file: a 'path' in it cannot be read"),
        (svg('<path d="M0 0L nonsense"/>'), "is a damaged SVG file: a 'path' in it cannot be read"),
        (svg('<path d="M0 0h1e9"/>'), "is an SVG file with a point far away"),
        (png("L", 0)[:-20], "is a damaged PNG file"),
        (png("L", 0)[:30] + b"x" + png("L", 0)[31:], "is a damaged PNG file"),
        (b"%PDF-1.7 nothing", "is a damaged PDF file"),
        (page(b"BT (a) Tj ET"), "holds text, which cannot be taken over from a PDF file"),
        (page(b"1 0 0 0 k"), "holds CMYK colours, which cannot be taken over from a PDF file"),
        (page(b"/DeviceCMYK cs"), "holds CMYK colours, which cannot be taken over from a PDF file"),
        (page(b"/Pattern cs"), "holds a gradient or a pattern, which cannot be taken over from a PDF file"),
        (page(b"/a sh"), "holds a gradient or a pattern, which cannot be taken over from a PDF file"),
        (page(b"BI /W 1 /H 1 /IM true ID x EI"), "holds an image, which cannot be taken over from a PDF file"),
        (page(b"/OC /a BDC EMC"), "holds layers, which cannot be taken over from a PDF file"),
        (page(b"nonsense"), "holds what is not understood (nonsense), which cannot be taken over from a PDF file"),
        (page(b"/a Do"), "is a damaged PDF file"),
        (page(b"", Rotate=90), "is a PDF page that stands on its side"),
        (page(b"/g gs", SEE_THROUGH), "holds transparency, which cannot be taken over from a PDF file"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_as_it_looks_is_refused(content, what):
    with pytest.raises(PictureError) as refused:
        pictures.size(content)
    assert refused.value.what == str(refused.value) == what
    assert refused.value.hint


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<text>VSOP</text>", "the element 'text'"),
        ("<image/>", "the element 'image'"),
        ('<use href="#a"/>', "the element 'use'"),
        (f'<path fill="url(#a)" {LINE}/>', "the colour 'url(#a)'"),
        (f'<path fill="blu" {LINE}/>', "the colour 'blu'"),
        (f'<path fill="#ff000080" {LINE}/>', "the colour '#ff000080'"),
        ('<g opacity=".5"/>', "'opacity: .5'"),
        ('<g style="filter:url(#f)"/>', "'filter: url(#f)'"),
        ('<g clip-path="url(#c)"/>', "'clip-path: url(#c)'"),
        ("<style>g path {fill: red}</style>", "the style sheet selector 'g path'"),
        ("<style>@import 'x';</style>", "the style sheet rule '@import 'x';'"),
        (f'<path transform="rotate(1deg)" {LINE}/>', "the transform 'rotate(1deg)'"),
        (f'<path transform="scale(1 2 3 4 5 6)" {LINE}/>', "the transform 'scale(1 2 3 4 5 6)'"),
        (f'<path stroke="red" stroke-width="1em" {LINE}/>', "the length '1em'"),
    ],
)  # fmt: skip
def test_what_is_not_understood_in_an_svg_is_named(body, what):
    with pytest.raises(PictureError) as refused:
        pictures.size(svg(body))
    assert refused.value.what == f"uses {what}, which cannot be taken over from an SVG file"


def test_entities_are_refused():
    bomb = svg("&a;", head='<!DOCTYPE svg [<!ENTITY a "bbbb">]>')
    with pytest.raises(PictureError, match="uses the entity 'a'"):
        pictures.size(bomb)


def test_a_png_of_too_many_pixels_is_refused_before_it_is_unpacked():
    head = b"IHDR" + (40_000).to_bytes(4) + (40_000).to_bytes(4) + b"\x08\x02\0\0\0"
    content = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4) + head + zlib.crc32(head).to_bytes(4)
    with pytest.raises(PictureError, match="has 40000 × 40000 pixels"):
        pictures.size(content)


@pytest.mark.parametrize(
    ("content", "components", "pixel", "alpha"),
    [
        (png("RGB", (1, 2, 3)), 3, b"\1\2\3", b""),
        (png("RGBA", (1, 2, 3, 255)), 3, b"\1\2\3", b""),
        (png("RGBA", (1, 2, 3, 9)), 3, b"\1\2\3", b"\x09"),
        (png("L", 7), 1, b"\7", b""),
        (png("1", 1), 1, b"\xff", b""),
        (png("P", 0), 3, b"\0\0\0", b""),
        (png("P", 0, transparency=0), 3, b"\0\0\0", b"\0"),
        (png("I;16", 0x1234), 1, b"\x12", b""),
    ],
)
def test_pixels_are_eight_bits_of_grey_or_rgb(content, components, pixel, alpha):
    raster = pictures.read(content)
    assert isinstance(raster, Raster)
    assert (raster.columns, raster.rows, raster.components) == (8, 4, components)
    assert zlib.decompress(raster.pixels) == pixel * 32
    assert (zlib.decompress(raster.alpha) if raster.alpha else b"") == alpha * 32


def operators(content: bytes) -> str:
    found = pictures.read(content)
    assert isinstance(found, Page)
    return found.operators.decode().replace("\n", " ").removeprefix("0 g 0 G 1 w 0 J 0 j 10 M []0 d ")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"q 1 0 0 rg 0 0 9 9 re f Q", "q 1 0 0 rg 0 0 9 9 re f Q"),
        (b"/Span <</MCID 0>> BDC 0 0 9 9 re f EMC", "0 0 9 9 re f"),
        (b"BT /F1 12 Tf ET 0 0 9 9 re f", "0 0 9 9 re f"),
        (b"/DeviceRGB cs 1 0 0 sc", "0 0 0 rg 1 0 0 rg"),
        (b"/DeviceGray CS 0.5 SCN", "0 G 0.5 G"),
    ],
)
def test_paths_of_a_page_are_taken_over(content, found):
    assert operators(page(content)) == found


def test_profiles_of_a_page_become_device_colours():
    spaces = {"/ColorSpace": lambda file: {"/a": [pikepdf.Name.ICCBased, file.make_stream(b"", N=3)]}}
    assert operators(page(b"/a cs 1 0 0 scn", spaces)) == "0 0 0 rg 1 0 0 rg"


def test_forms_of_a_page_are_put_in_their_places():
    def form(file: pikepdf.Pdf) -> dict[str, object]:
        made = file.make_stream(b"0 0 9 9 re f", Subtype=pikepdf.Name.Form, BBox=[1, 2, 11, 22])
        return {"/f": made}

    expected = "q 1 0 0 1 0 0 cm 1 2 10 20 re W n 0 0 9 9 re f Q 5 w"
    assert operators(page(b"/f Do 5 w", {"/XObject": form})) == expected


def test_forms_without_end_are_refused():
    def form(file: pikepdf.Pdf) -> dict[str, object]:
        made = file.make_stream(b"/f Do", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        made = file.make_indirect(made)
        made.Resources = pikepdf.Dictionary({"/XObject": {"/f": made}})
        return {"/f": made}

    with pytest.raises(PictureError, match="forms in forms without end"):
        pictures.size(page(b"/f Do", {"/XObject": form}))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"q " * 25 + b"0 0 9 9 re f " + b"Q " * 25, "holds groups nested too deep"),
        (b"0 0 2147483648 9 re f", "a point far away"),
    ],
)
def test_what_pdf_a_has_no_room_for_is_refused(content, what):
    with pytest.raises(PictureError, match=what):
        pictures.size(page(content))


def test_states_one_after_the_other_are_let_through():
    assert operators(page(b"q Q " * 30 + b"q " * 24 + b"2147483647 w")).endswith("q 2147483647 w")


def test_a_harmless_graphics_state_is_let_through():
    assert operators(page(b"/g gs 1 w", {"/ExtGState": {"/g": {"/ca": 1, "/BM": pikepdf.Name.Normal}}})) == "1 w"


def test_a_locked_pdf_is_refused():
    file, stream = pikepdf.new(), io.BytesIO()
    file.add_blank_page()
    file.save(stream, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(PictureError, match="is a PDF file with a password"):
        pictures.size(stream.getvalue())


def test_further_pages_become_files_of_their_own_and_equal_ones_equal_bytes():
    whole = pikepdf.open(io.BytesIO(page(b"0 0 9 9 re f")))
    for paths in (b"5 w", b"5 w"):
        other = pikepdf.open(io.BytesIO(page(paths)))
        whole.pages.extend(other.pages)
    stream = io.BytesIO()
    whole.save(stream)
    first, second, third = pages(stream.getvalue())
    assert first == stream.getvalue()
    assert [operators(each) for each in (first, second, third)] == ["0 0 9 9 re f", "5 w", "5 w"]
    assert second == third


def test_a_damaged_file_has_no_pages():
    with pytest.raises(PictureError, match="is a damaged PDF file"):
        pages(b"%PDF-")
    assert pages(svg()) == (svg(),)
