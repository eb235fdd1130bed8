"""Where the data of participants and payers stand, found out only when asked: thousands of rows, few questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flyer.people.tables import Row, Table
from flyer.problems import Located, Place, place_of


class CellPlaces(Mapping[str, Place]):
    """Where the fields of one row stand; `at` names the cells that may hold a field, "" is the row itself."""

    __slots__ = ("_at", "_row", "_table")

    def __init__(self, table: Table, row: Row, at: Mapping[str, tuple[int, ...]]) -> None:
        self._table, self._row, self._at = table, row, at

    def __getitem__(self, field: str) -> Place:
        """Of several cells for a field the first that is filled, and the very first when none is."""
        if not field:
            return Place(self._table.name, self._row.line)
        indices, cells = self._at[field], self._row.cells
        filled = (index for index in indices if "".join(cells[index : index + 1]).strip())
        return self._table.place(self._row, next(filled, indices[0]))

    def __iter__(self) -> Iterator[str]:
        """The row itself, then every field that the file has a column for."""
        yield from ("", *self._at)

    def __len__(self) -> int:
        return 1 + len(self._at)


class BorrowedPlaces(Mapping[str, Place]):
    """Where data stand that were put together from other records: for each field a record and its field."""

    __slots__ = ("_sources",)

    def __init__(self, sources: Mapping[str, tuple[Located, str]]) -> None:
        self._sources = sources

    def __getitem__(self, field: str) -> Place:
        return place_of(*self._sources[field])

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)
