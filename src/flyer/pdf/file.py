"""The file: numbered objects become a PDF file, or a part of one that is made apart.

A compact one has object streams and a cross-reference stream: streams go out at once, other objects are gathered,
compressed together and go out by the two hundred. A classic one, for old machines, has neither: all goes out at once,
and a cross-reference table comes last. What stays in memory are eight bytes an object.

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

from flyer.pdf.objects import Object, Ref, opened, serialise

_PER_OBJECT_STREAM: Final = 200
_HEADER: Final = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n"
_FREE, _IN_FILE, _IN_STREAM, _RESERVED = (kind << 56 for kind in range(4))
"""Types of cross-reference entries (ISO 32000-1, table 18), and one that no file has.

An entry is a number of eight bytes: the type, six bytes for a place in the file or an object stream's number, and one
for the index in that.
"""
_PLACE: Final = 8


def stream(head: bytes, data: bytes, *, compress: bool = True) -> bytes:
    """Turn data into a stream; `head` is a dictionary without Length, still open.

    They are compressed where that makes them smaller: level 6 takes a quarter as long again as level 4 and gains five
    hundredths of page contents. Before endstream stands CR LF: after LF alone, data that end in CR look one byte
    shorter from behind.
    """
    if compress and len(smaller := zlib.compress(data, 4)) < len(data):
        head, data = head + b"/Filter /FlateDecode", smaller
    return b"%b/Length %d>>\nstream\n%b\r\nendstream" % (head, len(data), data)


common_stream = lru_cache(maxsize=1 << 5)(stream)
"""The same for what stands in file after file."""


@dataclass(frozen=True, slots=True)
class Written:
    """A part of a file: its bytes, and its cross-reference entries by the place of an object among those of the part.

    The first has the number `first`, every other a number that is greater by `step`.
    """

    data: bytes
    first: int
    step: int
    entries: array[int]


class Objects:
    """Numbered objects on their way to `stream`, which only needs `write`."""

    def __init__(self, stream: BinaryIO, first: int, step: int, *, is_classic: bool = False) -> None:
        self._stream = stream
        self._first, self._step = first, step
        self._is_classic = is_classic
        self._position = 0
        self._entries = array("Q")
        self._refs: list[Ref] = []
        self._bodies: list[bytes] = []

    def reserve(self) -> Ref:
        """Give the number of an object that is going to be added later."""
        ref = Ref(self._first + self._step * len(self._entries))
        self._entries.append(_RESERVED)
        return ref

    def add(self, value: Object, ref: Ref | None = None) -> Ref:
        """Add an object that is no stream, under `ref` where that was reserved before."""
        return self.add_raw(serialise(value), ref)

    def add_raw(self, body: bytes, ref: Ref | None = None) -> Ref:
        """Add an object that is written already."""
        ref = ref or self.reserve()
        if self._is_classic:
            self._emit_object(ref, body)
            return ref
        self._refs.append(ref)
        self._bodies.append(body)
        if len(self._bodies) == _PER_OBJECT_STREAM:
            self.flush()
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

    def flush(self) -> None:
        """Write what is gathered."""
        refs, bodies = self._refs, self._bodies
        if not refs:
            return
        container = self.reserve()
        entries, first, step = self._entries, self._first, self._step
        for entry, ref in enumerate(refs, _IN_STREAM | container << _PLACE):
            entries[(ref - first) // step] = entry
        offsets = accumulate([len(body) + 1 for body in bodies], initial=0)
        head = b"".join([b"%d %d " % place for place in zip(refs, offsets, strict=False)])
        opening = b"<</Type /ObjStm/N %d/First %d" % (len(refs), len(head))
        self.add_raw_stream(stream(opening, head + b"\n".join(bodies)), container)
        refs.clear()
        bodies.clear()

    def _emit_object(self, ref: Ref, body: bytes) -> None:
        self._entries[(ref - self._first) // self._step] = _IN_FILE | self._position << _PLACE
        self._emit(b"%d 0 obj\n%b\nendobj\n" % (ref, body))

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
        self.flush()
        return Written(self._buffer.getvalue(), self._first, self._step, self._entries)


class File(Objects):
    """A PDF file of `version` being written to `stream`, which only needs `write`."""

    def __init__(self, stream: BinaryIO, version: str = "1.7", *, is_classic: bool = False) -> None:
        super().__init__(stream, 0, 1, is_classic=is_classic)
        self._digest = hashlib.sha256()
        self.reserve()
        self._entries[0] = _FREE
        self._emit(_HEADER % version.encode("ascii"))

    def append(self, part: Written) -> None:
        """Write a part; between the first and the last no number may be reserved."""
        last = part.first + part.step * (len(part.entries) - 1)
        self._entries.extend([_FREE] * (last + 1 - len(self._entries)))
        start = self._position << _PLACE
        entries = [entry + start if entry >> 56 == 1 else entry for entry in part.entries]
        self._entries[part.first : last + 1 : part.step] = array("Q", entries)
        self._emit(part.data)

    def close(self, catalog: Ref, info: Ref) -> None:
        """Write what is still gathered, the cross-references and the trailer.

        The file identifier (14.4) is made of the contents: equal files are called equal.
        """
        self.flush()
        if _RESERVED in self._entries:
            missing = [number for number, entry in enumerate(self._entries) if entry == _RESERVED]
            raise ValueError(f"reserved but never added: objects {missing}")
        start, identifier = self._position, self._digest.hexdigest()[:32].encode("ascii")
        trailer = b"/Root %d 0 R/Info %d 0 R/ID [<%b> <%b>]" % (catalog, info, identifier, identifier)
        if self._is_classic:
            self._emit_table(trailer)
        else:
            self._add_table(trailer)
        self._emit(b"startxref\n%d\n%%%%EOF\n" % start)

    def _emit_table(self, trailer: bytes) -> None:
        """Write the cross-reference table (7.5.4) and the trailer (7.5.5)."""
        count = len(self._entries)
        rows = b"".join([b"%010d 00000 n \n" % (entry - _IN_FILE >> _PLACE) for entry in self._entries[1:]])
        self._emit(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, rows))
        self._emit(b"trailer\n<</Size %d%b>>\n" % (count, trailer))

    def _add_table(self, trailer: bytes) -> None:
        """Write the cross-reference stream, which is the trailer too (7.5.8)."""
        ref = self.reserve()
        self._entries[ref] = _IN_FILE | self._position << _PLACE
        wide = (self._position.bit_length() + 7) // 8
        entries, row = self._entries, 2 + wide
        if sys.byteorder == "little":
            entries.byteswap()
        whole = memoryview(entries).cast("B")
        table = bytearray(row * len(entries))
        for column, place in enumerate((0, *range(7 - wide, 8))):
            table[column::row] = whole[place::8]
        head = b"<</Type /XRef/Size %d/W [1 %d 1]%b" % (len(entries), wide, trailer)
        self._emit_object(ref, stream(head, bytes(table)))

    def _emit(self, data: bytes) -> None:
        self._digest.update(data)
        super()._emit(data)
