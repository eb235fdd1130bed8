"""Tables for spreadsheets: a CSV file, or a workbook (.xlsx, ECMA-376) of sheets. No cell is ever a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Final, TypeAlias

Cell: TypeAlias = str | Decimal | dt.date
Table: TypeAlias = Sequence[Sequence[Cell]]
"""Rows of cells, the first of them the header."""

_FORMULA: Final = re.compile("'*[=+\\-@＝＋－＠\t\r]")
"""What begins a formula in a spreadsheet; also behind apostrophes, so that one before it can be taken off again."""

_EPOCH: Final = dt.date(1899, 12, 30)
"""Day 0 of spreadsheets, as it is for all days since March 1900."""

_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
"""The one time that all parts of a workbook bear: equal tables give equal bytes."""

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org"
_MAIN: Final = f"{_OFFICE}/spreadsheetml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATED: Final = f"{_OFFICE}/officeDocument/2006/relationships"
_AMOUNT, _DATE = 1, 2
"""Cell formats of the style sheet: 4 is #,##0.00 and 14 a date as the reader writes it (ECMA-376, 18.8.30)."""

_STYLES: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
    '<xf xfId="0"/><xf xfId="0" numFmtId="4" applyNumberFormat="1"/><xf xfId="0" numFmtId="14" applyNumberFormat="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def as_csv(table: Table) -> bytes:
    """A CSV file (UTF-8 with its mark, `;`, decimal comma); what would be a formula gets an apostrophe before it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([*map(_plain, row)] for row in table)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(sheets: Mapping[str, Table]) -> bytes:
    """A workbook of sheets by their names; amounts and dates are such in it, all text is text."""
    numbered = list(enumerate(sheets, start=1))
    listed = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
    overrides = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("styles", "styles"),
            *((f"worksheets/sheet{n}", "worksheet") for n, _ in numbered),
        )
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": _relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(
            [*(("worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{n}.xml": _sheet(sheets[name]) for n, name in numbered},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(zipfile.ZipInfo(path, _OLDEST), _DECLARATION + part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{each}</Relationships>'


def _sheet(table: Table) -> str:
    rows = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in table)
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _cell(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f'<c s="{_AMOUNT}"><v>{cell}</v></c>'
    if isinstance(cell, dt.date):
        return f'<c s="{_DATE}"><v>{(cell - _EPOCH).days}</v></c>'
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell, quote=False)}</t></is></c>'


def _plain(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return f"'{cell}" if _FORMULA.match(cell) else cell
