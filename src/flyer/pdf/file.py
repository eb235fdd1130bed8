"""The file: numbered objects become a PDF 1.7 file with object streams and a cross-reference stream.

Streams go out at once; other objects are gathered, compressed together and go out by the two hundred. What stays in
memory are nine bytes an object.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Mapping
from typing import BinaryIO, Final

from flyer.pdf.objects import Name, Object, Ref, serialise

_PER_OBJECT_STREAM: Final = 200
_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FREE, _IN_FILE, _IN_STREAM = range(3)
"""Types of cross-reference entries (ISO 32000-1, table 18)."""


def deflate(data: bytes) -> bytes:
    """Compress; level 6 is where zlib stops gaining on page contents."""
    return zlib.compress(data, 6)


class File:
    """A PDF file being written to `stream`, which only needs `write`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0
        self._digest = hashlib.sha256()
        self._types = array("B", [_FREE])
        self._places = array("Q", [0])
        self._indices = array("B", [0])
        self._gathered: list[tuple[Ref, bytes]] = []
        self._emit(_HEADER)

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
        self._types[ref], self._places[ref] = _IN_FILE, self._position
        head = serialise({**entries, "Length": len(data)})
        self._emit(b"%d 0 obj\n%b\nstream\n%b\r\nendstream\nendobj\n" % (ref, head, data))
        return ref

    def close(self, catalog: Ref, info: Ref) -> None:
        """Write what is still gathered, the cross-reference stream and the trailer.

        The file identifier (14.4) is made of the contents: equal files are called equal.
        """
        self._flush()
        ref = self.reserve()
        start = self._position
        self._types[ref], self._places[ref] = _IN_FILE, start
        missing = [number for number, kind in enumerate(self._types) if kind == _FREE and number]
        if missing:
            raise ValueError(f"reserved but never added: objects {missing}")
        wide = (start.bit_length() + 7) // 8
        identifier = self._digest.digest()[:16]
        entries: dict[str, Object] = {
            "Type": Name("XRef"),
            "Size": len(self._types),
            "W": (1, wide, 1),
            "Root": catalog,
            "Info": info,
            "ID": (identifier, identifier),
        }
        rows = zip(self._types, self._places, self._indices, strict=True)
        table = b"".join(bytes((kind,)) + place.to_bytes(wide) + bytes((index,)) for kind, place, index in rows)
        self.add_stream(entries, table, ref)
        self._emit(b"startxref\n%d\n%%%%EOF\n" % start)

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

    def _emit(self, data: bytes) -> None:
        self._digest.update(data)
        self._position += len(data)
        self._stream.write(data)
