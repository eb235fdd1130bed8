"""What a YAML file holds before anyone asks what it means: texts, lists and mappings, each with its place."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from flyer.problems import Place


class Scalar(NamedTuple):
    """A text as written, without its quotes."""

    text: str
    place: Place


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Mapping(NamedTuple):
    """Keys and values in the order of the file, merge keys resolved, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


Node: TypeAlias = Scalar | Sequence | Mapping
