"""Poppler and PDFium give names from right to left back in the order in which they are read."""

import datetime as dt
import os
import subprocess
import unicodedata
from pathlib import Path

import page as validator
import pypdfium2
import pytest

from flyer import pdf
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import Document, Frame, Point, Role, Size
from flyer.typeset.lines import line

PAPER = Size(300.0, 400.0)
LINES = [
    "Tagung der Sozialplanerinnen und Sozialplaner",
    "Prof. Dr. יעל כהן, Haifa",
    "محمد بن علي (Berlin)",
    "יעל כהן",
    "محمد بن علي",
    "מוּחַמָּד שָׁלוֹם",
    "مُحَمَّد الله لا",
    "יעל, דוד, Haifa, دينا",
    "Berlin: محمد",
    "„יעל“ und «محمد», A.",
    "Wir danken allen, die gekommen sind",
]


@pytest.fixture(scope="module")
def made() -> bytes:
    frames = [
        Frame(
            Point(20.0, 20.0 + 20.0 * number),
            Size(260.0, 20.0),
            (line(text, Style(builtin(), 12.0), Point(0, 15)),),
            Role.P,
        )
        for number, text in enumerate(LINES)
    ]
    page = Frame(Point(0.0, 0.0), PAPER, tuple(frames))
    return pdf.write(Document("Namen", "de", dt.datetime(2022, 3, 28, tzinfo=dt.UTC), PAPER, (page,)))


def read(text: str) -> list[str]:
    """The lines without invisible marks, their accents in one order."""
    printed = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return [unicodedata.normalize("NFC", each.strip()) for each in printed.split("\n") if each.strip()]


def test_pdfium_reads_them(made: bytes) -> None:
    text = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_range()
    assert read(text) == [unicodedata.normalize("NFC", each) for each in LINES]


def test_poppler_reads_them(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "names.pdf"
    path.write_bytes(made)
    try:
        done = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    except FileNotFoundError:
        assert "CI" not in os.environ, "pdftotext is missing"
        pytest.skip("pdftotext is missing")
    assert read(done.stdout.decode().replace("\f", "")) == [unicodedata.normalize("NFC", each) for each in LINES]


def test_they_are_tagged_as_they_should_be(made: bytes) -> None:
    assert validator.validate_pdf_bytes(made, profile="ua1").failures == []
