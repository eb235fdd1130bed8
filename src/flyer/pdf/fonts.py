"""Embedded faces: the glyphs of a document become subset Type 0 fonts whose text can be copied exactly.

Every distinct pair of outline and text gets a code (CID) of its own, in the order of first use, so that a hyphen and a
soft hyphen, or a blank and a no-break space, stay apart although they look alike. An outline is a glyph of the face or
several that shaping put together; those become one glyph of the font.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Final, NamedTuple, TypeAlias

from flyer.pdf.composites import Component, Composite, add_composites
from flyer.pdf.file import File, deflate
from flyer.pdf.objects import Name, Ref, number
from flyer.typeset.faces import Face, Glyph, letters_of

_SYMBOLIC, _ITALIC = 1 << 2, 1 << 6
"""Font flags (ISO 32000-1, table 123)."""

_LAST_CODE: Final = 0xFFFF
"""The highest CID (ISO 19005-3, 6.1.13)."""

_TEXT: Final = attrgetter("text")

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

_Outline: TypeAlias = tuple[Component, ...]
"""A glyph of a face, or several that shaping put together."""


class EmbeddedFace(dict[Glyph | tuple[Glyph, ...], str]):
    """One face in one document; `name` is what content streams call it.

    As a mapping it gives what a glyph, or a cluster of them, adds to the strings of a TJ operator.
    """

    def __init__(self, face: Face, name: str) -> None:
        super().__init__()
        self.face, self.name = face, name
        self._codes: dict[tuple[_Outline, str], int] = {}
        self._soft: dict[str, str] = {}

    def show(self, glyphs: tuple[Glyph, ...]) -> str:
        """Give the operator that paints glyphs from the current point on and moves it behind them (9.4.3)."""
        letters = letters_of(glyphs) if "" in map(_TEXT, glyphs) else glyphs
        return f"[<{''.join(map(self.__getitem__, letters))}>]TJ".replace("<>", " ")

    def show_soft(self, text: str) -> str:
        """Give the operator that paints what the end of a line stands for."""
        shown = self._soft.get(text)
        if shown is None:
            shown = self._soft[text] = self.show(self.face.shape(text))
        return shown

    def __missing__(self, letter: Glyph | tuple[Glyph, ...]) -> str:
        glyphs = (letter,) if isinstance(letter, Glyph) else letter
        outline, advance = _assemble(glyphs)
        kerning = number(_advance(self.face, outline) - advance)
        code = f"{self._code(outline, glyphs[0].text):04X}"
        piece = self[letter] = code if kerning == "0" else f"{code}>{kerning}<"
        return piece

    def _code(self, outline: _Outline, text: str) -> int:
        """The CID of an outline that stands for `text`.

        ValueError for the empty box and for characters no text may hold (ISO 19005-3, 6.2.11.7; ISO 14289-1, 7.21).
        """
        code = self._codes.get((outline, text))
        if code is None:
            if not all(component.glyph for component in outline):
                raise ValueError(f"{self.face.name} has no glyph for '{text}'")
            if any(char in "\0\ufeff\ufffe" or unicodedata.category(char) in ("Co", "Cs") for char in text):
                raise ValueError(f"{text!a} cannot be copied from a document")
            code = self._codes[outline, text] = len(self._codes) + 1
            if code > _LAST_CODE:
                raise ValueError(f"{self.face.name} stands for more texts than a font can")
        return code

    def add_to(self, file: File) -> Ref:
        """Write the font, cut down to the glyphs that were used (ISO 32000-1, 9.7)."""
        face = self.face
        outlines = [outline for outline, _ in self._codes]
        subset = _cut_down(face, frozenset(outlines))
        name = Name(f"{subset.tag}+{face.name}")
        descriptor = file.add(
            {
                "Type": Name("FontDescriptor"),
                "FontName": name,
                "Flags": _SYMBOLIC | (_ITALIC if face.italic_angle else 0),
                "FontBBox": face.bbox,
                "ItalicAngle": face.italic_angle,
                "Ascent": face.ascent,
                "Descent": -face.descent,
                "CapHeight": face.cap_height,
                "StemV": 10 + 220 * (face.weight - 50) // 900,
                "FontFile2": file.add_stream(
                    {"Length1": subset.length, "Filter": Name("FlateDecode")}, subset.compressed
                ),
            }
        )
        new_ids = b"".join(subset.new_ids[outline].to_bytes(2) for outline in outlines)
        descendant = file.add(
            {
                "Type": Name("Font"),
                "Subtype": Name("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
                "FontDescriptor": descriptor,
                "W": (1, [_advance(face, outline) for outline in outlines]),
                "CIDToGIDMap": file.add_stream({}, b"\0\0" + new_ids),
            }
        )
        return file.add(
            {
                "Type": Name("Font"),
                "Subtype": Name("Type0"),
                "BaseFont": name,
                "Encoding": Name("Identity-H"),
                "DescendantFonts": (descendant,),
                "ToUnicode": file.add_stream({}, _to_unicode(text for _, text in self._codes)),
            }
        )


class _Subset(NamedTuple):
    compressed: bytes
    length: int
    new_ids: dict[_Outline, int]
    tag: str


@lru_cache(maxsize=64)
def _cut_down(face: Face, outlines: frozenset[_Outline]) -> _Subset:
    """Cut a face down once for all documents with the same glyphs; the tag (9.6.4) is made of the font's bytes."""
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
            Composite(tuple(Component(new_glyphs[glyph], x, y) for glyph, x, y in outline), _advance(face, outline))
            for outline in assembled
        ]
        data = add_composites(data, composites)
        new_ids |= {outline: new_id for new_id, outline in enumerate(assembled, start=len(new_glyphs))}
    digest = hashlib.sha256(data).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    return _Subset(deflate(data), len(data), new_ids, tag)


def _advance(face: Face, outline: _Outline) -> float:
    return sum(face.advance(component.glyph) for component in outline)


def _assemble(glyphs: tuple[Glyph, ...]) -> tuple[_Outline, float]:
    """Give the outline of glyphs in their places, and their advance."""
    components, advance = [], 0.0
    for glyph in glyphs:
        components.append(Component(glyph.id, advance + glyph.dx, glyph.dy))
        advance += glyph.advance
    return tuple(components), advance


def _to_unicode(texts: Iterable[str]) -> bytes:
    """The CMap from codes to text (ISO 32000-1, 9.10.3)."""
    entries = (f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(texts, start=1))
    blocks = []
    while block := list(islice(entries, _BLOCK)):
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return _CMAP.format(blocks="\n".join(blocks)).encode("ascii")
