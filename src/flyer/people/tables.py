"""A table file as bytes becomes a header and rows of text, every cell with its place. The door to csv and openpyxl.

What a file is, its bytes tell, not its name: an Excel workbook (.xlsx), or text with commas, semicolons or tabs in
UTF-8, UTF-16 or Windows-1252.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, islice
from typing import Any, NamedTuple

from flyer.event.values import shown
from flyer.people.encodings import encoding, lines
from flyer.problems import Place, Problem, UserError

MOST_BYTES = 100_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 500
_LAST_ROW = 1_048_576
"""Of a worksheet; one that says it has more is damaged, or meant to keep us busy."""

csv.field_size_limit(MOST_BYTES)

_DELIMITERS = ",;\t"
_NAMED_DELIMITER = re.compile(r'"?sep=([^\w\s"]|\t)"?\s*', re.IGNORECASE)
"""The line that Excel takes the delimiter from, when it is the first."""

_SAVE_AS = "save the table as .xlsx or as CSV in UTF-8"


class Row(NamedTuple):
    """The cells of one row as text, and the line (of a workbook: the row) on which it begins.

    `text` is the row as it is written, with its line end; a workbook has none.
    """

    line: int
    cells: tuple[str, ...]
    text: str = ""


class Table(NamedTuple):
    """A header and the rows below it, without empty ones; `delimiter` is what parts the cells of a text.

    The rows of a text are read anew whenever they are asked for; raises UserError on the way when they are none.
    """

    name: str
    header: Row
    rows: Iterable[Row]
    delimiter: str = ""

    def place(self, row: Row, index: int) -> Place:
        """Where the cell with this index begins."""
        return place(self.name, row.line, row.text, index, self.delimiter)


def place(name: str, line: int, text: str, index: int, delimiter: str) -> Place:
    """Where a cell of a row begins that is written as `text` from `line` on: line and column in a text, row and column
    in a workbook, which has no delimiter."""
    if not delimiter:
        return Place(name, line, index + 1)
    return Place(name, *_begin_of_cell(text, line, index, delimiter))


def parsed(text: str, delimiter: str) -> list[str]:
    """The cells of a row as it is written."""
    return next(csv.reader((text,), delimiter=delimiter or ",", skipinitialspace=True, strict=True))


def written(cells: Iterable[str], delimiter: str) -> str:
    """How most programs write a row: quotation marks only where needed."""
    return _writer(delimiter or ",")(cells).removesuffix("\r\n")


def is_written(text: str, cells: Sequence[str], delimiter: str) -> bool:
    """Whether a row that holds these cells is written so."""
    if '"' not in text:
        return (delimiter or ",").join(cells) == text
    return written(cells, delimiter) == text


@cache
def _writer(delimiter: str) -> Callable[[Iterable[str]], str]:
    return csv.writer(_Echo(), delimiter=delimiter).writerow


class _Echo:
    """A file for csv.writer, whose `writerow` returns what its file's `write` does."""

    write = str


