"""What all records of an event have in common: they know where they were written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from flyer.immutable import Immutable
from flyer.problems import Place

_NOWHERE: Mapping[str, Place] = MappingProxyType({"": Place("event.yaml")})


class Record(Immutable):
    """A mapping of event.yaml; `places` tells where each of its keys stands, "" where it begins."""

    places: Mapping[str, Place] = field(default_factory=lambda: _NOWHERE, compare=False, repr=False)


class Asset(Record):
    """A file the event refers to (a logo): the path as written and the file's bytes."""

    path: str
    content: bytes = field(repr=False)
