"""`flyer remind`, `payments confirm` and `payments refund`: who gets what, once, and the ledger keeps it."""

import datetime as dt
import json
import multiprocessing
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result

from flyer.billing.dispatches import Dispatches
from flyer.billing.ledger import Ledger
from flyer.billing.payments import Payments
from flyer.cli import clock, verifying
from flyer.cli.commands import flyer
from paying import paid, statement

LEDGER = Path("ledger.sqlite")
DUE = dt.datetime(2027, 5, 17, 9, tzinfo=dt.UTC)
"""When the starter's invoices of 3 May are due."""

IBAN = "DE02120300000000202051"


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(flyer, arguments, input=answer)


def at(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """So many days after the invoices are due."""
    monkeypatch.setattr(clock, "now", lambda _: DUE + dt.timedelta(days=days))


def pay(amount: str, text: str, name: str = "County Treasury", iban: str = IBAN) -> None:
    with Ledger(LEDGER) as ledger, Payments(LEDGER) as payments:
        booked = statement(paid(amount, text, name, iban=iban))
        payments.record([booked], ledger.entries(), dt.datetime(2027, 5, 10, 9, tzinfo=dt.UTC))


@pytest.fixture
def issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English starter with its two invoices, of 170 and 40 euros."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "--language", "en").exit_code == 0
    event = Path("event.yaml")
    text = event.read_text("utf-8")
    text = "".join(line for line in text.splitlines(keepends=True) if "pay_by" not in line)
    fees = "documents:\n  reminders: {level_2: {fee: 5}, level_3: {fee: 7.50}}\n"
    event.write_text(text.replace("documents:\n", fees), "utf-8")
    assert run("issue", "--yes").exit_code == 0
    return tmp_path


def names(result: Result) -> list[str]:
    return [Path(line).name for line in result.stdout.splitlines()]


def test_reminders_follow_each_other_and_none_is_sent_twice(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 7)
    assert names(run("remind", "--yes")) == []
    at(monkeypatch, 8)
    assert names(run("remind", "--yes", "--level", "2")) == []
    assert names(run("remind", "--yes")) == ["ND2027-001-1.pdf", "ND2027-002-1.pdf"]
    again = run("remind", "--yes")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr.endswith("no reminder is due\n")
    at(monkeypatch, 8 + 10 + 8)
    assert names(run("remind", "--yes", "--only", "huber")) == ["ND2027-002-2.pdf"]
    assert names(run("remind", "--yes", "--level", "1")) == []
    assert names(run("remind", "--yes")) == ["ND2027-001-2.pdf"]
    assert run("ledger", "verify").exit_code == 0


def test_it_asks_with_who_count_and_sum(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 8)
    result = run("remind", answer="n\n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "ND2027-001  level 1      170.00 EUR  Example County\n" in result.stderr
    assert "Send 2 reminders over 210.00 EUR in all? This cannot be undone." in result.stderr
    assert "no payments are known: import statements first" in result.stderr
    assert not Path("output/reminders").exists()
    with Dispatches(LEDGER) as dispatches:
        assert dispatches.altered() == []
    assert names(run("remind", answer="y\n")) == ["ND2027-001-1.pdf", "ND2027-002-1.pdf"]


def test_who_has_paid_is_not_reminded(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pay("170.00", "ND2027-001")
    at(monkeypatch, 8)
    result = run("remind", "--yes")
    assert names(result) == ["ND2027-002-1.pdf"]
    assert result.stderr == "payments are known up to 2022-03-01, all of them decided\n"


def test_a_copy_that_was_lost_comes_back_as_it_was(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 8)
    run("remind", "--yes")
    copy = Path("output/reminders/ND2027-001-1.pdf")
    before = copy.read_bytes()
    copy.unlink()
    Path("event.yaml").write_text(Path("event.yaml").read_text("utf-8").replace("level_2", "level_1"), "utf-8")
    assert names(run("remind", "--yes")) == ["ND2027-001-1.pdf"]
    assert copy.read_bytes() == before


def test_an_altered_reminder_is_told_and_stops_the_next(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 8)
    run("remind", "--yes")
    connection = sqlite3.connect(LEDGER, isolation_level=None)
    (rule,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'dispatches_keep'").fetchone()
    connection.execute("DROP TRIGGER dispatches_keep")
    connection.execute("UPDATE dispatches SET sent_at = '2027-01-01' WHERE sequence = 1")
    connection.execute(rule)
    connection.close()
    for command in (("ledger", "verify"), ("remind", "--yes"), ("payments", "refund", "--yes")):
        result = run(*command)
        assert result.exit_code == 1
        assert "dispatch 1 (ND2027-001-1): its hash does not match its contents" in result.stderr


def test_what_was_sent_is_proven_without_this_program(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 8)
    run("remind", "--yes", "--only", "huber")
    pay("180.00", "ND2027-001")
    run("payments", "refund", "--yes")
    result = run("ledger", "export")
    folder = Path("output/ledger/journal/dispatches")
    assert sorted(file.name for file in folder.iterdir()) == ["ND2027-002-1.pdf", "journal.jsonl", "refund-0001.xml"]
    last = json.loads((folder / "journal.jsonl").read_text("utf-8").splitlines()[-1])["hash"]
    assert result.stderr.endswith(f"2 dispatches, the last hash is {last}\n")

    def verify(of: Path, *arguments: str) -> list[str]:
        script = Path(__file__).parents[3] / "docs" / "verify_journal.py"
        command = [sys.executable, "-I", "-S", str(script), str(of), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()

    assert verify(folder, last) == [f"2 entries, the last hash is {last}"]
    assert len(verify(folder.parent)) == 1
    (folder / "refund-0001.xml").write_text("<Document/>")
    assert verify(folder)[0] == "entry 2 (refund-0001): its XML is not the one that was issued"


def test_an_invoice_is_shown_with_what_was_sent_after_it(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 8)
    run("remind", "--yes")
    pay("180.00", "ND2027-001")
    run("payments", "refund", "--yes")
    shown = run("ledger", "show", "ND2027-001").stdout.splitlines()
    assert shown[-2:] == ["reminder 1   2027-05-25 due 2027-06-04, 170.00", f"refund       10.00 to {IBAN}"]
    told = json.loads(run("ledger", "show", "ND2027-002", "--json").stdout)
    assert told["reminders"] == [{"level": 1, "on": "2027-05-25", "due": "2027-06-04", "total": "40.00"}]
    assert told["refunds"] == []


def test_a_text_that_finds_nobody(issued: Path) -> None:
    for command in (("remind", "--yes"), ("payments", "confirm"), ("payments", "refund", "--yes")):
        result = run(*command, "--only", "nobody")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "no invoice says 'nobody'" in result.stderr


def test_a_folder_that_cannot_be_written_stops_before_the_first_is_kept(
    issued: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, 8)
    Path("output/reminders").write_text("in the way")
    result = run("remind", "--yes")
    assert (result.exit_code, result.stdout) == (3, "")
    with Dispatches(LEDGER) as dispatches:
        assert dispatches.all() == ()
    Path("output/reminders").unlink()
    assert names(run("remind", "--yes")) == ["ND2027-001-1.pdf", "ND2027-002-1.pdf"]


def test_codes_that_were_not_read_are_remarked(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 8)
    monkeypatch.setattr(verifying.reading, "is_able", lambda: False)
    assert verifying.MISSING in run("remind", "--yes").stderr
    assert verifying.MISSING not in run("remind", "--yes").stderr


def at_once(*command: str) -> list[int]:
    """The exit statuses of four processes that run the same command at once."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(4)

    def one() -> None:
        barrier.wait()
        sys.exit(run(*command).exit_code)

    running = [context.Process(target=one) for _ in range(4)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    return [each.exitcode or 0 for each in running]


def test_processes_at_once_remind_each_once(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 8)
    assert at_once("remind", "--yes") == [0] * 4
    with Dispatches(LEDGER) as dispatches:
        assert sorted(each.name for each in dispatches.all()) == ["ND2027-001-1", "ND2027-002-1"]
    assert sorted(file.name for file in Path("output/reminders").iterdir()) == ["ND2027-001-1.pdf", "ND2027-002-1.pdf"]


def test_processes_at_once_refund_once(issued: Path) -> None:
    pay("180.00", "ND2027-001")
    assert set(at_once("payments", "refund", "--yes")) <= {0, 1}
    with Dispatches(LEDGER) as dispatches:
        assert [each.name for each in dispatches.all()] == ["refund-0001"]
    assert refunded() == [(IBAN, "10.00")]


def test_who_paid_gets_a_confirmation(issued: Path) -> None:
    result = run("payments", "confirm")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("nothing is paid yet\n")
    pay("170.00", "ND2027-001")
    pay("39.99", "ND2027-002")
    assert names(run("payments", "confirm")) == ["ND2027-001.pdf"]
    first = Path("output/confirmations/ND2027-001.pdf").read_bytes()
    pay("0.01", "ND2027-002")
    assert names(run("payments", "confirm")) == ["ND2027-001.pdf", "ND2027-002.pdf"]
    assert Path("output/confirmations/ND2027-001.pdf").read_bytes() == first
    assert names(run("payments", "confirm", "--only", "huber")) == ["ND2027-002.pdf"]


def refunded(name: str = "refund-0001.xml") -> list[tuple[str, str]]:
    """The payers' accounts and amounts of a file."""
    space = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
    root = ElementTree.fromstring(Path("output/refunds", name).read_bytes())
    found = root.findall(".//p:CdtTrfTxInf", space)
    return [
        (each.findtext(".//p:CdtrAcct//p:IBAN", "", space), each.findtext(".//p:InstdAmt", "", space)) for each in found
    ]


def test_what_was_paid_too_much_goes_back_once(issued: Path) -> None:
    nothing = run("payments", "refund", "--yes")
    assert (nothing.exit_code, nothing.stdout) == (0, "")
    assert nothing.stderr.endswith("nothing is to be refunded\n")
    pay("180.00", "ND2027-001")
    asked = run("payments", "refund", answer="n\n")
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert "ND2027-001       10.00 EUR  County Treasury, DE02 1203 0000 0000 2020 51\n" in asked.stderr
    assert "Refund 1 payment, 10.00 EUR in all? This cannot be undone." in asked.stderr
    assert names(run("payments", "refund", "--yes")) == ["refund-0001.xml"]
    assert refunded() == [(IBAN, "10.00")]
    assert names(run("payments", "refund", "--yes")) == []
    pay("-10.00", "ND2027-001, Refund")
    assert names(run("payments", "refund", "--yes")) == []
    pay("5.00", "ND2027-001")
    assert names(run("payments", "refund", "--yes")) == ["refund-0002.xml"]
    assert refunded("refund-0002.xml") == [(IBAN, "5.00")]


def test_what_was_paid_for_a_cancelled_invoice_goes_back(issued: Path) -> None:
    pay("170.00", "ND2027-001")
    assert run("cancel", "ND2027-001", "--reason", "ill", "--yes").exit_code == 0
    assert names(run("payments", "refund", "--yes")) == ["refund-0001.xml"]
    assert refunded() == [(IBAN, "170.00")]


def test_a_fee_that_was_asked_for_is_kept(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, 8)
    run("remind", "--yes")
    at(monkeypatch, 40)
    run("remind", "--yes")
    pay("175.00", "ND2027-001")
    pay("50.00", "ND2027-002")
    assert names(run("payments", "refund", "--yes")) == ["refund-0001.xml"]
    assert refunded() == [(IBAN, "5.00")]


def test_what_was_asked_for_with_a_fee_is_paid_with_it_or_without(
    issued: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in (8, 40):
        at(monkeypatch, days)
        run("remind", "--yes")
    pay("175.00", "ND2027-001")
    pay("40.00", "ND2027-002")
    assert run("payments", "list").stdout.splitlines()[:3] == [
        "ND2027-001  paid           170.00      175.00        0.00 EUR  due 2027-05-17  paid 2022-03-01"
        "  reminder 2, fees 5.00, 0.00 open  Example County",
        "ND2027-002  paid            40.00       40.00        0.00 EUR  due 2027-05-17  paid 2022-03-01"
        "  reminder 2, fees 5.00, 5.00 open  Lena Huber",
        "paid              2       210.00 payable, 215.00 paid, 0.00 open; 10.00 in fees, 5.00 open",
    ]
    assert names(run("payments", "refund", "--yes")) == []
    at(monkeypatch, 99)
    assert names(run("remind", "--yes")) == []
    run("payments", "confirm")
    for number, sums in (("001", ["€170.00", "€5.00", "€175.00"]), ("002", ["€40.00"])):
        document = pdfium.PdfDocument(f"output/confirmations/ND2027-{number}.pdf")
        assert re.findall(r"€[\d.]+", document[0].get_textpage().get_text_bounded()) == sums


def test_the_lists_for_the_books_know_what_was_paid(issued: Path) -> None:
    pay("180.00", "ND2027-001")
    pay("40.00", "ND2027-002")
    run("ledger", "export", "--format", "csv")
    lists = {name: Path(f"output/ledger/invoices-{name}.csv").read_text("utf-8-sig") for name in ("2027", "open")}
    opened = {name: [row.split(";")[10] for row in text.splitlines()] for name, text in lists.items()}
    assert opened == {"2027": ["open", "-10,00", "0,00"], "open": ["open", "-10,00"]}


def test_without_an_account_it_is_said_that_nothing_goes_back(issued: Path) -> None:
    pay("180.00", "ND2027-001", iban="")
    result = run("payments", "refund", "--yes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "ND2027-001: 10.00 cannot go back, the statement names no account it came from" in result.stderr


def test_a_refund_file_that_was_lost_comes_back(issued: Path) -> None:
    pay("180.00", "ND2027-001")
    run("payments", "refund", "--yes")
    copy = Path("output/refunds/refund-0001.xml")
    before = copy.read_bytes()
    copy.unlink()
    assert json.loads(run("payments", "refund", "--yes", "--json").stdout)["files"] == [{"file": str(copy)}]
    assert copy.read_bytes() == before


def test_without_the_library_nothing_is_asked_or_ordered(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pay("180.00", "ND2027-001")
    monkeypatch.setitem(sys.modules, "sepaxml", None)
    result = run("payments", "refund", answer="y\n")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "refunds need a library that is missing" in result.stderr
    assert "cannot be undone" not in result.stderr


def test_only_euros_go_back_by_sepa(issued: Path) -> None:
    event = Path("event.yaml")
    text = event.read_text("utf-8")
    event.write_text(text.replace("event:\n", "event:\n  currency: CHF\n", 1), "utf-8")
    result = run("payments", "refund", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a SEPA credit transfer cannot be made in CHF" in result.stderr


def test_what_another_run_ordered_meanwhile_is_not_ordered_again(issued: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pay("180.00", "ND2027-001")
    pay("50.00", "ND2027-002")
    run("payments", "refund", "--yes", "--only", "001")
    monkeypatch.setattr(Dispatches, "all", lambda *_: ())  # as it was when this run began
    result = run("payments", "refund", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "another run has ordered refund-0001 meanwhile" in result.stderr
