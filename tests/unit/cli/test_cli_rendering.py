"""Invoices are rendered once, under the numbers that come next, and kept on disk until these are given."""

import json
import tracemalloc
import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner, Result

import flyer.cli.issuing as issuing_module
from flyer.billing.entry import Entry
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.cli import rendering, verifying
from flyer.cli.commands import flyer
from flyer.cli.rendering import Rendered, Spool
from flyer.cli.report import Report

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


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    with Spool(tmp_path) as spool:
        one = spool.keep(Rendered(b"%PDF one", 1, b"<xml/>"))
        other = spool.keep(Rendered(b"%PDF other", 3, b""))
        assert (spool.pdf(other), other.pages, spool.xrechnung(other)) == (b"%PDF other", 3, b"")
        assert (spool.pdf(one), one.pages, spool.xrechnung(one)) == (b"%PDF one", 1, b"<xml/>")
        assert spool.size == len(b"%PDF one<xml/>%PDF other")


def test_it_is_on_disk_without_a_name_and_not_in_memory(tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    with Spool(tmp_path) as spool:
        tracemalloc.start()
        for _ in range(20):
            spool.keep(Rendered(bytes(1_000_000), 1, b""))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert sorted(tmp_path.iterdir()) == before
    assert peak < 5_000_000


def test_where_nothing_can_be_written_the_system_has_a_place(tmp_path: Path) -> None:
    with Spool(tmp_path / "missing") as spool:
        assert spool.pdf(spool.keep(Rendered(b"%PDF", 1, b""))) == b"%PDF"


def test_a_number_is_rehearsed_for_one_invoice_and_for_no_other(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The buyer moves between rehearsal and issue, whose number stays: the letter is made anew."""
    people(1)
    issue = Ledger.issue

    def moved(ledger: Ledger, draft: Invoice, **how: Any) -> Entry:
        return issue(ledger, replace(draft, buyer=replace(draft.buyer, name="Moved Ltd")), **how)

    monkeypatch.setattr(Ledger, "issue", moved)
    assert run("issue", "--yes").exit_code == 0
    [letter] = Path("output/invoices").glob("*.pdf")
    assert "Moved Ltd" in pdfium.PdfDocument(letter)[0].get_textpage().get_text_bounded()


def test_no_invoice_is_held_once_it_is_issued(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people(40)
    held: list[int] = []
    issued: list[weakref.ref[Invoice]] = []
    issue, finish = Ledger.issue, issuing_module.finish

    def seen(ledger: Ledger, draft: Invoice, **how: Any) -> Entry:
        entry = issue(ledger, draft, **how)
        issued.extend((weakref.ref(draft), weakref.ref(entry.invoice)))
        return entry

    def counted(*given: Any, **named: Any) -> Report:
        held.append(sum(each() is not None for each in issued))
        return finish(*given, **named)

    monkeypatch.setattr(Ledger, "issue", seen)
    monkeypatch.setattr(issuing_module, "finish", counted)
    assert run("issue", "--yes").exit_code == 0
    assert len(issued) == 80
    assert held[0] <= 2, "but for the last one's"
