"""Foreign judges look at what the ink writes: two validators, PDFium, poppler, qpdf and a reader of QR symbols."""

import datetime as dt
import io
import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import page as validator
import pikepdf
import pypdfium2
import pytest
import qrcode
import zxingcpp
from PIL import Image

from flyer import pdf
from flyer.typeset.colour import BLACK, WHITE, Colour
from flyer.typeset.family import Cut, Style, builtin, ocr_b
from flyer.typeset.frame import (
    Attachment,
    Conformance,
    Document,
    Fill,
    Frame,
    Item,
    Link,
    Modules,
    Part,
    Picture,
    Point,
    Role,
    Rule,
    Size,
    Text,
)
from flyer.typeset.lines import line
from flyer.units import mm

PAPER = Size(mm(210), mm(297))
BLUE = Colour.parse("#005a8c")
LETTERS = (Path(__file__).parents[1] / "data" / "din91379-letters.txt").read_text("utf-8").split("\n", 1)[1].split()
PAYLOAD = "BCD\n002\n1\nSCT\nLUHSDE6AXXX\nVerein für Sozialplanung\nDE07545500100380021436\nEUR330"
SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><style>.a{fill:#005a8c}</style>
<path class="a" fill-rule="evenodd" d="M0 0h20v20H0zM5 5h10v10H5z"/><circle cx="30" cy="10" r="8" fill="none"
 stroke="#e2001a" stroke-width="3"/></svg>"""


def text(words: str, x: float = 0.0, y: float = 10.0, cut: Cut = Cut.REGULAR, **style: object) -> Text:
    soft = str(style.pop("soft", ""))
    made = Style(**{"family": builtin(), "size": 10.0, "cut": cut, **style})  # type: ignore[arg-type]
    return line(words, made, Point(x, y), soft=soft)


def frame(*children: Frame | Item, x: float = 0.0, y: float = 0.0, **fields: object) -> Frame:
    size = Size(*fields.pop("size", (400.0, 16.0)))  # type: ignore[misc]
    return Frame(Point(x, y), size, children, **fields)  # type: ignore[arg-type]


def document(*pages: tuple[Frame, ...], **fields: object) -> Document:
    frames = tuple(Frame(Point(0.0, 0.0), PAPER, (frame(*page, x=60.0, y=60.0),)) for page in pages)
    dated = dt.datetime(2022, 3, 28, 13, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    described = {"title": "Prüfung & <mehr>", "language": "de", "dated": dated, "paper": PAPER, "author": "Ä"}
    return Document(**{**described, **fields}, pages=frames)  # type: ignore[arg-type]


def paragraphs(*lines: Text) -> tuple[Frame, ...]:
    return tuple(frame(item, y=16.0 * number, role=Role.P) for number, item in enumerate(lines))


def symbol(payload: str) -> tuple[int, ...]:
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(payload)
    return tuple(int("".join("01"[dark] for dark in row), 2) for row in code.get_matrix())


def png(mode: str) -> bytes:
    image = Image.linear_gradient("L").resize((32, 16))
    if mode == "RGBA":
        image = Image.merge("RGBA", (image, image, image, image))
    stream = io.BytesIO()
    image.convert(mode).save(stream, "PNG")
    return stream.getvalue()


def pdf_logo() -> bytes:
    file, stream = pikepdf.new(), io.BytesIO()
    file.add_blank_page(page_size=(40, 20))
    file.pages[0].Contents = file.make_stream(b"q 0 0.35 0.55 rg 2 2 16 16 re f 3 w 22 10 m 38 10 l S Q")
    file.save(stream)
    return stream.getvalue()


def figure(*items: Item, alt: str, y: float = 0.0, **fields: object) -> Frame:
    return frame(*items, y=y, size=(100.0, 100.0), role=Role.FIGURE, alt=alt, **fields)


def table_over_two_pages() -> Document:
    def cell(words: str, column: int, role: Role, **fields: object) -> Frame:
        return frame(text(words), x=100.0 * column, size=(100.0, 16.0), role=role, **fields)

    def row(*cells: Frame, y: float, role: Role | None = Role.TR) -> Frame:
        return frame(*cells, Rule(Point(0.0, 16.0), Point(300.0, 16.0), 0.5), y=y, role=role)

    def rows(first: int, last: int) -> list[Frame]:
        return [
            row(
                cell(str(number), 0, Role.TH, scope="Row"),
                cell(f"Leistung {number}", 1, Role.TD),
                cell("" if number == 4 else f"{number},00 €", 2, Role.TD),
                y=16.0 * (number - first + 1),
            )
            for number in range(first, last)
        ]

    titles = ("Pos.", "Leistung", "Betrag")
    head = row(*(cell(title, n, Role.TH, scope="Column") for n, title in enumerate(titles)), y=0.0)
    again = replace(frame(*(text(title, 100.0 * n) for n, title in enumerate(titles))), shared=True)
    total = row(cell("Summe", 0, Role.TH, scope="Row", span=2), cell("55,00 €", 2, Role.TD), y=96.0)
    first = frame(head, *rows(1, 6), role=Role.TABLE, part=Part("items", 0))
    second = frame(again, *rows(6, 11), total, role=Role.TABLE, part=Part("items", 1))
    return document((first,), (second,))


def links_over_lines() -> Document:
    def half(words: str, x: float, y: float, rank: int) -> Frame:
        link = Link(Point(x, y - 10.0), Size(80.0, 14.0), "https://example.org/Größe")
        return frame(text(words, x, y), link, role=Role.LINK, part=Part("link", rank))

    return document(
        (
            frame(text("siehe "), half("example.org/", 30.0, 10.0, 0), half("Größe", 0.0, 26.0, 1), role=Role.P),
            frame(text("ruf an"), Link(Point(0.0, 0.0), Size(40.0, 14.0), "tel:+49341"), y=40.0, role=Role.P),
        )
    )


def lists() -> Document:
    def item(number: int, words: str) -> Frame:
        label, body = frame(text("•"), role=Role.LBL), frame(text(words, 12.0), role=Role.LBODY)
        return frame(label, body, y=16.0 * number, role=Role.LI)

    return document((frame(*(item(n, words) for n, words in enumerate(("eins", "zwei"))), role=Role.L),))


def panels() -> Document:
    def panel(rank: int, x: float) -> Frame:
        heading = frame(text(f"Tafel {rank}", cut=Cut.BOLD), role=Role.H2)
        body = frame(text(f"Text {rank}"), y=20.0, role=Role.P)
        return frame(heading, body, x=x, y=50.0, role=Role.SECT, part=Part("sheet", rank))

    title = frame(text("Tagung", size=20.0, colour=BLUE), role=Role.H1)
    return document((title, panel(3, 0.0), panel(4, 150.0), panel(0, 300.0)), (panel(1, 0.0), panel(2, 150.0)))


def shared() -> Document:
    ground = frame(
        Fill(Point(0.0, 0.0), Size(200.0, 60.0), BLUE.tint(0.2), 6.0),
        text("VSOP ḱ", 5.0, 20.0, Cut.SEMIBOLD),
        Picture(Point(150.0, 10.0), Size(40.0, 20.0), SVG),
        Rule(Point(0.0, 40.0), Point(200.0, 40.0), 0.5, BLUE, (2.0, 1.0)),
        size=(200.0, 60.0),
        shared=True,
    )
    name = frame(text("Isolde", 5.0, 50.0), role=Role.P)
    return document((ground, name, replace(ground, at=Point(0.0, 100.0))), (ground, name))


def turned() -> Document:
    strip = frame(
        Fill(Point(0.0, 0.0), Size(100.0, 16.0), BLUE),
        text("Gedreht", 4.0, 12.0, colour=WHITE),
        Link(Point(0.0, 0.0), Size(100.0, 16.0), "mailto:post@example.org"),
        size=(100.0, 16.0),
        role=Role.P,
    )
    code = figure(Modules(Point(10.0, 10.0), 80.0, symbol("upside down")), alt="QR-Code", turn=180)
    tilted = (replace(strip, at=Point(200.0, 90.0 * n), turn=turn) for n, turn in enumerate((90, 180, 270)))
    return document((*tilted, code))


DOCUMENTS = {
    "cuts": document(paragraphs(*(text(f"{cut}: Grüße „ÄÖÜß“ – 1.234,56 € fi ffi AV", cut=cut) for cut in Cut))),
    "faces": document(
        paragraphs(
            text("Ελλάς Жуков ✓ → 𝔸 Ḱ Ȩ M\u0304 C\u0328\u0306 עברית"),
            text("Nr.\u00a01 Soft\u00adhyphen"),
            text("DE07 5455 0010", family=ocr_b()),
            text("am Ende der ", soft=" "),
        )
    ),
    "letters": document(*(paragraphs(*(text(f"n{c}n") for c in LETTERS[n : n + 40])) for n in range(0, 500, 40))),
    "table": table_over_two_pages(),
    "lists": lists(),
    "links": links_over_lines(),
    "panels": panels(),
    "figures": document(
        (
            figure(Modules(Point(0.0, 0.0), 80.0, symbol(PAYLOAD)), alt="GiroCode über 330 €"),
            figure(Picture(Point(0.0, 0.0), Size(80.0, 40.0), SVG), alt="SVG", y=100.0),
            figure(Picture(Point(0.0, 0.0), Size(80.0, 40.0), png("RGBA")), alt="PNG mit Alpha", y=200.0),
            figure(Picture(Point(0.0, 0.0), Size(80.0, 40.0), png("L")), alt="PNG in Grau", y=300.0),
            figure(Picture(Point(0.0, 0.0), Size(80.0, 40.0), pdf_logo()), alt="PDF", y=400.0),
            figure(Fill(Point(0.0, 0.0), Size(80.0, 40.0), None, 4.0, BLACK, 0.5), alt="Kasten", y=500.0),
        )
    ),
    "turned": turned(),
    "shared": shared(),
    "attachments": document(
        paragraphs(text("Rechnung")),
        attachments=(
            Attachment("factur-x.xml", "text/xml", "Alternative", "Rechnung", b"<x/>"),
            Attachment("Größe.txt", "text/plain", "Supplement", "", b""),
        ),
    ),
    "cut paper": document(paragraphs(text("Anschnitt")), trim=Size(mm(200), mm(280)), bleed=mm(3)),
    "artifacts": document((text("Seite 1"), Fill(Point(0.0, 20.0), Size(9.0, 9.0), BLUE))),
    "empty": document(()),
}

every_document = pytest.mark.parametrize("made", DOCUMENTS.values(), ids=DOCUMENTS)


@every_document
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_validator_finds_nothing(made, profile):
    report = validator.validate_pdf_bytes(pdf.write(made), profile=profile)
    assert [(failure.rule_id, str(failure)) for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize(("claim", "profile"), [(Conformance.PDF_UA_1, "ua1"), (Conformance.PDF_A_3A, "3a")])
def test_without_the_claim_the_validator_objects(claim, profile):
    made = replace(DOCUMENTS["cuts"], conformance=DOCUMENTS["cuts"].conformance - {claim})
    assert not validator.validate_pdf_bytes(pdf.write(made), profile=profile).is_compliant


@every_document
def test_qpdf_finds_nothing(made, judge):
    assert "No syntax or stream encoding errors found" in judge("qpdf", "--check", pdf.write(made))


@pytest.mark.parametrize("name", ["cuts", "faces", "letters"])
def test_all_fonts_are_embedded_subsets_with_text(name, judge):
    _, _, *fonts = judge("pdffonts", pdf.write(DOCUMENTS[name])).splitlines()
    assert len(fonts) >= 2
    assert {tuple(font.split()[1:7]) for font in fonts} == {("CID", "TrueType", "Identity-H", "yes", "yes", "yes")}


def source(made: Document) -> str:
    """The lines of a document as they were set, page after page."""

    def walk(item: Frame | Item) -> list[str]:
        if isinstance(item, Text):
            return [item.text + item.soft] if item.runs else []
        return [words for child in item.children for words in walk(child)] if isinstance(item, Frame) else []

    return "\n".join(words for page in made.pages for words in walk(page))


def same(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").split()


READABLE = ["cuts", "letters", "lists", "table", "attachments", "cut paper"]


@pytest.mark.parametrize("name", READABLE)
def test_pdfium_reads_what_was_set(name):
    pages = pypdfium2.PdfDocument(pdf.write(DOCUMENTS[name]))
    assert same("\n".join(page.get_textpage().get_text_bounded() for page in pages)) == same(source(DOCUMENTS[name]))


@pytest.mark.parametrize("name", READABLE)
def test_poppler_reads_what_was_set(name, judge, tmp_path):
    judge("pdftotext", "-raw", pdf.write(DOCUMENTS[name]))
    assert same((tmp_path / "judged.txt").read_text("utf-8")) == same(source(DOCUMENTS[name]))


def test_the_structure_reads_in_order(judge):
    """Panels that lie on two pages out of order, as a reading program gets them."""
    told = judge("pdfinfo", "-struct-text", pdf.write(DOCUMENTS["panels"]))
    quoted = [words.strip().strip('"') for words in told.splitlines() if '"' in words]
    assert quoted == ["Tagung", *(words for n in range(5) for words in (f"Tafel {n}", f"Text {n}"))]


def test_a_table_over_two_pages_is_one_table(judge):
    told = judge("pdfinfo", "-struct-text", pdf.write(DOCUMENTS["table"]))
    assert told.count("Table (block)") == 1
    assert told.count("TR") == 12
    assert told.count('"Pos."') == 1


def rendered(made: Document, dpi: int) -> list[Image.Image]:
    pages = pypdfium2.PdfDocument(pdf.write(made))
    return [page.render(scale=dpi / 72).to_pil().convert("L") for page in pages]


@pytest.mark.parametrize(("name", "payload"), [("figures", PAYLOAD), ("turned", "upside down")])
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_qr_symbols_can_be_read_from_the_page(name, payload, dpi):
    assert payload in [found.text for found in zxingcpp.read_barcodes(rendered(DOCUMENTS[name], dpi)[0])]


def test_every_module_is_where_it_should_be():
    """The symbol as PDFium paints it, module for module."""
    rows = symbol(PAYLOAD)
    made = document((figure(Modules(Point(0.0, 0.0), 4.0 * len(rows), rows), alt="QR"),))
    image = rendered(made, 144)[0]
    for y, row in enumerate(rows):
        for x in range(len(rows)):
            dark = image.getpixel((120 + 8 * x + 4, 120 + 8 * y + 4)) < 128
            assert dark == bool(row >> (len(rows) - 1 - x) & 1), (x, y)


def test_another_process_writes_the_same_bytes():
    """With another order of hashes, another zone and another language."""
    script = (
        "import hashlib, test_pdf as t; "
        "print([hashlib.sha256(t.pdf.write(made)).hexdigest() for made in t.DOCUMENTS.values()])"
    )
    here, there = (
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone, locale in (("1", "UTC", "C.UTF-8"), ("77", "America/New_York", "de_DE.UTF-8"))
    )
    assert here == there


def test_a_document_gives_the_same_bytes_after_others():
    first = pdf.write(DOCUMENTS["faces"])
    for made in DOCUMENTS.values():
        pdf.write(made)
    assert pdf.write(DOCUMENTS["faces"]) == first
