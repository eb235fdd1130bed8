import contextlib
import csv
import datetime as dt
import io
import re
import unicodedata
from decimal import Decimal

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flyer.event.model import Event, Fee, Organiser, Registration
from flyer.people.columns import NAMES
from flyer.people.load import load
from flyer.people.names import split_name
from flyer.people.payers import payers
from flyer.people.rows import _is_plain, _read
from flyer.people.slugs import slug
from flyer.people.tables import read
from flyer.problems import UserError

EVENT = Event(
    name="Tagung",
    language="de",
    starts=dt.datetime(2022, 3, 28, tzinfo=dt.UTC),
    ends=dt.datetime(2022, 3, 30, tzinfo=dt.UTC),
    organiser=Organiser(name="Verein"),
    registration=Registration(fees=(Fee(id="standard", name="Teilnahmebetrag", amount=Decimal(330)),)),
)
HEADER = [name for name in NAMES if name != "name"]

plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
cells = st.text(st.sampled_from('ab ";,\t\n\rÜŁ'), max_size=6)
mixed = st.one_of(plain, st.sampled_from(["standard", "DE", "speaker", "Stadt Ulm", "89073", "a@example.org", ""]))


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def kept(cell: str) -> str:
    """What is kept of a cell."""
    text = re.sub(r"^'(?='*[=+\-@＝＋－＠])", "", cell.strip(" \t\r\n\xa0"))
    return " ".join(unicodedata.normalize("NFC", text).split())


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_a_place_is_where_its_cell_begins(rows: list[list[str]], delimiter: str) -> None:
    text = written([["x", "y", "z"], *rows], delimiter)
    lines = list(io.StringIO(text, newline=""))
    table = read(text.encode(), "p.csv")
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            place = table.place(row, index)
            rest = lines[place.line - 1][place.column - 1 :] + "".join(lines[place.line :])
            quoted = '"' + cell.replace('"', '""') + '"'
            assert rest.lstrip(" ").startswith((cell, quoted))
            assert place.column == 1 or lines[place.line - 1][place.column - 2] == delimiter


@given(st.lists(st.tuples(mixed, st.one_of(mixed, cells)), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_a_participant_knows_its_cells(rows: list[tuple[str, str]], delimiter: str) -> None:
    data = written([["last_name", "note", "role"], *([name, note, "guest"] for name, note in rows)], delimiter)
    try:
        people = load(data.encode(), "p.csv", EVENT, skip_invalid=True).participants
    except UserError:
        return
    table = read(data.encode(), "p.csv")
    of_lines = {row.line: row for row in table.rows}
    for person in people:
        row = of_lines[person.places[""].line]
        assert [person.places[name] for name in ("last_name", "note", "role")] == [
            table.place(row, i) for i in range(3)
        ]
        assert (person.last_name, person.note) == tuple(kept(cell) for cell in row.cells[:2])


PIECES = ("a", "é", " ", "  ", "e\u0308", "\xa0", "\t", "\u200b", "\ufffd", "Ã¤", "Â\xa0", "â€", "#", "#REF!")


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=3).map("".join), min_size=1, max_size=2))
@example(["a  é"])
@example(["e\u0308"])
@example(["é\ufffd"])
@example(["Ã¤"])
@example(["aâ€"])
@example(["Â\xbfa"])
@example(["#REF!"])
@example(["a", "é\xa0a"])
def test_a_plain_row_is_read_as_any_other(texts: list[str]) -> None:
    if _is_plain(texts):
        assert [text.strip() for text in texts] == [_read("note", text) for text in texts]


@given(st.lists(plain, min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_text_survives_its_encoding(names: list[str], encoding: str) -> None:
    rows = [["first_name", "note"], *([name, "x"] for name in names)]
    table = read(written(rows).encode(encoding), "p.csv")
    assert [row.cells[0] for row in table.rows] == [name.lstrip(" ") for name in names]


@given(st.binary(max_size=300))
def test_any_bytes_are_people_or_a_problem(data: bytes) -> None:
    with contextlib.suppress(UserError):
        load(data, "p.csv", EVENT)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["first_name", "fee"])
    book.active.append(["Ann", "standard"])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


WORKBOOK = workbook()


@settings(max_examples=60)
@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_people_or_a_problem(at: int, damage: bytes) -> None:
    with contextlib.suppress(UserError):
        load(WORKBOOK[:at] + damage + WORKBOOK[at + len(damage) :], "p.xlsx", EVENT)


@given(st.lists(st.lists(mixed, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=6))
def test_the_count_always_adds_up(rows: list[list[str]]) -> None:
    data = written([HEADER, *rows]).encode()
    try:
        people = load(data, "p.csv", EVENT, skip_invalid=True)
    except UserError:
        return
    assert people.read == len(people.participants) + people.skipped
    assert people.read == sum(any(map(str.strip, row)) for row in rows)
    assert bool(people.problems) == bool(people.skipped)
    ids = [participant.id.casefold() for participant in people.participants]
    assert len(ids) == len(set(ids))


@given(st.lists(st.tuples(plain, plain, plain, plain), min_size=1, max_size=8), st.randoms())
def test_payers_share_out_the_participants_under_safe_keys(rows: list[tuple[str, ...]], random) -> None:
    header = ["first_name", "last_name", "invoice_to", "group", "fee", "street", "postcode", "city"]
    full = [[*row, "standard", "Weg 1", "89073", "Ulm"] for row in rows]
    try:
        people = load(written([header, *full]).encode(), "p.csv", EVENT)
        again = load(written([header, *random.sample(full, len(full))]).encode(), "p.csv", EVENT)
    except UserError:
        return
    found = payers(people)
    assert sorted(p.id for payer in found for p in payer.participants) == sorted(p.id for p in people.participants)
    assert sorted(payer.key for payer in found) == sorted({payer.key for payer in payers(again)})
    for payer in found:
        assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,58}[a-z0-9]|[a-z0-9]", payer.key)


@given(plain, st.integers(12, 60))
def test_a_slug_is_short_and_plain(text: str, longest: int) -> None:
    assert re.fullmatch("[a-z0-9_-]+", slug(text, longest))
    assert len(slug(text, longest)) <= longest


@given(st.lists(st.sampled_from(["Anna", "Dr.", "von", "Groß", "Weber,", "M.A.", "h.", "c.", "A."]), max_size=6))
def test_a_name_taken_apart_loses_no_word(words: list[str]) -> None:
    parts = " ".join(split_name(" ".join(words))).replace(",", "").split()
    assert sorted(parts) == sorted(" ".join(words).replace(",", "").split())
