"""`flyer payments`: what is said of statements, what is written, and what is refused."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flyer.billing.payments import Payments
from flyer.cli.commands import flyer
from paying import issue

CORPUS = Path(__file__).parents[2] / "data" / "statements"
LEDGER = Path("ledger.sqlite")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, arguments)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with an event, five issued invoices, and the statements of the corpus."""
    monkeypatch.chdir(tmp_path)
    assert run("new").exit_code == 0
    issue(LEDGER, "Anna Öz", "Stadt Aa", "Bo Li", "Cem Ay", "Dr. Eva Müller")
    shutil.copytree(CORPUS, "bank")


def test_import_accounts_for_every_cent_and_asks_for_what_is_uncertain() -> None:
    result = run("payments", "import", "bank/camt.053.001.02-batch.xml", "bank/dkb.csv")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "bank/camt.053.001.02-batch.xml: camt.053.001.02, 3 entries, 990.00 EUR, from 1200.50 to 2190.50",
        "bank/dkb.csv: CSV, DKB, 3 entries, 1302.70 EUR; 1 not booked left out",
        "matched           3       990.00 EUR",
        "undecided         1      1000.00 EUR",
        "unrelated         1       -27.30 EUR",
        "known before      1       330.00 EUR",
        "in all            6      2292.70 EUR",
        "payment 4  2022-03-01     1000.00 EUR  Stadt Aa  JT2022-0002 bis 4",
        "  it names JT2022-0002, and perhaps more; JT2022-0002: `flyer payments assign 4 JT2022-0002`",
    ]


def test_what_was_imported_before_is_known() -> None:
    run("payments", "import", "bank/mt940-german.sta")
    assert run("payments", "import", "bank/mt940-german.sta").stdout.splitlines()[2:] == [
        "known before      4       654.10 EUR",
        "in all            4       654.10 EUR",
    ]


def test_list_tells_what_is_open_and_what_is_to_be_decided() -> None:
    run("payments", "import", "bank/mt940-german.sta", "bank/sparkasse-camt-v2.csv")
    assert run("payments", "list").stdout.splitlines() == [
        "JT2022-0001  open           330.00        0.00      330.00 EUR  due 2022-03-23  paid 2022-03-01  Anna Öz",
        "JT2022-0002  paid           330.00      330.00        0.00 EUR  due 2022-03-23  paid 2022-03-01  Stadt Aa",
        "JT2022-0003  paid           330.00      330.00        0.00 EUR  due 2022-03-23  paid 2022-03-01  Bo Li",
        "JT2022-0004  open           330.00        0.00      330.00 EUR  due 2022-03-23  Cem Ay",
        "JT2022-0005  open           330.00        0.00      330.00 EUR  due 2022-03-23  Dr. Eva Müller",
        "open              3       990.00 payable, 0.00 paid, 990.00 open",
        "paid              2       660.00 payable, 660.00 paid, 0.00 open",
        "matched           3       660.00 EUR",
        "undecided         1      1660.00 EUR",
        "unrelated         1        -5.90 EUR",
        "in all            5      2314.10 EUR",
        "payment 5  2022-03-01     1660.00 EUR  Stadt Müsterhausen  Rechnungen JT2022-0002 u. JT2022-0003",
        "  it names JT2022-0002 and JT2022-0003, of which 0.00 is open; JT2022-0002 or JT2022-0003: "
        "`flyer payments assign 5 JT2022-0002`",
    ]


def test_list_for_programs() -> None:
    run("payments", "import", "bank/camt.053.001.02-batch.xml")
    data = json.loads(run("payments", "list", "--json").stdout)
    nothing = {"fees": "0.00", "fees_open": "0.00"}
    assert data["totals"]["paid"] == {"count": 3, "payable": "990.00", "paid": "990.00", "open": "0.00", **nothing}
    assert data["reckoned"]["matched"] == {"count": 3, "total": "990.00"}
    assert data["invoices"][0] == {
        "number": "JT2022-0001",
        "status": "paid",
        "buyer": "Anna Öz",
        "payer": "anna öz",
        "due": "2022-03-23",
        "level": 0,
        "payable": "330.00",
        "paid": "330.00",
        "open": "0.00",
        "currency": "EUR",
        "last_paid": "2022-03-01",
        "payments": [1],
        **nothing,
    }


def test_tables() -> None:
    run("payments", "import", "bank/camt.053.001.02-batch.xml")
    assert run("payments", "list", "--as", "csv").stdout.splitlines() == [
        "output/open-items.csv",
        "output/payments.csv",
    ]
    assert run("payments", "list", "--as", "xlsx").stdout.splitlines() == ["output/payments.xlsx"]
    assert "JT2022-0002;paid;2022-03-01;2022-03-23;Stadt Aa;" in Path("output/open-items.csv").read_text("utf-8-sig")


