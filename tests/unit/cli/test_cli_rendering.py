"""Invoices are rendered once, under the numbers that come next, and kept on disk until these are given."""

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import flyer.cli.issuing as issuing_module
from flyer.billing.frozen import freeze, thaw
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.cli import rendering, verifying
from flyer.cli.commands import flyer
from flyer.cli.rendering import Rendered, Spool

HEADER = "id,first_name,last_name,street,postcode,city,country,fee,invoice_format\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, arguments)


def people(count: int, form: str = "zugferd") -> None:
    rows = "".join(f"P{n},Eva,Muster{n},Weg {n},12345,Ort,DE,standard,{form}\n" for n in range(count))
    Path("participants.csv").write_text(HEADER + rows, "utf-8")


def written() -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(Path("output").rglob("*")) if file.is_file()}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English starter with five payers."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "--language", "en").exit_code == 0
    people(5)
    return tmp_path


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The numbers of all letters that were composed."""
    numbers: list[str] = []
    compose: Callable[..., object] = rendering.letters.compose
    monkeypatch.setattr(
        rendering.letters, "compose", lambda invoice, *rest: numbers.append(invoice.number) or compose(invoice, *rest)
    )
    return numbers


FIVE = [f"ND2027-{n:03}" for n in range(1, 6)]


def test_each_invoice_is_composed_once_before_any_number_is_given(
    here: Path, composed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    issue: Callable[..., object] = Ledger.issue

    def checked(ledger: Ledger, draft: Invoice, **how: object) -> object:
        assert composed == FIVE
        return issue(ledger, draft, **how)

    monkeypatch.setattr(Ledger, "issue", checked)
    assert run("issue", "--yes").exit_code == 0
    assert composed == FIVE
    assert all(number.encode() in Path(f"output/invoices/{number}.pdf").read_bytes() for number in FIVE)


def test_who_is_faster_takes_the_number_and_what_was_rendered_under_it_is_made_anew(
    here: Path, composed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the rehearsal and the first number somebody else issues two of five; the last one's number stays."""
    first: list[str] = []

    def meanwhile(*_: object) -> None:
        if not first:
            first.append("somebody else")
            assert run("issue", "--yes", "--only", "Muster1", "--only", "Muster3").exit_code == 0

    monkeypatch.setattr(issuing_module, "probe", meanwhile)
    assert run("issue", "--yes").exit_code == 0
    assert composed == [*FIVE, *FIVE[:2], *FIVE[2:4]]
    with Ledger(Path("ledger.sqlite")) as ledger:
        entries = ledger.entries()
        assert [(entry.number, entry.invoice.lines[0].participant) for entry in entries] == [
            ("ND2027-001", "Eva Muster1"),
            ("ND2027-002", "Eva Muster3"),
            ("ND2027-003", "Eva Muster0"),
            ("ND2027-004", "Eva Muster2"),
            ("ND2027-005", "Eva Muster4"),
        ]
        assert ledger.altered() == []
        for entry in entries:
            stored = ledger.document(entry.number)
            assert stored == Path(f"output/invoices/{entry.number}.pdf").read_bytes()
            assert {number for number in FIVE if f"Invoice {number}<".encode() in stored} == {entry.number}
    del composed[:]
    assert run("issue", "--yes").stderr == "no invoice is waiting to be issued\n"
    assert composed == []


def test_codes_are_read_once_and_counted(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[object] = []
    real: Callable[..., object] = verifying.faults
    monkeypatch.setattr(verifying, "faults", lambda wanted, seen: looked.append(wanted) or real(wanted, seen))
    assert json.loads(run("issue", "--yes", "--json").stdout)["codes"] == {"printed": 5, "read": 5}
    assert len(looked) == 5
    for file in Path("output/invoices").glob("*-001.pdf"):
        file.unlink()
    people(6)
    assert json.loads(run("issue", "--yes", "--json").stdout)["codes"] == {"printed": 2, "read": 2}


@pytest.mark.parametrize("form", ["zugferd", "none"])
@pytest.mark.parametrize("command", [("issue", "--yes"), ("invoices",)])
def test_many_processes_write_the_same(here: Path, command: tuple[str, ...], form: str) -> None:
    people(9, form)
    alone = run(*command, "--json")
    before = written()
    Path("ledger.sqlite").unlink(missing_ok=True)
    for file in before:
        Path(file).unlink()
    together = run(*command, "--json", "--jobs", "2")
    assert (together.exit_code, together.stdout, written()) == (0, alone.stdout, before)
    assert len(before) == (0 if form == "none" else 9)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_problems_of_all_are_told_at_once(here: Path, jobs: str) -> None:
    text, before = Path("participants.csv").read_text("utf-8"), sorted(here.iterdir())
    text = text.replace("Muster1,", f"{'M' * 90},").replace("Muster3,", f"{'W' * 90},")
    Path("participants.csv").write_text(text, "utf-8")
    for command in (("issue", "--yes"), ("invoices",)):
        result = run(*command, "--jobs", jobs)
        assert (result.exit_code, result.stdout) == (1, "")
        assert [line[:18] for line in result.stderr.splitlines() if "does not fit" in line] == [
            "participants.csv:3",
            "participants.csv:5",
        ]
    assert sorted(here.iterdir()) == before


def test_a_draft_tells_its_pages(here: Path) -> None:
    people(1)
    (file,) = json.loads(run("invoices", "--json").stdout)["files"]
    assert (file["pages"], file["fitted"]) == (1, [])


@pytest.fixture
def invoice(here: Path) -> Invoice:
    """One that was issued."""
    people(1)
    assert run("issue", "--yes").exit_code == 0
    with Ledger(Path("ledger.sqlite")) as ledger:
        return thaw(next(iter(ledger.journal()))["content"])


def test_what_is_kept_is_found_by_the_whole_invoice(tmp_path: Path, invoice: Invoice) -> None:
    other = thaw(json.dumps({**json.loads(freeze(invoice)), "number": "ND2027-002"}))
    with Spool(tmp_path) as spool:
        assert not spool.holds(invoice)
        spool.keep(invoice, Rendered(b"%PDF one", 1, b"<xml/>"))
        assert (spool.holds(invoice), spool.holds(other)) == (True, False)
        spool.keep(other, Rendered(b"%PDF other", 3, b""))
        assert (spool.holds(invoice), spool.holds(other)) == (False, True)
        assert (spool.pdf(other), spool.pages(other), spool.xrechnung(other)) == (b"%PDF other", 3, b"")
        assert spool.size == len(b"%PDF one<xml/>%PDF other")


def test_it_is_on_disk_without_a_name_and_not_in_memory(tmp_path: Path, invoice: Invoice) -> None:
    before = sorted(tmp_path.iterdir())
    with Spool(tmp_path) as spool:
        tracemalloc.start()
        for _ in range(20):
            spool.keep(invoice, Rendered(bytes(1_000_000), 1, b""))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert sorted(tmp_path.iterdir()) == before
    assert peak < 5_000_000


def test_where_nothing_can_be_written_the_system_has_a_place(tmp_path: Path, invoice: Invoice) -> None:
    with Spool(tmp_path / "missing") as spool:
        spool.keep(invoice, Rendered(b"%PDF", 1, b""))
        assert spool.pdf(invoice) == b"%PDF"


def _frozen(invoice: Invoice) -> str:
    from flyer.billing.frozen import freeze

    return freeze(invoice)
