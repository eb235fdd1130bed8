"""Stacks: frames set below each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flyer.typeset.frame import ORIGIN, Frame, Part, Point, Role, Size
from flyer.units import Length


@dataclass(frozen=True, slots=True)
class Stack:
    """Frames from top to bottom, and how high they are together."""

    frames: tuple[Frame, ...] = ()
    height: Length = 0.0

    def add(self, frame: Frame, before: Length = 0.0, indent: Length = 0.0) -> Stack:
        """The stack with `frame` at its foot, `before` below what stands there, `indent` to the right."""
        top = self.height + before if self.frames else 0.0
        return Stack((*self.frames, _placed(frame, indent, top)), top + frame.size.height)

    def extend(self, frames: Iterable[Frame], before: Length = 0.0, indent: Length = 0.0) -> Stack:
        """The stack with all of `frames` at its foot, each `before` below the one above."""
        placed, height = list(self.frames), self.height
        for frame in frames:
            top = height + (before if placed else 0.0)
            placed.append(_placed(frame, indent, top))
            height = top + frame.size.height
        return Stack(tuple(placed), height)

    def frame(self, width: Length, role: Role | None = None, part: Part | None = None, at: Point = ORIGIN) -> Frame:
        """One frame around the stack."""
        return Frame(at, Size(width, self.height), self.frames, role=role, part=part)


def _placed(frame: Frame, x: Length, y: Length) -> Frame:
    """The frame at a place, the same one where it stands there already."""
    at = frame.at
    return frame if at.x == x and at.y == y else frame.standing(Point(x, y))
