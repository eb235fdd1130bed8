"""What is printed, coded and in the e-invoice is read again before a file takes its place."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import flyer.cli.options as options_module
from flyer.billing import cii
from flyer.cli import verifying
from flyer.cli.commands import flyer
from flyer.cli.verifying import Expected, faults, sample
from flyer.documents.transfer_form import remittance_rows
from flyer.payment import IBAN, CreditTransfer, epc, symbol
from flyer.pdf import reading
from flyer.pdf.reading import Seen
from flyer.problems import SurroundingsError

TRANSFER = CreditTransfer(
    name="Verein & Co.", iban=IBAN("DE07545500100380021436"), amount=Decimal(330), remittance="RE 1, Aa"
)
WANTED = Expected.of(0, TRANSFER, epc.payload(TRANSFER))
PRINTED = "DE07545500100380021436 330,00 RE1,Aa".replace(" ", "")
XML = (
    b"<ram:PaymentReference>RE 1, Aa</ram:PaymentReference><ram:IBANID>DE07545500100380021436</ram:IBANID>"
    b"<ram:AccountName>Verein &amp; Co.</ram:AccountName><ram:DuePayableAmount>330.00</ram:DuePayableAmount>"
)
BOTH = ("invoices", "slips")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, arguments)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English starter; Example County and Lena Huber owe an invoice each."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "--language", "en").exit_code == 0
    return tmp_path


@pytest.fixture
def other_amount(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every code is drawn of other data than it should be."""
    real = symbol.encode
    monkeypatch.setattr(symbol, "encode", lambda data, *_: real(data.replace(b"\nEUR", b"\nEUR1")))


@pytest.fixture
def without_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reading, options_module):
        monkeypatch.setattr(module, "find_spec", lambda _: None)


def test_what_says_the_same_has_no_fault() -> None:
    assert list(faults(WANTED, Seen((WANTED.code,), PRINTED, (XML,)))) == []


def test_a_code_may_say_the_same_in_another_form() -> None:
    other = WANTED.code.replace(b"\n", b"\r\n").replace(b"330.00", b"330")
    assert list(faults(WANTED, Seen((other, b"https://example.org"), PRINTED))) == []


@pytest.mark.parametrize(
    ("seen", "fault"),
    [
        (Seen((), PRINTED), "has no payment code that can be read"),
        (Seen((b"https://example.org",), PRINTED), "has no payment code that can be read"),
        (
            Seen((epc.payload(replace(TRANSFER, amount=Decimal(331))),), PRINTED),
            "has a payment code that says 'BCD / 002 / 1 / SCT /  / Verein & Co. / DE07545500100380021436 / EUR331.00 /"
            "  /  / RE 1, Aa' where the data say 'BCD / 002 / 1 / SCT /  / Verein & Co. / DE07545500100380021436 /"
            " EUR330.00 /  /  / RE 1, Aa'",
        ),
        (
            Seen((WANTED.code,), PRINTED.replace("330,00", "331,00")),
            "does not print '330.00', which its payment code holds",
        ),
        (
            Seen((WANTED.code,), PRINTED, (XML.replace(b"330.00", b"331.00"),)),
            "has an e-invoice whose DuePayableAmount is ['331.00'], where the data say '330.00'",
        ),
        (
            Seen((WANTED.code,), PRINTED, (b"<a/>",)),
            "has an e-invoice whose PaymentReference is [], where the data say 'RE 1, Aa'",
        ),
    ],
)
def test_what_says_otherwise_is_named(seen: Seen, fault: str) -> None:
    assert next(faults(WANTED, seen)) == fault


def test_a_word_may_be_divided_where_the_form_divides_it() -> None:
    long = replace(TRANSFER, remittance=f"{'a' * 60} {'b' * 20} {'c' * 58}")
    first, second = remittance_rows(long.remittance)
    assert first.endswith("bb")
    assert second.startswith("bb")
    letters = f"{PRINTED}{first}noch Verwendungszweck{second}".replace(" ", "")
    wanted = Expected.of(0, long, epc.payload(long))
    assert list(faults(wanted, Seen((wanted.code,), letters))) == []
    assert list(faults(wanted, Seen((wanted.code,), letters.replace("c" * 58, "")))) != []


