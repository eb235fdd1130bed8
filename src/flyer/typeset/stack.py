"""Stacks: frames set below each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flyer.typeset.frame import ORIGIN, Frame, Part, Point, Role, Size
from flyer.units import Length


@dataclass(frozen=True, slots=True)
class Stack:
    """Frames from top to bottom, and how high they are together."""

    frames: tuple[Frame, ...] = ()
    height: Length = 0.0

    def add(self, frame: Frame, before: Length = 0.0, indent: Length = 0.0) -> Stack:
        """The stack with `frame` at its foot, `before` below what stands there, `indent` to the right."""
        top = self.height + (before if self.frames else 0.0)
        return Stack((*self.frames, replace(frame, at=Point(indent, top))), top + frame.size.height)

    def extend(self, frames: Iterable[Frame], before: Length = 0.0, indent: Length = 0.0) -> Stack:
        """The stack with all of `frames` at its foot, each `before` below the one above."""
        stack = self
        for frame in frames:
            stack = stack.add(frame, before, indent)
        return stack

    def frame(self, width: Length, role: Role | None = None, part: Part | None = None, at: Point = ORIGIN) -> Frame:
        """One frame around the stack."""
        return Frame(at, Size(width, self.height), self.frames, role=role, part=part)
