"""The file: numbered objects become a PDF file, or a part of one that is made apart.

A compact one has object streams and a cross-reference stream: streams go out at once, other objects are gathered,
compressed together and go out by the two hundred. A classic one, for old machines, has neither: all goes out at once,
and a cross-reference table comes last. What stays in memory are ten bytes an object.

The numbers of parts are dealt out like cards: of three parts the first has every third number, and no part has to know
how many objects another has. Where one has fewer than the others its last numbers are free (ISO 32000-1, 7.5.4).
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import accumulate
from typing import BinaryIO, Final

from flyer.pdf.objects import Name, Object, Ref, opened, serialise

_PER_OBJECT_STREAM: Final = 200
_HEADER: Final = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n"
_FREE, _IN_FILE, _IN_STREAM, _RESERVED = range(4)
"""Types of cross-reference entries (ISO 32000-1, table 18), and one that no file has."""


def stream(head: bytes, data: bytes, *, compress: bool = True) -> bytes:
    """Turn data into a stream; `head` is a dictionary without Length, still open.

    They are compressed where that makes them smaller: level 6 takes half as long again as level 5 and gains two
    hundredths of page contents. Before endstream stands CR LF: after LF alone, data that end in CR look one byte
    shorter from behind.
    """
    if compress and len(smaller := zlib.compress(data, 5)) < len(data):
        head, data = head + b"/Filter /FlateDecode", smaller
    return b"%b/Length %d>>\nstream\n%b\r\nendstream" % (head, len(data), data)


common_stream = lru_cache(maxsize=1 << 5)(stream)
"""The same for what stands in file after file."""


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a file: its bytes, and its cross-references by the place of an object among those of the part.

    The first has the number `first`, every other a number that is greater by `step`.
    """

    data: bytes
    first: int
    step: int
    types: array[int]
    places: array[int]
    indices: array[int]


class Objects:
    """Numbered objects on their way to `stream`, which only needs `write`."""

    def __init__(self, stream: BinaryIO, first: int, step: int, *, is_classic: bool = False) -> None:
        self._stream = stream
        self._first, self._step = first, step
        self._is_classic = is_classic
        self._position = 0
        self._types = array("B")
        self._places = array("Q")
        self._indices = array("B")
        self._gathered: list[tuple[Ref, bytes]] = []

    def reserve(self) -> Ref:
        """Give the number of an object that is going to be added later."""
        types = self._types
        types.append(_RESERVED)
        self._places.append(0)
        self._indices.append(0)
        return Ref(self._first + self._step * (len(types) - 1))

    def add(self, value: Object, ref: Ref | None = None) -> Ref:
        """Add an object that is no stream, under `ref` where that was reserved before."""
        return self.add_raw(serialise(value), ref)

    def add_raw(self, body: bytes, ref: Ref | None = None) -> Ref:
        """Add an object that is written already."""
        ref = ref or self.reserve()
        if self._is_classic:
            self._emit_object(ref, body)
            return ref
        self._gathered.append((ref, body))
        if len(self._gathered) == _PER_OBJECT_STREAM:
            self._flush()
        return ref

    def add_stream(
        self, entries: Mapping[str, Object], data: bytes, ref: Ref | None = None, *, compress: bool = True
    ) -> Ref:
        """Add a stream, compressed where that makes it smaller; `entries` come without Length."""
        is_plain = compress and "Filter" not in entries
        return self.add_raw_stream(stream(opened(entries), data, compress=is_plain), ref)

    def add_raw_stream(self, body: bytes, ref: Ref | None = None) -> Ref:
        """Add a stream that is written already."""
        ref = ref or self.reserve()
        self._emit_object(ref, body)
        return ref

    def _flush(self) -> None:
        gathered = self._gathered
        if not gathered:
            return
        container = self.reserve()
        refs, bodies = zip(*gathered, strict=True)
        for index, ref in enumerate(refs):
            self._found(ref, _IN_STREAM, container, index)
        offsets = accumulate([len(body) + 1 for body in bodies], initial=0)
        head = b"".join([b"%d %d " % head for head in zip(refs, offsets, strict=False)])
        entries: dict[str, Object] = {"Type": Name("ObjStm"), "N": len(gathered), "First": len(head)}
        gathered.clear()
        self.add_stream(entries, head + b"\n".join(bodies), container)

    def _emit_object(self, ref: Ref, body: bytes) -> None:
        self._found(ref, _IN_FILE, self._position)
        self._emit(b"%d 0 obj\n%b\nendobj\n" % (ref, body))

    def _found(self, ref: Ref, kind: int, place: int, index: int = 0) -> None:
        at = (ref - self._first) // self._step
        self._types[at], self._places[at], self._indices[at] = kind, place, index

    def _emit(self, data: bytes) -> None:
        self._position += len(data)
        self._stream.write(data)


