"""What the event and the list of participants say of letters is what `flyer invoices` writes."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result

from flyer.cli.commands import flyer

ABROAD = """id,first_name,last_name,street,postcode,city,country,fee,language
1,Zoé,Muster,1 rue de l'Exemple,67000,Exemple,FR,standard,
2,Zoé,Muster,1 rue de l'Exemple,67000,Exemple,FR,standard,Deutsch
3,Eva,Muster,Beispielgasse 1,1010,Beispiel,AT,standard,
"""
PAPER = '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297"/>'


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, arguments)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The German starter and participants from abroad."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "--language", "de").exit_code == 0
    Path("participants.csv").write_text(ABROAD, "utf-8")
    return tmp_path


def settings(text: str) -> None:
    event = Path("event.yaml").read_text("utf-8")
    assert event.count("terms_days: 14") == 1
    Path("event.yaml").write_text(event.replace("terms_days: 14", text), "utf-8")


def drafts() -> dict[str, str]:
    """The text of each draft's first page by the end of its name."""
    files = sorted(Path("output/invoices/drafts").glob("*.pdf"))
    return {file.stem[-1]: pdfium.PdfDocument(file)[0].get_textpage().get_text_bounded() for file in files}


def test_each_payer_has_an_invoice_in_its_language(here: Path) -> None:
    assert run("invoices").exit_code == 0
    subjects = {name: text.count("Amount due") for name, text in drafts().items()}
    assert subjects == {"1": 1, "2": 0, "3": 0}


def test_letter_paper_is_read_from_beside_the_event(here: Path) -> None:
    Path("paper.svg").write_text(PAPER, "utf-8")
    settings("letterhead: paper.svg")
    result = run("invoices")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "VR " not in drafts()["3"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("form: C", "'C' is not a form of DIN 5008"),
        ("letterhead: paper.svg", "'paper.svg' is 210 × 148 mm, letter paper is A4"),
    ],
)
def test_settings_that_cannot_be_used_are_told(here: Path, setting: str, said: str) -> None:
    Path("paper.svg").write_text(PAPER.replace("297", "148"), "utf-8")
    settings(setting)
    result = run("invoices")
    assert (result.exit_code, said in result.stderr) == (1, True)
