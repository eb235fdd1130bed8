"""Documents in parts: each is drawn apart from the others, wherever; together they are one file.

Whoever draws a part knows how many there are, and so the numbers of its objects (see `file`) and the keys of its share
of the parent tree. What parts have in common is written when all are there: the programs of faces, which are cut down
to what all parts show, and the pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final, NamedTuple

from flyer.pdf.bookmarks import Heading
from flyer.pdf.catalog import add_catalog
from flyer.pdf.file import File, Objects, PartOfFile, Written
from flyer.pdf.fonts import Used, add_fonts
from flyer.pdf.objects import Name, Object, Ref, serialise
from flyer.pdf.pen import Pen
from flyer.pdf.pictures import PictureObject, add_picture, painted_size
from flyer.pdf.resources import Resources
from flyer.pdf.structure import Branch, Tree, add_root
from flyer.typeset import pictures
from flyer.typeset.faces import Face
from flyer.typeset.frame import Document, Frame, Size

_PAGES, _ROOT, _DOCUMENT = map(Ref, (1, 2, 3))
"""Where the tree of pages, the structure tree and the document in it begin, which parts refer to."""

_FIRST: Final = 4
"""The first number of what belongs to one part."""

_KEYS: Final = 1 << 18
"""How many keys of the parent tree a part has: more than pages and links a thousand badges can have."""


@dataclass(frozen=True, slots=True)
class Promised:
    """What a part needs of the whole: objects by number, and what is to stand in them."""

    fonts: Ref
    pictures: Ref
    resources: Ref
    faces: tuple[Used, ...]
    contents: tuple[bytes, ...]
    forms: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document as whoever drew it hands it on: its objects, its node in the tree of pages, its branch."""

    written: Written
    pages: Ref
    count: int
    branch: Branch
    promised: Promised


def draw_part(document: Document, frames: Iterable[Frame], number: int, count: int) -> Part:
    """Draw some pages of a document for screens, part `number` of `count`, counted from 0; it has no trim.

    They are packed when all are drawn, as in `write_all`. Raises what `write_to` raises.
    """
    file = PartOfFile(_FIRST, number, count)
    pages, resources = file.reserve(), _Resources(file, document.paper)
    tree = Tree(file, _DOCUMENT, number * _KEYS)
    drawn = [_draw_page(file, frame, document.paper, resources, tree) for frame in frames]
    sheets = [_add_page(file, page, pages, resources.all) for page in drawn]
    entries: dict[str, Object] = {
        "Type": Name("Pages"),
        "Parent": _PAGES,
        "Kids": sheets,
        "Count": len(sheets),
        "MediaBox": (0, 0, document.paper.width, document.paper.height),
    }
    file.add(entries, pages)
    branch = tree.close_branch()
    return Part(file.close(), pages, len(sheets), branch, resources.promised)


def write_parts(document: Document, parts: Iterable[Part], stream: BinaryIO) -> None:
    """Write a document to `stream`, each part as it comes; equal parts give equal bytes."""
    file = File(stream)
    for _ in range(1, _FIRST):
        file.reserve()
    common, nodes, elements, owners = _Common(), list[Ref](), list[Ref](), list[Ref]()
    headings: list[Heading] = []
    count = next_key = 0
    for part in parts:
        file.append(part.written)
        common.take(part.promised)
        nodes.append(part.pages)
        elements.append(part.branch.element)
        owners.append(part.branch.owners)
        headings += part.branch.headings
        count, next_key = count + part.count, part.branch.next_key
    common.add_to(file)
    file.add({"Type": Name("Pages"), "Kids": nodes, "Count": count}, _PAGES)
    file.add({"Type": Name("StructElem"), "S": Name("Document"), "P": _ROOT, "K": elements}, _DOCUMENT)
    add_root(file, _ROOT, _DOCUMENT, file.add({"Kids": owners}), next_key)
    file.close(*add_catalog(file, document, _PAGES, _ROOT, headings))


class _Page(NamedTuple):
    """A page that is drawn: its number, its operators, its key in the parent tree and its annotations."""

    ref: Ref
    operators: bytes
    key: int
    annotations: Sequence[Ref]