class PartOfFile(Objects):
    """Part `number` of so many of a file, which is made apart; `first` is the first number of all parts."""

    def __init__(self, first: int, number: int, count: int) -> None:
        self._buffer = BytesIO()
        super().__init__(self._buffer, first + number, count)

    def close(self) -> Written:
        """Give what was written; what is reserved still, the whole file is going to add."""
        self._flush()
        return Written(self._buffer.getvalue(), self._first, self._step, self._types, self._places, self._indices)


class File(Objects):
    """A PDF file of `version` being written to `stream`, which only needs `write`."""

    def __init__(self, stream: BinaryIO, version: str = "1.7", *, is_classic: bool = False) -> None:
        super().__init__(stream, 0, 1, is_classic=is_classic)
        self._digest = hashlib.sha256()
        self.reserve()
        self._types[0] = _FREE
        self._emit(_HEADER % version.encode("ascii"))

    def append(self, part: Written) -> None:
        """Write a part; between the first and the last no number may be reserved."""
        last = part.first + part.step * (len(part.types) - 1)
        for entries in (self._types, self._places, self._indices):
            entries.extend([0] * (last + 1 - len(entries)))
        numbers = slice(part.first, last + 1, part.step)
        self._types[numbers] = part.types
        self._indices[numbers] = part.indices
        start = self._position
        self._places[numbers] = array(
            "Q",
            [start + at if kind == _IN_FILE else at for kind, at in zip(part.types, part.places, strict=True)],
        )
        self._emit(part.data)

    def close(self, catalog: Ref, info: Ref) -> None:
        """Write what is still gathered, the cross-references and the trailer.

        The file identifier (14.4) is made of the contents: equal files are called equal.
        """
        self._flush()
        if _RESERVED in self._types:
            missing = [number for number, kind in enumerate(self._types) if kind == _RESERVED]
            raise ValueError(f"reserved but never added: objects {missing}")
        start = self._position
        identifier = self._digest.digest()[:16]
        trailer: dict[str, Object] = {"Root": catalog, "Info": info, "ID": (identifier, identifier)}
        if self._is_classic:
            self._emit_table(trailer)
        else:
            self._add_table(trailer)
        self._emit(b"startxref\n%d\n%%%%EOF\n" % start)

    def _emit_table(self, trailer: Mapping[str, Object]) -> None:
        """Write the cross-reference table (7.5.4) and the trailer (7.5.5)."""
        count = len(self._types)
        rows = b"".join(b"%010d 00000 n \n" % place for place in self._places[1:])
        self._emit(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, rows))
        self._emit(b"trailer\n%b\n" % serialise({"Size": count, **trailer}))

    def _add_table(self, trailer: Mapping[str, Object]) -> None:
        """Write the cross-reference stream, which is the trailer too (7.5.8)."""
        start, ref = self._position, self.reserve()
        self._found(ref, _IN_FILE, start)
        wide = (start.bit_length() + 7) // 8
        entries: dict[str, Object] = {"Type": Name("XRef"), "Size": len(self._types), "W": (1, wide, 1), **trailer}
        table = bytearray((2 + wide) * len(self._types))
        places = array("Q", self._places)
        if sys.byteorder == "little":
            places.byteswap()
        table[:: 2 + wide], table[1 + wide :: 2 + wide] = self._types.tobytes(), self._indices.tobytes()
        for byte in range(wide):
            table[1 + byte :: 2 + wide] = places.tobytes()[8 - wide + byte :: 8]
        self.add_stream(entries, bytes(table), ref)

    def _emit(self, data: bytes) -> None:
        self._digest.update(data)
        super()._emit(data)
