"""What changed after issue is told by every command that deals with invoices, and never invoiced again in silence."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flyer.cli.commands import flyer


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(flyer, arguments, input=answer)


@pytest.fixture
def issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English starter with both its invoices issued."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "--language", "en").exit_code == 0
    assert run("issue", "--yes").exit_code == 0
    return tmp_path


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_nothing_changed_nothing_said(issued: Path) -> None:
    assert run("check").stderr == "event.yaml: no problems\n"


def test_another_price_is_told_and_changes_nothing(issued: Path) -> None:
    before = {file: file.read_bytes() for file in (issued / "output" / "invoices").glob("*.pdf")}
    replace(issued / "event.yaml", "amount: 85", "amount: 95")
    assert (
        "ND2027-001 was issued: the price of Zoë Müller-Łukasz's fee was '85.00' and is '95.00' now; "
        in run("build").stderr
    )
    assert {file: file.read_bytes() for file in before} == before


def test_a_corrected_name_is_told(issued: Path) -> None:
    replace(issued / "participants.csv", "Huber", "Hubert")
    assert "ND2027-002 was issued to 'Lena Huber', who is not among the payers any more" in run("build").stderr


def test_a_change_is_told_before_the_question(issued: Path) -> None:
    replace(issued / "event.yaml", "amount: 85", "amount: 95")
    with (issued / "participants.csv").open("a", encoding="utf-8") as file:
        file.write(",Eva,Neu,,eva@example.org,Weg 1,01067,Dresden,DE,standard,participant,\n")
    result = run("issue", answer="n\n")
    told, _, asked = result.stderr.partition("Issue 1 invoice, 95.00")
    assert "this changed after ND2027-001 was issued" in told
    assert asked
    assert result.exit_code == 1
