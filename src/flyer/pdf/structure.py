"""The structure tree: frames with roles become structure elements in reading order (ISO 32000-1, 14.7).

An element is written as soon as nothing can be added to it; only those that paper tears into parts, and what holds
them, are kept until the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias, Union

from flyer.pdf.bookmarks import Heading, joined
from flyer.pdf.file import File
from flyer.pdf.objects import Name, Object, Ref, text_string, written
from flyer.typeset.frame import Frame, Role

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top on the page, y upwards."""

_CHILDREN: Final = {
    Role.TABLE: {Role.TR},
    Role.TR: {Role.TH, Role.TD},
    Role.L: {Role.LI},
    Role.LI: {Role.LBL, Role.LBODY},
}
"""What may stand, and nothing else may, in an element; and what stands nowhere else (14.8.4.3)."""

_BOUND: Final = {role for roles in _CHILDREN.values() for role in roles}
_LEVELS: Final = {Role.H1: 1, Role.H2: 2, Role.H3: 3, Role.H4: 4}
_CELLS: Final = {Role.TH, Role.TD}

BOXED: Final = frozenset((Role.FIGURE, Role.TABLE, *_LEVELS))
"""Elements whose place on the page is written."""


class _Mark(NamedTuple):
    page: Ref
    mcid: int


class _Annotation(NamedTuple):
    page: Ref
    annotation: Ref


class _Settled(NamedTuple):
    ref: Ref
    headings: tuple[Heading, ...]


_Kid: TypeAlias = Union["Piece", _Mark, _Annotation, _Settled]


@dataclass(slots=True, eq=False)
class _Element:
    role: Role | None
    alt: str = ""
    scope: str = ""
    span: int = 1
    language: str = ""
    pieces: list[Piece] = field(default_factory=list)
    ref: Ref | None = None
    is_settled: bool = False


@dataclass(slots=True, eq=False)
class Piece:
    """One frame's share of a structure element; all of it, unless the frame has a `part`."""

    element: _Element
    parent: Piece | None = None
    rank: int = 0
    box: Box | None = None
    heading: Heading | None = None
    is_open: bool = False
    kids: list[_Kid] = field(default_factory=list)

    @property
    def role(self) -> Role | None:
        """The structure type; None for the document itself."""
        return self.element.role

    def ancestors(self) -> Iterator[Piece]:
        """The piece and all it stands in, from the inside out."""
        piece: Piece | None = self
        while piece:
            yield piece
            piece = piece.parent


