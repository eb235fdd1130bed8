"""The shapes that values take in event.yaml: tables of keys, lists, persons, files."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from flyer.event.model import Record
from flyer.event.values import Value


class Row(NamedTuple):
    """A key of a mapping: what stands under it, and what it is for in one sentence."""

    key: str
    shape: Shape
    description: str
    required: bool = False


class Table(NamedTuple):
    """A mapping with known keys that becomes `record`, or fields of the record around it when that is None.

    `gathered` names fields of the record that are records themselves, but whose keys stand among the others.
    """

    name: str
    record: type[Record] | None
    rows: tuple[Row, ...]
    gathered: Mapping[str, Table] = MappingProxyType({})

    def all_rows(self) -> tuple[Row, ...]:
        """The rows of all keys that the mapping may have."""
        return self.rows + tuple(row for table in self.gathered.values() for row in table.rows)


class ListOf(NamedTuple):
    """A list of one shape."""

    shape: Shape


class Keyed(NamedTuple):
    """A mapping whose keys the user chooses; each becomes the `key` of the record under it."""

    table: Table


class Special(Enum):
    """Shapes there is one of."""

    FILE = auto()
    """The path of a picture beside event.yaml."""
    SPEAKER = auto()
    """A person: a key of `people`, a mapping, or "Name, Affiliation"."""


Shape: TypeAlias = Value | Table | ListOf | Keyed | Special
