"""The same transaction told twice counts once; two that only look alike count twice."""

import datetime as dt
from pathlib import Path

import pytest

from flyer.billing.statements import Statement, Transaction, read
from flyer.billing.statements.identity import Known, new
from paying import IBAN, paid, statement

CAMT, INTRADAY, MT940, CSV = "camt.053.001.08", "camt.052.001.08", "MT940", "CSV, ING"
CORPUS = Path(__file__).parents[2] / "data" / "statements"


def known(*transactions: Transaction, kind: str = CAMT, account: str = IBAN) -> list[Known]:
    return [Known(account, kind, each) for each in transactions]


@pytest.mark.parametrize(
    ("told", "kind", "before", "kind_before"),
    [
        (paid("330", "JT2022-0001"), CAMT, paid("330", "JT2022-0001"), CAMT),
        (paid("330", "JT2022-0001", "Anna Öz"), CSV, paid("330", "JT2022-\n0001 ", "ANNA OEZ"), CAMT),
        (paid("330", "JT2022-0001, Anna Oez, JT"), MT940, paid("330", "JT2022-0001, Anna Oez, JT Leipzig"), CAMT),
        (paid("330", "A", servicer_reference="1"), CAMT, paid("330", "B", servicer_reference="1"), INTRADAY),
        (paid("330", "A", servicer_reference="1"), CAMT, paid("330", "A", servicer_reference="NTRF2"), MT940),
        (paid("330", "A", servicer_reference="1"), CAMT, paid("330", "A"), CSV),
        (paid("330", creditor_reference="RF50JT20220004"), CAMT, paid("330", "RF50 JT20 2200 04"), CSV),
        (paid("330", "JT2022-0001", "Anna Öz"), CAMT, paid("330"), INTRADAY),
    ],
)
def test_one_transaction_in_two_files(told: Transaction, kind: str, before: Transaction, kind_before: str) -> None:
    assert new(statement(told, kind=kind), known(before, kind=kind_before)) == ()


@pytest.mark.parametrize(
    ("told", "before"),
    [
        (paid("330", "JT2022-0001"), paid("330", "JT2022-0002")),
        (paid("330", "JT2022-0001"), paid("331", "JT2022-0001")),
        (paid("330", "JT2022-0001"), paid("-330", "JT2022-0001")),
        (paid("330", "JT2022-0001"), paid("330", "JT2022-0001", booked=dt.date(2022, 3, 2))),
        (paid("330", "JT2022-0001"), paid("330", "JT2022-0001", currency="CHF")),
        (paid("330", "Tagung", "Anna Öz"), paid("330", "Tagung", "Bo Li")),
        (paid("330", "A", servicer_reference="1"), paid("330", "A", servicer_reference="2")),
    ],
)
def test_two_transactions_that_look_alike(told: Transaction, before: Transaction) -> None:
    assert new(statement(told), known(before)) == (told,)


def test_the_same_on_another_account_is_another_one() -> None:
    assert new(statement(paid()), known(paid(), account="DE02120300000000202051")) == (paid(),)


def test_two_equal_payments_of_one_day_are_two_and_stay_two() -> None:
    twice = (paid("330", "Tagung", "Anna Öz"), paid("330", "Tagung", "Anna Öz"))
    assert new(statement(*twice), []) == twice
    assert new(statement(*twice), known(*twice)) == ()
    assert new(statement(*twice, kind=CSV), known(*twice[:1])) == twice[:1]


def test_what_is_equal_stands_before_what_is_a_part() -> None:
    cut, whole = paid("330", "Tagung"), paid("330", "Tagung Anna")
    assert new(statement(whole, cut), known(cut)) == (whole,)


def test_a_batch_is_the_entry_it_was_booked_as() -> None:
    details = (paid("330", "JT2022-0001", batch="B-9"), paid("330", "JT2022-0002", batch="B-9"))
    whole = paid("660", servicer_reference="B-9")
    assert new(statement(*details), known(whole)) == ()
    assert new(statement(whole), known(*details)) == ()
    assert new(statement(paid("661", servicer_reference="B-9")), known(*details))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("[!b]*")), ids=lambda path: path.name)
def test_a_file_read_twice_tells_nothing_new(path: Path) -> None:
    before: list[Known] = []
    for each in (*read(path.read_bytes(), path.name), *read(path.read_bytes(), path.name)):
        before += [Known(each.account, each.format, one) for one in new(each, before)]
    assert len(before) == len({id(one.transaction) for one in before})
    told = [one for each in read(path.read_bytes(), path.name) for one in each.transactions]
    assert len(before) == len(told) - (path.name == "camt.052.001.08-intraday.xml")


def test_a_day_in_the_course_of_which_it_is_told_again_and_again() -> None:
    first, second = paid("330", "A", servicer_reference="1"), paid("330", "A", servicer_reference="2")
    intraday = new(statement(first, kind=INTRADAY), [])
    later = new(statement(first, second, kind=INTRADAY), known(*intraday, kind=INTRADAY))
    assert later == (second,)
    assert new(statement(second, first), known(first, second, kind=INTRADAY)) == ()
    export: Statement = statement(paid("330", "A"), paid("330", "A"), kind=CSV)
    assert new(export, known(first, second)) == ()
