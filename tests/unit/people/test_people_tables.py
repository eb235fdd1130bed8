import datetime as dt
import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest

from flyer.people import tables
from flyer.people.tables import Row, read
from flyer.problems import Place, UserError


def workbook(*rows: Sequence[object]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def rows(data: bytes, name: str = "p.csv") -> list[Row]:
    return list(read(data, name).rows)


def zipped(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return data.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_told_apart_by_looking(delimiter: str, end: str) -> None:
    text = end.join(["", "first name|last name", "", 'Ann| "O|Neil"', "||"]).replace("|", delimiter)
    table = read(text.encode(), "p.csv")
    assert table.header[:2] == (2, ("first name", "last name"))
    assert [row[:2] for row in table.rows] == [(4, ("Ann", f"O{delimiter}Neil"))]


@pytest.mark.parametrize(
    ("line", "delimiter"), [("sep=;", ";"), ("SEP=,", ","), ('"sep=;"', ";"), ("sep=\t", "\t"), ("sep=|", "|")]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_first_line_may_name_the_delimiter_as_excel_does(line: str, delimiter: str, end: str) -> None:
    text = end.join([line, f"a,a;a\ta,a;a\ta{delimiter}b", f"Ann{delimiter}Lee"])
    table = read(text.encode(), "p")
    (row,) = table.rows
    assert (table.delimiter, table.header.line, row[:2]) == (delimiter, 2, (3, ("Ann", "Lee")))
    assert table.place(row, 1) == Place("p", 3, 5)


def test_places_are_those_of_the_text_editor() -> None:
    lines = (
        "id,name,note",
        '1,"Łódź, Ann","two',
        'lines"',
        '2,"a ""b""", c',
        "3,,",
    )
    table = read("\n".join(lines).encode(), "p.csv")
    assert [row.line for row in table.rows] == [2, 4, 5]
    places = [[str(table.place(row, i)) for i in range(3)] for row in table.rows]
    assert places == [
        ["p.csv:2:1", "p.csv:2:3", "p.csv:2:15"],
        ["p.csv:4:1", "p.csv:4:3", "p.csv:4:13"],
        ["p.csv:5:1", "p.csv:5:3", "p.csv:5:4"],
    ]


def test_a_cell_below_a_quoted_line_end_stands_on_its_own_line() -> None:
    table = read(b'a,b,c\n"x\ny",2,3\n', "p.csv")
    assert [table.place(row, 1) for row in table.rows] == [Place("p.csv", 3, 4)]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (4105.0, "General", "4105"),
        (4105, "00000", "04105"),
        (0.1 + 0.2, "General", "0.3"),
        (493_912_345_678, "0", "493912345678"),
        (True, "General", "TRUE"),
        (dt.datetime(2022, 3, 28), "dd.mm.yyyy", "2022-03-28"),  # noqa: DTZ001
        (dt.datetime(2022, 3, 28, 13, 30), "dd.mm.yyyy hh:mm", "2022-03-28 13:30:00"),  # noqa: DTZ001
        (dt.time(13, 30), "hh:mm", "13:30:00"),
        ("  Ann ", "General", "  Ann "),
    ],
)
def test_a_cell_of_a_workbook_becomes_what_it_shows(value: object, number_format: str, text: str) -> None:
    book = workbook(["name"], [value])
    book.active["A2"].number_format = number_format
    assert rows(saved(book)) == [Row(2, (text,))]


def test_rows_of_a_workbook_keep_their_numbers_and_get_one_width() -> None:
    book = workbook(["name", "city", "note"], [], ["Ann"], ["Bob", None, "x"])
    book.active.merge_cells("B3:C3")
    book.create_sheet("empty")
    table = read(saved(book), "p.csv")
    ann, bob = table.rows
    assert (ann, bob) == (Row(3, ("Ann", "", "")), Row(4, ("Bob", "", "x")))
    assert table.place(bob, 2) == Place("p.csv", 4, 3)


def test_a_formula_gives_the_value_it_had() -> None:
    parts = unzipped(saved(workbook(["name"], ["=1+1"])))
    assert b"<f>1+1</f><v" in parts[SHEET]
    parts[SHEET] = parts[SHEET].replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    assert rows(zipped(parts)) == [Row(2, ("2",))]


def two_sheets() -> bytes:
    book = workbook(["name"], ["Ann"])
    book.create_sheet("Other").append(["x"])
    return saved(book)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "p.csv: the file is empty"),
        (b"\xef\xbb\xbf \r\n\t\r\n", "p.csv: the file is empty"),
        (b"\xff\xfe \x00", "p.csv: the file is empty"),
        (b' ,"",\r', "p.csv: the file is empty"),
        (b"a\x00\x01\x02b,c\n", "p.csv:1:2: the file is neither a text nor an Excel workbook"),
        (b'name\n"Ann\nBob\n', "p.csv:2: the quotation marks do not match"),
        (b'name,city\n"Ann" Lee,Ulm\n', "p.csv:2: the quotation marks do not match"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "p.csv: the file is a workbook in the old format or with a password"),
        (b"PK\x03\x04 and no more", "p.csv: the workbook cannot be read"),
        (zipped({"a": b"no workbook"}), "p.csv: the workbook cannot be read"),
        (saved(workbook()), "p.csv: the workbook is empty"),
        (two_sheets(), "p.csv: more than one sheet holds data: 'Sheet', 'Other'"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UserError) as caught:
        rows(data)
    what, _, hint = str(caught.value).partition("\n  hint: ")
    assert what == message
    assert hint


def test_a_cut_workbook_is_refused() -> None:
    whole = saved(workbook(["name"], ["Ann"]))
    for end in range(4, len(whole), 97):
        with pytest.raises(UserError, match="the workbook cannot be read"):
            read(whole[:end], "p.xlsx")


def test_a_row_number_beyond_any_sheet_keeps_nobody_busy() -> None:
    parts = unzipped(saved(workbook(["name"], ["Ann"])))
    far = parts[SHEET].replace(b'r="2"', b'r="999999999"').replace(b'r="A2"', b'r="A999999999"')
    assert far != parts[SHEET]
    assert rows(zipped({**parts, SHEET: far})) == []


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"xl/workbook.xml": bytes(2_000_000)})
    monkeypatch.setattr(tables, "MOST_BYTES", 1_000_000)
    with pytest.raises(UserError, match="the workbook unpacks to more than 1 MB"):
        read(bomb, "p.xlsx")
    with pytest.raises(UserError, match="the file has more than 1 MB"):
        read(b"name\n" * 300_000, "p.csv")
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    with pytest.raises(UserError, match=r"p\.csv:4: the table has more than 2 rows"):
        rows(b"name\na\nb\nc\n")


def test_a_mistake_of_the_program_is_not_blamed_on_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_cell_text", lambda *cell: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        read(saved(workbook(["first_name"], ["Ann"])), "p.xlsx")
