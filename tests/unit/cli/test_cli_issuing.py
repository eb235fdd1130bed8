"""`flyer issue` gives out no second invoice, and no number before it knows that it can keep its word."""

import datetime as dt
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from click.testing import CliRunner, Result

import flyer.cli.issuing as issuing_module
import flyer.cli.rendering as rendering_module
import flyer.database as database_module
from flyer.cli import clock
from flyer.cli.commands import flyer
from flyer.problems import SurroundingsError


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(flyer, arguments, input=answer)


def listed() -> list[str]:
    return [line.split()[0] for line in run("ledger", "list").stdout.splitlines()]


def replace(old: str, new: str) -> None:
    text = Path("participants.csv").read_text("utf-8")
    assert old in text
    Path("participants.csv").write_text(text.replace(old, new), "utf-8")


def altered(*statements: str) -> None:
    """What someone does who takes the rules away first."""
    connection = sqlite3.connect("ledger.sqlite", isolation_level=None)
    rules = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for statement in (*(f"DROP TRIGGER {name}" for name, _ in rules), *statements, *(sql for _, sql in rules)):
        connection.execute(statement)
    connection.close()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English starter; Example County and Lena Huber owe an invoice each."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "--language", "en").exit_code == 0
    return tmp_path


@pytest.fixture
def issued(here: Path) -> Path:
    assert run("issue", "--yes").exit_code == 0
    assert listed() == ["ND2027-001", "ND2027-002"]
    return here


CORRECTIONS = {
    "last name": ("Huber,", "Hubert,"),
    "e-mail": ("lena.huber@", "lena@"),
    "e-mail and address": ("lena.huber@example.org,Hauptstraße 9,5020", "lena@example.org,Markt 1,5021"),
    "payer": ("Example County\n", "County of Example\n"),
    "one row's payer": ("Ben,Okafor,Example County,ben@example.org,Kreisstraße 7,01705,Freital,DE,standard,"
                        "participant,Example County\n",
                        "Ben,Okafor,Example County,ben@example.org,Markt 7,01705,Freital,DE,standard,participant,\n"),
}  # fmt: skip


@pytest.mark.parametrize("command", ["issue --yes", "invoices", "build", "check"])
def test_a_ledger_that_does_not_know_the_invoices_here_is_refused(issued: Path, command: str) -> None:
    before = {file: file.read_bytes() for file in issued.rglob("*.pdf")}
    Path("ledger.sqlite").rename("elsewhere.sqlite")
    replace("Huber,", "Hubert,")
    result = run(*command.split())
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(
        "output/invoices/ND2027-001.pdf: the ledger 'ledger.sqlite' does not know this invoice\n"
        "  hint: bring the ledger it was issued with back, or name it with --ledger\n"
        "output/invoices/ND2027-002.pdf: the ledger 'ledger.sqlite' does not know this invoice\n"
    )
    assert {file: file.read_bytes() for file in issued.rglob("*.pdf")} == before
    assert not Path("ledger.sqlite").exists()
    replace("Hubert,", "Huber,")
    assert run("issue", "--yes", "--ledger", "elsewhere.sqlite").exit_code == 0


@pytest.mark.parametrize(("command", "end"), [("ledger verify", "problem"), ("issue", "problem, nothing was written")])
def test_only_a_command_that_writes_says_that_it_did_not(issued: Path, command: str, end: str) -> None:
    altered("UPDATE entries SET pdf = x'00' WHERE sequence = 1")
    assert run(*command.split()).stderr.splitlines()[-1] == f"1 {end}"


