"""Pages in parts: what thousands of pages are made of can be sent to several workers, a part to each."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from flyer.typeset.frame import Frame


class Recipe(Protocol):
    """What all parts share; like them it can be pickled."""

    def pages(self, part: Any, deeds: Counter[Any]) -> Iterator[Frame]:
        """Make the pages of a part, and count in `deeds` what was done to make things fit."""


class Parted(Sequence[Frame]):
    """Pages that can be made in parts; where these begin and end never depends on who makes them."""

    recipe: Recipe

    @property
    @abstractmethod
    def part_count(self) -> int:
        """How many parts there are."""

    @abstractmethod
    def parts(self) -> Iterator[tuple[int, Any]]:
        """The parts in order, each as it is asked for, with the number of its first page from 0."""

    @abstractmethod
    def tell(self, deeds: Counter[Any]) -> None:
        """Take what was done in all parts together."""
