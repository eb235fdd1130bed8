import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.database import VERSION
from flyer.problems import UserError

ON = dt.datetime(2022, 3, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def render(invoice: Invoice) -> bytes:
    return f"%PDF of {invoice.number} to {invoice.buyer.name}".encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger(path) as opened:
        yield opened


@pytest.fixture
def issued(path: Path, draft: Callable[..., Invoice]) -> None:
    """Three entries: JT-01, JT-02 in one series, 2022-1 in another."""
    with Ledger(path) as ledger:
        for name, pattern in (("Anna Öz", "JT-{n:02}"), ("Bo Li", "JT-{n:02}"), ("Cem Ay", "{year}-{n}")):
            ledger.issue(draft(name), pattern=pattern, on=ON, render=render)


@pytest.fixture
def raw(path: Path, issued: None) -> Iterator[sqlite3.Connection]:
    """The file with three entries, as anyone with the sqlite3 shell sees it."""
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


def test_issuing_gives_number_date_and_due_date(ledger: Ledger, draft: Callable[..., Invoice]) -> None:
    entry = ledger.issue(draft("Anna Öz"), pattern="JT{year}-{n:04}", on=ON, render=render)
    assert (entry.sequence, entry.series, entry.n, entry.number) == (1, "JT2022-{n:04}", 1, "JT2022-0001")
    assert (entry.issued_at, entry.due) == (ON, dt.date(2022, 3, 23))
    assert (entry.payer_key, entry.total, entry.currency) == ("anna öz", Decimal("330.00"), "EUR")
    assert entry.invoice.issued == dt.date(2022, 3, 1)
    assert entry.invoice.transfer.remittance == "JT2022-0001, Anna Oez, JT Leipzig VSOP"
    assert ledger.document("JT2022-0001") == b"%PDF of JT2022-0001 to Anna \xc3\x96z"


def test_numbers_follow_each_other_and_each_year_begins_anew(ledger: Ledger, draft: Callable[..., Invoice]) -> None:
    numbers = [
        ledger.issue(draft(name), pattern="{year}-{n:02}", on=ON.replace(year=year), render=render).number
        for name, year in (("A A", 2022), ("B B", 2022), ("C C", 2023), ("D D", 2022))
    ]
    assert numbers == ["2022-01", "2022-02", "2023-01", "2022-03"]
    assert ledger.verify() == []


def test_a_payer_is_issued_one_invoice(ledger: Ledger, draft: Callable[..., Invoice]) -> None:
    first = ledger.issue(draft("Anna Öz"), pattern="{n}", on=ON, render=render)
    changed = draft("Anne Öz", key="anna öz")
    assert ledger.issue(changed, pattern="{n}", on=ON, render=lambda _: pytest.fail("was rendered")) == first
    assert ledger.entries() == (first,)


def test_what_fails_to_render_is_not_issued(ledger: Ledger, draft: Callable[..., Invoice]) -> None:
    def broken(_: Invoice) -> bytes:
        raise UserError([])

    with pytest.raises(UserError):
        ledger.issue(draft("Anna Öz"), pattern="{n}", on=ON, render=broken)
    assert ledger.entries() == ()
    assert ledger.issue(draft("Bo Li"), pattern="{n}", on=ON, render=render).number == "1"


@pytest.mark.parametrize(("first", "second"), [("JT1{n}", "JT{n:02}"), ("JT{n}", "jt{n}")])
def test_two_series_cannot_give_one_number(
    ledger: Ledger, draft: Callable[..., Invoice], first: str, second: str
) -> None:
    def issue(name: str, pattern: str) -> None:
        ledger.issue(draft(name), pattern=pattern, on=ON, render=render)

    issue("Anna Öz", first)
    free = [f"{name} X" for name in range(10 if first == "JT1{n}" else 0)]
    for name in free:
        issue(name, second)
    with pytest.raises(UserError, match="was given before, in another series"):
        issue("Bo Li", second)
    assert len(ledger.entries()) == 1 + len(free)


def test_entries_are_found_by_number_whatever_its_case(issued: None, ledger: Ledger) -> None:
    assert [entry.number for entry in ledger.entries()] == ["JT-01", "JT-02", "2022-1"]
    assert ledger.entry("jt-02").payer_key == "bo li"
    with pytest.raises(UserError, match=r"no invoice has the number 'JT-20'\n  hint: did you mean 'JT-02'\?"):
        ledger.document("JT-20")


def test_reading_creates_nothing(ledger: Ledger, path: Path) -> None:
    assert ledger.entries() == ()
    with pytest.raises(UserError):
        ledger.entry("1")
    (problem,) = ledger.verify()
    assert problem.what == "there is no ledger"
    assert not path.exists()


def test_an_empty_file_is_a_ledger_to_be(ledger: Ledger, path: Path, draft: Callable[..., Invoice]) -> None:
    path.touch()
    assert ledger.entries() == ()
    assert ledger.issue(draft("Anna Öz"), pattern="{n}", on=ON, render=render).number == "1"


def test_it_is_one_file_once_closed(issued: None, path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == ["ledger.sqlite"]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE entries SET total = '1.00' WHERE n = 1", "an entry is never changed"),
        ("DELETE FROM entries", "an entry is never deleted"),
        ("INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE sequence = 1", "an entry follows the last one"),
        (
            "REPLACE INTO entries SELECT 4, kind, series, n, number, payer_key, content, issued_at, due, total, "
            "currency, pdf, pdf_sha256, (SELECT hash FROM entries WHERE sequence = 3), hash "
            "FROM entries WHERE sequence = 1",
            "an entry follows the last one",
        ),
    ],
)
def test_triggers_refuse(raw: sqlite3.Connection, ledger: Ledger, statement: str, message: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=message):
        raw.execute(statement)
    assert ledger.verify() == []


