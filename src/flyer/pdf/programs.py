"""Font programs: faces cut down to the outlines of a document, and the codes that documents know them by.

What documents with the same letters have in common is made once.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, groupby, islice
from typing import Final, NamedTuple, TypeAlias

from flyer.pdf.composites import Component, Composite, add_composites
from flyer.pdf.file import stream
from flyer.pdf.objects import Name, Object, opened
from flyer.typeset.faces import Face, Glyph

_SYMBOLIC, _ITALIC = 1 << 2, 1 << 6
"""Font flags (ISO 32000-1, table 123)."""

_UNSEEN: Final = ("Cc", "Co")
_HIGHEST: Final = "\uffff"
"""The last character whose number can be a CID (ISO 19005-3, 6.1.13)."""

_BLOCK: Final = 100
"""The most entries of one bfchar block (Adobe Technical Note 5014)."""

_CMAP: Final = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""

Outline: TypeAlias = tuple[Component, ...]
"""A glyph of a face, or several that shaping put together."""

Letter: TypeAlias = tuple[Outline, str]
"""An outline and the text it stands for."""

Spare: TypeAlias = tuple[tuple[int, Letter], ...]
"""Codes that are no numbers of characters, and what they stand for in one document."""


@lru_cache(maxsize=1 << 11)
def own(face: Face, text: str) -> Outline:
    """What a face draws for a character that stands alone; empty where that has no number to be a code."""
    if len(text) != 1 or text > _HIGHEST or unicodedata.category(text) in _UNSEEN:
        return ()
    return assemble(face.shape(text))[0]


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """A face cut down: the stream of the font file, the new ids, the beginning of its descriptor."""

    face: Face
    name: Name
    stream: bytes
    ids: Mapping[Outline, int]
    descriptor: bytes


class Coded(NamedTuple):
    """Codes for the outlines of a program: two streams, and the beginnings of two objects."""

    ids: bytes
    texts: bytes
    descendant: bytes
    composite: bytes


@lru_cache(maxsize=128)
def program_of(face: Face, codes: frozenset[int], spares: tuple[Spare, ...]) -> Program:
    """Cut a face down to the letters of these codes; the tag (9.6.4) is made of the font's bytes."""
    outlines = {own(face, chr(code)) for code in codes}
    data, ids = _subset(face, frozenset(outlines.union(outline for spare in spares for _, (outline, _) in spare)))
    digest = hashlib.sha256(data).digest()
    name = Name("".join(chr(ord("A") + byte % 26) for byte in digest[:6]) + f"+{face.name}")
    descriptor: dict[str, Object] = {
        "Type": Name("FontDescriptor"),
        "FontName": name,
        "Flags": _SYMBOLIC | (_ITALIC if face.italic_angle else 0),
        "FontBBox": face.bbox,
        "ItalicAngle": face.italic_angle,
        "Ascent": face.ascent,
        "Descent": -face.descent,
        "CapHeight": face.cap_height,
        "StemV": 10 + 220 * (face.weight - 50) // 900,
    }
    return Program(face, name, stream(opened({"Length1": len(data)}), data), ids, opened(descriptor))


@lru_cache(maxsize=128)
def coded(program: Program, codes: frozenset[int], spare: Spare) -> Coded:
    """Give the letters of a program their codes."""
    letters = dict(sorted([*((code, (own(program.face, chr(code)), chr(code))) for code in codes), *spare]))
    outlines = {code: outline for code, (outline, _) in letters.items()}
    ids = bytearray(2 * max(outlines, default=0) + 2)
    for code, outline in outlines.items():
        ids[2 * code : 2 * code + 2] = program.ids[outline].to_bytes(2)
    descendant: dict[str, Object] = {
        "Type": Name("Font"),
        "Subtype": Name("CIDFontType2"),
        "BaseFont": program.name,
        "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
        "W": _widths(program.face, outlines),
    }
    composite: dict[str, Object] = {
        "Type": Name("Font"),
        "Subtype": Name("Type0"),
        "BaseFont": program.name,
        "Encoding": Name("Identity-H"),
    }
    texts = _to_unicode({code: text for code, (_, text) in letters.items()})
    return Coded(stream(b"<<", bytes(ids)), stream(b"<<", texts), opened(descendant), opened(composite))


def _widths(face: Face, outlines: Mapping[int, Outline]) -> list[Object]:
    """The advances, codes in a row together (9.7.4.3)."""
    rows: list[Object] = []
    for _, row in groupby(zip(outlines, count(), strict=False), key=lambda pair: pair[0] - pair[1]):
        codes = [code for code, _ in row]
        rows += [codes[0], [advance(face, outlines[code]) for code in codes]]
    return rows


def _subset(face: Face, outlines: frozenset[Outline]) -> tuple[bytes, dict[Outline, int]]:
    """The font file of some outlines, and the ids they have in it."""
    data, new_glyphs = face.subset({component.glyph for outline in outlines for component in outline})
    new_ids, assembled = {}, []
    for outline in sorted(outlines):
        first, *others = outline
        if others or first.x or first.y:
            assembled.append(outline)
        else:
            new_ids[outline] = new_glyphs[first.glyph]
    if assembled:
        composites = [
            Composite(tuple(Component(new_glyphs[glyph], x, y) for glyph, x, y in outline), advance(face, outline))
            for outline in assembled
        ]
        data = add_composites(data, composites)
        new_ids |= {outline: new_id for new_id, outline in enumerate(assembled, start=len(new_glyphs))}
    return data, new_ids


def advance(face: Face, outline: Outline) -> float:
    """The advance of an outline (9.7.4.3)."""
    return sum(face.advance(component.glyph) for component in outline)


def assemble(glyphs: tuple[Glyph, ...]) -> tuple[Outline, float]:
    """Give the outline of glyphs in their places, and their advance."""
    components, wide = [], 0.0
    for glyph in glyphs:
        components.append(Component(glyph.id, wide + glyph.dx, glyph.dy))
        wide += glyph.advance
    return tuple(components), wide


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """The CMap from codes to text (ISO 32000-1, 9.10.3)."""
    entries = (f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in texts.items())
    blocks = []
    while block := list(islice(entries, _BLOCK)):
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return _CMAP.format(blocks="\n".join(blocks)).encode("ascii")