def read(data: bytes, name: str) -> Table:
    """Turn a table file into a Table; raises UserError when it is none, or too large to be one."""
    if len(data) > MOST_BYTES:
        raise _refusal(name, f"the file has more than {MOST_BYTES // 1_000_000} MB", _SAVE_AS)
    if data.startswith(b"PK\x03\x04"):
        return _read_workbook(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refusal(name, "the file is a workbook in the old format or with a password", _SAVE_AS)
    return _read_text(data, name)


def _read_text(data: bytes, name: str) -> Table:
    text = partial(lines, data, name, *encoding(data))
    first = next(text(), "")
    if control := re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", first):
        place = Place(name, 1, control.start() + 1)
        raise UserError([Problem(place, "the file is neither a text nor an Excel workbook", _SAVE_AS)])
    if named := _NAMED_DELIMITER.fullmatch(first):
        rows = _TextRows(name, lambda: chain(("\n",), islice(text(), 1, None)), named[1])
    else:
        rows = _TextRows(name, text, _delimiter(next((line for line in text() if line.strip()), "")))
    header = next(rows.with_header(), None)
    if not header:
        raise _refusal(name, "the file is empty", "the first line names the columns: first_name,last_name,fee")
    return Table(name, header, rows, rows.delimiter)


@dataclass(frozen=True, slots=True)
class _TextRows(Iterable[Row]):
    """The rows of a text below its header, read whenever they are asked for: there may be a hundred thousand."""

    name: str
    text: Callable[[], Iterator[str]]
    delimiter: str

    def __iter__(self) -> Iterator[Row]:
        return islice(self.with_header(), 1, None)

    def with_header(self) -> Iterator[Row]:
        """The header too, if there is one."""
        return _filled(_records(self.text(), self.delimiter, self.name), self.name)


def _delimiter(header: str) -> str:
    """The delimiter that parts the header into most cells; what stands inside quotes does not part."""
    unquoted = re.sub(r'"[^"]*"', "", header)
    return max(_DELIMITERS, key=unquoted.count)


def _records(text: Iterable[str], delimiter: str, name: str) -> Iterator[Row]:
    taken: list[str] = []

    def noted() -> Iterator[str]:
        for line in text:
            taken.append(line)
            yield line

    reader = csv.reader(noted(), delimiter=delimiter, skipinitialspace=True, strict=True)
    begin = 1
    try:
        for cells in reader:
            yield Row(begin, tuple(cells), "".join(taken))
            taken.clear()
            begin = reader.line_num + 1
    except csv.Error as error:
        hint = 'close every cell that a " opens, and write a " inside such a cell twice'
        raise UserError([Problem(Place(name, begin), "the quotation marks do not match", hint)]) from error


def _filled(rows: Iterable[Row], name: str) -> Iterator[Row]:
    """The rows that hold anything, all of them, or a refusal when there are too many."""
    found = 0
    for row in rows:
        if not any(map(str.strip, row.cells)):
            continue
        if found > MOST_ROWS or len(row.cells) > MOST_COLUMNS:
            what = f"the table has more than {MOST_ROWS} rows or {MOST_COLUMNS} columns"
            raise UserError([Problem(Place(name, row.line), what, "delete what does not belong to it")])
        found += 1
        yield row


def _begin_of_cell(text: str, line: int, index: int, delimiter: str) -> tuple[int, int]:
    """Line and column where the cell `index` of the row that begins on `line` begins."""
    at, fresh, quoted, inside = 0, True, False, False
    number = column = 0
    for number, part in enumerate(io.StringIO(text, newline=""), line):
        for column, character in enumerate(part, 1):
            if fresh and at == index:
                return number, column
            if character == '"' and (fresh or quoted):
                quoted, inside = True, not inside
            if character == delimiter and not inside:
                at, fresh, quoted = at + 1, True, False
            elif character != " ":
                fresh = False
        if not inside:
            break
    return number, column + 1


def _read_workbook(data: bytes, name: str) -> Table:
    """Read the only sheet that holds anything; formulas give the values they had when the file was saved."""
    import openpyxl

    with _library(name), zipfile.ZipFile(io.BytesIO(data)) as package:
        unpacked = sum(part.file_size for part in package.infolist())
    if unpacked > MOST_BYTES:
        raise _refusal(name, f"the workbook unpacks to more than {MOST_BYTES // 1_000_000} MB", _SAVE_AS)
    with _library(name):
        sheets = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets
    found = {sheet.title: tuple(_filled(_sheet_rows(sheet, name), name)) for sheet in sheets}
    filled = {title: rows for title, rows in found.items() if rows}
    if len(filled) != 1:
        titles = ", ".join(f"'{shown(title)}'" for title in filled)
        what = f"more than one sheet holds data: {titles}" if filled else "the workbook is empty"
        raise _refusal(name, what, "keep the sheet with the participants and delete the others")
    (rows,) = filled.values()
    width = max(len(row.cells) for row in rows)
    rows = tuple(Row(row.line, row.cells + ("",) * (width - len(row.cells))) for row in rows)
    return Table(name, rows[0], rows[1:])


@contextmanager
def _library(name: str) -> Iterator[None]:
    """Turn what the library raises at a damaged workbook, which is of every kind, into a refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception as error:
        raise _refusal(name, "the workbook cannot be read", _SAVE_AS) from error


def _sheet_rows(sheet: Any, name: str) -> Iterator[Row]:
    """The rows of one of openpyxl's read-only worksheets, whatever size it says it has."""
    for line, cells in enumerate(_read_rows(sheet, name), 1):
        texts = [_cell_text(*cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        yield Row(line, tuple(texts))


def _read_rows(sheet: Any, name: str) -> Iterator[list[tuple[Any, str]]]:
    """The values of each row with their number formats, which only numbers need."""
    with _library(name):
        sheet.reset_dimensions()
        rows = islice(sheet.iter_rows(), _LAST_ROW)
    while True:
        with _library(name):
            cells = next(rows, None)
            if cells is None:
                return
            row = [(c.value, (isinstance(c.value, int | float) and c.number_format) or "") for c in cells]
        yield row


def _cell_text(value: Any, number_format: str) -> str:
    """What a cell shows: whole numbers without ".0", zeros in front if its format has them, dates as ISO 8601."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() | int():
            zeros = re.fullmatch("0*", number_format)
            return format(value, ".15g").zfill(len(zeros[0]) if zeros else 0)
        case dt.datetime():
            return value.isoformat(" ").removesuffix(" 00:00:00")
        case _:
            return str(value)


def _refusal(name: str, what: str, hint: str) -> UserError:
    return UserError([Problem(Place(name), what, hint)])
