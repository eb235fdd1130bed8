"""The journal of payments only grows, proves itself, and stands in the ledger's file without touching the ledger."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flyer.billing.book import Assignment, Basis, Book, Part
from flyer.billing.entry import seal
from flyer.billing.ledger import Ledger
from flyer.billing.payments import Payments
from flyer.billing.reckoning import Fate, of_book
from flyer.billing.statements import Statement
from flyer.people.prints import Prints
from flyer.problems import UserError
from paying import ON, issue, paid, statement


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    issue(path, "Anna Öz", "Bo Li")
    return path


@pytest.fixture
def imported(path: Path) -> Path:
    """With a matched and an undecided payment."""
    with Ledger(path) as ledger, Payments(path) as payments:
        payments.record([statement(paid("330", "JT2022-0001"), paid("77", "Spende"))], ledger.entries(), ON)
    return path


@pytest.fixture
def raw(imported: Path) -> Iterator[sqlite3.Connection]:
    """The file as anyone with the sqlite3 shell sees it."""
    connection = sqlite3.connect(imported, isolation_level=None)
    yield connection
    connection.close()


def test_reading_what_was_never_written_creates_nothing(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    with Payments(path) as payments:
        assert payments.book().payments == ()
        assert payments.altered() == []
    assert not path.exists()


def test_a_ledger_of_before_gets_the_journal_and_stays_as_it_is(path: Path) -> None:
    with Ledger(path) as ledger:
        before = list(ledger.journal())
        with Payments(path) as payments:
            assert payments.book().payments == ()
            payments.record([statement(paid("330", "JT2022-0001"))], ledger.entries(), ON)
            assert payments.altered() == []
        assert list(ledger.journal()) == before
        assert ledger.verify() == []
    with Prints(path) as prints:
        assert list(prints.all()) == []


def test_what_is_recorded_comes_back(imported: Path) -> None:
    with Payments(imported) as payments:
        book = payments.book()
    first, second = book.payments
    assert (first.number, first.transaction) == (1, paid("330", "JT2022-0001"))
    assert (second.number, str(second.transaction.amount), second.account) == (2, "77.00", first.account)
    assert book.assignments == {
        1: Assignment(payment=1, parts=(Part("JT2022-0001", paid("330").amount),), basis=Basis.NUMBER)
    }
    assert book.undecided == (second,)


def test_what_nobody_sees_in_a_text_is_dropped() -> None:
    assert paid("330", "JT\x1b2022\u202e-0001\r\n x").text == "JT2022-0001 x"


def test_importing_again_adds_no_payment(imported: Path) -> None:
    with Ledger(imported) as ledger, Payments(imported) as payments:
        again, _ = payments.record([statement(paid("77", "Spende"))], ledger.entries(), ON)
        assert [each.payments for each in again] == [()]
        assert len(payments.book().payments) == 2


def test_a_sum_that_is_also_told_one_by_one_is_told_one_by_one(path: Path) -> None:
    details = (paid("330", "JT2022-0001", batch="B-9"), paid("330", "JT2022-0002", batch="B-9"))
    told = [statement(paid("660", servicer_reference="B-9")), statement(*details, kind="camt.054.001.08")]
    with Ledger(path) as ledger, Payments(path) as payments:
        imported, found = payments.record(told, ledger.entries(), ON)
    assert [len(each.payments) for each in imported] == [2, 0]
    assert all(finding.assignment for finding in found)


def in_order(path: Path, *told: Statement) -> Book:
    """What is known when these statements are imported one after the other."""
    with Ledger(path) as ledger, Payments(path) as payments:
        for each in told:
            payments.record([each], ledger.entries(), ON)
        assert payments.altered() == []
        return payments.book()


SUM = statement(paid("660", servicer_reference="B-9"))
DETAILS = statement(
    paid("330", "JT2022-0001", batch="B-9"), paid("330", "JT2022-0002", batch="B-9"), kind="camt.054.001.08"
)


def test_details_that_come_later_replace_a_sum_nobody_decided_on(path: Path) -> None:
    book = in_order(path, SUM, DETAILS, SUM, DETAILS)
    assert [str(each.transaction.amount) for each in book.payments] == ["660.00", "330.00", "330.00"]
    assert [book.assignments[n].basis for n in (1, 2, 3)] == [Basis.DETAILS, Basis.NUMBER, Basis.NUMBER]
    assert book.assignments[1].reason == "its details are payments 2, 3"
    assert of_book(book, ())[Fate.MATCHED] == (2, 660)
    assert sum(each.number for each in of_book(book, ()).values()) == 2


def test_a_sum_is_replaced_within_one_run_and_once(path: Path) -> None:
    with Ledger(path) as ledger, Payments(path) as payments:
        later = replace(DETAILS, format=SUM.format)
        imported, _ = payments.record([SUM, later, later], ledger.entries(), ON)
        book = payments.book()
    assert [len(each.payments) for each in imported] == [1, 2, 0]
    assert [[payment.number for payment in each.divided] for each in imported] == [[], [1], []]
    assert book.undecided == ()


def test_a_sum_of_another_account_stays(path: Path) -> None:
    book = in_order(path, SUM, replace(DETAILS, account="DE02120300000000202051"))
    assert [each.number for each in book.undecided] == [1]


def test_a_sum_that_was_decided_on_stays(path: Path) -> None:
    in_order(path, SUM)
    with Ledger(path) as ledger, Payments(path) as payments:
        payments.assign(1, ("JT2022-0001", "JT2022-0002"), ledger.entries(), ON)
    assert len(in_order(path, DETAILS).payments) == 1


@pytest.mark.parametrize(
    "details",
    [
        statement(paid("330", "JT2022-0001", batch="B-9"), paid("329.99", "JT2022-0002", batch="B-9")),
        statement(paid("330", "JT2022-0001", batch="B-8"), paid("330", "JT2022-0002", batch="B-8")),
        statement(paid("330", "JT2022-0001"), paid("330", "JT2022-0002")),
    ],
    ids=["another sum", "another reference", "no reference"],
)
def test_details_that_may_be_others_leave_the_sum_to_be_decided(path: Path, details: Statement) -> None:
    book = in_order(path, SUM, details)
    assert [each.number for each in book.undecided] == [1]


def test_a_sum_without_a_reference_is_not_that_of_all_the_rest(path: Path) -> None:
    book = in_order(path, statement(paid("660", "Sammler")), statement(paid("330", "a"), paid("330", "b")))
    assert [each.number for each in book.undecided] == [1, 2, 3]


def test_a_sum_that_is_told_one_by_one_is_not_decided_on(path: Path) -> None:
    in_order(path, SUM, DETAILS)
    with Ledger(path) as ledger, Payments(path) as payments:
        with pytest.raises(UserError, match="payment 1 is a sum: its details are payments 2, 3"):
            payments.assign(1, (), ledger.entries(), ON, "a gift")
        with pytest.raises(UserError, match="payment 1 is a sum"):
            payments.release(1, ON, "no")


def test_decisions_are_taken_back_by_a_row_of_their_own(imported: Path) -> None:
    with Ledger(imported) as ledger, Payments(imported) as payments:
        payments.assign(2, (), ledger.entries(), ON, "a gift")
        assert payments.book().assignments[2].parts == ()
        payments.release(2, ON, "it was none")
        book = payments.book()
        assert 2 not in book.assignments
        assert book.released == {2}
        assert payments.altered() == []


def test_nothing_is_half_booked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise UserError([])

    monkeypatch.setattr("flyer.billing.payments.findings", broken)
    with Ledger(path) as ledger, Payments(path) as payments:
        with pytest.raises(UserError):
            payments.record([statement(paid("330", "JT2022-0001"))], ledger.entries(), ON)
        assert payments.book().payments == ()


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("UPDATE payments SET content = '{}' WHERE sequence = 2", "a payment is never changed"),
        ("DELETE FROM payments", "a payment is never deleted"),
        ("INSERT OR REPLACE INTO payments SELECT * FROM payments WHERE sequence = 2", "a payment follows the last one"),
    ],
)
def test_triggers_refuse(raw: sqlite3.Connection, sql: str, message: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=message):
        raw.execute(sql)


def test_what_is_altered_all_the_same_is_found(raw: sqlite3.Connection, imported: Path) -> None:
    raw.execute("DROP TRIGGER payments_keep")
    content = json.loads(raw.execute("SELECT content FROM payments WHERE kind = 'payment'").fetchone()[0])
    content["transaction"]["amount"] = "333"
    raw.execute("UPDATE payments SET content = ? WHERE sequence = 2", [json.dumps(content)])
    with Payments(imported) as payments:
        found = [problem.what for problem in payments.altered()]
    assert found == [
        "the rule 'payments_keep' of the ledger is missing or was altered",
        "row 2 of the payments: its hash does not match its contents",
    ]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"number": 1}', "[" * 100_000, '{"amount":"NaN"}'])
def test_what_is_altered_beyond_reading_is_told(raw: sqlite3.Connection, imported: Path, content: str) -> None:
    raw.execute("DROP TRIGGER payments_keep")
    raw.execute("UPDATE payments SET content = ? WHERE sequence = 2", [content])
    with Payments(imported) as payments:
        with pytest.raises(UserError, match="row 2 of the payments was altered and cannot be read"):
            payments.book()
        assert any("row 2 of the payments cannot be read" in problem.what for problem in payments.altered())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (4, "the last entry is 3, but 4 were written"),
        (2, "row 3 of the payments does not follow the row before it"),
        (1, "row 2 of the payments does not follow the row before it"),
    ],
)
def test_a_row_that_is_missing_is_found(raw: sqlite3.Connection, imported: Path, row: int, said: str) -> None:
    raw.execute("DROP TRIGGER payments_stay")
    raw.execute("DELETE FROM payments WHERE sequence = ?", [row])
    with Payments(imported) as payments:
        assert said in [problem.what for problem in payments.altered()]


def test_a_row_that_names_another_before_it_is_found(raw: sqlite3.Connection, imported: Path) -> None:
    raw.execute("DROP TRIGGER payments_keep")
    columns = "sequence, kind, content, recorded_at, previous"
    values = dict(
        zip(
            columns.split(", "),
            raw.execute(f"SELECT {columns} FROM payments WHERE sequence = 3").fetchone(),
            strict=True,
        )
    )
    values["previous"] = "0" * 64
    raw.execute("UPDATE payments SET previous = ?, hash = ? WHERE sequence = 3", [values["previous"], seal(values)])
    with Payments(imported) as payments:
        assert "row 3 of the payments does not follow the row before it" in [each.what for each in payments.altered()]
