"""Structure elements: what may stand in what, the pieces paper makes of one, and the bytes it becomes.

(ISO 32000-1, 14.7.2 and 14.8.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias, Union

from flyer.pdf.bookmarks import Heading
from flyer.pdf.objects import Ref, numbers, text_string
from flyer.typeset.frame import Fill, Frame, Link, Role, Rule, Text

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
_BRANCHES: Final = frozenset((*CHILDREN, *LEVELS, Role.LINK))
_BRANCHING: Final = frozenset((Frame, Link))
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


class Leaf(NamedTuple):
    """An element that is one marked content, with the number of that (MCID)."""

    role: Role | None
    number: int


_CONTENT: Final = (int, Annotation)


def is_leaf(frame: Frame) -> bool:
    """Whether the element is sure to be one marked content, before which artifacts may stand."""
    role = frame.role
    if role in _BRANCHES or frame.part or not frame.children:
        return False
    if role is Role.FIGURE:
        return _BRANCHING.isdisjoint(map(type, frame.children))
    return _is_block(frame)


def _is_block(frame: Frame) -> bool:
    """Whether a frame holds nothing but lines of text, rules and fills before them, or one such frame."""
    is_text = False
    for child in frame.children:
        if isinstance(child, Text):
            if not child.runs:
                return False
            is_text = True
        elif isinstance(child, Frame):
            is_plain = not (child.role or child.part or child.shared or child.turn or child.clip)
            return is_plain and len(frame.children) == 1 and _is_block(child)
        elif is_text or not isinstance(child, Fill | Rule):
            return False
    return is_text


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
    if last and last.role in _DESCRIBED:
        said += _attributes(last, pieces[0].box if len(pieces) == 1 else None)
    return f"<</Type /StructElem/S /{kind}/P {above:d} 0 R{on_page}{held}{said}>>".encode("ascii")


def written_leaf(above: Ref, role: Role | None, page: Ref, number: int, said: str) -> bytes:
    """The same of an element that is one marked content; `said` is what it says of itself."""
    return f"<</Type /StructElem/S /{role}/P {above:d} 0 R/Pg {page:d} 0 R/K {number}{said}>>".encode("ascii")


def written_branch(above: Ref, frame: Frame, kids: Sequence[Kid], said: str) -> bytes:
    """The same of an element that holds nothing but elements."""
    held = f"/K {kids[0]:d} 0 R" if len(kids) == 1 else f"/K [{' 0 R '.join(map(str, kids))} 0 R]"
    return f"<</Type /StructElem/S /{frame.role}/P {above:d} 0 R{held}{said}>>".encode("ascii")


def said_by(frame: Frame, box: Box | None) -> str:
    """What an element that is not torn says of itself: its texts and its attributes."""
    said = _said(frame.alt, frame.language) if frame.alt or frame.language else ""
    return said + _attributes(frame, box) if frame.role in _DESCRIBED else said


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


def _attributes(frame: Frame, box: Box | None) -> str:
    """Attributes of cells, and the box of what stands on one page as a whole (14.8.5.4.3, 14.8.5.7)."""
    role = frame.role
    if role in CELLS:
        scope = f"/Scope /{frame.scope}" if role is Role.TH else ""
        span = f"/ColSpan {frame.span}" if frame.span > 1 else ""
        return f"/A <</O /Table{scope}{span}>>" if scope or span else ""
    if box:
        return f"/A <</O /Layout/BBox [{numbers(box)}]>>"
    return ""
