"""`flyer slips` on bought blanks: the test sheet, and the measures that slips.toml keeps."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flyer.cli import blanks
from flyer.cli.commands import flyer
from flyer.cli.where import Where
from flyer.documents.blank import Blank
from flyer.problems import UserError


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, arguments)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Where:
    """The German starter, whose slips are printed on blanks."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "--language", "de").exit_code == 0
    event = Path("event.yaml").read_text("utf-8")
    assert event.count("\ndocuments:\n") == 1
    Path("event.yaml").write_text(
        event.replace("\ndocuments:\n", "\ndocuments:\n  slips: {form: overprint}\n"), "utf-8"
    )
    return Where(Path("event.yaml"), None, None, None)


def test_the_test_sheet_comes_with_the_measures_to_start_from(here: Where) -> None:
    Path("participants.csv").unlink()
    result = run("slips", "--test-sheet")
    assert (result.exit_code, result.stdout) == (0, "output/slips-test-sheet.pdf\nslips.toml\n")
    assert blanks.read(here) == Blank()
    assert Path("slips.toml").read_bytes() == blanks.text(Blank())


def test_measures_that_are_kept_stay(here: Where) -> None:
    before = Path("output/slips-test-sheet.pdf")
    assert run("slips", "--test-sheet").exit_code == 0
    sheet = before.read_bytes()
    Path("slips.toml").write_text("x = 3\npayee = 21.5\n", "utf-8")
    assert run("slips", "--test-sheet").stdout == "output/slips-test-sheet.pdf\n"
    assert blanks.read(here) == Blank(x=3, payee=21.5)
    assert before.read_bytes() != sheet


def test_slips_stand_where_the_measures_say(here: Where) -> None:
    assert run("slips").exit_code == 0
    first = Path("output/slips.pdf").read_bytes()
    Path("slips.toml").write_text("x = 3\n", "utf-8")
    assert run("slips").exit_code == 0
    assert Path("output/slips.pdf").read_bytes() != first


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "x = ?",
            "slips.toml:1:5: this is not TOML\n  hint: remove the file; `flyer slips --test-sheet` writes it anew",
        ),
        ("pith = 5", "slips.toml: 'pith' is no measure of a form\n  hint: did you mean 'pitch'?"),
        ("x = '3'", "slips.toml: 'x' is no number of millimetres from -297 to 297\n  hint: write it as in x = 0.0"),
        (
            "payee = 300",
            "slips.toml: 'payee' is no number of millimetres from -297 to 297\n  hint: write it as in payee = 22.0",
        ),
        ("y = nan", "slips.toml: 'y' is no number of millimetres from -297 to 297\n  hint: write it as in y = 191.2"),
    ],
)
def test_what_is_wrong_with_the_file_is_named(here: Where, text: str, message: str) -> None:
    Path("slips.toml").write_text(text, "utf-8")
    with pytest.raises(UserError) as caught:
        blanks.read(here)
    assert str(caught.value) == message
    for command in (("slips",), ("slips", "--test-sheet")):
        result = run(*command)
        assert (result.exit_code, result.stdout, message in result.stderr) == (1, "", True)


def test_who_prints_no_forms_needs_no_measures(here: Where) -> None:
    event = Path("event.yaml").read_text("utf-8")
    Path("event.yaml").write_text(event.replace("form: overprint", "form: box"), "utf-8")
    Path("slips.toml").write_text("x = ?", "utf-8")
    assert run("slips").exit_code == 0


def test_a_payee_that_no_form_holds_is_named_at_the_account(here: Where) -> None:
    event = Path("event.yaml").read_text("utf-8")
    start = event.index("account_holder: ")
    long = event[:start] + f"account_holder: {'V' * 36}" + event[event.index("\n", start) :]
    Path("event.yaml").write_text(long, "utf-8")
    result = run("slips")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"event.yaml:{event[:start].count(chr(10)) + 1}:" in result.stderr
    assert "has 36 characters, a bank's form has room for 35" in result.stderr


def test_check_says_that_the_holder_is_not_called_as_the_organiser(here: Where) -> None:
    assert "payers' banks" not in run("check").stderr
    event = Path("event.yaml").read_text("utf-8")
    start = event.index("account_holder: ")
    other = event[:start] + "account_holder: Nachbarn" + event[event.index("\n", start) :]
    Path("event.yaml").write_text(other, "utf-8")
    result = run("check")
    assert result.exit_code == 0
    assert (
        "the account's holder is 'Nachbarn', the organiser 'Verein für gute Nachbarschaft e. V.'; "
        "payers' banks compare the name: write it as the bank has it"
    ) in result.stderr
