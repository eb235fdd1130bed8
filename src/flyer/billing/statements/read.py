"""A bank's file becomes statements; what it is, its bytes tell, not its name."""

from __future__ import annotations

import re
from typing import Final

from flyer.billing.statements import camt, mt940, table
from flyer.billing.statements.model import Statement
from flyer.problems import Place, Problem, UserError

MOST_BYTES: Final = 50_000_000

_XML: Final = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*\0?<")
_MT940: Final = re.compile(rb"(?:\A|[\r\n])\0?:\0?(?:20|25|60F|61)\0?:")


def read(data: bytes, name: str) -> tuple[Statement, ...]:
    """Turn a file into the statements in it; UserError when it is none, or its balances do not fit its entries."""
    if len(data) > MOST_BYTES:
        raise _refusal(name, f"the file has more than {MOST_BYTES // 1_000_000} MB", "export a shorter time")
    if data.startswith(b"PK\x03\x04"):
        raise _refusal(name, "the file is an archive or a workbook", "unpack it first, or export camt, MT940 or CSV")
    if b"\0" in data[:400] and not data.startswith((b"\xff\xfe", b"\xfe\xff")) and data[:400].count(0) < 50:
        raise _refusal(name, "the file is no text", "export camt, MT940 or CSV")
    if _XML.match(data):
        statements = camt.read(data, name)
    elif _MT940.search(data[:5000]):
        statements = mt940.read(data, name)
    else:
        statements = table.read(data, name)
    if problems := [each.imbalance for each in statements if each.imbalance]:
        raise UserError(problems)
    return statements


def _refusal(name: str, what: str, hint: str) -> UserError:
    return UserError([Problem(Place(name), what, hint)])
