"""PDF objects: Python values become the bytes of ISO 32000-1, 7.3."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias


class Name(str):
    """A name object, without its slash."""

    __slots__ = ()


class Ref(int):
    """An indirect reference: the number of an object, generation 0."""

    __slots__ = ()


Object: TypeAlias = bool | int | float | Name | Ref | str | bytes | Sequence["Object"] | Mapping[str, "Object"] | None
"""A str is a text string, bytes are a byte string, a tuple or list is an array, a dict is a dictionary."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def serialise(value: Object) -> bytes:
    """Turn a value into the bytes of a direct object; TypeError for what PDF does not know."""
    return _text(value).encode("ascii")


def number(value: float, places: int = 3) -> str:
    """Write a number in the shortest form with at most `places` decimals: no exponent, no trailing zero, no -0.

    Three decimals of a point are a third of a micrometre.
    """
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Iterable[float]) -> str:
    """Write numbers with blanks between them."""
    return " ".join(map(number, values))


def text_string(text: str) -> str:
    """Write a text string (7.9.2.2): as it is where all is printable ASCII, else as UTF-16BE."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def _text(value: Object) -> str:
    for kind in type(value).__mro__:
        if kind in _WRITERS:
            return _WRITERS[kind](value)
    raise TypeError(f"not a PDF object: {value!r}")


@lru_cache(maxsize=1024)
def _name(name: str) -> str:
    """A name (7.3.5): what is not a regular character is written with its number."""
    escaped = (c if "!" <= c <= "~" and c not in "#%()/<>[]{}" else _numbered(c) for c in name)
    return "/" + "".join(escaped)


def _numbered(char: str) -> str:
    return "".join(f"#{byte:02X}" for byte in char.encode("utf-8"))


def _dictionary(entries: Mapping[str, Object]) -> str:
    return "<<" + "".join([f"{_name(key)} {_text(value)}" for key, value in entries.items()]) + ">>"


def _array(values: Sequence[Object]) -> str:
    return f"[{' '.join(map(_text, values))}]"


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
