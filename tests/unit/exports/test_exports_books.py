"""What was issued, as lists for the books and as a Buchungsstapel."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bills import BILLS, MEMBERSHIP, SERVICE, STANDARD, VIENNA, WITH_MEALS, bill
from flyer.billing.book import Book
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.billing.open_items import open_items
from flyer.event.model import Datev, RevenueAccount
from flyer.exports import books, datev
from flyer.problems import UserError

SETTINGS = Datev(
    consultant="1001",
    client="7",
    chart="49",
    debtor_account="10000",
    revenue_account="8200",
    rates=(RevenueAccount(rate=Decimal(19), account="8400"), RevenueAccount(rate=Decimal(7), account="8300")),
)
CREATED = dt.datetime(2022, 4, 1, 8, 5, 9, 123_456, tzinfo=dt.UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        yield ledger


def issue(ledger: Ledger, made: Invoice, on: dt.date = dt.date(2022, 3, 1)) -> None:
    draft = replace(made, number="", issued=None, due=None)
    ledger.issue(draft, pattern="JT 1.{n}", on=at(on), render=lambda _: b"%PDF")


def cancel(ledger: Ledger, number: str, *lines: int, on: dt.date = dt.date(2022, 3, 2)) -> None:
    ledger.cancel(number, note="Grund", positions=lines, pattern="JT 1.{n}", on=at(on), render=lambda _: b"%PDF")


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), dt.UTC)


def test_lists_by_year_and_open_items(ledger: Ledger) -> None:
    issue(ledger, bill(count=2))
    issue(ledger, replace(bill(), payer_key="other"))
    cancel(ledger, "JT 1.1", 2)
    cancel(ledger, "JT 1.2", on=dt.date(2023, 1, 2))
    tables = books.tables(ledger.entries(), open_items(ledger.entries(), Book()))
    columns = [books.HEADER.index(name) for name in ("number", "kind", "total", "open", "cancels", "cancelled_by")]
    picked = {name: [tuple(str(row[c]) for c in columns) for row in table[1:]] for name, table in tables.items()}
    assert picked == {
        "2022": [
            ("JT 1.1", "invoice", "660.00", "330.00", "", "JT 1.3"),
            ("JT 1.2", "invoice", "330.00", "0.00", "", "JT 1.4"),
            ("JT 1.3", "cancellation", "-330.00", "0.00", "JT 1.1", ""),
        ],
        "2023": [("JT 1.4", "cancellation", "-330.00", "0.00", "JT 1.2", "")],
        "open": [("JT 1.1", "invoice", "660.00", "330.00", "", "JT 1.3")],
    }


def test_the_list_says_what_the_payer_transfers(ledger: Ledger) -> None:
    issue(ledger, BILLS["a creditor reference"]())
    issue(ledger, replace(bill(), payer_key="other"))
    _, first, second = books.tables(ledger.entries(), open_items(ledger.entries(), Book()))["2022"]
    assert (first[-1], second[-1]) == ("RF16JT11", "JT 1.2, JT2022-0001, Juergen Oeztuerk 0, JT Leipzig")


def test_net_and_tax_add_up(ledger: Ledger) -> None:
    issue(ledger, bill(WITH_MEALS, 3))
    cancel(ledger, "JT 1.1")
    net, tax, total = (books.HEADER.index(name) for name in ("net", "tax", "total"))
    for row in books.tables(ledger.entries(), open_items(ledger.entries(), Book()))["2022"][1:]:
        assert Decimal(str(row[net])) + Decimal(str(row[tax])) == row[total]


def fields(file: bytes, line: int) -> dict[int, str]:
    """What a line of the file says, by the number of its field; fields with nothing in them are left out."""
    assert file.endswith(b"\r\n")
    row = file.decode("cp1252").split("\r\n")[line].split(";")
    assert len(row) == (31 if line == 0 else 125)
    return {n: field for n, field in enumerate(row, start=1) if field}


def test_a_buchungsstapel(ledger: Ledger) -> None:
    made = bill(WITH_MEALS)
    issue(ledger, replace(made, buyer=replace(made.buyer, name='=cmd "Łódź" für ' + "x" * 60)))
    cancel(ledger, "JT 1.1")
    file = datev.stacks(ledger.entries(), SETTINGS, CREATED)["2022"]
    assert fields(file, 0) == {
        1: '"EXTF"', 2: "700", 3: "21", 4: '"Buchungsstapel"', 5: "13", 6: "20220401080509123", 8: '"FL"', 9: '"flyer"',
        11: "1001", 12: "7", 13: "20220101", 14: "4", 15: "20220301", 16: "20220302", 17: '"Rechnungen 2022"',
        19: "1", 20: "0", 21: "0", 22: '"EUR"', 27: '"49"',
    }  # fmt: skip
    assert fields(file, 1)[1] == "Umsatz (ohne Soll/Haben-Kz)"
    assert fields(file, 1)[125] == "Abw. Skontokonto"
    assert fields(file, 2) == {
        1: "330,00", 2: '"S"', 3: '"EUR"', 7: "10000", 8: "8200", 10: "0103", 11: '"JT-1-1"', 12: '"150322"',
        14: '"JT 1.1 =cmd ""Lódz"" für ' + "x" * 37 + '"',
    }  # fmt: skip
    booked = [(row[2], row[8], row[1]) for row in (fields(file, line) for line in range(2, 8))]
    assert booked == [
        ('"S"', "8200", "330,00"),
        ('"S"', "8300", "107,00"),
        ('"S"', "8400", "43,50"),
        ('"H"', "8200", "330,00"),
        ('"H"', "8300", "107,00"),
        ('"H"', "8400", "43,50"),
    ]


def test_bookings_of_an_invoice_add_up_to_what_is_payable(ledger: Ledger) -> None:
    made = bill(replace(WITH_MEALS, amount=Decimal("480.53")), 7)
    issue(ledger, made)
    rows = datev.stacks(ledger.entries(), SETTINGS, CREATED)["2022"].decode("cp1252").split("\r\n")[2:-1]
    assert sum(Decimal(row.partition(";")[0].replace(",", ".")) for row in rows) == made.payable


def test_accounts_have_the_lengths_that_datev_knows() -> None:
    odd = replace(SETTINGS, debtor_account="1000", rates=(RevenueAccount(rate=Decimal(7), account="83000"),))
    assert [problem.what for problem in datev.misfits(odd)] == [
        "the account 83000 has another length than 8200",
        "the debtor's account 1000 has not 5 digits",
    ]
    assert list(datev.misfits(SETTINGS)) == []


EACH = replace(SETTINGS, debtor_account="", debtors_from="10000")


def test_payers_have_one_account_for_all_or_one_each() -> None:
    assert list(datev.misfits(EACH)) == []
    for odd, what in (
        (replace(EACH, debtors_from=""), "payers have no account"),
        (replace(EACH, debtor_account="19999"), "payers have both an account for all of them and one each"),
    ):
        assert [problem.what for problem in datev.misfits(odd)] == [what]


def test_the_account_of_a_payer_stays(ledger: Ledger) -> None:
    made = bill()
    issue(ledger, made)
    issue(ledger, replace(made, payer_key="other", buyer=replace(made.buyer, name="Öztürk", vat_id="DE136695976")))
    before = datev.debtors(ledger.entries(), EACH)
    cancel(ledger, "JT 1.1")
    issue(ledger, replace(made, buyer=replace(made.buyer, name="Stadt Bb")))
    issue(ledger, replace(made, payer_key="third"))
    assert before == {"aa": "10000", "other": "10001"}
    assert datev.debtors(ledger.entries(), EACH) == before | {"third": "10002"}
    assert datev.debtor_list(ledger.entries(), EACH)[:3] == (
        ("account", "name", "street", "postcode", "city", "country", "vat_id"),
        ("10000", "Stadt Bb", "Am Markt 1", "01099", "Aa", "DE", ""),
        ("10001", "Öztürk", "Am Markt 1", "01099", "Aa", "DE", "DE136695976"),
    )
    file = datev.stacks(ledger.entries(), EACH, CREATED)["2022"]
    assert [fields(file, line)[7] for line in range(2, 7)] == ["10000", "10001", "10000", "10000", "10002"]


@pytest.mark.parametrize(("first", "reached"), [("69999", "70000"), ("699999999", "700000000")])
def test_more_payers_than_accounts(ledger: Ledger, first: str, reached: str) -> None:
    issue(ledger, bill())
    issue(ledger, replace(bill(), payer_key="other"))
    with pytest.raises(UserError, match=f"the 2 payers from {first} on reach {reached}"):
        datev.debtors(ledger.entries(), replace(EACH, debtors_from=first))


def test_accounts_without_a_tax_of_their_own_get_its_key(ledger: Ledger) -> None:
    issue(ledger, bill(WITH_MEALS))
    rates = (RevenueAccount(rate=Decimal(19), account="8200", tax_key="3"),)
    file = datev.stacks(ledger.entries(), replace(SETTINGS, rates=rates), CREATED)["2022"]
    assert [fields(file, line).get(9) for line in range(2, 5)] == [None, None, '"3"']


def test_what_is_not_taxed_may_have_accounts_of_its_own(ledger: Ledger) -> None:
    issue(ledger, bill())
    issue(ledger, replace(bill(MEMBERSHIP), payer_key="member"))
    issue(ledger, replace(bill(SERVICE, tax=STANDARD, **VIENNA), payer_key="vienna"))
    rates = (
        RevenueAccount(rate=Decimal(0), account="8100"),
        RevenueAccount(scheme="outside_scope", account="2110"),
        RevenueAccount(scheme="reverse_charge", account="8337", tax_key="94"),
    )
    file = datev.stacks(ledger.entries(), replace(SETTINGS, rates=rates), CREATED)["2022"]
    booked = [fields(file, line) for line in range(2, 5)]
    assert [(row[8], row.get(9, "")) for row in booked] == [("8100", ""), ("2110", ""), ("8337", '"94"')]


def test_an_account_is_for_a_rate_or_a_scheme() -> None:
    both = RevenueAccount(rate=Decimal(0), scheme="zero", account="8100")
    for odd in (both, RevenueAccount(account="8100")):
        (problem,) = datev.misfits(replace(SETTINGS, rates=(odd,)))
        assert problem.what == "the account 8100 is not for either a rate or a scheme"


def test_a_fiscal_year_from_july(ledger: Ledger) -> None:
    for key, day in (("a", dt.date(2022, 6, 30)), ("b", dt.date(2022, 7, 1)), ("c", dt.date(2023, 6, 30))):
        issue(ledger, replace(bill(), payer_key=key), day)
    files = datev.stacks(ledger.entries(), replace(SETTINGS, fiscal_year_starts=7), CREATED)
    heads = {year: [fields(file, 0)[n] for n in (13, 15, 16, 17)] for year, file in files.items()}
    assert heads == {
        "2021-22": ["20210701", "20220630", "20220630", '"Rechnungen 2021-22"'],
        "2022-23": ["20220701", "20220701", "20230630", '"Rechnungen 2022-23"'],
    }
