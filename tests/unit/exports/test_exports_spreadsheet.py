"""Tables for spreadsheets: amounts and dates are such, and whatever a name begins with, no cell is a formula."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from flyer.exports.spreadsheet import Table, as_csv, as_workbook

TABLE: Table = (("name", "due", "total"), ("Stadt „Aa“ <&>", dt.date(2027, 6, 3), Decimal("-1170.50")))
EVIL = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1")


def test_a_csv_file() -> None:
    assert as_csv(TABLE).decode("utf-8-sig") == "name;due;total\r\nStadt „Aa“ <&>;2027-06-03;-1170,50\r\n"


def test_a_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_workbook({"2027": TABLE, "open": TABLE[:1]})))
    assert book.sheetnames == ["2027", "open"]
    name, due, total = next(book["2027"].iter_rows(min_row=2))
    assert (name.value, due.value, total.value) == ("Stadt „Aa“ <&>", dt.datetime.fromisoformat("2027-06-03"), -1170.5)
    assert (due.is_date, total.number_format) == (True, "#,##0.00")
    assert book["open"].max_row == 1


def test_equal_tables_give_equal_bytes() -> None:
    assert as_workbook({"a": TABLE}) == as_workbook({"a": TABLE})


@pytest.mark.parametrize("text", EVIL)
def test_no_cell_is_a_formula(text: str) -> None:
    assert as_csv([(text,)]).decode("utf-8-sig").lstrip('"').startswith("'")
    (row,) = openpyxl.load_workbook(io.BytesIO(as_workbook({"a": [(text,)]})))["a"].iter_rows()
    assert row[0].data_type in ("s", "inlineStr")
    assert row[0].value.replace("\n", "\r") == text
