"""Passages: elements that return, in page after page and document after document, are drawn once.

A passage is what an element that is one marked content adds to a content stream. It is known again by the identity of
its frame, and is the same wherever it begins alike and its faces have the same names.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from flyer.pdf.fonts import Shown
from flyer.pdf.state import Setting
from flyer.typeset.frame import Frame, Role
from flyer.units import Length

_KEPT: Final = 1 << 10
"""How many frames are known by their identity, which is theirs as long as they are kept."""

Edge: TypeAlias = tuple[bool, bool, Setting]
"""Whether something is marked, whether as an artifact, and what is set where a passage begins or ends."""


class Passage(NamedTuple):
    """An element at x, y of a page, within another: its operators before and behind the number of marked content."""

    frame: Frame
    x: Length
    y: Length
    within: Role | None
    begin: Edge
    end: Edge
    opening: str
    closing: str
    said: str
    shown: Shown


_passages: Final[dict[int, Passage | None]] = {}
_kept: Final[list[Frame]] = []

known: Final = _passages.get
"""The passage of the frame with this identity, where there is one."""


def returns(frame: Frame) -> bool:
    """Whether a frame was here before."""
    if id(frame) in _passages:
        return True
    if len(_kept) == _KEPT:
        _passages.clear()
        _kept.clear()
    _passages[id(frame)] = None
    _kept.append(frame)
    return False


def keep(passage: Passage) -> None:
    """Know a passage again."""
    _passages[id(passage.frame)] = passage
