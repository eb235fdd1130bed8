"""`flyer cancel` takes back what was issued, once, and the payer can be issued a corrected invoice."""

import datetime as dt
import json
import sqlite3
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result
from lxml import etree

import flyer.cli.cancelling as cancelling_module
from flyer.cli import clock
from flyer.cli.commands import flyer
from flyer.problems import SurroundingsError


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(flyer, arguments, input=answer)


def cancel(number: str, *more: str, reason: str = "The name was wrong", answer: str = "") -> Result:
    return run("cancel", number, "--reason", reason, *more, *([] if answer else ["--yes"]), answer=answer)


def listed() -> list[str]:
    return [line.split()[0] for line in run("ledger", "list").stdout.splitlines()]


def text(file: str) -> str:
    (page,) = pdfium.PdfDocument(file)
    return " ".join(page.get_textpage().get_text_bounded().split())


def replace(file: str, old: str, new: str) -> None:
    text = Path(file).read_text("utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English starter; Example County has an invoice of two lines, Lena Huber of one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clock, "now", lambda _: dt.datetime(2027, 5, 3, 9, tzinfo=dt.UTC))
    assert run("new", "--language", "en").exit_code == 0
    assert run("issue", "--yes").exit_code == 0
    return tmp_path


def test_a_cancellation_says_what_it_cancels(issued: Path) -> None:
    assert cancel("ND2027-001").stdout == "output/invoices/ND2027-003.pdf\n"
    said = text("output/invoices/ND2027-003.pdf")
    assert "Cancellation invoice ND2027-003" in said
    assert "Takes back these amounts of invoice ND2027-001 of" in said
    assert "Reason: The name was wrong" in said
    assert "Amount cancelled €170.00 3 May 2027" in said
    assert "Credit transfer" not in said
    assert run("ledger", "list").stdout.splitlines() == [
        "ND2027-001  2027-05-03  due 2027-06-03      170.00 EUR  Example County  cancelled by ND2027-003",
        "ND2027-002  2027-05-03  due 2027-06-03       40.00 EUR  Lena Huber",
        "ND2027-003  2027-05-03  due 2027-05-03     -170.00 EUR  Example County  cancels ND2027-001",
    ]
    shown = json.loads(run("ledger", "show", "ND2027-003", "--json").stdout)
    assert (shown["kind"], shown["cancels"], shown["cancelled_by"]) == ("cancellation", "ND2027-001", [])
    assert json.loads(run("ledger", "show", "ND2027-001", "--json").stdout)["cancelled_by"] == ["ND2027-003"]
    assert run("ledger", "verify").stdout == "ledger.sqlite: 3 entries, nothing was altered\n"


def test_a_changed_row_is_told_with_the_commands_that_mend_it(issued: Path) -> None:
    replace("participants.csv", "Kreisstraße 7", "Kreisstraße 8")
    remark = run("invoices").stderr
    assert "the buyer's street was 'Kreisstraße 7' and is 'Kreisstraße 8' now" in remark
    assert "`flyer cancel ND2027-001 --reason …`, then `flyer issue`, gives the payer a new one" in remark
    assert cancel("ND2027-001").exit_code == 0
    result = run("issue", "--yes")
    assert (result.stdout, result.stderr) == ("output/invoices/ND2027-004.pdf\n", "")
    assert "Kreisstraße 8" in text("output/invoices/ND2027-004.pdf")
    assert run("issue", "--yes").stderr == "no invoice is waiting to be issued\n"


def test_a_line_alone_is_taken_back_and_the_rest_stands(issued: Path) -> None:
    assert cancel("ND2027-001", "--line", "2").exit_code == 0
    assert "Amount cancelled €85.00" in text("output/invoices/ND2027-003.pdf")
    assert run("issue", "--yes").stderr.splitlines()[-1] == "no invoice is waiting to be issued"
    assert run("slips").exit_code == 0
    pages = [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument("output/slips.pdf")]
    slips = "".join("".join(pages).split())
    assert "85,00" in slips
    assert "170,00" not in slips
    again = cancel("ND2027-001", "--line", "2")
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr.startswith("ledger.sqlite: line 2 of ND2027-001 was cancelled before")
    assert cancel("ND2027-001").exit_code == 0
    assert cancel("ND2027-001").stderr.startswith("ledger.sqlite: ND2027-001 was cancelled before, by ND2027-003, ")
    assert run("slips").exit_code == 0


def test_a_row_taken_out_and_its_line_taken_back_agree(issued: Path) -> None:
    rows = Path("participants.csv").read_text("utf-8").splitlines(keepends=True)
    Path("participants.csv").write_text("".join(row for row in rows if "Okafor" not in row), "utf-8")
    assert "Ben Okafor is on ND2027-001 and not in the list any more" in run("invoices").stderr
    (line,) = (row.split()[1] for row in run("ledger", "show", "ND2027-001").stdout.splitlines() if "Okafor" in row)
    assert cancel("ND2027-001", "--line", line).exit_code == 0
    assert run("invoices").stderr == ""


def test_a_line_is_taken_back_with_its_reduction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "--language", "en").exit_code == 0
    parts = 'includes: "drinks, lunch", parts: [{name: "*Early* bird", amount: -15}]}'
    replace("event.yaml", 'amount: 85.00, includes: "drinks, lunch"}', f"amount: 85.00, {parts}")
    assert run("issue", "--yes").exit_code == 0
    shown = run("ledger", "show", "ND2027-001").stdout.splitlines()
    assert [row.split()[2] for row in shown if row.startswith("line")] == ["100.00", "100.00"]
    assert shown[-1] == "reduction    -30.00 Early bird"
    assert cancel("ND2027-001", "--line", "2").exit_code == 0
    assert "Early bird -€15.00 Amount cancelled €85.00" in text("output/invoices/ND2027-003.pdf")
    rows = Path("participants.csv").read_text("utf-8").splitlines(keepends=True)
    (gone,) = (row.partition(", ")[2] for row in shown if row.startswith("line 2"))
    Path("participants.csv").write_text("".join(row for row in rows if gone.split()[-1] not in row), "utf-8")
    assert run("invoices").stderr == ""
    assert cancel("ND2027-001").exit_code == 0
    assert "Early bird -€15.00 Amount cancelled €85.00" in text("output/invoices/ND2027-004.pdf")
    assert run("ledger", "verify").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["ND2027-009"], 1, "ledger.sqlite: no invoice has the number 'ND2027-009'"),
        (["ND2027-002", "--line", "2"], 1, "ledger.sqlite: ND2027-002 has no line 2\n  hint: it has 1\n"),
        (["ND2027-002", "--line", "0"], 2, "Usage:"),
        (["ND2027-002", "--reason", "𓀀"], 1, "--reason: the reason has letters that no font here can print: '𓀀'"),
        (["ND2027-002", "--reason", " "], 2, "Usage:"),
        (["ND2027-002", "--reason", "one\ntwo"], 2, "Usage:"),
        (["ND2027-002", "--reason", "x" * 201], 2, "Usage:"),
    ],
)
def test_what_cannot_be_cancelled(issued: Path, arguments: list[str], status: int, said: str) -> None:
    result = run("cancel", *(["--reason", "x"] if "--reason" not in arguments else []), *arguments, "--yes")
    assert (result.exit_code, result.stdout, listed()) == (status, "", ["ND2027-001", "ND2027-002"])
    assert result.stderr.startswith(said)


