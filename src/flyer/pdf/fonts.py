"""Embedded faces: the glyphs of a document become subset Type 0 fonts whose text can be copied exactly.

Every distinct pair of outline and text gets a code (CID) of its own, so that a hyphen and a soft hyphen, or a blank and
a no-break space, stay apart although they look alike. What a face draws for one character has the character's own
number; all else gets spare numbers in the order of first use. An outline is a glyph of the face or several that shaping
put together; those become one glyph of the font.

Where one letter of a kind is used, the font has all of that kind: so the letters of a run, which differ in little more
than names, share their fonts, which are cut down once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Final, NamedTuple, TypeAlias

from flyer.pdf.file import Objects
from flyer.pdf.objects import Ref, number
from flyer.pdf.programs import Letter, Outline, Program, Spare, advance, assemble, coded, own, program_of
from flyer.typeset.faces import Face, Glyph, letters_of

_SPARE: Final = (*range(0x01, 0x20), *range(0x7F, 0xA0), *range(0xE000, 0xF900))
"""The numbers of controls and of private characters, which no text holds."""

_KINDS: Final = ("0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "ÄÖÜßäöü", " ,-./:")
"""Letters that come together."""

_KEPT: Final = 1 << 14
"""How many lines of glyphs are known again by their identity, which is theirs as long as they are kept."""

_TEXT: Final = attrgetter("text")


Shown: TypeAlias = tuple[tuple[Face, str, frozenset[str]], ...]
"""Faces by the names that content streams call them, and the pieces of strings that are shown of each."""


class EmbeddedFace:
    """One face in one document; `name` is what content streams call it."""

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self._known = _shown_by(face)
        self._soft: dict[str, str] = {"": ""}
        self._seen: dict[int, str] = {}
        self._kept: list[tuple[Glyph, ...]] = []
        self._pieces: set[str] = set()
        self._codes: set[int] = set()
        self._spare: dict[Letter, int] = {}

    def show(self, glyphs: tuple[Glyph, ...], soft: str = "") -> str:
        """Give the operator that paints glyphs from the current point on and moves it behind them (9.4.3).

        `soft` is what the end of a line stands for.
        """
        if soft not in self._soft:
            self._soft[soft] = self._strings(self.face.shape(soft))
        return f"[({self._strings(glyphs)}{self._soft[soft]})]TJ"

    def take(self, pieces: frozenset[str]) -> None:
        """Take what is shown by operators that were given before, in another document."""
        self._pieces |= pieces

    def pieces(self, glyphs: tuple[Glyph, ...]) -> Sequence[str] | None:
        """What is shown of glyphs whose letters all have codes of their own."""
        return self._known.pieces(glyphs)

    def _strings(self, glyphs: tuple[Glyph, ...]) -> str:
        """What glyphs add to the strings of the operator."""
        try:
            return "".join(map(self._seen.__getitem__, map(id, glyphs)))
        except KeyError:
            pieces = self._known.pieces(glyphs)
        if pieces is None:
            return "".join([self._string(self._known[letter]) for letter in letters_of(glyphs)])
        if len(self._kept) == _KEPT:
            self._pieces.update(self._seen.values())
            self._seen.clear()
            self._kept.clear()
        self._seen.update(zip(map(id, glyphs), pieces, strict=True))
        self._kept.append(glyphs)
        return "".join(pieces)

    def _string(self, known: _Known) -> str:
        code = known.code or self._spare_code(known.letter)
        self._codes.add(code)
        return f"{_literal(code)}{known.kerning}"

    def _spare_code(self, letter: Letter) -> int:
        """The number of what no character is drawn as; ValueError where there is none left."""
        code = self._spare.get(letter)
        if code is None:
            if len(self._spare) == len(_SPARE):
                raise ValueError(f"{self.face.name} stands for more texts than a font can")
            code = self._spare[letter] = _SPARE[len(self._spare)]
        return code

    @property
    def used(self) -> Used:
        """What the document, or this part of it, has used of the face."""
        spare = {code: letter for letter, code in self._spare.items()}
        pieces = self._pieces.union(self._seen.values())
        codes = self._codes.difference(spare).union(map(self._known.codes.__getitem__, pieces))
        return Used(self.face, frozenset(codes), tuple(spare.items()))

    def add_to(self, file: Objects) -> Ref:
        """Write the font, cut down to the letters that were used and those of their kinds (ISO 32000-1, 9.7)."""
        return add_fonts(file, [self.used])[0]


class Used(NamedTuple):
    """Letters of a face: the codes that are their own numbers, and what the spare ones stand for."""

    face: Face
    codes: frozenset[int]
    spare: Spare


def add_fonts(file: Objects, parts: Sequence[Used]) -> list[Ref]:
    """Write one face for all parts of a document, and for each of them the font that its spare codes ask for."""
    face = parts[0].face
    codes = frozenset[int]().union(*(part.codes for part in parts))
    codes = codes.union(*(kind for kind in _kinds(face) if kind & codes))
    spares = tuple(dict.fromkeys(part.spare for part in parts))
    program = program_of(face, codes, spares)
    font = file.add_raw_stream(program.stream)
    descriptor = file.add_raw(b"%b/FontFile2 %d 0 R>>" % (program.descriptor, font))
    fonts = {spare: _add_font(file, program, codes, spare, descriptor) for spare in spares}
    return [fonts[part.spare] for part in parts]


def _add_font(file: Objects, program: Program, codes: frozenset[int], spare: Spare, descriptor: Ref) -> Ref:
    known = coded(program, codes, spare)
    ids = file.add_raw_stream(known.ids)
    descendant = file.add_raw(b"%b/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R>>" % (known.descendant, descriptor, ids))
    texts = file.add_raw_stream(known.texts)
    return file.add_raw(b"%b/DescendantFonts [%d 0 R]/ToUnicode %d 0 R>>" % (known.composite, descendant, texts))


class _Known(NamedTuple):
    """How a letter is shown: its code, 0 for none of its own, and the kerning behind it."""

    letter: Letter
    code: int
    kerning: str


def _literal(code: int) -> str:
    """The two bytes of a code in a literal string (7.3.4.2), which is shorter than one of hexadecimal digits."""
    return code.to_bytes(2).decode("latin-1").translate(_ESCAPED)


_ESCAPED: Final = {ord(char): f"\\{escaped}" for char, escaped in zip("\\()\r", "\\()r", strict=True)}
"""What would end a literal string or be read as something else."""


class _Shown(dict[tuple[Glyph, ...], _Known]):
    """How a face shows its letters in whatever document, found out once.

    `codes` are those of the pieces that letters with codes of their own add to a string.
    """

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self.codes: dict[str, int] = {}
        self._kept: list[tuple[Glyph, ...]] = []
        self._pieces: dict[int, str] = {}

    def pieces(self, glyphs: tuple[Glyph, ...]) -> list[str] | None:
        """What glyphs add to a string one by one, where all of them are letters that have codes of their own."""
        try:
            return [*map(self._pieces.__getitem__, map(id, glyphs))]
        except KeyError:
            return self.pieces(glyphs) if self._learn(glyphs) else None

    def _learn(self, glyphs: tuple[Glyph, ...]) -> bool:
        """Know glyphs again where all of them are letters that have codes."""
        if "" in map(_TEXT, glyphs) or not all(self[(glyph,)].code for glyph in glyphs):
            return False
        if len(self._kept) == _KEPT:
            self._kept.clear()
            self._pieces.clear()
        self._kept.append(glyphs)
        for glyph in glyphs:
            _, code, kerning = self[(glyph,)]
            piece = self._pieces[id(glyph)] = f"{_literal(code)}{kerning}"
            self.codes[piece] = code
        return True

    def __missing__(self, glyphs: tuple[Glyph, ...]) -> _Known:
        outline, wide = assemble(glyphs)
        kerning, text = number(advance(self._face, outline) - wide), glyphs[0].text
        _check(self._face, outline, text)
        code = ord(text) if own(self._face, text) == outline else 0
        known = self[glyphs] = _Known((outline, text), code, "" if kerning == "0" else f"){kerning}(")
        return known


@lru_cache(maxsize=64)
def _shown_by(face: Face) -> _Shown:
    return _Shown(face)


def _check(face: Face, outline: Outline, text: str) -> None:
    """ValueError for the empty box and for characters no text may hold.

    (ISO 19005-3, 6.2.11.7; ISO 14289-1, 7.21.)
    """
    if not all(component.glyph for component in outline):
        raise ValueError(f"{face.name} has no glyph for '{text}'")
    if any(char in "\0\ufeff\ufffe" or unicodedata.category(char) in ("Co", "Cs") for char in text):
        raise ValueError(f"{text!a} cannot be copied from a document")


@lru_cache(maxsize=64)
def _kinds(face: Face) -> tuple[frozenset[int], ...]:
    """The codes of the letters of each kind that a face has."""
    return tuple(frozenset(ord(char) for char in kind if all(c.glyph for c in own(face, char))) for kind in _KINDS)
