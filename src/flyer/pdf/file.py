"""The file: numbered objects become a PDF file.

A compact one has object streams and a cross-reference stream: streams go out at once, other objects are gathered,
compressed together and go out by the two hundred. A classic one, for old machines, has neither: all goes out at once,
and a cross-reference table comes last. What stays in memory are ten bytes an object.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Mapping
from typing import BinaryIO, Final

from flyer.pdf.objects import Name, Object, Ref, serialise

_PER_OBJECT_STREAM: Final = 200
_HEADER: Final = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n"
_FREE, _IN_FILE, _IN_STREAM = range(3)
"""Types of cross-reference entries (ISO 32000-1, table 18)."""


def deflate(data: bytes) -> bytes:
    """Compress; level 6 is where zlib stops gaining on page contents."""
    return zlib.compress(data, 6)


class File:
    """A PDF file of `version` being written to `stream`, which only needs `write`."""

    def __init__(self, stream: BinaryIO, version: str = "1.7", *, is_classic: bool = False) -> None:
        self._stream = stream
        self._is_classic = is_classic
        self._position = 0
        self._digest = hashlib.sha256()
        self._types = array("B", [_FREE])
        self._places = array("Q", [0])
        self._indices = array("B", [0])
        self._gathered: list[tuple[Ref, bytes]] = []
        self._emit(_HEADER % version.encode("ascii"))

    def reserve(self) -> Ref:
        """Give the number of an object that is going to be added later."""
        self._types.append(_FREE)
        self._places.append(0)
        self._indices.append(0)
        return Ref(len(self._types) - 1)

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
        """Add a stream, compressed where that makes it smaller; `entries` come without Length.

        Before endstream stands CR LF: after LF alone, data that end in CR look one byte shorter from behind.
        """
        ref = ref or self.reserve()
        if compress and "Filter" not in entries:
            smaller = deflate(data)
            if len(smaller) < len(data):
                entries, data = {**entries, "Filter": Name("FlateDecode")}, smaller
        head = serialise({**entries, "Length": len(data)})
        self._emit_object(ref, b"%b\nstream\n%b\r\nendstream" % (head, data))
        return ref

    def close(self, catalog: Ref, info: Ref) -> None:
        """Write what is still gathered, the cross-references and the trailer.

        The file identifier (14.4) is made of the contents: equal files are called equal.
        """
        self._flush()
        missing = [number for number, kind in enumerate(self._types) if kind == _FREE and number]
        if missing:
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
        self._types[ref], self._places[ref] = _IN_FILE, start
        wide = (start.bit_length() + 7) // 8
        entries: dict[str, Object] = {"Type": Name("XRef"), "Size": len(self._types), "W": (1, wide, 1), **trailer}
        rows = zip(self._types, self._places, self._indices, strict=True)
        table = b"".join(bytes((kind,)) + place.to_bytes(wide) + bytes((index,)) for kind, place, index in rows)
        self.add_stream(entries, table, ref)

    def _flush(self) -> None:
        if not self._gathered:
            return
        container, offset, heads = self.reserve(), 0, []
        for index, (ref, body) in enumerate(self._gathered):
            heads.append(b"%d %d" % (ref, offset))
            offset += len(body) + 1
            self._types[ref], self._places[ref], self._indices[ref] = _IN_STREAM, container, index
        head = b" ".join(heads) + b"\n"
        bodies = b"\n".join(body for _, body in self._gathered)
        entries: dict[str, Object] = {"Type": Name("ObjStm"), "N": len(self._gathered), "First": len(head)}
        self._gathered.clear()
        self.add_stream(entries, head + bodies, container)

    def _emit_object(self, ref: Ref, body: bytes) -> None:
        self._types[ref], self._places[ref] = _IN_FILE, self._position
        self._emit(b"%d 0 obj\n%b\nendobj\n" % (ref, body))

    def _emit(self, data: bytes) -> None:
        self._digest.update(data)
        self._position += len(data)
        self._stream.write(data)
