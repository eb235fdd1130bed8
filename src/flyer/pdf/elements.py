"""Structure elements: what may stand in what, the pieces paper makes of one, and the bytes it becomes.

(ISO 32000-1, 14.7.2 and 14.8.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias, Union

from flyer.pdf.bookmarks import Heading
from flyer.pdf.objects import Ref, numbers, text_string
from flyer.typeset.frame import Frame, Role

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top on the page, y upwards."""

CHILDREN: Final = {
    Role.TABLE: {Role.TR},
    Role.TR: {Role.TH, Role.TD},
    Role.L: {Role.LI},
    Role.LI: {Role.LBL, Role.LBODY},
}
"""What may stand, and nothing else may, in an element; and what stands nowhere else (14.8.4.3)."""

_BOUND: Final = {role for roles in CHILDREN.values() for role in roles}
LEVELS: Final = {Role.H1: 1, Role.H2: 2, Role.H3: 3, Role.H4: 4}
CELLS: Final = {Role.TH, Role.TD}
STRICT: Final = frozenset((*_BOUND, Role.FIGURE))
"""What does not stand everywhere, or not as it is."""

_DESCRIBED: Final = frozenset((Role.FIGURE, Role.TABLE, *CELLS))
"""Elements that have attributes."""

BOXED: Final = frozenset((Role.FIGURE, Role.TABLE, *LEVELS))
"""Elements whose place on the page is written."""


class Annotation(NamedTuple):
    """A link on a page."""

    page: Ref
    annotation: Ref


class Settled(NamedTuple):
    """An element that is written, and the headings in it."""

    ref: Ref
    headings: tuple[Heading, ...]


Kid: TypeAlias = Union["Piece", int, Ref, Annotation, Settled]
"""A part of an element, the number of marked content on the page, or an element that is written."""


@dataclass(slots=True, eq=False)
class Torn:
    """An element that paper has torn apart: its pieces, and whether it is written."""

    role: Role | None
    pieces: list[Piece] = field(default_factory=list)
    is_settled: bool = False


Kids: TypeAlias = Sequence[tuple[Ref, Union[int, Ref, "Annotation", "Settled"]]]
"""What an element holds, each with the page it stands on: marked content by number, elements, annotations."""


class Piece:
    """One frame's share of a structure element; all of it, unless the frame has a `part`."""

    __slots__ = ("box", "frame", "heading", "is_open", "kids", "page", "parent", "ref", "role", "torn")

    def __init__(
        self, role: Role | None, frame: Frame | None, parent: Piece | None, page: Ref, box: Box | None
    ) -> None:
        self.role, self.frame, self.parent, self.page, self.box = role, frame, parent, page, box
        self.heading: Heading | None = parent.heading if parent else None
        self.torn: Torn | None = None
        self.ref: Ref | None = None
        self.is_open = False
        self.kids: list[Kid] = []

    @property
    def pieces(self) -> list[Piece]:
        """All pieces of the element, in reading order."""
        return sorted(self.torn.pieces, key=_rank) if self.torn else [self]

    def ancestors(self) -> Iterator[Piece]:
        """The piece and all it stands in, from the inside out."""
        piece: Piece | None = self
        while piece:
            yield piece
            piece = piece.parent


_CONTENT: Final = (int, Annotation)


def check(frame: Frame, parent: Role | None) -> None:
    """Raise ValueError where a frame breaks what its role asks for."""
    role = frame.role
    allowed = CHILDREN.get(parent) if parent else None
    if (allowed and role not in allowed) or (role in _BOUND and not allowed):
        raise ValueError(f"{role} stands in {parent or 'no element'}")
    if role is Role.FIGURE and not frame.alt:
        raise ValueError("a Figure has no alternative text")
    if role is Role.TH and frame.scope not in ("Column", "Row"):
        raise ValueError(f"a TH has the scope '{frame.scope}'")


def _rank(piece: Piece) -> int:
    part = piece.frame.part if piece.frame else None
    return part.rank if part else 0


def written(above: Ref, kind: str, pieces: Sequence[Piece], kids: Kids) -> bytes:
    """The element as an object below another, put together by hand: documents have tens of thousands of them."""
    pages = [page for page, kid in kids if type(kid) in _CONTENT]
    page = pages[0] if pages else None
    entries = [f"{kid:d} 0 R" if type(kid) is Ref else _entry(at, kid, page) for at, kid in kids]
    held = f"/K [{' '.join(entries)}]" if len(kids) > 1 else f"/K {entries[0]}" if kids else ""
    on_page = f"/Pg {page:d} 0 R" if page else ""
    alts, last = [each.frame.alt for each in pieces if each.frame and each.frame.alt], pieces[-1].frame
    said = _said(alts[0] if alts else "", last.language if last else "")
    if pieces[0].role in _DESCRIBED:
        said += _attributes(pieces)
    return f"<</Type /StructElem/S /{kind}/P {above:d} 0 R{on_page}{held}{said}>>".encode("ascii")


def written_mark(above: Ref, piece: Piece, number: int) -> bytes:
    """The same of a whole element that holds nothing but one marked content."""
    frame, role = piece.frame, piece.role
    said = _said(frame.alt, frame.language) if frame and (frame.alt or frame.language) else ""
    if role in _DESCRIBED:
        said += _attributes((piece,))
    return f"<</Type /StructElem/S /{role}/P {above:d} 0 R/Pg {piece.page:d} 0 R/K {number}{said}>>".encode("ascii")


def _said(alt: str, language: str) -> str:
    described = f"/Alt {text_string(alt)}" if alt else ""
    return f"{described}/Lang {text_string(language)}" if language else described


def _entry(at: Ref, kid: int | Ref | Annotation | Settled, page: Ref | None) -> str:
    match kid:
        case Ref():
            return f"{kid:d} 0 R"
        case int():
            return str(kid) if at == page else f"<</Type /MCR/Pg {at:d} 0 R/MCID {kid}>>"
        case Settled():
            return f"{kid.ref:d} 0 R"
    return f"<</Type /OBJR/Pg {kid.page:d} 0 R/Obj {kid.annotation:d} 0 R>>"


def _attributes(pieces: Sequence[Piece]) -> str:
    """Attributes of cells, and the box of what stands on one page as a whole (14.8.5.4.3, 14.8.5.7)."""
    role, frame, box = pieces[0].role, pieces[-1].frame, pieces[0].box
    if role in CELLS and frame:
        scope = f"/Scope /{frame.scope}" if role is Role.TH else ""
        span = f"/ColSpan {frame.span}" if frame.span > 1 else ""
        return f"/A <</O /Table{scope}{span}>>" if scope or span else ""
    if role in (Role.FIGURE, Role.TABLE) and len(pieces) == 1 and box:
        return f"/A <</O /Layout/BBox [{numbers(box)}]>>"
    return ""
