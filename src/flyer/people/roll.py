"""The roll: people in the few bytes of their rows, each made anew whenever somebody asks for one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain, repeat
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar, overload

from flyer.event.model import Address, Fee
from flyer.people.model import Participant
from flyer.people.places import CellPlaces, Head
from flyer.people.records import RUN, Packed, Record, kept
from flyer.people.tables import Row, is_written, written

T = TypeVar("T")

_SEPARATOR: Final = "\x1f"
"""Stands between the texts of a record; none of them has it, for it does not print."""

_ADDRESS: Final = ("street", "postcode", "city", "country")
_BLANK: Final[dict[str, Any]] = vars(Participant(id="", places={})) | dict.fromkeys(_ADDRESS, "")
_NOWHERE: Final[dict[str, Any]] = vars(Address())
_ASCII: Final = bytes(range(128))
_MADE: Final = ("id", "title", "first_name", "last_name", "role", "country")
"""What a row may say without a column for it."""


class Form(NamedTuple):
    """What the rows of one table have in common: their `head`, the fields that are kept, and the event's fees by id.

    The first `columns` of the fields have a column each, and stand in the order of the columns.
    """

    head: Head = Head()
    fields: tuple[str, ...] = ("id",)
    columns: int = 0
    fees: Mapping[str, Fee] = MappingProxyType({})

    @classmethod
    def of(cls, head: Head, names: Collection[str], fees: Mapping[str, Fee]) -> Form:
        """The form of a table with columns for these fields."""
        columns = sorted(_BLANK.keys() & names, key=lambda name: head.at[name])
        return cls(head, (*columns, *(name for name in _MADE if name not in columns)), len(columns), fees)

    def packed(self, texts: Mapping[str, str], row: Row) -> bytes:
        """Turn the texts that were read from a row into a record, with the row as it is written where that differs."""
        kept = [*map(texts.get, self.fields, repeat(""))]
        delimiter = self.head.delimiter
        text = row.text.rstrip("\r\n") or written(row.cells, delimiter)
        if is_written(text, kept[: self.columns], delimiter):
            text = ""
        return _SEPARATOR.join((*kept, str(row.line), text)).encode(errors="surrogatepass")

    def participant(self, record: bytes) -> Participant:
        """Turn a record into its participant; nothing is checked, for it was when the row was read."""
        texts = self.texts(record)
        values = _BLANK.copy()
        values.update(zip(self.fields, texts, strict=False))
        address = _NOWHERE.copy()
        for name in _ADDRESS:
            address[name] = values.pop(name)
        values["address"] = _of(Address, address)
        values["fee"] = self.fees.get(values["fee"])
        values["places"] = self._places(texts)
        return _of(Participant, values)

    def places(self, record: bytes) -> CellPlaces:
        """Where the texts of a record stand."""
        return self._places(self.texts(record))

    def texts(self, record: bytes) -> list[str]:
        """What a record says: the texts of the fields, the line, and the row as it is written where that differs."""
        return _decoded(record).split(_SEPARATOR, len(self.fields) + 1)

    def _places(self, texts: list[str]) -> CellPlaces:
        return CellPlaces(self.head, int(texts[-2]), texts[: self.columns], texts[-1])


def _decoded(record: bytes) -> str:
    return record.decode(errors="surrogatepass")


def _of(kind: type[T], values: dict[str, Any]) -> T:
    """A value of a kind that has nothing to check."""
    made = object.__new__(kind)
    object.__setattr__(made, "__dict__", values)
    return made


def _all_of(participant: Participant) -> str:
    values = [*vars(participant).values(), *(getattr(participant.address, name) for name in _ADDRESS)]
    return "".join(value for value in values if isinstance(value, str))


class Roll(Sequence[Participant]):
    """People in an order; equal to any sequence of the same ones."""

    __slots__ = ("_form", "_records")

    def __init__(self, records: Sequence[Record], form: Form) -> None:
        self._records, self._form = records, form

    @staticmethod
    def of(people: Sequence[Participant]) -> Roll:
        """The roll of people who may be one already."""
        return people if isinstance(people, Roll) else Roll(people, Form())

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Participant: ...

    @overload
    def __getitem__(self, index: slice) -> Roll: ...

    def __getitem__(self, index: int | slice) -> Participant | Roll:
        if isinstance(index, slice):
            return Roll(self._records[index], self._form)
        return self._participant(self._records[index])

    def __iter__(self) -> Iterator[Participant]:
        return map(self._participant, self._records)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Roll({list(self)!r})"

    def characters(self) -> set[str]:
        """All that are in anything they say, and perhaps a few more."""
        found: set[str] = set()
        for begin in range(0, len(self), RUN):
            some = self._records[begin : begin + RUN]
            found.update(*(_all_of(each) for each in some if isinstance(each, Participant)))
            data = b"".join(each for each in some if isinstance(each, bytes))
            found.update(_decoded(data.translate(None, _ASCII)), (chr(code) for code in _ASCII if code in data))
        return found - {_SEPARATOR}

    def about(self, texts: Iterable[str]) -> Roll:
        """Those whose records have all words of one of the texts, whatever their case: all who say it, and more."""
        wanted = [text.casefold().split() for text in texts]

        def is_wanted(record: Record) -> bool:
            said = (_all_of(record) if isinstance(record, Participant) else _decoded(record)).casefold()
            return any(all(word in said for word in words) for words in wanted)

        return Roll(kept(filter(is_wanted, self._records)), self._form)

    def ids(self) -> Iterator[str]:
        """Their ids, without making anybody."""
        at, separator = self._form.fields.index("id"), _SEPARATOR.encode()
        for record in self._records:
            yield record.id if isinstance(record, Participant) else _decoded(record.split(separator, at + 1)[at])

    def places(self) -> Iterator[CellPlaces]:
        """Where they stand who are of the table."""
        return (self._form.places(record) for record in self._records if isinstance(record, bytes))

    def texts(self, names: Sequence[str]) -> Iterator[list[str]]:
        """Their texts under these names, without making anybody."""
        return map(self._reading(names), self._records)

    def picked(self, positions: Iterable[int]) -> Roll:
        """Those at the positions, in their order."""
        return Roll(kept(map(self._records.__getitem__, positions)), self._form)

    def joined(self, others: Iterable[Participant]) -> Roll:
        """These and then the others."""
        return Roll(kept(chain(self._records, more)), self._form) if (more := [*others]) else self

    def sorted(self, names: Sequence[str], key: Callable[..., Any]) -> Roll:
        """The same in the order of a key, which takes their texts under these names."""
        read, records = self._reading(names), self._records

        def of(record: Record) -> Any:
            return key(*read(record))

        if len(records) <= RUN:
            return Roll(sorted(records, key=of), self._form)
        runs = [Packed(sorted(records[at : at + RUN], key=of)) for at in range(0, len(records), RUN)]
        return Roll(Packed(merge(*runs, key=of)), self._form)

    def _reading(self, names: Sequence[str]) -> Callable[[Record], list[str]]:
        """What reads their texts under these names; what the file has no column for is blank."""
        form, fields = self._form, self._form.fields
        at = [fields.index(name) if name in fields else -1 for name in names]

        def read(record: Record) -> list[str]:
            if isinstance(record, Participant):
                return [getattr(record, name) for name in names]
            texts = form.texts(record)
            texts[-1] = ""
            return list(map(texts.__getitem__, at))

        return read

    def _participant(self, record: Record) -> Participant:
        return record if isinstance(record, Participant) else self._form.participant(record)
