"""The bytes of a text file become text: UTF-8 with or without BOM, UTF-16 or Windows-1252, told apart by looking."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import suppress

from flyer.problems import Place, Problem, UserError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAVE_AS = "save the file again as UTF-8"


def encoding(data: bytes) -> tuple[str, int]:
    """The encoding of a text file, and where its text begins: behind a BOM."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name, len(bom)
    return _utf_16_by_its_zeros(data) or ("utf-8" if _looks_like_utf_8(data) else "cp1252"), 0


def lines(data: bytes, name: str, encoding: str, start: int) -> Iterator[str]:
    """The lines of a text file with their ends, decoded as they are asked for.

    Raises UserError that points at a byte that is no letter of the encoding.
    """
    stream = io.BytesIO(data)
    stream.seek(start)
    try:
        yield from io.TextIOWrapper(stream, encoding, newline="")
    except UnicodeDecodeError:
        _check(data[start:], name, encoding)
        raise


def decode(data: bytes, name: str) -> str:
    """Turn a file's bytes into its text, without a BOM; raises UserError that points at a byte that is none."""
    return "".join(lines(data, name, *encoding(data)))


def _check(data: bytes, name: str, encoding: str) -> None:
    """UserError that points at the first byte that is no letter of the encoding."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding)
        place = Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        shown = {"cp1252": "Windows-1252"}.get(encoding, encoding.upper())
        what = f"the byte 0x{data[error.start]:02X} is not a letter in {shown}"
        raise UserError([Problem(place, what, _SAVE_AS)]) from error


def _utf_16_by_its_zeros(data: bytes) -> str:
    """UTF-16 without BOM shows by every second byte of its ASCII letters being zero."""
    head = data[:400]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 <= len(head):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _looks_like_utf_8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, perhaps with a few broken ones: more letters of several bytes than strays."""
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return True
    text = data.decode("utf-8", "surrogateescape")
    strays = len(re.findall("[\udc80-\udcff]", text))
    return len(re.findall("[^\x00-\x7f\udc80-\udcff]", text)) > strays
