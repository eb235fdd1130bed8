"""PDF objects: Python values become the bytes of ISO 32000-1, 7.3."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias


class Name(str):
    """A name object, without its slash."""

    __slots__ = ()


class Ref(int):
    """An indirect reference: the number of an object, generation 0."""

    __slots__ = ()


Object: TypeAlias = bool | int | float | Name | Ref | str | bytes | Sequence["Object"] | Mapping[str, "Object"] | None
"""A str is a text string, bytes are a byte string, a tuple or list is an array, a dict is a dictionary."""


def serialise(value: Object) -> bytes:
    """Turn a value into the bytes of a direct object; see `written`."""
    return written(value).encode("ascii")


def opened(entries: Mapping[str, Object]) -> bytes:
    """Turn entries into a dictionary to which others are still to be added."""
    return serialise(entries)[:-2]


@lru_cache(maxsize=1 << 13)
def number(value: float, places: int = 3) -> str:
    """Write a number in the shortest form with at most `places` decimals: no exponent, no trailing zero, no -0.

    Three decimals of a point are a third of a micrometre. Most numbers return, from label to label and sheet to sheet.
    """
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Iterable[float]) -> str:
    """Write numbers with blanks between them."""
    return " ".join(map(number, values))


def text_string(text: str) -> str:
    """Write a text string (7.9.2.2): as it is where all is printable ASCII, else as UTF-16BE."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def written(value: Object) -> str:
    """Turn a value into the text of a direct object; TypeError for what PDF does not know."""
    kind: type = type(value)
    writer = _WRITERS.get(kind) or _writer(kind)
    return writer(value)


@cache
def _writer(kind: type) -> Callable[[Any], str]:
    """What writes values of a kind that is derived from one PDF knows."""
    for known in kind.__mro__:
        if known in _WRITERS:
            return _WRITERS[known]
    raise TypeError(f"not a PDF object: {kind.__name__}")


@lru_cache(maxsize=1024)
def _name(name: str) -> str:
    """A name (7.3.5): what is not a regular character is written with its number."""
    escaped = (c if "!" <= c <= "~" and c not in "#%()/<>[]{}" else _numbered(c) for c in name)
    return "/" + "".join(escaped)


def _numbered(char: str) -> str:
    return "".join(f"#{byte:02X}" for byte in char.encode("utf-8"))


def _dictionary(entries: Mapping[str, Object]) -> str:
    return "<<" + "".join([f"{_name(key)} {written(value)}" for key, value in entries.items()]) + ">>"


def _array(values: Sequence[Object]) -> str:
    return f"[{' '.join(map(written, values))}]"


_WRITERS: Final[dict[type, Callable[[Any], str]]] = {
    Name: _name,
    Ref: "%d 0 R".__mod__,
    bool: lambda value: "true" if value else "false",
    int: str,
    float: number,
    str: text_string,
    bytes: lambda value: f"<{value.hex()}>",
    type(None): lambda _: "null",
    dict: _dictionary,
    list: _array,
    tuple: _array,
}