def test_the_file_is_written_ahead(raw: sqlite3.Connection) -> None:
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_chain_can_be_recomputed_by_anyone(raw: sqlite3.Connection) -> None:
    raw.row_factory = sqlite3.Row
    before = ""
    for row in raw.execute("SELECT * FROM entries ORDER BY sequence"):
        columns = {name: row[name] for name in row.keys() if name not in ("pdf", "hash")}  # noqa: SIM118
        text = json.dumps(columns, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert row["previous"] == before
        assert row["pdf_sha256"] == hashlib.sha256(row["pdf"]).hexdigest()
        before = hashlib.sha256(text.encode()).hexdigest()
        assert row["hash"] == before


COLUMNS = {
    "sequence": "9",
    "kind": "'letter'",
    "series": "'X-{n}'",
    "n": "7",
    "number": "'JT-09'",
    "payer_key": "'someone'",
    "content": "replace(content, '330', '331')",
    "issued_at": "'2022-03-02T09:30:00+01:00'",
    "due": "'2022-12-31'",
    "total": "'0.01'",
    "currency": "'CHF'",
    "pdf": "X'00'",
    "pdf_sha256": "'00'",
    "previous": "'00'",
    "hash": "'00'",
}


def without_triggers(connection: sqlite3.Connection, statement: str) -> None:
    """What someone does who wants to hide it: take the triggers away, change, put them back."""
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("garbage", [False, True])
def test_verify_finds_every_altered_column(raw: sqlite3.Connection, ledger: Ledger, column: str, garbage: bool) -> None:
    value = "X'FF80'" if garbage and column != "sequence" else COLUMNS[column]
    without_triggers(raw, f"UPDATE entries SET {column} = {value} WHERE sequence = 2")
    assert ledger.verify() != []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("DELETE FROM entries WHERE sequence = 1", "stands where entry 1 should be"),
        ("DELETE FROM entries WHERE sequence = 2", "does not follow the entry before it"),
        ("DELETE FROM entries WHERE sequence = 3", "the last entry is 2, but 3 were written"),
        ("DELETE FROM entries", "the last entry is 0, but 3 were written"),
        ("UPDATE entries SET total = '1.00' WHERE sequence = 2", "total '1.00' is not '330.00'"),
        (
            "UPDATE entries SET content = replace(content, 'Bo Li', 'Bo Le') WHERE sequence = 2",
            "its hash does not match its contents",
        ),
        ("UPDATE entries SET pdf = X'78' WHERE sequence = 2", "the stored PDF is not the one that was issued"),
        ("DROP TRIGGER entries_keep", "the rule 'entries_keep' of the ledger is missing"),
        (
            "CREATE TRIGGER other AFTER INSERT ON entries BEGIN SELECT 1; END",
            "the rule 'other' of the ledger is missing",
        ),
    ],
)
def test_verify_says_what_was_altered(raw: sqlite3.Connection, ledger: Ledger, statement: str, finding: str) -> None:
    raw.execute(statement) if "entries_keep" in statement else without_triggers(raw, statement)
    assert finding in " ".join(problem.what for problem in ledger.verify())


def test_what_cannot_be_read_any_more_is_told(raw: sqlite3.Connection, ledger: Ledger) -> None:
    without_triggers(raw, "UPDATE entries SET due = 'soon' WHERE sequence = 2")
    with pytest.raises(UserError, match=r"ledger\.sqlite: entry 2 \(JT-02\) was altered and cannot be read: .*'soon'"):
        ledger.entries()


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (f"PRAGMA user_version = {VERSION + 1}", "was written by a newer version of flyer"),
        ("PRAGMA application_id = 1", "is not a ledger of this program"),
    ],
)
def test_files_this_program_cannot_use(
    raw: sqlite3.Connection, ledger: Ledger, draft: Callable[..., Invoice], statement: str, message: str
) -> None:
    raw.execute(statement)
    for use in (
        ledger.entries,
        ledger.verify,
        lambda: ledger.issue(draft("X Y"), pattern="{n}", on=ON, render=render),
    ):
        with pytest.raises(UserError, match=message):
            use()


def test_a_file_of_another_kind(ledger: Ledger, path: Path, draft: Callable[..., Invoice]) -> None:
    path.write_text("first_name,last_name\n" * 100)
    with pytest.raises(UserError, match="is not a ledger of this program"):
        ledger.entries()
    with pytest.raises(UserError, match="is not a ledger of this program"):
        ledger.issue(draft("Anna Öz"), pattern="{n}", on=ON, render=render)
    assert path.read_text() == "first_name,last_name\n" * 100


@pytest.mark.parametrize("place", [".", "missing/ledger.sqlite"])
def test_a_place_where_no_ledger_can_be(tmp_path: Path, draft: Callable[..., Invoice], place: str) -> None:
    with Ledger(tmp_path / place) as ledger, pytest.raises(UserError, match="a ledger cannot be here"):
        ledger.issue(draft("Anna Öz"), pattern="{n}", on=ON, render=render)


def test_a_name_with_signs_of_its_own(tmp_path: Path, draft: Callable[..., Invoice]) -> None:
    path = tmp_path / "jt?mode=memory&a#b%20ü.sqlite"
    with Ledger(path) as ledger:
        ledger.issue(draft("Anna Öz"), pattern="{n}", on=ON, render=render)
    assert path.is_file()


def test_an_issued_invoice_does_not_change_with_its_draft(
    issued: None, ledger: Ledger, draft: Callable[..., Invoice]
) -> None:
    before = ledger.entry("JT-01")
    renamed = replace(draft("Anna Öz"), terms_days=99)
    assert ledger.issue(renamed, pattern="X{n}", on=ON, render=render) == before
