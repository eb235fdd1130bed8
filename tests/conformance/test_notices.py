"""Foreign judges over reminders and confirmations: conformance, the payment code, and what is read aloud."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import page as page_validation
import pypdfium2 as pdfium
import pytest
import zxingcpp

from bills import EVENT, VIENNA, bill
from flyer import pdf
from flyer.billing.reminder import Reminder
from flyer.documents import confirmations, reminders
from flyer.event.model import Documents, ReminderLevel, ReminderSettings
from flyer.payment.epc import payload
from flyer.typeset.family import builtin
from flyer.wording import Wording

BILL = bill(**VIENNA)
OWN = replace(
    EVENT,
    documents=Documents(reminders=ReminderSettings(level_3=ReminderLevel(text="Bitte **jetzt** zahlen.\n\nDanke."))),
)


def reminder(level: int) -> Reminder:
    return Reminder(
        invoice=BILL.number,
        level=level,
        on=dt.date(2022, 4, 20),
        due=dt.date(2022, 4, 30),
        payable=Decimal(330),
        paid=Decimal("0.01"),
        fees=Decimal(5),
    )


def letters(language: str) -> dict[str, bytes]:
    """A reminder of each level, the last in the event's own words, and a confirmation."""
    words, family = Wording.of(language), builtin()
    made = {str(level): reminders.compose(reminder(level), BILL, OWN, words, family) for level in (1, 2, 3)}
    paid = confirmations.compose(BILL, Decimal(330), Decimal(5), dt.date(2022, 3, 20), OWN, words, family)
    return {name: pdf.write(document) for name, document in {**made, "confirmation": paid}.items()}


@pytest.mark.parametrize("language", ["de", "en"])
def test_letters_are_pdf_a_and_pdf_ua_at_once(tmp_path: Path, language: str) -> None:
    for name, content in letters(language).items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        for profile in ("3a", "ua1"):
            result = page_validation.validate_pdf(str(path), profile=profile)
            assert result.is_compliant, (name, [failure.rule_id for failure in result.failures])


def test_the_code_asks_for_what_is_open_and_the_fees() -> None:
    written = letters("de")
    for level in (1, 2, 3):
        (code,) = zxingcpp.read_barcodes(pdfium.PdfDocument(written[str(level)])[0].render(scale=2).to_pil())
        assert code.bytes == payload(reminder(level).demand(BILL).transfer)
        assert b"EUR334.99" in code.bytes
    assert not zxingcpp.read_barcodes(pdfium.PdfDocument(written["confirmation"])[0].render(scale=2).to_pil())
