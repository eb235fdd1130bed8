"""Files for print shops: what PDF/X asks for and forbids, looked up in the file and asked of poppler and qpdf."""

import io

import pikepdf
import pytest
from PIL import Image

from flyer import pdf
from flyer.pdf.press import CONDITIONS
from flyer.typeset.colour import REGISTRATION, WHITE, Colour
from flyer.typeset.frame import (
    ORIGIN,
    Attachment,
    Conformance,
    Fill,
    Link,
    Modules,
    Picture,
    Point,
    Role,
    Rule,
    Size,
)
from flyer.typeset.pictures import ProfileError

RED = Colour(1.0, 0.0, 0.0)
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">
<path fill="#f00" stroke="#808080" d="M0 0h10v10H0z"/><path d="M12 5H18v2z"/></svg>"""
FORBIDDEN = {"/DeviceRGB", "/CalRGB", "/ICCBased", "/SMask", "/ca", "/CA", "/BM", "/Annots", "/LZWDecode", "/S/Link"}
FORBIDDEN |= {"/StructTreeRoot", "/StructParents", "/MarkInfo", "/Outlines", "/ObjStm", "/AcroForm", "/Encrypt", "/AA"}


def png(image: Image.Image, kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


def logo_of_a_pdf() -> bytes:
    file = pikepdf.new()
    file.add_blank_page(page_size=(20, 10))
    file.pages[0].Contents = file.make_stream(b"1 0 0 rg 0 0 10 10 re f 0.5 g 0.2 0.2 0.2 RG 10 5 m 20 5 l S")
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


@pytest.fixture
def flyer(document, frame, text):
    """A document with everything a page can hold."""

    def make(**fields):
        pictures = [png(Image.new("RGBA", (2, 2), (255, 0, 0, 128))), png(Image.new("L", (2, 2), 90)), SVG]
        pictures += [png(Image.new("RGB", (16, 8), (9, 80, 160)), "JPEG"), logo_of_a_pdf()]
        items = [Picture(Point(30.0 * n, 20.0), Size(20.0, 10.0), content) for n, content in enumerate(pictures)]
        page = frame(
            Rule(Point(0.0, 4.0), Point(0.0, 9.0), 0.25, REGISTRATION),
            frame(Fill(ORIGIN, Size(200.0, 100.0), RED), shared=True),
            frame(text("Heading"), role=Role.H1),
            frame(text("Text"), Link(ORIGIN, Size(20.0, 10.0), "https://example.org"), role=Role.P, clip=True),
            *(frame(item, role=Role.FIGURE, alt="a picture") for item in items),
            frame(Modules(Point(150.0, 50.0), 20.0, (5, 2, 7))),
            size=Size(200.0, 100.0),
        )
        described = {"conformance": frozenset({Conformance.PDF_X_1A}), "condition": "FOGRA51"}
        sheet = {"trim": Size(180.0, 80.0), "bleed": 5.0}
        return document(page, **{**described, **sheet, **fields})

    return make


@pytest.fixture
def x4(press_icc):
    return {"conformance": frozenset({Conformance.PDF_X_4}), "icc": press_icc}


@pytest.fixture
def content(written, document, frame):
    """The operators of a page of a file for a print shop."""

    def read(*items):
        described = {"conformance": frozenset({Conformance.PDF_X_1A}), "condition": "FOGRA39"}
        return written(document(frame(*items), **described)).pages[0].Contents.read_bytes().decode("ascii").split("\n")

    return read


def everything(file: pikepdf.Pdf) -> str:
    """All objects, and the contents of pages and forms, in one text."""
    parts = []
    for item in file.objects:
        parts.append(item.unparse().decode("latin-1").replace(" ", "") if item is not None else "")
        if isinstance(item, pikepdf.Stream):
            parts.append(str(dict(item.items())))
    return "\n".join(parts)


def test_pdf_x_1a_is_named_and_dated(judge, flyer):
    content = pdf.write(flyer())
    shown = dict(line.split(":", 1) for line in judge("pdfinfo", "-box", content).splitlines() if ":" in line)
    assert shown["PDF version"].strip() == "1.4"
    assert shown["PDF subtype"].strip() == "PDF/X-1a:2003"
    assert shown["Tagged"].strip() == "no"
    assert shown["TrimBox"].split() == ["10.00", "10.00", "190.00", "90.00"]
    assert shown["BleedBox"].split() == ["5.00", "5.00", "195.00", "95.00"]
    assert shown["MediaBox"].split() == ["0.00", "0.00", "200.00", "100.00"]
    assert {"Title", "CreationDate", "ModDate"} <= set(shown)


def test_qpdf_finds_nothing_wrong(judge, flyer, x4):
    for content in (pdf.write(flyer()), pdf.write(flyer(**x4))):
        assert "No syntax or stream encoding errors" in judge("qpdf", "--check", content)


def test_all_fonts_are_embedded(judge, flyer):
    rows = judge("pdffonts", pdf.write(flyer())).splitlines()[2:]
    assert rows
    assert all(row.split()[-5:-3] == ["yes", "yes"] for row in rows)


def test_nothing_forbidden_stands_in_pdf_x_1a(written, flyer):
    text = everything(written(flyer()))
    assert not [key for key in FORBIDDEN if key in text]


def test_all_colours_are_inks(written, flyer, x4):
    for file in (written(flyer()), written(flyer(**x4))):
        forms = [o for o in file.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Form"]
        streams = [file.pages[0], *forms]
        used = {str(token) for stream in streams for _, token in pikepdf.parse_content_stream(stream)}
        assert not used & {"rg", "RG", "cs", "CS", "sc", "scn", "SC", "SCN", "sh", "BDC", "BMC", "EMC"}
        assert {"k", "K"} <= used


def test_images_are_in_cmyk_or_grey_and_opaque(written, flyer):
    images = [o for o in written(flyer()).objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
    assert sorted(str(image.ColorSpace) for image in images) == ["/DeviceCMYK", "/DeviceCMYK", "/DeviceGray"]
    assert b"\0\x80\x80\0" * 4 in [image.read_bytes() for image in images]


def test_the_printing_condition_is_named(written, flyer):
    file = written(flyer(condition="FOGRA39"))
    (intent,) = file.Root.OutputIntents
    assert {key: str(value) for key, value in intent.items()} == {
        "/Type": "/OutputIntent",
        "/S": "/GTS_PDFX",
        "/OutputConditionIdentifier": "FOGRA39",
        "/RegistryName": "http://www.color.org",
        "/Info": CONDITIONS["FOGRA39"],
    }
    assert str(file.docinfo.Trapped) == "/False"
    assert str(file.docinfo.GTS_PDFXVersion) == "PDF/X-1a:2003"
    assert len(file.trailer.ID) == 2
    assert "/Metadata" not in file.Root


def test_pdf_x_4_carries_the_profile(judge, written, flyer, x4, press_icc):
    document = flyer(**x4, condition="FOGRA51")
    file = written(document)
    (intent,) = file.Root.OutputIntents
    assert (intent.DestOutputProfile.N, intent.DestOutputProfile.read_bytes()) == (4, press_icc)
    assert (str(intent.OutputConditionIdentifier), str(intent.Info)) == ("Custom", "Press of the tests")
    assert file.pdf_version == "1.6"
    xmp = file.Root.Metadata.read_bytes().decode()
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp
    for key in ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass", "xmp:MetadataDate", "pdf:Trapped"):
        assert f"<{key}>" in xmp
    assert "PDF/X-4" in judge("pdfinfo", pdf.write(document))


def test_a_file_for_a_press_claims_nothing_about_readers(written, flyer, x4):
    file = written(flyer(**{**x4, "conformance": frozenset({Conformance.PDF_X_4, Conformance.PDF_UA_1})}))
    assert b"pdfuaid" not in file.Root.Metadata.read_bytes()


def test_pdf_x_4_stays_transparent_and_mixes_in_inks(written, flyer, x4):
    file = written(flyer(**x4))
    images = [o for o in file.objects if isinstance(o, pikepdf.Stream) and "/SMask" in o]
    assert [str(image.ColorSpace) for image in images] == ["/DeviceCMYK"]
    assert str(file.pages[0].Group.CS) == "/DeviceCMYK"


def test_equal_documents_give_equal_files(flyer, x4):
    assert pdf.write(flyer()) == pdf.write(flyer())
    assert pdf.write(flyer(**x4)) == pdf.write(flyer(**x4))
    assert pdf.write(flyer()) != pdf.write(flyer(title="Another"))


def test_without_a_trim_the_sheet_is_it(written, flyer):
    page = written(flyer(trim=None, bleed=0.0)).pages[0]
    assert list(page.TrimBox) == list(page.BleedBox) == list(page.MediaBox)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"bleed": 10.5}, "a bleed of 10.5 pt does not lie on the sheet"),
        ({"condition": "FOGRA27"}, "'FOGRA27' is no printing condition"),
        ({"attachments": (Attachment("a", "b/c", "Data", "d", b"e"),)}, "carries no other files"),
        ({"conformance": frozenset({Conformance.PDF_X_4})}, "is no ICC profile"),
    ],
)
def test_what_pdf_x_forbids_is_refused(flyer, fields, message):
    with pytest.raises(ValueError, match=message):
        pdf.write(flyer(**fields))


def test_a_wrong_profile_is_told_from_other_mistakes(flyer, x4):
    with pytest.raises(ProfileError):
        pdf.write(flyer(**{**x4, "icc": b"no profile"}))


def test_black_text_and_rules_overprint_and_nothing_else_does(content, text):
    black, rule = text("a"), Rule(ORIGIN, Point(9.0, 0.0), 1.0)
    red = Rule(ORIGIN, Point(9.0, 0.0), 1.0, RED)
    picture = Picture(ORIGIN, Size(2.0, 1.0), SVG)
    fill = Fill(ORIGIN, Size(2.0, 1.0), Colour(0.0, 0.0, 0.0), stroke=WHITE, thickness=1.0)
    lines = content(black, rule, red, rule, Modules(ORIGIN, 3.0, (1,)), black, picture, black, fill)
    shown = [line for line in lines if line.endswith((" gs", " k", " K", "TJ", "S", "EI Q", "Do Q", "B"))]
    assert [line if line.endswith("gs") else line.split()[-1].rpartition("]")[2] for line in shown] == [
        *("/Over gs", "k", "TJ", "K", "S"),
        *("/Out gs", "K", "S"),
        *("/Over gs", "K", "S"),
        *("/Out gs", "Q"),
        *("/Over gs", "TJ", "/Out gs", "Q"),
        *("/Over gs", "TJ", "/Out gs", "K", "B"),
    ]


def test_overprint_is_that_of_inks_alone(written, flyer):
    states = written(flyer()).pages[0].Resources.ExtGState
    assert {key: (bool(s.OP), bool(s.op), int(s.OPM)) for key, s in states.items()} == {
        "/Over": (True, True, 1),
        "/Out": (False, False, 0),
    }


def test_grey_is_black_ink_and_marks_are_all_inks(content, text):
    marks = Rule(ORIGIN, Point(9.0, 0.0), 1.0, REGISTRATION)
    lines = content(text("a"), Fill(ORIGIN, Size(2.0, 1.0), Colour(0.4, 0.4, 0.4)), marks)
    assert [line for line in lines if line.endswith((" k", " K"))] == ["0 0 0 1 k", "0 0 0 0.6 k", "1 1 1 1 K"]


def test_drawings_are_in_inks(written, document, frame):
    described = {"conformance": frozenset({Conformance.PDF_X_1A}), "condition": "FOGRA39"}
    made = []
    for picture in (SVG, logo_of_a_pdf()):
        page = written(document(frame(Picture(ORIGIN, Size(20.0, 10.0), picture)), **described)).pages[0]
        (form,) = page.Resources.XObject.values()
        made.append(form.read_bytes())
    svg, logo = made
    assert b"0 1 1 0 k" in svg
    assert b"0 0 0 0.498 K" in svg
    assert b"0.000 1.000 1.000 0.000 k" in logo
    assert b"0.5 g" in logo
    assert b"0.000 0.000 0.000 0.800 K" in logo