def test_it_asks_first(issued: Path) -> None:
    result = cancel("ND2027-001", answer="n\n")
    assert "Cancel 2 lines of ND2027-001 to 'Example County', 170.00 EUR? This cannot be undone." in result.stderr
    assert (result.exit_code, listed()) == (1, ["ND2027-001", "ND2027-002"])
    assert cancel("ND2027-001", answer="y\n").exit_code == 0


def test_numbers_of_its_own(issued: Path) -> None:
    replace("event.yaml", "invoices: {", 'invoices: {cancellation_number: "ST-{n:02}", ')
    assert cancel("ND2027-002").stdout == "output/invoices/ST-01.pdf\n"
    assert run("issue", "--yes").stdout == "output/invoices/ND2027-003.pdf\n"


def test_an_authority_gets_an_xrechnung_of_the_cancellation(issued: Path) -> None:
    rows = Path("participants.csv").read_text("utf-8").splitlines()
    told = [f"{row},{'07318000-VSOP2027-34' if n else 'buyer_reference'}" for n, row in enumerate(rows)]
    Path("participants.csv").write_text("\n".join(told), "utf-8")
    assert cancel("ND2027-002").exit_code == 0
    assert run("issue", "--yes").exit_code == 0
    assert cancel("ND2027-004").stdout == "output/invoices/ND2027-005.pdf\noutput/invoices/ND2027-005.xml\n"
    kept = Path("output/invoices/ND2027-005.xml").read_bytes()
    xml = etree.fromstring(kept)
    assert xml.findtext(".//{*}ExchangedDocument/{*}TypeCode") == "381"
    assert xml.findtext(".//{*}InvoiceReferencedDocument/{*}IssuerAssignedID") == "ND2027-004"
    assert xml.findtext(".//{*}DuePayableAmount") == "40.00"
    connection = sqlite3.connect("ledger.sqlite")
    (content,) = connection.execute("SELECT content FROM entries WHERE number = 'ND2027-005'").fetchone()
    connection.close()
    assert json.loads(content)["xrechnung"].encode() == kept


def test_an_issued_xrechnung_comes_back_as_it_was(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when this program would write it otherwise by now."""
    import flyer.cli.billing as billing_module

    rows = Path("participants.csv").read_text("utf-8").splitlines()
    told = [f"{row},{'07318000-VSOP2027-34' if n else 'buyer_reference'}" for n, row in enumerate(rows)]
    Path("participants.csv").write_text("\n".join(told), "utf-8")
    assert cancel("ND2027-002").exit_code == 0
    assert run("issue", "--yes").exit_code == 0
    before = Path("output/invoices/ND2027-004.xml").read_bytes()
    Path("output/invoices/ND2027-004.xml").unlink()
    monkeypatch.setattr(billing_module, "xrechnung", lambda *_: b"otherwise")
    assert run("invoices").exit_code == 0
    assert Path("output/invoices/ND2027-004.xml").read_bytes() == before


def test_a_copy_that_cannot_be_written_is_kept_in_the_ledger(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise SurroundingsError("the disk is gone", "find it")

    with monkeypatch.context() as patched:
        patched.setattr(cancelling_module, "finish", stopped)
        result = cancel("ND2027-001")
    assert result.exit_code == 3
    assert "find it; ND2027-003 is kept in the ledger, `flyer invoices` writes what is missing" in result.stderr
    assert "output/invoices/ND2027-003.pdf" in run("invoices").stdout


def test_an_altered_ledger_is_left_alone(issued: Path) -> None:
    connection = sqlite3.connect("ledger.sqlite", isolation_level=None)
    connection.execute("DROP TRIGGER entries_keep")
    connection.close()
    assert cancel("ND2027-001").stderr.startswith("ledger.sqlite: the rule 'entries_keep' of the ledger is missing")
    assert listed() == ["ND2027-001", "ND2027-002"]
