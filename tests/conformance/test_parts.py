"""Foreign judges look at badges of people with hard names that were drawn in parts, and at the same in one piece."""

import csv
import io
from collections.abc import Callable

import page as validator
import pypdfium2 as pdfium
import pytest
import zxingcpp

from flyer import pdf, preflight
from flyer.cli.drawing import draw
from flyer.documents import badges
from flyer.documents.badge import pages
from flyer.documents.badge.sheets import Sheets
from flyer.event.model import Event
from flyer.people.load import load
from flyer.people.model import Participant
from flyer.problems import UserError
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document
from flyer.typeset.parts import Parted
from flyer.typeset.stocks import Edge, stocks
from flyer.wording import Wording
from hard_names import rows

STOCK = stocks()["avery-zweckform-l4785"]
SHEETS = Sheets(duplex=Edge.LONG, tray_cards=True, cut_and_stack=True, skip=frozenset({2, 3}), blank=7)


@pytest.fixture(scope="module")
def wearers(vsop: Event) -> list[Participant]:
    """Every hundredth of those with hard names, if it fits."""
    cells = [{**row, "fee": "standard"} for n, row in enumerate(rows()) if n % 100 == 0]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, cells[0].keys())
    writer.writeheader()
    writer.writerows(cells)
    loaded = load(text.getvalue().encode(), "participants.csv", vsop, skip_invalid=True)
    bad = {problem.place.line for problem in preflight.letters(vsop, loaded, builtin())}
    people = [each for each in loaded.participants if each.places[""].line not in bad]
    with pytest.raises(UserError) as error:
        tuple(compose(vsop, people).pages)
    bad = {problem.place.line for problem in error.value.problems}
    return [each for each in people if each.places[""].line not in bad]


def compose(event: Event, people: list[Participant]) -> Document:
    return badges.compose(event, people, Wording.of("de"), builtin(), STOCK, SHEETS)


@pytest.fixture(scope="module")
def document(vsop: Event, wearers: list[Participant]) -> Document:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "A_PART", 30)
        return compose(vsop, wearers)


@pytest.fixture(scope="module")
def content(document: Document) -> bytes:
    """The file in parts."""
    assert isinstance(document.pages, Parted)
    assert document.pages.part_count >= 4
    stream, check = io.BytesIO(), preflight.Check({})
    draw(document, check, map, stream)
    assert check.problems == []
    return stream.getvalue()


@pytest.fixture(scope="module")
def whole(document: Document) -> bytes:
    """The same in one piece."""
    return pdf.write(document)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_it_is_pdf_ua_1_and_pdf_a_3a(content: bytes, profile: str) -> None:
    result = validator.validate_pdf_bytes(content, profile=profile)
    assert result.is_compliant, [failure.rule_id for failure in result.failures]


def test_qpdf_finds_nothing_wrong(content: bytes, judge: Callable[..., str]) -> None:
    assert "No syntax or stream encoding errors found" in judge("qpdf", "--check", content)


def test_it_looks_and_reads_as_in_one_piece(content: bytes, whole: bytes) -> None:
    with pdfium.PdfDocument(content) as parts, pdfium.PdfDocument(whole) as one:
        assert len(parts) == len(one)
        for part, page in zip(parts, one, strict=True):
            assert part.get_textpage().get_text_range() == page.get_textpage().get_text_range()
            looks = (each.render(scale=0.5).to_numpy().tobytes() for each in (part, page))
            assert next(looks) == next(looks)


def test_every_code_is_read_back(content: bytes, wearers: list[Participant]) -> None:
    read = set()
    with pdfium.PdfDocument(content) as file:
        for number in range(0, len(file), 2):
            image = file[number].render(scale=203 / 72, grayscale=True).to_pil()
            read |= {code.text for code in zxingcpp.read_barcodes(image)}
    assert read == {each.id for each in wearers}
