"""Foreign judges over the letters: of one line and of many, in both languages, both forms, and on letter paper."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image

from bills import EVENT, WITH_MEALS, bill
from flyer import pdf
from flyer.documents.invoices import compose
from flyer.event.model import Asset, Documents, Event, InvoiceSettings
from flyer.payment.epc import payload
from flyer.typeset.family import builtin
from flyer.typeset.pictures import PictureError, read
from flyer.wording import Wording


def letter_paper(operators: bytes = b"0.8 0.1 0.1 rg 0 800 595.28 41.89 re f") -> bytes:
    """A page of A4 by another program."""
    file, written = pikepdf.new(), io.BytesIO()
    file.add_blank_page(page_size=(595.28, 841.89))
    file.pages[0].Contents = file.make_stream(operators)
    file.save(written, deterministic_id=True)
    return written.getvalue()


def two_pages() -> bytes:
    """Letter paper with another second page."""
    written = io.BytesIO()
    first, second = io.BytesIO(letter_paper()), io.BytesIO(letter_paper(b"0 0 99 9 re f"))
    with pikepdf.open(first) as file, pikepdf.open(second) as more:
        file.pages.extend(more.pages)
        file.save(written, deterministic_id=True)
    return written.getvalue()


def scanned() -> bytes:
    """Letter paper of half transparent pixels."""
    written = io.BytesIO()
    Image.new("RGBA", (210, 297), (20, 80, 130, 60)).save(written, "PNG")
    return written.getvalue()


def on_paper(content: bytes) -> InvoiceSettings:
    return InvoiceSettings(letterhead=Asset(path="paper", content=content))


SETTINGS = {
    "form A": InvoiceSettings(form="A"),
    "form B": InvoiceSettings(),
    "letter paper": on_paper(letter_paper()),
    "letter paper of two pages": on_paper(two_pages()),
    "scanned letter paper": on_paper(scanned()),
}


def event_with(settings: InvoiceSettings) -> Event:
    return replace(EVENT, documents=Documents(invoices=settings))


def written(count: int, language: str, name: str) -> bytes:
    event = event_with(SETTINGS[name])
    return pdf.write(compose(bill(WITH_MEALS, count, event=event), event, Wording.of(language), builtin()))


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("count", [1, 10, 67], ids=["3 lines", "30 lines", "201 lines"])
def test_a_letter_is_pdf_a_and_pdf_ua_at_once(tmp_path: Path, count: int, language: str, name: str) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(written(count, language, name))
    for profile in ("3a", "ua1"):
        result = page_validation.validate_pdf(str(path), profile=profile)
        assert result.is_compliant, [failure.rule_id for failure in result.failures]


def elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """A structure element and all below it, in reading order."""
    held = element.get("/K", [])
    for kid in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_reader_is_told_of_columns_sums_and_the_payment(language: str) -> None:
    with pikepdf.open(io.BytesIO(written(67, language, "letter paper"))) as file:
        found = list(elements(file.Root.StructTreeRoot))
        heads = Counter(str(each.A.Scope) for each in found if each.S == "/TH")
        (code,) = (str(each.Alt) for each in found if each.S == "/Figure")
        lines, sums = (len(each.K) for each in found if each.S == "/Table")
    assert heads == {"/Column": 6, "/Row": sums}
    assert lines == 1 + 3 * 67
    assert "DE07 5455 0010 0380 0214 36" in code
    assert {"de": "32.193,50", "en": "32,193.50"}[language] in code


def test_letter_paper_is_in_the_file_once() -> None:
    with pikepdf.open(io.BytesIO(written(67, "de", "letter paper"))) as file:
        streams = [each.read_bytes() for each in file.objects if isinstance(each, pikepdf.Stream)]
        papers = [each for each in streams if b"0.8 0.1 0.1 rg" in each]
        assert (len(file.pages) > 5, len(papers)) == (True, 1)


@pytest.mark.parametrize(
    ("operators", "what"),
    [(b"0 0 0 1 k 0 0 9 9 re f", "CMYK colours"), (b"BT /F1 9 Tf (Verein) Tj ET", "text")],
)
def test_letter_paper_that_would_not_be_pdf_a_is_refused(operators: bytes, what: str) -> None:
    with pytest.raises(PictureError, match=what) as caught:
        read(letter_paper(operators))
    assert caught.value.hint


def test_a_payment_code_is_read_on_letter_paper() -> None:
    sheet = pdfium.PdfDocument(written(1, "de", "letter paper"))[0].render(scale=2).to_pil()
    event = event_with(SETTINGS["letter paper"])
    (code,) = zxingcpp.read_barcodes(sheet)
    assert code.bytes == payload(bill(WITH_MEALS, event=event).transfer)