@pytest.mark.parametrize("answer", ["--yes", "n\n"])
def test_a_day_to_pay_by_that_is_over_is_told(here: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    late = dt.datetime(2027, 6, 4, 9, tzinfo=dt.UTC)
    monkeypatch.setattr(clock, "now", lambda _: late)
    result = run("issue", answer) if answer == "--yes" else run("issue", answer=answer)
    assert result.stderr.startswith("pay_by 2027-06-03 is over; invoices are due on 2027-06-18\n")
    assert [line.split()[3] for line in run("ledger", "list").stdout.splitlines()] == ["2027-06-18"] * len(listed())


def test_the_last_day_to_pay_is_not_over(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda _: dt.datetime(2027, 6, 3, 9, tzinfo=dt.UTC))
    assert run("issue", "--yes").stderr == ""


@pytest.mark.parametrize(("minute", "remark"), [(30, ""), (31, "the event ended on 2027-06-10\n")])
def test_check_tells_that_the_event_is_over(
    here: Path, monkeypatch: pytest.MonkeyPatch, minute: int, remark: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda _: dt.datetime(2027, 6, 10, 14, minute, tzinfo=dt.UTC))
    assert run("check").stderr == f"{remark}event.yaml: no problems\n"


@pytest.mark.parametrize("correction", CORRECTIONS)
def test_a_corrected_row_is_not_invoiced_again(issued: Path, correction: str) -> None:
    replace(*CORRECTIONS[correction])
    result = run("issue", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("participants.csv:")
    assert "could be invoiced twice" in result.stderr
    assert listed() == ["ND2027-001", "ND2027-002"]


def test_the_key_of_somebody_else_is_the_decision(issued: Path) -> None:
    replace("Huber,", "Hubert,")
    result = run("issue", "--yes", "--only", "hubert")
    assert result.exit_code == 1
    problem, hint, _ = result.stderr.splitlines()
    assert problem.startswith("participants.csv:6: 'Lena Hubert' could be invoiced twice: ND2027-002 to 'Lena Huber'")
    key = hint.rpartition("--only ")[2]
    assert key.startswith("hubert-lena_")
    assert run("issue", "--yes", "--only", key).stdout == "output/invoices/ND2027-003.pdf\n"


def test_the_others_can_be_issued(issued: Path) -> None:
    replace("Huber,", "Hubert,")
    with Path("participants.csv").open("a", encoding="utf-8") as file:
        file.write(",Eva,Neu,,eva@example.org,Weg 1,01067,Dresden,DE,standard,participant,\n")
    assert run("issue", "--yes").exit_code == 1
    assert run("issue", "--yes", "--only", "Neu").stdout == "output/invoices/ND2027-003.pdf\n"


def test_rows_added_to_a_payer_are_billed_apart_as_a_group(issued: Path) -> None:
    rows = Path("participants.csv").read_text("utf-8").splitlines()
    rows = [f"{row},{'group' if not n else ''}" for n, row in enumerate(rows)]
    rows.append(",Eva,Neu,,e@example.org,Kreisstraße 7,01705,Freital,DE,standard,participant,Example County,late")
    Path("participants.csv").write_text("\n".join(rows), "utf-8")
    assert run("issue", "--yes").stdout == "output/invoices/ND2027-003.pdf\n"


@pytest.mark.parametrize(
    "alteration",
    [
        "DELETE FROM entries WHERE sequence = 2",
        "DELETE FROM entries",
        "UPDATE entries SET total = '1.00' WHERE sequence = 1",
    ],
)
def test_an_altered_ledger_gives_no_number(issued: Path, alteration: str) -> None:
    altered(alteration)
    before = listed()
    result = run("issue", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("ledger.sqlite: ")
    assert listed() == before


@pytest.mark.parametrize(
    "alteration",
    [
        "content = replace(content, '\"category\"', '\"kategorie\"')",
        "content = '{'",
        "number = '../../../evil'",
    ],
)
def test_an_entry_that_cannot_be_read_is_named(issued: Path, alteration: str) -> None:
    shutil.rmtree("output")
    number = "../../../evil" if "evil" in alteration else "ND2027-002"
    altered(f"UPDATE entries SET {alteration} WHERE sequence = 2")
    before = sorted(issued.parent.rglob("*"))
    for command in ("ledger list", f"ledger show {number}", "build", "check", "invoices", "slips", "issue --yes"):
        result = run(*command.split())
        assert (result.exit_code, result.stdout) == (1, ""), command
        assert result.stderr.startswith("ledger.sqlite: entry 2 ("), command
    assert sorted(issued.parent.rglob("*")) == before


@pytest.mark.parametrize("command", ["issue", "badges"])
@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_text_chooses_nobody(here: Path, command: str, text: str) -> None:
    result = run(command, "--only", text, *(["--yes"] if command == "issue" else []))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--only" in result.stderr
    assert listed() == []


def test_no_for_an_answer_as_json(here: Path) -> None:
    result = run("issue", "--json", answer="n\n")
    assert (result.exit_code, json.loads(result.stdout)) == (1, {"files": [], "aborted": True})


def test_no_number_is_given_when_no_copy_can_be_written(here: Path) -> None:
    Path("file").write_text("in the way")
    result = run("issue", "--yes", "-o", "file/output")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "'file/output/invoices' cannot be written" in result.stderr
    assert "nothing was issued" in result.stderr
    assert listed() == []


def test_no_number_is_given_when_the_disk_is_full(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def full(path: Path, mode: str = "r", **named: str) -> IO[Any]:
        if "w" not in mode:
            return opened(path, mode, **named)
        path.touch()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        result = run("issue", "--yes")
    assert (result.exit_code, listed()) == (3, [])
    assert "  hint: make room on the disk and run it again; nothing was issued\n" in result.stderr
    assert not [file for file in Path("output").rglob("*") if file.is_file()]


def test_the_probe_leaves_nothing_behind(here: Path) -> None:
    assert run("issue", "--yes", "--only", "huber").exit_code == 0
    assert [file.name for file in Path("output").rglob("*") if file.is_file()] == ["ND2027-001.pdf"]


@pytest.mark.parametrize("again", ["issue --yes", "issue --yes --only county"])
def test_copies_a_killed_run_did_not_write_are_written_by_the_next(
    here: Path, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    """A draft of who was issued goes away as well."""

    def stopped(*_: object, **__: object) -> None:
        raise SurroundingsError("the disk is gone", "find it")

    with monkeypatch.context() as patched:
        patched.setattr(issuing_module, "finish", stopped)
        result = run("issue", "--yes", "--only", "huber")
    assert (result.exit_code, listed()) == (3, ["ND2027-001"])
    assert "1 of 1 was issued and is kept in the ledger" in result.stderr
    result = run(*again.split())
    assert result.stdout.splitlines() == ["output/invoices/ND2027-001.pdf", "output/invoices/ND2027-002.pdf"]
    assert "1 invoice issued before had no copy here and got one" in result.stderr
    Path("output/invoices/ND2027-002.pdf").unlink()
    Path("output/invoices/drafts").mkdir(exist_ok=True)
    Path("output/invoices/drafts/huber.pdf").touch()
    result = run("issue", "--yes")
    assert result.stdout == "output/invoices/ND2027-002.pdf\n"
    assert not Path("output/invoices/drafts/huber.pdf").exists()


def test_a_locked_ledger_says_that_nothing_was_issued(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert database_module._BUSY_SECONDS <= 5
    monkeypatch.setattr(database_module, "_BUSY_SECONDS", 0.01)
    with Path("participants.csv").open("a", encoding="utf-8") as file:
        file.write(",Eva,Neu,,eva@example.org,Weg 1,01067,Dresden,DE,standard,participant,\n")
    other = sqlite3.connect("ledger.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    result = run("issue", "--yes")
    other.close()
    assert result.exit_code == 3
    assert "is locked by another program" in result.stderr
    assert "nothing was issued" in result.stderr
    assert "kept" not in result.stderr


def test_amounts_have_two_places(issued: Path) -> None:
    assert json.loads(run("ledger", "show", "ND2027-002", "--json").stdout)["lines"][0]["gross"] == "40.00"
    assert "line 1       40.00 " in run("ledger", "show", "ND2027-002").stdout


def test_a_stock_too_small_is_found_where_it_was_named(here: Path) -> None:
    event = (here / "event.yaml").read_text("utf-8").replace("badges: {", "badges: {hole: centre, ")
    (here / "event.yaml").write_text(event, "utf-8")
    result = run("badges", "--stock", "herma-4418")
    assert result.exit_code == 1
    assert result.stderr.startswith("--stock: the labels of the stock 'herma-4418' are too small")
    assert run("badges", "--stock", "").exit_code == 2


@pytest.fixture
def nobody(here: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the event that everyone may enter, and a user who is nobody."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    shutil.copytree(here, folder, dirs_exist_ok=True)
    folder.chmod(0o755)
    (folder / "logos").chmod(0)
    monkeypatch.chdir(folder)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    (folder / "logos").chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_of_logos_without_permission(nobody: Path) -> None:
    result = run("check")
    assert result.exit_code == 3
    assert "'logos/logo.svg' cannot be read: Permission denied\n  hint: check the permissions" in result.stderr


def test_a_name_longer_than_any_file_has(here: Path) -> None:
    text = Path("event.yaml").read_text("utf-8")
    assert "logos/logo.svg" in text
    Path("event.yaml").write_text(text.replace("logos/logo.svg", f"logos/{'x' * 300}.svg"), "utf-8")
    result = run("check")
    assert (result.exit_code, result.stderr.startswith("event.yaml:")) == (1, True)
    assert "Traceback" not in result.stderr


LEITWEG_ID = "07318000-VSOP2027-34"


def asking(*formats: tuple[str, str]) -> None:
    """Give the two payers a format and a Leitweg-ID each."""
    rows = Path("participants.csv").read_text("utf-8").splitlines()
    told = [",".join(formats["Huber" in row]) if n else "invoice_format,buyer_reference" for n, row in enumerate(rows)]
    text = "\n".join(f"{row},{more}" for row, more in zip(rows, told, strict=True))
    Path("participants.csv").write_text(text, "utf-8")


def test_each_payer_gets_the_format_it_asks_for(here: Path) -> None:
    asking(("", LEITWEG_ID), ("pdf", ""))
    assert run("issue", "--yes").stdout.splitlines() == [
        "output/invoices/ND2027-001.pdf",
        "output/invoices/ND2027-001.xml",
        "output/invoices/ND2027-002.pdf",
    ]
    before = {file: file.read_bytes() for file in Path("output/invoices").iterdir() if file.is_file()}
    assert b"xrechnung_3.0" in before[Path("output/invoices/ND2027-001.xml")]
    assert not [file for file, content in before.items() if file.suffix == ".pdf" and b"EmbeddedFile" in content]
    Path("output/invoices/ND2027-001.xml").unlink()
    assert run("issue", "--yes").stderr == (
        "no invoice is waiting to be issued\n1 invoice issued before had no copy here and got one\n"
    )
    assert {file: file.read_bytes() for file in before} == before


def test_an_e_invoice_is_in_the_pdf_where_nothing_else_is_said(issued: Path) -> None:
    assert b"EmbeddedFile" in Path("output/invoices/ND2027-001.pdf").read_bytes()
    assert not list(issued.rglob("*.xml"))


def test_who_wants_no_invoice_gets_a_slip(here: Path) -> None:
    asking(("none", ""), ("", ""))
    assert run("invoices").exit_code == 0
    assert len(list(Path("output/invoices/drafts").iterdir())) == 1
    assert run("slips").exit_code == 0
    assert run("issue", "--yes").exit_code == 0
    assert listed() == ["ND2027-001"]
    assert "Example County" not in run("ledger", "list").stdout


def test_what_an_xrechnung_lacks_is_told_before_a_number_is_given(here: Path) -> None:
    asking(("xrechnung", ""), ("", ""))
    result = run("issue", "--yes")
    assert (result.exit_code, result.stdout, listed()) == (1, "", [])
    assert "an XRechnung needs the payer's Leitweg-ID" in result.stderr


def test_no_valid_xrechnung_no_invoice(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asking(("", LEITWEG_ID), ("", ""))

    def refuse(*_: object) -> bytes:
        raise SurroundingsError("no XML today")

    monkeypatch.setattr(rendering_module, "xrechnung", refuse)
    assert run("issue", "--yes").exit_code == 3
    assert listed() == []