def _draw_page(file: Objects, frame: Frame, paper: Size, resources: _Resources, tree: Tree) -> _Page:
    ref, pen = file.reserve(), Pen(resources, tree)
    tree.begin_page(ref)
    pen.frame(frame, 0, paper.height)
    operators, _ = pen.finish()
    return _Page(ref, operators, *tree.end_page())


def _add_page(file: Objects, page: _Page, parent: Ref, resources: Ref) -> Ref:
    """Write a page, which inherits its size (ISO 32000-1, 7.7.3.4), but no resources (ISO 19005-3, 6.2.2)."""
    contents = file.add_stream({}, page.operators)
    links = b"/Annots %b" % serialise(page.annotations) if page.annotations else b""
    head = b"<</Type /Page/Parent %d 0 R/Resources %d 0 R/Contents %d 0 R" % (parent, resources, contents)
    return file.add_raw(b"%b/StructParents %d/Tabs /S%b>>" % (head, page.key, links), page.ref)


class _Resources(Resources):
    """The resources of all pages of a part; pictures are promised, the whole document has one of each."""

    def __init__(self, file: Objects, paper: Size) -> None:
        super().__init__(file, paper, None)
        self.all, self._inner = file.reserve(), file.reserve()
        self._promised: dict[bytes, PictureObject] = {}

    def picture(self, content: bytes) -> PictureObject:
        """What paints a picture, by a name that only this part knows."""
        if content not in self._promised:
            size = painted_size(pictures.read(content))
            self._promised[content] = PictureObject(Ref(0), f"P{len(self._promised)}", size.width, size.height)
        return self._promised[content]

    def entries(self, _: dict[str, Ref]) -> Object:
        """The resource dictionary of a form."""
        return {"Font": self._fonts, "XObject": self._inner}

    @property
    def promised(self) -> Promised:
        """What the whole is asked for."""
        faces = tuple(embedded.used for embedded in self._faces.values())
        forms = tuple(self._forms.values())
        return Promised(self._fonts, self._inner, self.all, faces, tuple(self._promised), forms)


class _Common:
    """What parts have in common, and what each is to be given of it."""

    def __init__(self) -> None:
        self._promised: list[Promised] = []
        self._codes: dict[Face, frozenset[int]] = {}
        self._contents: dict[bytes, bytes] = {}

    def take(self, promised: Promised) -> None:
        """Remember a promise, and of the letters of faces only which there are in any part."""
        faces = []
        for used in promised.faces:
            self._codes[used.face] = self._codes.get(used.face, frozenset()) | used.codes
            faces.append(used._replace(codes=frozenset()))
        contents = tuple(self._contents.setdefault(content, content) for content in promised.contents)
        self._promised.append(
            Promised(promised.fonts, promised.pictures, promised.resources, tuple(faces), contents, promised.forms)
        )

    def add_to(self, file: File) -> None:
        """Write what was promised."""
        painted = {content: add_picture(file, content, None).ref for content in self._contents}
        fonts = self._fonts(file)
        for promised in self._promised:
            named = {f"F{n}": fonts[used.face, used.spare] for n, used in enumerate(promised.faces)}
            known = {f"P{n}": painted[content] for n, content in enumerate(promised.contents)}
            forms = {f"X{ref:d}": ref for ref in promised.forms}
            file.add(named, promised.fonts)
            file.add(known, promised.pictures)
            file.add({"Font": promised.fonts, "XObject": {**forms, **known}}, promised.resources)

    def _fonts(self, file: File) -> dict[object, Ref]:
        """The fonts by face and spare codes."""
        fonts: dict[object, Ref] = {}
        for face, codes in self._codes.items():
            spares = [each.spare for promised in self._promised for each in promised.faces if each.face == face]
            uses = [Used(face, codes, spare) for spare in dict.fromkeys(spares)]
            fonts |= {(face, use.spare): ref for use, ref in zip(uses, add_fonts(file, uses), strict=True)}
        return fonts
