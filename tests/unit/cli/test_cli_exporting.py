"""`flyer ledger export` writes what was issued, and the journal can be verified without this program."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flyer.cli.commands import flyer

SCRIPT = Path(__file__).parents[3] / "docs" / "verify_journal.py"
JOURNAL = Path("output/ledger/journal")
DATEV = "datev: {consultant: 1001, client: 1, debtor_account: 10000, revenue_account: 8200}, "


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, arguments)


def verify(*arguments: str) -> tuple[int, list[str]]:
    """What the script says: -I -S leave nothing but the standard library."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, JOURNAL, *arguments], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8", newline="")


@pytest.fixture
def issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English starter with three entries: two invoices, one of them an XRechnung, and its cancellation."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "--language", "en").exit_code == 0
    rows = Path("participants.csv").read_text("utf-8").splitlines()
    told = [f"{row},{('buyer_reference', '07318000-VSOP2027-34')[bool(n)]}" for n, row in enumerate(rows)]
    told = [row.replace("07318000-VSOP2027-34", "") if "Huber" in row else row for row in told]
    Path("participants.csv").write_text("\n".join(told), "utf-8")
    assert run("issue", "--yes").exit_code == 0
    assert run("cancel", "ND2027-001", "--reason", "wrong", "--yes").exit_code == 0
    return tmp_path


def test_the_journal_is_verified_without_this_program(issued: Path) -> None:
    result = run("ledger", "export")
    assert result.stdout.splitlines() == [
        *(f"{JOURNAL}/ND2027-{name}" for name in ("001.pdf", "001.xml", "002.pdf", "003.pdf", "003.xml")),
        f"{JOURNAL}/journal.jsonl",
    ]
    for name in ("ND2027-001.pdf", "ND2027-001.xml", "ND2027-003.pdf", "ND2027-003.xml"):
        assert (JOURNAL / name).read_bytes() == Path(f"output/invoices/{name}").read_bytes()
    last = json.loads(run("ledger", "show", "ND2027-003", "--json").stdout)["hash"]
    assert result.stderr == f"3 entries, the last hash is {last}\n"
    assert verify(last) == (0, [f"3 entries, the last hash is {last}"])


ALTERATIONS: dict[str, tuple[Callable[[], object], str]] = {
    "an amount": (
        lambda: replace(JOURNAL / "journal.jsonl", '"total":"40.00"', '"total":"4.00"'),
        "entry 2 (ND2027-002): its hash does not match its contents",
    ),
    "an entry gone": (
        lambda: (JOURNAL / "journal.jsonl").write_text(
            "".join((JOURNAL / "journal.jsonl").read_text("utf-8").splitlines(keepends=True)[1:]), "utf-8"
        ),
        "entry 1 (ND2027-002): it does not follow the entry before it",
    ),
    "a PDF": (
        lambda: (JOURNAL / "ND2027-002.pdf").write_bytes(b"%PDF"),
        "entry 2 (ND2027-002): its PDF is not the one that was issued",
    ),
    "a PDF gone": (
        lambda: (JOURNAL / "ND2027-002.pdf").unlink(),
        "entry 2 (ND2027-002): its PDF is not the one that was issued",
    ),
    "an XML": (
        lambda: replace(JOURNAL / "ND2027-001.xml", "170.00", "17.00"),
        "entry 1 (ND2027-001): its XML is not the one that was issued",
    ),
    "a PDF of nobody": (lambda: (JOURNAL / "ND2027-004.pdf").touch(), "ND2027-004.pdf belongs to no entry"),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_the_script_finds_what_was_altered(issued: Path, alteration: str) -> None:
    assert run("ledger", "export").exit_code == 0
    alter, finding = ALTERATIONS[alteration]
    alter()
    status, lines = verify()
    assert (status, lines[0]) == (1, finding)


def test_the_last_hash_stands_for_all(issued: Path) -> None:
    assert run("ledger", "export").exit_code == 0
    journal = JOURNAL / "journal.jsonl"
    journal.write_text("".join(journal.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    last = json.loads(run("ledger", "show", "ND2027-003", "--json").stdout)["hash"]
    (JOURNAL / "ND2027-003.pdf").unlink()
    (JOURNAL / "ND2027-003.xml").unlink()
    assert verify()[0] == 0
    assert verify(last)[0] == 1


@pytest.mark.parametrize(
    ("form", "names"),
    [("csv", {"invoices-open.csv"}), ("xlsx", {"invoices.xlsx"}), ("datev", set())],
)
def test_lists_for_the_books(issued: Path, form: str, names: set[str]) -> None:
    replace(Path("event.yaml"), "invoices: {", f"invoices: {{{DATEV}")
    year = run("ledger", "show", "ND2027-001").stdout.partition("issued       ")[2][:4]
    names = names | {"csv": {f"invoices-{year}.csv"}, "datev": {f"EXTF_invoices_{year}.csv"}}.get(form, set())
    result = run("ledger", "export", "--format", form, "--json")
    assert {file["file"] for file in json.loads(result.stdout)["files"]} == {f"output/ledger/{name}" for name in names}
    for name in names:
        assert b"ND2027-002" in Path(f"output/ledger/{name}").read_bytes() or form == "xlsx"


def test_a_formula_for_a_name(issued: Path) -> None:
    with Path("participants.csv").open("a", encoding="utf-8") as file:
        file.write("\n,Eva,Neu,=cmd|calc,e@example.org,Weg 1,01067,Dresden,DE,standard,participant,=cmd|calc,")
    assert run("issue", "--yes", "--only", "cmd").exit_code == 0
    assert run("ledger", "export", "--format", "csv").exit_code == 0
    assert ";'=cmd|calc;" in Path("output/ledger/invoices-open.csv").read_text("utf-8-sig")


def test_what_datev_needs_is_asked_for(issued: Path) -> None:
    result = run("ledger", "export", "--format", "datev")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the accountant's numbers and accounts are missing" in result.stderr
    replace(Path("event.yaml"), "invoices: {", f"invoices: {{{DATEV.replace('10000', '1000')}")
    result = run("ledger", "export", "--format", "datev")
    assert "the debtor's account 1000 has not 5 digits" in result.stderr
    assert not Path("output/ledger").exists()


def test_an_account_for_each_payer(issued: Path) -> None:
    replace(Path("event.yaml"), "invoices: {", f"invoices: {{{DATEV.replace('debtor_account', 'debtors_from')}")
    assert run("ledger", "export", "--format", "datev").exit_code == 0
    listed = Path("output/ledger/debtors.csv").read_text("utf-8-sig").splitlines()
    assert [row.partition(";")[0] for row in listed] == ["account", "10000", "10001"]


def test_nothing_issued_nothing_written(issued: Path) -> None:
    result = run("ledger", "export", "--ledger", "none.sqlite")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing was issued yet\n")
    assert not Path("none.sqlite").exists()


def test_an_altered_ledger_is_not_exported(issued: Path) -> None:
    connection = sqlite3.connect("ledger.sqlite", isolation_level=None)
    connection.execute("DROP TRIGGER entries_keep")
    connection.close()
    assert run("ledger", "export").exit_code == 1
    assert not Path("output/ledger").exists()
