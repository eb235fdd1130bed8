"""Nodes become drafts of records: what could be read, with its places, and a problem for everything else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeAlias

from flyer.event.format import PERSON
from flyer.event.kinds import LINE
from flyer.event.model import Asset
from flyer.event.nodes import Mapping, Node, Scalar, Sequence
from flyer.event.shapes import Keyed, ListOf, Row, Shape, Special, Table
from flyer.event.values import Value, Wrong, shown
from flyer.problems import Place, Problem, did_you_mean

Files: TypeAlias = Callable[[str], bytes | None]
"""Gives the content of a file by its path relative to event.yaml, None when there is none."""

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-", b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")
"""How a PNG, a JPEG, a PDF and an SVG begin."""

_OTHER_PICTURES = (
    (rb"GIF8|RIFF....WEBP|BM|II\*\0|MM\0\*|....ftyp", "save it as JPEG or PNG"),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "save it as SVG or PDF"),
    (rb"\x1f\x8b", "save it as SVG that is not compressed"),
    (rb"", "save it as SVG, PDF, PNG or JPEG"),
)
"""How a GIF, WebP, BMP, TIFF or HEIC, an EPS, an SVGZ and anything else begin, and what suits their kind."""

_LONGEST_PATH = 255
"""The bytes that every file system gives to a name."""

_POINT = "a number has a decimal point, as in 85.50; a text with a comma between braces needs quotes"


class Draft(NamedTuple):
    """What could be read of one mapping: values by key as in the file, and the places of all keys written."""

    table: Table
    values: dict[str, Any]
    places: dict[str, Place]

    def get(self, key: str) -> Any:
        """The value under `key`, None when it was left out or could not be read."""
        return self.values.get(key)

    def drafts(self, key: str) -> tuple[Draft, ...]:
        """The drafts in the list under `key`."""
        found: tuple[Draft, ...] = self.values.get(key, ())
        return found


class Reference(NamedTuple):
    """A speaker named by a key of `people`."""

    key: str
    place: Place


class _Refused(Exception):
    """A node that cannot be read as what it should be."""

    def __init__(self, place: Place, what: str, hint: str) -> None:
        self.problem = Problem(place, what, hint)


class Reader:
    """Reads nodes by their shapes and collects the problems; `files` gives the pictures that are named."""

    def __init__(self, files: Files) -> None:
        self.problems: list[Problem] = []
        self._files = files

    def read(self, shape: Shape, node: Node, name: str) -> Any:
        """Turn what stands under the key `name` into a value, a draft or a tuple; None when it cannot be."""
        try:
            return self._read(shape, node, name)
        except _Refused as refused:
            self.problems.append(refused.problem)
            return None

    def _read(self, shape: Shape, node: Node, name: str) -> Any:
        if isinstance(node, Scalar) and not node.text.strip():
            hint = "write one or remove the line; a value that begins with '#' needs quotes"
            raise _Refused(node.place, f"'{name}' has no value", hint)
        match shape:
            case Value():
                return _value(shape, node, name)
            case Table():
                return self._table(shape, node, name)
            case ListOf():
                return self._list(shape, node, name)
            case Keyed():
                return self._keyed(shape, node, name)
            case Special.FILE:
                return self._file(node, name)
            case Special.SPEAKER:
                return self._speaker(node, name)

    def _table(self, table: Table, node: Node, name: str) -> Draft:
        rows = {row.key: row for row in table.all_rows()}
        if not isinstance(node, Mapping):
            raise _Refused(node.place, f"'{name}' must have keys", f"write them indented: {', '.join(rows)}")
        draft = Draft(table, {}, {"": node.place})
        for key, value in node.entries:
            if row := rows.get(key.text):
                draft.places[row.key] = value.place
                if (read := self.read(row.shape, value, row.key)) is not None:
                    draft.values[row.key] = read
            else:
                hint = _POINT if key.text.isdecimal() else did_you_mean(key.text, tuple(rows))
                self.problems.append(Problem(key.place, f"unknown key '{shown(key.text)}'", hint))
        for row in rows.values():
            if row.required and row.key not in draft.places:
                what = f"'{row.key}' is missing in this {table.name}"
                self.problems.append(Problem(node.place, what, f"add '{row.key}: {_example(row)}'"))
        return draft

    def _list(self, shape: ListOf, node: Node, name: str) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            raise _Refused(node.place, f"'{name}' must be a list", "begin every entry with '- '")
        entry = shape.shape.name if isinstance(shape.shape, Table) else name
        items = (self.read(shape.shape, item, entry) for item in node.items)
        return tuple(item for item in items if item is not None)

    def _keyed(self, shape: Keyed, node: Node, name: str) -> tuple[Draft, ...]:
        if not isinstance(node, Mapping):
            hint = f"write a word of your choice and ':' before the keys of every {shape.table.name}"
            raise _Refused(node.place, f"'{name}' must have keys", hint)
        return tuple(self._entry(shape.table, key, value) for key, value in node.entries)

    def _entry(self, table: Table, key: Scalar, node: Node) -> Draft:
        read = self.read(table, node, key.text)
        draft = read or Draft(table, {}, {"": node.place})
        return Draft(table, {"key": key.text, **draft.values}, {"key": key.place, **draft.places})

    def _speaker(self, node: Node, name: str) -> Draft | Reference:
        if isinstance(node, Mapping):
            return self._table(PERSON, node, name)
        text = _value(LINE, node, name)
        person, comma, affiliation = (part.strip() for part in text.partition(","))
        if not comma:
            return Reference(text, node.place)
        if not person or not affiliation:
            hint = 'write "Name, Affiliation", or {name: …} for a name alone'
            raise _Refused(node.place, f"'{shown(text)}' is no name with an affiliation", hint)
        values = {"name": person, "affiliation": affiliation}
        return Draft(PERSON, values, dict.fromkeys(("", *values), node.place))

    def _file(self, node: Node, name: str) -> Asset:
        path = _value(LINE, node, name)
        pure = PurePosixPath(path)
        if not pure.name or pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path:
            hint = "put it beside event.yaml and name it as in logos/name.svg"
            raise _Refused(node.place, f"'{shown(path)}' is not in the folder of event.yaml", hint)
        if (size := len(path.encode())) > _LONGEST_PATH:
            what = f"the path '{shown(path)}' has {size} bytes, {_LONGEST_PATH} are allowed"
            raise _Refused(node.place, what, "give the file a shorter name")
        content = self._files(path)
        if content is None:
            hint = "put the file there; the path begins in the folder of event.yaml"
            raise _Refused(node.place, f"there is no file '{shown(path)}'", hint)
        if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_PICTURES):
            hint = next(hint for begin, hint in _OTHER_PICTURES if re.match(begin, content, re.DOTALL))
            raise _Refused(node.place, f"'{shown(path)}' is neither SVG, PDF, PNG nor JPEG", hint)
        return Asset(path=path, content=content, places={"": node.place})


def _value(value: Value, node: Node, name: str) -> Any:
    if not isinstance(node, Scalar):
        found = "a list" if isinstance(node, Sequence) else "a mapping"
        hint = "text that begins with '[' or '{', or has ': ' in it, needs quotes"
        raise _Refused(node.place, f"'{name}' must be {value.noun}, not {found}", hint)
    try:
        return value.read(node.text.strip())
    except Wrong as wrong:
        raise _Refused(node.place, wrong.what, wrong.hint) from None


def _example(row: Row) -> str:
    return row.shape.example if isinstance(row.shape, Value) else "…"
