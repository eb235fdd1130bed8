"""Where the data of participants and payers stand, found out only when asked: thousands of rows, few questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from flyer.people.tables import parsed, place, written
from flyer.problems import Place


class Head(NamedTuple):
    """What places in one table have in common: its name, what parts its cells ("" in a workbook), and the cells that
    may hold each field."""

    name: str = ""
    delimiter: str = ""
    at: Mapping[str, tuple[int, ...]] = MappingProxyType({})


class CellPlaces(Mapping[str, Place]):
    """Where the fields of one row stand; "" is the row itself.

    `text` is the row as it is written, "" where that is how `written` writes its `cells`.
    """

    __slots__ = ("_cells", "_head", "_line", "_text")

    def __init__(self, head: Head, line: int, cells: Sequence[str], text: str) -> None:
        self._head, self._line, self._cells, self._text = head, line, cells, text

    @property
    def cells(self) -> list[str]:
        """The cells of the row."""
        return parsed(self._written, self._head.delimiter)

    def __getitem__(self, name: str) -> Place:
        """Of several cells for a field the first that is filled, and the very first when none is."""
        head, line = self._head, self._line
        if not name:
            return Place(head.name, line)
        indices, cells = head.at[name], self.cells
        filled = (index for index in indices if "".join(cells[index : index + 1]).strip())
        return place(head.name, line, self._written, next(filled, indices[0]), head.delimiter)

    @property
    def _written(self) -> str:
        return self._text or written(self._cells, self._head.delimiter)

    def __iter__(self) -> Iterator[str]:
        """The row itself, then every field that the file has a column for."""
        yield from ("", *self._head.at)

    def __len__(self) -> int:
        return 1 + len(self._head.at)
