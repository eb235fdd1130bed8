"""Payment codes of every country on every form are read as printers of each resolution print them; forms are tagged."""

import io
from dataclasses import replace
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest
import zxingcpp

from bills import EVENT, bill
from flyer import pdf
from flyer.billing import coding
from flyer.billing.model import Invoice
from flyer.documents import invoices, slips
from flyer.event.model import Bank, Documents, Event, InvoiceSettings, SlipSettings
from flyer.payment import BIC, IBAN
from flyer.typeset.family import builtin
from flyer.typeset.frame import Document
from flyer.wording import Wording

CASES = {
    "box": ("DE07545500100380021436", "EUR", "text", "box"),
    "overprint": ("DE07545500100380021436", "EUR", "rf", "overprint"),
    "preview": ("DE07545500100380021436", "EUR", "text", "preview"),
    "Austria": ("AT611904300234573201", "EUR", "text", "box"),
    "Switzerland, QRR": ("CH4431999123000889012", "CHF", "text", "box"),
    "Switzerland, SCOR": ("CH9300762011623852957", "EUR", "rf", "box"),
    "Liechtenstein, NON": ("LI21088100002324013AA", "CHF", "text", "box"),
}


def event(case: str) -> Event:
    iban, currency, reference, form = CASES[case]
    bank = Bank(account_holder="Verein für Sozialplanung", iban=IBAN(iban), bic=BIC("LUHSDE6AXXX"))
    documents = Documents(invoices=InvoiceSettings(reference=reference), slips=SlipSettings(form=form))
    return replace(EVENT, organiser=replace(EVENT.organiser, bank=bank), currency=currency, documents=documents)


def composed(case: str) -> tuple[Invoice, list[Document]]:
    of = event(case)
    invoice, words = bill(event=of), Wording.of("de")
    return invoice, [
        slips.compose([invoice], of, words, builtin()),
        invoices.compose(invoice, of, words, builtin()),
    ]


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("case", CASES)
def test_every_code_is_read_back(case: str, dpi: int) -> None:
    invoice, documents = composed(case)
    for document in documents:
        with pypdfium2.PdfDocument(pdf.write(document)) as file:
            sheet = file[len(file) - 1].render(scale=dpi / 72, grayscale=True).to_pil()
            read = [code.bytes for code in zxingcpp.read_barcodes(sheet)]
        assert read == [coding.code(invoice)], document.title


@pytest.mark.parametrize("case", CASES)
def test_every_form_is_pdf_a_and_pdf_ua_at_once(tmp_path: Path, case: str) -> None:
    for number, document in enumerate(composed(case)[1]):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf.write(document))
        for profile in ("3a", "ua1"):
            result = page_validation.validate_pdf(str(path), profile=profile)
            assert result.is_compliant, [failure.rule_id for failure in result.failures]


def test_a_bill_is_black_on_white_within_its_lines() -> None:
    _, (document, _) = composed("Switzerland, QRR")
    with pypdfium2.PdfDocument(io.BytesIO(pdf.write(document))) as file:
        sheet = file[0].render(scale=300 / 72).to_pil().convert("RGB")
    foot = sheet.crop((0, round(192 / 25.4 * 300) - 2, sheet.width, sheet.height))
    coloured = [c for _, c in foot.getcolors(1 << 16) or [] if max(c) - min(c) > 8]
    assert coloured == []