class Tree:
    """The structure tree of one document while its pages are being drawn."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._root = file.reserve()
        self._document = Piece(_Element(None), is_open=True)
        self._document.element.pieces.append(self._document)
        self._torn: dict[str, _Element] = {}
        self._parents: list[Ref] = []
        self._page = Ref(0)
        self._owners: list[Ref] = []
        self._annotations: list[Ref] = []

    def begin_page(self, page: Ref) -> None:
        """Go to a new page."""
        self._page, self._owners, self._annotations = page, [], []

    def end_page(self) -> tuple[int, list[Ref]]:
        """Give the page's key in the parent tree (14.7.4.4) and its annotations."""
        self._parents.append(self._file.add(self._owners))
        return len(self._parents) - 1, self._annotations

    def enter(self, frame: Frame, within: Piece | None, box: Box | None) -> Piece:
        """Begin the element, or the part of one, that `frame` is; `box` is its place on the page if it is BOXED.

        ValueError where the frame breaks what a structure tree must keep.
        """
        role, parent = frame.role, within or self._document
        _check(frame, parent.role)
        element = _Element(role)
        if frame.part:
            element = self._torn.setdefault(frame.part.key, element)
            if element.role is not role:
                raise ValueError(f"part '{frame.part.key}' is {element.role} here and {role} there")
            if any(piece.element is element for piece in parent.ancestors()):
                raise ValueError(f"part '{frame.part.key}' stands in itself")
        element.alt = element.alt or frame.alt
        element.scope, element.span, element.language = frame.scope, frame.span, frame.language
        level = _LEVELS.get(role) if role else None
        heading = Heading(level, self._page, box[0], box[3]) if level and box else parent.heading
        piece = Piece(element, parent, frame.part.rank if frame.part else 0, box, heading)
        element.pieces.append(piece)
        parent.kids.append(piece)
        if frame.part:
            for holder in piece.ancestors():
                holder.is_open = True
        return piece

    def leave(self, piece: Piece) -> None:
        """End the element, or the part of one."""
        parent = piece.parent
        if parent and not piece.is_open:
            parent.kids[-1:] = self._settle(piece.element)
            piece.element.pieces.clear()

    def mark(self, piece: Piece) -> int:
        """Give the number (MCID) of the marked content on this page that belongs to the element."""
        if piece.role in _CHILDREN:
            raise ValueError(f"content stands directly in {piece.role}")
        piece.kids.append(_Mark(self._page, len(self._owners)))
        self._owners.append(self._ref(piece.element))
        return len(self._owners) - 1

    def link(self, url: str, box: Box, within: Piece | None) -> None:
        """Put a link on the page; outside a Link element it becomes one of its own (ISO 14289-1, 7.18.5)."""
        piece = within or self._document
        if piece.role is not Role.LINK:
            piece = Piece(_Element(Role.LINK), piece, box=box)
            piece.element.pieces.append(piece)
        uri = "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in url)
        self._parents.append(self._ref(piece.element))
        annotation = self._file.add(
            {
                "Type": Name("Annot"),
                "Subtype": Name("Link"),
                "Rect": box,
                "Border": (0, 0, 0),
                "F": 4,
                "Contents": url,
                "StructParent": len(self._parents) - 1,
                "A": {"S": Name("URI"), "URI": uri},
            }
        )
        self._annotations.append(annotation)
        piece.kids.append(_Annotation(self._page, annotation))
        if piece.parent and piece is not within:
            piece.parent.kids += self._settle(piece.element)

    def close(self) -> tuple[Ref, tuple[Heading, ...]]:
        """Write what is still open; give the root of the tree and the headings in reading order."""
        settled = self._settle(self._document.element)
        lost = [key for key, element in self._torn.items() if not element.is_settled]
        if lost:
            raise ValueError(f"parts stand in each other: {lost}")
        numbers = [value for key_and_ref in enumerate(self._parents) for value in key_and_ref]
        root: dict[str, Object] = {
            "Type": Name("StructTreeRoot"),
            "K": [element.ref for element in settled],
            "ParentTree": self._file.add({"Nums": numbers}),
            "ParentTreeNextKey": len(self._parents),
        }
        self._file.add(root, self._root)
        return self._root, settled[0].headings if settled else ()

    def _ref(self, element: _Element) -> Ref:
        if element.ref is None:
            element.ref = self._file.reserve()
        return element.ref

    def _settle(self, element: _Element) -> list[_Settled]:
        """Write an element with all it holds; nothing comes of one without content, except a table's cell."""
        element.is_settled = True
        pieces = sorted(element.pieces, key=_rank) if len(element.pieces) > 1 else element.pieces
        kids: list[_Mark | _Annotation | _Settled] = []
        for piece in pieces:
            for kid in piece.kids:
                if not isinstance(kid, Piece):
                    kids.append(kid)
                elif kid is min(kid.element.pieces, key=_rank):
                    kids += self._settle(kid.element)
        if not kids and element.role not in _CELLS and element.role:
            return []
        headings = tuple([heading for kid in kids if isinstance(kid, _Settled) for heading in kid.headings])
        if element.role in _LEVELS:
            headings = (joined(piece.heading for piece in pieces if piece.heading), *headings)
        self._file.add_raw(self._written(element, pieces, kids), self._ref(element))
        return [_Settled(self._ref(element), headings)]

    def _written(self, element: _Element, pieces: list[Piece], kids: list[_Mark | _Annotation | _Settled]) -> bytes:
        """The element as an object, put together by hand: documents have tens of thousands of them."""
        parent = pieces[0].parent
        page = next((kid.page for kid in kids if not isinstance(kid, _Settled)), None)
        above = self._ref(parent.element) if parent else self._root
        text = f"<</Type /StructElem/S /{element.role or 'Document'}/P {above:d} 0 R"
        if page:
            text += f"/Pg {page:d} 0 R"
        if kids:
            text += f"/K {written([_entry(kid, page) for kid in kids] if len(kids) > 1 else _entry(kids[0], page))}"
        if element.alt:
            text += f"/Alt {text_string(element.alt)}"
        if element.language:
            text += f"/Lang {text_string(element.language)}"
        attributes = _attributes(element, pieces)
        if attributes:
            text += f"/A {written(attributes)}"
        return f"{text}>>".encode("ascii")


def _check(frame: Frame, parent: Role | None) -> None:
    role = frame.role
    allowed = _CHILDREN.get(parent) if parent else None
    if (allowed and role not in allowed) or (role in _BOUND and not allowed):
        raise ValueError(f"{role} stands in {parent or 'no element'}")
    if role is Role.FIGURE and not frame.alt:
        raise ValueError("a Figure has no alternative text")
    if role is Role.TH and frame.scope not in ("Column", "Row"):
        raise ValueError(f"a TH has the scope '{frame.scope}'")


def _rank(piece: Piece) -> int:
    return piece.rank


def _entry(kid: _Mark | _Annotation | _Settled, page: Ref | None) -> Object:
    match kid:
        case _Settled():
            return kid.ref
        case _Annotation():
            return {"Type": Name("OBJR"), "Pg": kid.page, "Obj": kid.annotation}
        case _ if kid.page == page:
            return kid.mcid
    return {"Type": Name("MCR"), "Pg": kid.page, "MCID": kid.mcid}


def _attributes(element: _Element, pieces: list[Piece]) -> dict[str, Object]:
    """Attributes of cells, and the box of what stands on one page as a whole (14.8.5.4.3, 14.8.5.7)."""
    if element.role in _CELLS:
        scope = {"Scope": Name(element.scope)} if element.role is Role.TH else {}
        span = {"ColSpan": element.span} if element.span > 1 else {}
        return {"O": Name("Table"), **scope, **span} if scope or span else {}
    if element.role in (Role.FIGURE, Role.TABLE) and len(pieces) == 1 and pieces[0].box:
        return {"O": Name("Layout"), "BBox": pieces[0].box}
    return {}