def test_assigning_and_taking_it_back() -> None:
    run("payments", "import", "bank/mt940-german.sta", "bank/sparkasse-camt-v2.csv")
    assert run("payments", "assign", "5", "jt2022-0004", "JT2022-0005").stdout.splitlines() == [
        "payment 5 is for JT2022-0004 with 330.00 and JT2022-0005 with 1330.00"
    ]
    again = run("payments", "assign", "5", "JT2022-0001")
    assert again.exit_code == 1
    assert again.stderr.splitlines() == [
        "ledger.sqlite: payment 5 is assigned to JT2022-0004 and JT2022-0005",
        "  hint: `flyer payments assign 5 --undo --reason …` takes that back",
        "1 problem, nothing was written",
    ]
    undone = run("payments", "assign", "5", "--undo", "--reason", "no")
    assert undone.stdout == "payment 5 is to be decided again\n"
    gift = run("payments", "assign", "5", "--none", "--reason", "a gift")
    assert gift.stdout == "payment 5 has nothing to do with invoices\n"
    assert run("ledger", "verify").exit_code == 0


def test_a_sum_that_is_told_one_by_one_later() -> None:
    details = Path("bank/camt.054.001.08-batch.xml").read_text("latin-1")
    begin, end = details.index("<NtryDtls>"), details.index("</NtryDtls>") + len("</NtryDtls>")
    Path("sum.xml").write_text(details[:begin] + details[end:], "latin-1")
    assert "undecided         1" in run("payments", "import", "sum.xml").stdout
    told = run("payments", "import", "bank/camt.054.001.08-batch.xml", "--json")
    assert json.loads(told.stdout)["statements"][0]["details_of"] == [1]
    assert "; details of payment 1\n" not in run("payments", "import", "bank/camt.054.001.08-batch.xml").stdout
    reckoned = json.loads(run("payments", "list", "--json").stdout)["reckoned"]
    assert reckoned["undecided"]["count"] == 0


def test_what_is_decided_lets_others_find_their_invoice() -> None:
    run("payments", "import", "bank/sparkasse-camt-v8.csv")
    run("payments", "assign", "1", "--undo", "--reason", "it was for Bo Li")
    assert "it was released" in run("payments", "list").stdout
    assert run("payments", "assign", "1", "JT2022-0003").exit_code == 0
    assert "JT2022-0003  paid" in run("payments", "list").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["1"], "name the invoices, or say --none or --undo"),
        (["1", "JT2022-0001", "--none"], "name the invoices, or say --none or --undo"),
        (["1", "--none"], "--none needs a --reason"),
        (["1", "--undo"], "--undo needs a --reason"),
        (["0", "JT2022-0001"], "0 is not in the range"),
        (["x", "JT2022-0001"], "'x' is not a valid integer"),
        (["1", "--none", "--reason", " "], "an empty TEXT is no reason"),
        (["1", "--none", "--reason", "a\x1b[2Jgift"], "a reason is one line of at most 200 characters"),
        (["1", "--none", "--reason", "a\ngift"], "a reason is one line of at most 200 characters"),
    ],
)
def test_wrong_use(arguments: list[str], message: str) -> None:
    result = run("payments", "assign", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["9", "JT2022-0001"], "there is no payment 9"),
        (["1", "JT2022-0009"], "no invoice has the number 'JT2022-0009'"),
        (["1", "--undo", "--reason", "no"], "payment 1 is not assigned to anything"),
    ],
)
def test_what_cannot_be_assigned(arguments: list[str], message: str) -> None:
    Path("gift.csv").write_text(
        Path("bank/ing.csv").read_text("cp1252").replace("JT2022-0001, Anna Oez", "x"), "cp1252"
    )
    Path("gift.csv").write_text(Path("gift.csv").read_text("cp1252").replace("330,00", "7,00"), "cp1252")
    assert run("payments", "import", "gift.csv").exit_code == 0
    result = run("payments", "assign", *arguments)
    assert result.exit_code == 1
    assert message in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("DE07 5455 0010 0380 0214 36", "DE02 1203 0000 0000 2020 51", "the statement is of the account 'DE02"),
        ("330,00;EUR\n", "330,00;USD\n", "an entry of 330.00 USD, while invoices are in EUR"),
    ],
)
def test_what_does_not_belong_to_the_invoices_is_refused(old: str, new: str, message: str) -> None:
    text = Path("bank/ing.csv").read_bytes().decode("cp1252")
    assert old in text
    Path("other.csv").write_bytes(text.replace(old, new).encode("cp1252"))
    result = run("payments", "import", "other.csv")
    assert result.exit_code == 1
    assert message in result.stderr


def test_one_broken_file_keeps_all_from_being_imported() -> None:
    broken = sorted(str(path) for path in Path("bank").glob("broken*"))
    result = run("payments", "import", "bank/ing.csv", *broken)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert all(f"{file}:" in result.stderr for file in broken)
    with Payments(LEDGER) as payments:
        assert payments.book().payments == ()


def test_a_file_that_is_not_there() -> None:
    result = run("payments", "import", "none.xml")
    assert result.exit_code == 1
    assert "none.xml: there is no such file" in result.stderr


def test_without_invoices_nothing_can_be_paid() -> None:
    LEDGER.unlink()
    result = run("payments", "import", "bank/ing.csv")
    assert result.exit_code == 1
    assert "nothing was issued yet, so nothing can have been paid" in result.stderr
    assert not LEDGER.exists()
    assert run("payments", "list").stderr == "nothing was issued yet\n"
