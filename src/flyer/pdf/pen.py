"""The pen: a frame becomes the operators of one content stream. It decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from flyer.pdf import items
from flyer.pdf.elements import BOXED, Box, Leaf, Piece, is_leaf, said_by
from flyer.pdf.objects import Object, Ref, number, numbers
from flyer.pdf.passages import Edge, Passage, keep, known, returns
from flyer.pdf.resources import Resources
from flyer.pdf.structure import Tree
from flyer.typeset.frame import Fill, Frame, Link, Modules, Picture, Role, Rule, Size, Text
from flyer.units import Length

_QUARTERS: Final = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
"""Cosine and sine of a turn."""

_Place: TypeAlias = Callable[[Length, Length], tuple[Length, Length]]


class Pen:
    """Draws into one content stream; y runs upwards here and downwards in frames.

    Without a `tree` nothing is marked and there are no links. A form is what is drawn once and seen many times.
    """

    def __init__(self, resources: Resources, tree: Tree | None, *, is_form: bool = False) -> None:
        self._resources, self._tree, self._is_form = resources, tree, is_form
        self._xobjects: dict[str, Ref] = {}
        self._out: list[str] = []
        self._state = resources.state()
        self._is_marking = False
        self._marked: Piece | Leaf | None = None
        self._on_page: _Place | None = None

    def frame(self, frame: Frame, x: Length, y: Length, element: Piece | None = None) -> None:
        """Draw a frame whose parent has its top left corner at x, y; `element` is what it stands in."""
        at = frame.at
        x, y = x + at.x, y - at.y
        if frame.shared and not self._is_form:
            self._form(frame, x, y)
        elif frame.turn:
            self._turned(frame, x, y, element)
        elif frame.clip:
            self._clipped(frame, x, y, element)
        else:
            self._contents(frame, x, y, element)

    def finish(self) -> tuple[bytes, Object]:
        """Give the content stream and its resource dictionary."""
        self._end_mark()
        return "\n".join(self._out).encode("latin-1"), self._resources.entries(self._xobjects)

    def _contents(self, frame: Frame, x: Length, y: Length, element: Piece | None) -> None:
        role = frame.role
        if role and self._is_form:
            raise ValueError(f"{role} stands in a shared frame")
        if not (role and self._tree):
            self._children(frame, x, y, element)
            return
        passage = known(id(frame))
        if passage and self._again(passage, x, y, element, self._tree):
            return
        box = self._box(x, y, frame.size) if role in BOXED else None
        if is_leaf(frame):
            self._leaf(frame, x, y, element, self._tree, box)
        else:
            inside = self._tree.enter(frame, element, box)
            self._children(frame, x, y, inside)
            self._tree.leave(inside)

    def _leaf(self, frame: Frame, x: Length, y: Length, within: Piece | None, tree: Tree, box: Box | None) -> None:
        """Draw an element that is one marked content, and keep it where it returns."""
        begin, start = None if box or not returns(frame) else self._edge(), len(self._out)
        said = said_by(frame, box)
        leaf = tree.leaf(frame, within, said)
        self._marked_content(frame, x, y, leaf)
        if begin and (shown := self._resources.shown(frame)) is not None:
            opening, _, closing = "\n".join(self._out[start:]).partition(_mark(leaf, leaf.number))
            role = within.role if within else None
            keep(Passage(frame, x, y, role, begin, self._edge(), opening, closing, said, shown))

    def _marked_content(self, frame: Frame, x: Length, y: Length, leaf: Leaf) -> None:
        """Draw what a leaf holds, and artifacts before it."""
        for child in frame.children:
            if isinstance(child, Frame):
                self._marked_content(child, x + child.at.x, y - child.at.y, leaf)
            elif isinstance(child, Text):
                if self._marked is not leaf:
                    self._mark(leaf)
                self._out.append(items.text(child, self._state, self._resources, x, y))
            elif not isinstance(child, Link):
                self._mark(leaf if leaf.role is Role.FIGURE else None)
                self._paint(child, x, y)

    def _again(self, passage: Passage, x: Length, y: Length, within: Piece | None, tree: Tree) -> bool:
        """Draw an element as it was drawn before, if it begins in the same way."""
        if (
            (passage.x, passage.y, passage.within) != (x, y, within.role if within else None)
            or passage.begin != self._edge()
            or not self._resources.show(passage.shown)
        ):
            return False
        leaf = tree.leaf(passage.frame, within, passage.said)
        self._out.append(f"{passage.opening}{_mark(leaf, leaf.number)}{passage.closing}")
        self._is_marking, is_artifact, self._state.setting = passage.end
        self._marked = None if is_artifact else leaf
        return True

    def _edge(self) -> Edge:
        return self._is_marking, self._marked is None, self._state.setting

    def _children(self, frame: Frame, x: Length, y: Length, element: Piece | None) -> None:
        """Draw what a frame holds. Text belongs to the element; of the rest only what stands in a Figure."""
        for child in frame.children:
            if isinstance(child, Frame):
                self.frame(child, x, y, element)
            elif isinstance(child, Text):
                if child.runs:
                    self._text(child, x, y, element)
            elif isinstance(child, Link):
                self._link(child, x, y, element)
            else:
                self._mark(element if element and element.role is Role.FIGURE else None)
                self._paint(child, x, y)

    def _paint(self, item: Modules | Rule | Fill | Picture, x: Length, y: Length) -> None:
        match item:
            case Modules():
                self._out += items.modules(item, self._state, x, y)
            case Rule():
                self._out += items.rule(item, self._state, x, y)
            case Fill():
                self._out += items.fill(item, self._state, x, y)
            case Picture():
                self._picture(item, x, y)

    def _turned(self, frame: Frame, x: Length, y: Length, element: Piece | None) -> None:
        """Draw a frame about its centre, in coordinates that start there."""
        half_width, half_height = frame.size.width / 2, frame.size.height / 2
        x, y = x + half_width, y - half_height
        cos, sin = _QUARTERS[frame.turn]
        outside = self._on_page

        def on_page(a: Length, b: Length) -> tuple[Length, Length]:
            place = x + cos * a + sin * b, y - sin * a + cos * b
            return outside(*place) if outside else place

        self._on_page = on_page
        with self._restored(f"{numbers((cos, -sin, sin, cos, x, y))} cm"):
            draw = self._clipped if frame.clip else self._contents
            draw(frame, -half_width, half_height, element)
        self._on_page = outside

    def _clipped(self, frame: Frame, x: Length, y: Length, element: Piece | None) -> None:
        """Draw a frame through a window of its own size (8.5.4)."""
        width, height = frame.size.width, frame.size.height
        with self._restored(f"{numbers((x, y - height, width, height))} re W n"):
            self._contents(frame, x, y, element)

    @contextmanager
    def _restored(self, operators: str) -> Iterator[None]:
        """Do something after these operators, and have the graphics state back that was before them (8.4.2)."""
        state, self._state = self._state, self._resources.state()
        self._end_mark()
        self._out.append(f"q {operators}")
        yield
        self._end_mark()
        self._out.append("Q")
        self._state = state

    def _form(self, frame: Frame, x: Length, y: Length) -> None:
        ref = self._resources.form(frame)
        if ref is None:
            pen = Pen(self._resources, None, is_form=True)
            pen.frame(frame, -frame.at.x, frame.at.y)
            ref = self._resources.add_form(frame, *pen.finish())
        self._mark(None)
        name = f"X{ref:d}"
        self._xobjects[name] = ref
        self._out.append(f"q 1 0 0 1 {number(x)} {number(y)} cm /{name} Do Q")

    def _text(self, text: Text, x: Length, y: Length, element: Piece | None) -> None:
        if element and element.heading:
            element.heading.lines.append(text.text + text.soft)
        if self._marked is not element or not self._is_marking:
            self._mark(element)
        self._out.append(items.text(text, self._state, self._resources, x, y))

    def _picture(self, picture: Picture, x: Length, y: Length) -> None:
        painted = self._resources.picture(picture.content)
        self._xobjects[painted.name] = painted.ref
        self._out += items.picture(picture, painted, self._state, x, y)

    def _link(self, link: Link, x: Length, y: Length, element: Piece | None) -> None:
        if self._is_form:
            raise ValueError("a link stands in a shared frame")
        if self._tree:
            self._tree.link(link.url, self._box(x + link.at.x, y - link.at.y, link.size), element)

    def _box(self, x: Length, y: Length, size: Size) -> Box:
        """The place on the page of a rectangle with its top left corner at x, y."""
        if self._on_page is None:
            return x, y - size.height, x + size.width, y
        (x0, y0), (x1, y1) = self._on_page(x, y), self._on_page(x + size.width, y - size.height)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _mark(self, element: Piece | Leaf | None) -> None:
        """Let what follows belong to an element, or be an artifact (ISO 32000-1, 14.6, 14.8.2.2)."""
        if not self._tree or (self._is_marking and self._marked is element):
            return
        self._end_mark()
        self._is_marking, self._marked = True, element
        if element:
            number = element.number if isinstance(element, Leaf) else self._tree.mark(element)
            self._out.append(_mark(element, number))
        else:
            self._out.append("/Artifact BMC")

    def _end_mark(self) -> None:
        if self._is_marking:
            self._out.append("EMC")
        self._is_marking = False


def _mark(element: Piece | Leaf, number: int) -> str:
    """The operator that begins the marked content of an element (14.7.4.3)."""
    return f"/{element.role}<</MCID {number}>>BDC"
