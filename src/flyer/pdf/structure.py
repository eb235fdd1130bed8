"""The structure tree: frames with roles become structure elements in reading order (ISO 32000-1, 14.7).

An element is written as soon as nothing can be added to it; only those that paper tears into parts, and what holds
them, are kept until the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from flyer.pdf.bookmarks import Heading, joined
from flyer.pdf.elements import (
    CELLS,
    CHILDREN,
    LEVELS,
    STRICT,
    Annotation,
    Box,
    Leaf,
    Piece,
    Settled,
    Torn,
    check,
    said_by,
    written,
    written_branch,
    written_leaf,
)
from flyer.pdf.file import Objects
from flyer.pdf.objects import Name, Object, Ref
from flyer.typeset.frame import Frame, Role

_ELEMENTS: Final = {Ref}
"""The kinds of what an element holds that holds nothing but elements."""


class Tree:
    """The structure tree of one document while its pages are being drawn, or of a part of one below `above`.

    The keys of its parent tree begin at `first_key`.
    """

    def __init__(self, file: Objects, above: Ref | None = None, first_key: int = 0) -> None:
        self._file = file
        self._above = above or file.reserve()
        self._document = Piece(None, None, None, Ref(0), None)
        self._document.is_open = True
        self._kind = "NonStruct" if above else "Document"
        self._torn: dict[str, Torn] = {}
        self._first_key = first_key
        self._parents: list[Ref] = []
        self._page = Ref(0)
        self._owners: list[Ref] = []
        self._annotations: list[Ref] = []

    def begin_page(self, page: Ref) -> None:
        """Go to a new page."""
        self._page, self._owners, self._annotations = page, [], []

    def end_page(self) -> tuple[int, list[Ref]]:
        """Give the page's key in the parent tree (14.7.4.4) and its annotations."""
        owners = " 0 R ".join(map(str, [*self._owners, ""]))
        self._parents.append(self._file.add_raw(f"[{owners.rstrip()}]".encode("ascii")))
        return self._first_key + len(self._parents) - 1, self._annotations

    def enter(self, frame: Frame, within: Piece | None, box: Box | None) -> Piece:
        """Begin the element, or the part of one, that `frame` is; `box` is its place on the page if it is BOXED.

        ValueError where the frame breaks what a structure tree must keep.
        """
        role, parent = frame.role, within or self._document
        if role in STRICT or parent.role in CHILDREN:
            check(frame, parent.role)
        piece = Piece(role, frame, parent, self._page, box)
        if frame.part:
            self._tear(piece, frame.part.key)
        level = LEVELS.get(role) if role else None
        if level and box:
            piece.heading = Heading(level, self._page, box[0], box[3])
        parent.kids.append(piece)
        return piece

    def leaf(self, frame: Frame, within: Piece | None, said: str) -> Leaf:
        """Write an element that is one marked content and says this of itself.

        ValueError where the frame breaks what a structure tree must keep.
        """
        role, parent = frame.role, within or self._document
        if role in STRICT or parent.role in CHILDREN:
            check(frame, parent.role)
        number = len(self._owners)
        ref = self._file.add_raw(written_leaf(self._ref(parent), role, self._page, number, said))
        self._owners.append(ref)
        parent.kids.append(ref)
        return Leaf(role, number)

    def leave(self, piece: Piece) -> None:
        """End the element, or the part of one."""
        if not piece.is_open and piece.parent:
            piece.parent.kids[-1:] = self._settle(piece)

    def mark(self, piece: Piece) -> int:
        """Give the number (MCID) of the marked content on this page that belongs to the element."""
        if piece.role in CHILDREN:
            raise ValueError(f"content stands directly in {piece.role}")
        number = len(self._owners)
        piece.kids.append(number)
        self._owners.append(self._ref(piece))
        return number

    def link(self, url: str, box: Box, within: Piece | None) -> None:
        """Put a link on the page; outside a Link element it becomes one of its own (ISO 14289-1, 7.18.5)."""
        piece = within or self._document
        if piece.role is not Role.LINK:
            piece = Piece(Role.LINK, None, piece, self._page, box)
        uri = "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode()) for c in url)
        self._parents.append(self._ref(piece))
        annotation = self._file.add(
            {
                "Type": Name("Annot"),
                "Subtype": Name("Link"),
                "Rect": box,
                "Border": (0, 0, 0),
                "F": 4,
                "Contents": url,
                "StructParent": self._first_key + len(self._parents) - 1,
                "A": {"S": Name("URI"), "URI": uri},
            }
        )
        self._annotations.append(annotation)
        piece.kids.append(Annotation(self._page, annotation))
        if piece.parent and piece is not within:
            piece.parent.kids += self._settle(piece)

    def close(self) -> tuple[Ref, tuple[Heading, ...]]:
        """Write what is still open; give the root of the tree and the headings in reading order."""
        branch = self.close_branch()
        add_root(self._file, self._above, branch.element, branch.owners, branch.next_key)
        return self._above, branch.headings

    def close_branch(self) -> Branch:
        """Write what is still open, but not what all parts of a document have in common."""
        settled = self._settle(self._document)
        lost = [key for key, torn in self._torn.items() if not torn.is_settled]
        if lost:
            raise ValueError(f"parts stand in each other: {lost}")
        last = self._first_key + len(self._parents) - 1
        entries: dict[str, Object] = {
            "Nums": [value for key_and_ref in enumerate(self._parents, self._first_key) for value in key_and_ref]
        }
        if self._kind != "Document":
            entries["Limits"] = (self._first_key, last)
        element = settled[0]
        headings = element.headings if isinstance(element, Settled) else ()
        branch = Branch(self._ref(self._document), headings, self._file.add(entries), last + 1)
        self._untie()
        return branch

    def _untie(self) -> None:
        """Let what is torn go, whose pieces hold each other: nobody collects cycles between thousands of documents."""
        for torn in self._torn.values():
            for piece in torn.pieces:
                for holder in piece.ancestors():
                    holder.kids.clear()
            torn.pieces.clear()

    def _tear(self, piece: Piece, key: str) -> None:
        """Let a piece belong to the element of all pieces with this key."""
        torn = self._torn.setdefault(key, Torn(piece.role))
        if torn.role is not piece.role:
            raise ValueError(f"part '{key}' is {torn.role} here and {piece.role} there")
        if piece.parent and any(holder.torn is torn for holder in piece.parent.ancestors()):
            raise ValueError(f"part '{key}' stands in itself")
        piece.torn = torn
        torn.pieces.append(piece)
        for holder in piece.ancestors():
            holder.is_open = True

    def _ref(self, piece: Piece) -> Ref:
        first = piece.torn.pieces[0] if piece.torn else piece
        if first.ref is None:
            first.ref = self._file.reserve()
        return first.ref

    def _settle(self, piece: Piece) -> list[Ref | Settled]:
        """Write an element with all it holds; nothing comes of one without content, except a table's cell."""
        if piece.frame and not piece.is_open and piece.role not in LEVELS and set(map(type, piece.kids)) == _ELEMENTS:
            return [self._settle_branch(piece, piece.frame)]
        pieces = piece.pieces
        if piece.torn:
            piece.torn.is_settled = True
        kids = self._kids(pieces)
        if not kids and piece.role not in CELLS and piece.role:
            return []
        ref = self._ref(piece)
        above = self._ref(piece.parent) if piece.parent else self._above
        self._file.add_raw(written(above, piece.role or self._kind, pieces, kids), ref)
        headings = tuple([heading for _, kid in kids if type(kid) is Settled for heading in kid.headings])
        if piece.role in LEVELS:
            headings = (joined(each.heading for each in pieces if each.heading), *headings)
        return [Settled(ref, headings) if headings else ref]

    def _settle_branch(self, piece: Piece, frame: Frame) -> Ref:
        """Write an element that holds nothing but elements."""
        above = self._ref(piece.parent) if piece.parent else self._above
        said = said_by(frame, piece.box)
        return self._file.add_raw(written_branch(above, frame, piece.kids, said), self._ref(piece))

    def _kids(self, pieces: Sequence[Piece]) -> list[tuple[Ref, int | Ref | Annotation | Settled]]:
        """What pieces hold, after those in them are written that could not be before."""
        kids: list[tuple[Ref, int | Ref | Annotation | Settled]] = []
        for each in pieces:
            for kid in each.kids:
                if not isinstance(kid, Piece):
                    kids.append((each.page, kid))
                elif kid is kid.pieces[0]:
                    kids += [(each.page, below) for below in self._settle(kid)]
        return kids


class Branch(NamedTuple):
    """What a structure tree, or a part of one, has come to.

    Its element, its headings in reading order, its leaf of the parent tree, and the
    key behind its last one.
    """

    element: Ref
    headings: tuple[Heading, ...]
    owners: Ref
    next_key: int


def add_root(file: Objects, ref: Ref, element: Ref, owners: Ref, next_key: int) -> None:
    """Write the root of a structure tree (table 322)."""
    root: dict[str, Object] = {
        "Type": Name("StructTreeRoot"),
        "K": [element],
        "ParentTree": owners,
        "ParentTreeNextKey": next_key,
    }
    file.add(root, ref)
