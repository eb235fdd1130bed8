"""`flyer programme` for everyone who gets it, on the starter event."""

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from flyer.cli.commands import flyer


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, ("programme", *arguments))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English starter."""
    assert CliRunner().invoke(flyer, ("new", str(tmp_path), "--language", "en")).exit_code == 0
    monkeypatch.chdir(tmp_path)
    return tmp_path


def level(file: str) -> str:
    with pikepdf.open(file) as pdf:
        return str(pdf.docinfo.get("/GTS_PDFXVersion", "")) or pdf.open_metadata().pdfa_status


@pytest.mark.parametrize(
    ("arguments", "file", "fold", "standard"),
    [
        ((), "output/programme.pdf", "letter (A4), ", "3A"),
        (("--for", "office"), "output/programme-office.pdf", "letter (A4), ", "3A"),
        (("--for", "print-shop"), "output/programme-print-shop.pdf", "letter (A4), ", "PDF/X-1a:2003"),
        (("--large-print",), "output/programme-large-print.pdf", "large-print (A4, ", "3A"),
        (
            ("--large-print", "--for", "office"),
            "output/programme-large-print-office.pdf",
            "large-print (A4, ",
            "3A",
        ),
    ],
)
def test_each_purpose_has_its_file_and_one_line_says_how_it_is_set(
    here: Path, arguments: tuple[str, ...], file: str, fold: str, standard: str
) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (0, f"{file}\n")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{file}: {fold}")
    assert "set in " in line
    assert ("flip it on its " in line) == ("office" in arguments)
    assert level(file) == standard
    ((told),) = json.loads(run(*arguments, "--json").stdout)["files"]
    assert line == f"{file}: {'; '.join(told['fitted'])}"


def test_with_a_profile_of_its_own_a_print_shop_gets_pdf_x_4(here: Path, press_icc: bytes) -> None:
    Path("press.icc").write_bytes(press_icc)
    assert run("--for", "print-shop", "--icc", "press.icc").exit_code == 0
    with pikepdf.open("output/programme-print-shop.pdf") as pdf:
        assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == press_icc
        assert str(pdf.Root.OutputIntents[0].Info) == "Press of the tests"


def test_a_profile_that_is_none_is_a_problem_of_its_file(here: Path) -> None:
    Path("press.icc").write_text("no profile")
    result = run("--for", "print-shop", "--icc", "press.icc")
    assert result.exit_code == 1
    assert result.stderr.startswith("press.icc: is no ICC profile, or a damaged one\n  hint: ")
    assert not Path("output").exists()


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("--as", "html", "--large-print"), "web page and text know no paper"),
        (("--as", "text", "--for", "office"), "web page and text know no paper"),
        (("--icc", "event.yaml"), "a profile is for a print shop"),
    ],
)
def test_what_does_not_go_together_is_wrong_use(here: Path, arguments: tuple[str, ...], what: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert what in result.stderr