def test_a_sample_is_spread_over_all_and_has_20_or_more() -> None:
    assert sample(0) == []
    assert sample(20) == list(range(20))
    assert sample(21)[:3] == [0, 1, 2]
    assert (len(sample(21)), len(sample(1000)), sample(1000)[-1]) == (20, 20, 999)


@pytest.mark.parametrize("command", ["invoices", "slips", "programme", "build", "issue --yes"])
@pytest.mark.usefixtures("other_amount")
def test_a_code_that_says_something_else_stops_everything(
    here: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    if command == "programme":
        monkeypatch.setattr(reading, "_codes", lambda _: (b"BCD\n002",))
    result = run(*command.split())
    assert (result.exit_code, result.stdout) == (3, "")
    assert "has a payment code that says 'BCD / 002" in result.stderr
    assert "hint: nothing was written; look at the letter paper" in result.stderr
    assert not Path("output").exists()
    assert not Path("ledger.sqlite").exists() or run("ledger", "list").stdout == ""


@pytest.mark.parametrize(("extent", "read"), [("sample", 20), ("all", 41)])
@pytest.mark.parametrize("command", BOTH)
def test_a_sample_or_all_are_read(
    here: Path, monkeypatch: pytest.MonkeyPatch, command: str, extent: str, read: int
) -> None:
    people = "".join(f"{n},Eva,Muster{n},Weg 1,12345,Ort,DE,standard\n" for n in range(41))
    header = "id,first_name,last_name,street,postcode,city,country,fee\n"
    Path("participants.csv").write_text(header + people, "utf-8")
    looked = []
    real: Callable[..., object] = verifying.faults
    monkeypatch.setattr(verifying, "faults", lambda wanted, seen: looked.append(wanted) or real(wanted, seen))
    result = run(command, "--verify", extent, "--json")
    assert (result.exit_code, len(looked)) == (0, read)
    assert json.loads(result.stdout)["codes"] == {"printed": 41, "read": read}


def test_an_xrechnung_beside_the_letter_is_read_too(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event = Path("event.yaml").read_text("utf-8")
    assert event.count("{number: ") == 1
    Path("event.yaml").write_text(event.replace("{number: ", "{format: xrechnung, number: "), "utf-8")
    participants = (
        "id,first_name,last_name,street,postcode,city,country,fee,buyer_reference\n"
        "1,Eva,Muster,Weg 1,12345,Ort,DE,standard,07318000-VSOP2027-34\n"
    )
    Path("participants.csv").write_text(participants, "utf-8")
    real = cii.write
    monkeypatch.setattr(cii, "write", lambda *given: real(*given).replace(b"<ram:IBANID>DE", b"<ram:IBANID>AT"))
    result = run("issue", "--yes")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "has an e-invoice whose IBANID is ['AT" in result.stderr


def test_a_file_that_cannot_be_opened_again_is_named(here: Path) -> None:
    broken = {Path("a.pdf"): (lambda: WANTED,)}
    with pytest.raises(SurroundingsError, match=r"'a\.pdf' cannot be read back"):
        verifying.prove(broken, lambda _: io.BytesIO(b"%PDF-1.7 cut off"))


@pytest.mark.usefixtures("without_readers")
def test_who_cannot_read_codes_is_told(here: Path) -> None:
    result = run("slips")
    assert (result.exit_code, result.stdout) == (0, "output/slips.pdf\n")
    assert result.stderr == "payment codes were not read back: pip install 'flyer[verify]'\n"
    asked = run("slips", "--verify", "all")
    assert asked.exit_code == 2
    assert "nothing here reads codes; install it: pip install 'flyer[verify]'" in asked.stderr


def test_without_a_payment_code_nothing_is_said_of_it(here: Path) -> None:
    assert "codes" not in json.loads(run("cards", "--json").stdout)
