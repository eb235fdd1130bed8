"""Resources: what content streams refer to by name, written once a document however often it is used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flyer.pdf.file import Objects, common_stream
from flyer.pdf.fonts import EmbeddedFace, Shown
from flyer.pdf.objects import Name, Object, Ref, opened
from flyer.pdf.pictures import PictureObject, add_picture
from flyer.pdf.press import Press
from flyer.pdf.state import OVERPRINTS, State
from flyer.typeset.faces import Face
from flyer.typeset.frame import Frame, Size, Text

_KEPT: Final = 1 << 6
"""How many shared frames are known by their identity, which is theirs as long as they are kept."""


class Resources:
    """The faces, pictures and shared frames of one document on sheets of the size `paper`, for screens or a press."""

    def __init__(self, file: Objects, paper: Size, press: Press | None) -> None:
        self._file, self._press = file, press
        self._faces: dict[Face, EmbeddedFace] = {}
        self._known: dict[int, EmbeddedFace] = {}
        self._pictures: dict[bytes, PictureObject] = {}
        self._forms: dict[_Look, Ref] = {}
        self._seen: dict[int, tuple[Frame, Ref]] = {}
        self._fonts = file.reserve()
        longest = max(paper.width, paper.height)
        self._reach = (-longest, -longest, longest, longest)

    def state(self) -> State:
        """The graphics state at the start of a content stream."""
        return State(on_press=self._press is not None)

    def face(self, face: Face) -> EmbeddedFace:
        """The embedded form of a face."""
        embedded = self._known.get(id(face)) or self._faces.get(face)
        if embedded is None:
            embedded = self._faces[face] = EmbeddedFace(face, f"F{len(self._faces)}")
            self._known[id(face)] = embedded
        return embedded

    def shown(self, frame: Frame) -> Shown | None:
        """The letters in the lines of a frame, where they are shown alike in all documents that name faces alike."""
        shown: dict[Face, set[str]] = {}
        for line in _lines(frame):
            if any(run.level for run in line.runs):
                return None
            last = line.runs[-1].face
            for face, glyphs in (*[(run.face, run.glyphs) for run in line.runs], (last, last.shape(line.soft))):
                pieces = self.face(face).pieces(glyphs)
                if pieces is None:
                    return None
                shown.setdefault(face, set()).update(pieces)
        return tuple((face, self.face(face).name, frozenset(pieces)) for face, pieces in shown.items())

    def show(self, shown: Shown) -> bool:
        """Take letters that were shown in another document, unless the faces have other names in this one."""
        for face, name, pieces in shown:
            embedded = self._known.get(id(face)) or self.face(face)
            if embedded.name != name:
                return False
            embedded.take(pieces)
        return True

    def picture(self, content: bytes) -> PictureObject:
        """The object that paints a picture; PictureError when the file cannot be drawn."""
        picture = self._pictures.get(content)
        if picture is None:
            picture = self._pictures[content] = add_picture(self._file, content, self._press)
        return picture

    def form(self, frame: Frame) -> Ref | None:
        """The form of a shared frame like this one, wherever that stood."""
        form = self._seen.get(id(frame))
        return form[1] if form else self._keep(frame, self._forms.get(_look(frame)))

    def add_form(self, frame: Frame, operators: bytes, resources: Object) -> Ref:
        """Keep a shared frame, drawn with its top left corner at 0, 0, as a form (ISO 32000-1, 8.10).

        From any place on the paper it reaches to any other, also when it is turned.
        """
        entries: dict[str, Object] = {
            "Type": Name("XObject"),
            "Subtype": Name("Form"),
            "BBox": self._reach,
            "Resources": resources,
        }
        ref = self._forms[_look(frame)] = self._file.add_raw_stream(common_stream(opened(entries), operators))
        self._keep(frame, ref)
        return ref

    def _keep(self, frame: Frame, ref: Ref | None) -> Ref | None:
        """Remember the form of this very frame, which thousands of pages may hold; kept, its id is its own."""
        if ref is not None:
            self._seen[id(frame)] = frame, ref
        return ref

    def entries(self, xobjects: dict[str, Ref]) -> Object:
        """The resource dictionary of a content stream that uses these XObjects."""
        entries: dict[str, Object] = {"Font": self._fonts}
        if xobjects:
            entries["XObject"] = xobjects
        if self._press:
            entries["ExtGState"] = OVERPRINTS
        return entries

    def close(self) -> None:
        """Write the fonts: now all glyphs are known."""
        fonts = {embedded.name: embedded.add_to(self._file) for embedded in self._faces.values()}
        self._file.add(fonts, self._fonts)


def _lines(frame: Frame) -> Iterator[Text]:
    """The lines of text in a frame and the frames in it."""
    for child in frame.children:
        if isinstance(child, Frame):
            yield from _lines(child)
        elif isinstance(child, Text):
            yield child


class _Look:
    """What a shared frame looks like, wherever it stands."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._parts = frame.size, frame.turn, frame.clip, frame.children
        self._hash = hash(self._parts)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Look) and (other.frame is self.frame or other._parts == self._parts)


_looks: Final[dict[int, _Look]] = {}


def _look(frame: Frame) -> _Look:
    """The look of a frame that may return in document after document, by the frame's identity."""
    look = _looks.get(id(frame))
    if look is None:
        if len(_looks) == _KEPT:
            _looks.clear()
        look = _looks[id(frame)] = _Look(frame)
    return look
