"""Composite glyphs: letters that shaping put together from a base and its marks become single glyphs of a font.

So one code shows the whole letter: readers that rebuild words from the places of glyphs find no gap in it, and its text
needs no division (OpenType, glyf table, composite glyph description).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final, NamedTuple

_WORDS, _OFFSETS, _MORE = 0x0001, 0x0002, 0x0020
"""Component flags: arguments are 16 bits wide, are x and y, and another component follows."""

_MOST: Final = 0xFFFF
_ADJUSTMENT: Final = 0xB1B0AFBA


class Component(NamedTuple):
    """A glyph of the font and where its origin lies, in 1/1000 em."""

    glyph: int
    x: float
    y: float


class Composite(NamedTuple):
    """A glyph made of others, and its advance in 1/1000 em."""

    components: tuple[Component, ...]
    advance: float


def add_composites(font: bytes, composites: Sequence[Composite]) -> bytes:
    """Add glyphs to the end of a TrueType font that has the tables glyf, head, hhea, hmtx, loca and maxp."""
    tables = _read(font)
    (count,) = struct.unpack_from(">H", tables["maxp"], 4)
    (per_em,) = struct.unpack_from(">H", tables["head"], 18)
    starts, metrics, outlines = _starts(tables, count), _metrics(tables, count), bytearray(tables["glyf"])
    for components, advance in composites:
        placed = [(glyph, round(x * per_em / 1000), round(y * per_em / 1000)) for glyph, x, y in components]
        left, outline = _outline(placed, tables["glyf"], starts)
        outlines += outline
        starts.append(len(outlines))
        metrics.append((round(advance * per_em / 1000), left))
    tables |= {
        "glyf": bytes(outlines),
        "loca": struct.pack(f">{len(starts)}L", *starts),
        "hmtx": b"".join(struct.pack(">Hh", *metric) for metric in metrics),
        "hhea": tables["hhea"][:34] + struct.pack(">H", len(metrics)),
        "head": tables["head"][:50] + struct.pack(">2h", 1, 0),
        "maxp": _limits(tables["maxp"], len(metrics), max(len(c.components) for c in composites)),
    }
    return _write(tables)


def _outline(placed: list[tuple[int, int, int]], glyf: bytes, starts: Sequence[int]) -> tuple[int, bytes]:
    """The left edge and the description of a composite, four bytes aligned."""
    boxes = []
    for glyph, x, y in placed:
        if starts[glyph] < starts[glyph + 1]:
            left, bottom, right, top = struct.unpack_from(">4h", glyf, starts[glyph] + 2)
            boxes.append((left + x, bottom + y, right + x, top + y))
    lefts, bottoms, rights, tops = zip(*boxes or [(0, 0, 0, 0)], strict=True)
    parts = [struct.pack(">5h", -1, min(lefts), min(bottoms), max(rights), max(tops))]
    for position, (glyph, x, y) in enumerate(placed, start=1):
        flags = _WORDS | _OFFSETS | (_MORE if position < len(placed) else 0)
        parts.append(struct.pack(">2H2h", flags, glyph, x, y))
    outline = b"".join(parts)
    return min(lefts), outline + bytes(-len(outline) % 4)


def _starts(tables: dict[str, bytes], count: int) -> list[int]:
    """Where each glyph starts in glyf, and where the last one ends."""
    if struct.unpack_from(">h", tables["head"], 50) == (1,):
        return list(struct.unpack(f">{count + 1}L", tables["loca"]))
    return [start * 2 for start in struct.unpack(f">{count + 1}H", tables["loca"])]


def _metrics(tables: dict[str, bytes], count: int) -> list[tuple[int, int]]:
    """Advance and left side bearing of each glyph; those at the end may share the last advance."""
    (full,) = struct.unpack_from(">H", tables["hhea"], 34)
    metrics = list(struct.iter_unpack(">Hh", tables["hmtx"][: full * 4]))
    bearings = struct.unpack_from(f">{count - full}h", tables["hmtx"], full * 4)
    return [*metrics, *((metrics[-1][0], bearing) for bearing in bearings)]


def _limits(maxp: bytes, count: int, components: int) -> bytes:
    """The maxima of the font with its composites: not less than they are."""
    fields = list(struct.unpack(">L14H", maxp))
    points, contours = (max(fields[place], fields[place + 2]) * components for place in (2, 3))
    fields[1], fields[4], fields[5] = count, min(points, _MOST), min(contours, _MOST)
    fields[13], fields[14] = max(fields[13], components), fields[14] + 1
    return struct.pack(">L14H", *fields)


def _read(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    entries = (struct.unpack_from(">4s3L", font, 12 + 16 * number) for number in range(count))
    return {tag.decode("ascii"): font[start : start + length] for tag, _, start, length in entries}


def _write(tables: dict[str, bytes]) -> bytes:
    """Put a font file together with its checksums (OpenType, table directory)."""
    tables["head"] = tables["head"][:8] + bytes(4) + tables["head"][12:]
    power = len(tables).bit_length() - 1
    head = struct.pack(">L4H", 0x00010000, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    offset, entries, bodies = 12 + 16 * len(tables), [], []
    for tag, body in sorted(tables.items()):
        padded = body + bytes(-len(body) % 4)
        entries.append(struct.pack(">4s3L", tag.encode("ascii"), _checksum(padded), offset, len(body)))
        bodies.append(padded)
        if tag == "head":
            adjustment = offset + 8
        offset += len(padded)
    font = bytearray(head + b"".join(entries) + b"".join(bodies))
    struct.pack_into(">L", font, adjustment, (_ADJUSTMENT - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(data: bytes | bytearray) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
