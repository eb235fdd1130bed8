import json
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from flyer.cli.commands import flyer

L4785 = "avery-zweckform-l4785"
OWN = "{stock: ours, stocks: {ours: {kind: plain, paper: A4, label: 90x55, columns: 2, rows: 5, origin: 15x11}}}"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, ["stocks", *arguments])


def said(path: str) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return document[0].get_textpage().get_text_range().replace("\r\n", " ")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def own_stock() -> None:
    """An event here that has a stock of its own."""
    assert CliRunner().invoke(flyer, ["new", "."]).exit_code == 0
    event = Path("event.yaml")
    event.write_text(event.read_text("utf-8").replace(f"badges: {{stock: {L4785}}}", f"badges: {OWN}"), "utf-8")


def test_all_are_listed_without_an_event() -> None:
    assert len(run().stdout.splitlines()) == 70


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("QUARTER-fold", ["a4-quarterfold-a6"]),
        ("card printer", ["cr80"]),
        ("entegy butterfly", ["butterfly-97x269", "butterfly-102x164"]),
        ("endless", ["brother-dk-22205", "brother-dk-22251"]),
    ],
)
def test_they_are_searched(text: str, found: list[str]) -> None:
    assert [line.split()[0] for line in run(text).stdout.splitlines()] == found


def test_the_kind_is_said_to_programs_too() -> None:
    (stock,) = json.loads(run("cr80 portrait", "--json").stdout)["stocks"]
    assert (stock["kind"], stock["label"], stock["slots"]) == ("card", [53.98, 85.6], 1)


@pytest.mark.usefixtures("own_stock")
def test_the_events_own_stocks_are_listed_first() -> None:
    first, second, *_ = run().stdout.splitlines()
    assert first.split() == ["ours", "90", "×", "55", "mm", "10", "on", "210", "×", "297", "mm", "plain"]
    assert second.startswith(L4785)


@pytest.mark.usefixtures("own_stock")
def test_a_list_with_an_event_that_cannot_be_read() -> None:
    Path("event.yaml").write_text("event: {}\n", "utf-8")
    result = run("cr80 portrait")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert result.stderr == "'event.yaml' has problems, which `flyer check` names; its own stocks are not listed\n"


def test_a_test_sheet_needs_no_event() -> None:
    result = run("--geometry", "avery-c32015")
    assert (result.exit_code, result.stdout) == (0, "output/stock-avery-c32015.pdf\n")
    assert "avery-c32015 · 85 × 54 mm Print at 100%" in said("output/stock-avery-c32015.pdf")
    assert not Path("printers.toml").exists()


@pytest.mark.usefixtures("own_stock")
def test_a_test_sheet_of_an_own_stock_is_in_the_events_language() -> None:
    assert run("--geometry", "ours", "-o", "here").stdout == "here/stock-ours.pdf\n"
    assert "ours · 90 × 55 mm Mit 100 % drucken" in said("here/stock-ours.pdf").replace("\u202f", " ")


def test_offsets_are_kept_for_a_printer() -> None:
    result = run("--geometry", L4785, "--printer", "office", "--offset-x", "0.5", "--offset-y", "-1", "--json")
    files = [f"output/stock-{L4785}.pdf", "printers.toml"]
    assert json.loads(result.stdout) == {"files": [{"file": file} for file in files]}
    assert "Now 0.5 and -1." in said(files[0])
    assert run("--geometry", L4785).exit_code == 0
    assert "Now 0 and 0." in said(files[0])
    assert run("--geometry", L4785, "--printer", "office").stdout == f"{files[0]}\n"
    assert "Now 0.5 and -1." in said(files[0])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--geometry", "avery-zweckform-l478"],
            "there is no stock 'avery-zweckform-l478'; did you mean",
        ),
        (["--geometry", "../x"], "there is no stock '../x'; `flyer stocks` lists those there are"),
        (["herma", "--geometry", L4785], "TEXT searches, --geometry draws a stock"),
        (["--printer", "office"], "--printer, --offset-x and --offset-y go with --geometry"),
        (["--geometry", L4785, "--offset-x", "1"], "name it with --printer"),
        (["--geometry", L4785, "--printer", "office"], "'printers.toml' has no printer 'office'"),
        (["--geometry", L4785, "--printer", "a b", "--offset-x", "1"], "letters, digits, '-' and '_' only"),
        (["--geometry", L4785, "--printer", "office", "--offset-x", "nan"], "nan is no length"),
        (["--geometry", L4785, "--printer", "office", "--offset-y", "6"], "6.0 is not in the range -5<=x<=5"),
    ],
)
def test_wrong_use(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not list(Path().iterdir())


@pytest.mark.usefixtures("own_stock")
def test_own_stocks_that_cannot_be_are_problems() -> None:
    event = Path("event.yaml")
    event.write_text(event.read_text("utf-8").replace("columns: 2", "columns: 3"), "utf-8")
    result = run("--geometry", "ours")
    assert result.exit_code == 1
    assert "the labels reach 285 mm to the right, the paper is 210 mm wide\n  hint: mend 'columns'" in result.stderr
    result = CliRunner().invoke(flyer, ["check"])
    assert result.exit_code == 1
    assert "the labels reach 285 mm to the right" in result.stderr
