"""Foreign judges over the finished documents of the repository's event."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2 as pdfium
import pytest
import zxingcpp

from flyer.billing.invoicing import invoices
from flyer.billing.model import Invoice
from flyer.event.model import Event
from flyer.payment import epc
from flyer.people.load import load
from flyer.people.model import People
from flyer.people.payers import payers

ROOT = Path(__file__).parents[2]
KINDS = ("programme.pdf", "badges.pdf", "slips.pdf", "invoices/drafts/*.pdf")
each_kind = pytest.mark.parametrize("kind", KINDS)


def first(output: Path, kind: str) -> bytes:
    return sorted(output.glob(kind))[0].read_bytes()


def codes(path: Path, dpi: int = 300) -> Iterator[bytes]:
    """Every QR code of a file as another library reads it from the rasterised pages."""
    for sheet in pdfium.PdfDocument(path):
        image = sheet.render(scale=dpi / 72, grayscale=True).to_pil()
        yield from (code.bytes for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode))


@pytest.fixture(scope="session")
def people(vsop: Event) -> People:
    return load((ROOT / "participants.csv").read_bytes(), "participants.csv", vsop)


@pytest.fixture(scope="session")
def drafts(vsop: Event, people: People) -> tuple[Invoice, ...]:
    return invoices(vsop, payers(people))


def test_what_is_written(output: Path, people: People, drafts: tuple[Invoice, ...]) -> None:
    pages = {name: len(pdfium.PdfDocument(output / name)) for name in KINDS[:3]}
    assert pages["programme.pdf"] == 2
    assert pages["badges.pdf"] == -(-len(people.participants) // 10)
    assert pages["slips.pdf"] == len(drafts)
    names = {path.stem for path in (output / "invoices" / "drafts").iterdir()}
    assert names == {draft.payer_key for draft in drafts}


def test_the_same_bytes_in_another_process_and_environment(output: Path, rebuilt: Callable[..., Path]) -> None:
    again = rebuilt(PYTHONHASHSEED="77", TZ="America/New_York", LANG="tr_TR.UTF-8")
    files = sorted(path.relative_to(output) for path in output.rglob("*.pdf"))
    assert files == sorted(path.relative_to(again) for path in again.rglob("*.pdf"))
    differing = [str(file) for file in files if (output / file).read_bytes() != (again / file).read_bytes()]
    assert differing == []


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_every_file_is_pdf_ua_1_and_pdf_a_3a(output: Path, profile: str) -> None:
    for path in sorted(output.rglob("*.pdf")):
        result = page_validation.validate_pdf(str(path), profile=profile)
        assert result.is_compliant, (path.name, [failure.rule_id for failure in result.failures])


@each_kind
def test_qpdf_finds_nothing_wrong(output: Path, judge: Callable[..., str], kind: str) -> None:
    assert "No syntax or stream encoding errors found" in judge("qpdf", "--check", first(output, kind))


@each_kind
def test_only_embedded_subsets_of_our_own_fonts(output: Path, judge: Callable[..., str], kind: str) -> None:
    fonts = judge("pdffonts", first(output, kind)).splitlines()[2:]
    assert fonts
    for font in fonts:
        assert re.match(r"[A-Z]{6}\+(SourceSans3|DejaVuSans|OCRB)", font), font
        assert re.search(r"yes yes yes +\d+ +\d+$", font), font


def test_the_programmes_code_holds_the_transfer_without_amount(output: Path) -> None:
    (code,) = codes(output / "programme.pdf")
    transfer = epc.read(code)
    assert str(transfer.iban) == "DE07 5455 0010 0380 0214 36"
    assert (transfer.name, transfer.amount) == ("Verein für Sozialplanung", None)
    assert transfer.remittance == "Name TN, JT Leipzig VSOP"


def test_every_badge_carries_the_id_of_its_participant(output: Path, people: People) -> None:
    read = sorted(code.decode() for code in codes(output / "badges.pdf"))
    assert read == sorted(participant.id for participant in people.participants)


def test_every_slip_and_invoice_codes_what_is_owed(output: Path, drafts: tuple[Invoice, ...]) -> None:
    expected = [epc.payload(draft.transfer) for draft in drafts]
    assert list(codes(output / "slips.pdf")) == expected
    for draft, payload in zip(drafts, expected, strict=True):
        assert list(codes(output / "invoices" / "drafts" / f"{draft.payer_key}.pdf")) == [payload]


STRUCTURE = {
    "programme.pdf": {"H1": 1, "H2": 14, "H3": 17, "L": 3, "LI": 13, "Table": 1, "Figure": 4, "Link": 3},
    "invoices/drafts/*.pdf": {"H1": 1, "Table": 2, "L": 2, "Figure": 1},
    "slips.pdf": {"H1": 39, "Figure": 39},
}


@pytest.mark.parametrize("kind", STRUCTURE)
def test_the_structure_tree_read_back(output: Path, judge: Callable[..., str], kind: str) -> None:
    tree = judge("pdfinfo", "-struct", first(output, kind))
    found = {role: len(re.findall(rf"^ *{role}\b", tree, re.MULTILINE)) for role in STRUCTURE[kind]}
    assert found == STRUCTURE[kind]


@each_kind
def test_every_figure_has_an_alternative_text(output: Path, kind: str) -> None:
    with pikepdf.open(BytesIO(first(output, kind))) as file:
        figures = [element for element in elements(file.Root.StructTreeRoot.K) if element.get("/S") == "/Figure"]
        assert figures
        assert all(len(str(figure.get("/Alt", ""))) > 3 for figure in figures)


def elements(kids: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All structure elements below /K, in reading order."""
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid.get("/K", pikepdf.Array()))
