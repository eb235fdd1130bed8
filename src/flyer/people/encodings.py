"""The bytes of a text file become text: UTF-8 with or without BOM, UTF-16 or Windows-1252, told apart by looking."""

from __future__ import annotations

import codecs
import re

from flyer.problems import Place, Problem, UserError

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAVE_AS = "save the file again as UTF-8"


def decode(data: bytes, name: str) -> str:
    """Turn a file's bytes into its text, without a BOM; raises UserError that points at a byte that is none."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode(data[len(bom) :], encoding, name)
    encoding = _utf_16_by_its_zeros(data) or ("utf-8" if _looks_like_utf_8(data) else "cp1252")
    return _decode(data, encoding, name)


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
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
    text = data.decode("utf-8", "surrogateescape")
    strays = len(re.findall("[\udc80-\udcff]", text))
    return strays == 0 or len(re.findall("[^\x00-\x7f\udc80-\udcff]", text)) > strays
