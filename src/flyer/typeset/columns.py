"""Columns: blocks in their order are dealt out to columns so that nothing is torn and the breaks fall well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, inf

from flyer.problems import Place
from flyer.typeset.frame import Frame, Size
from flyer.typeset.stack import Stack
from flyer.units import Length

_TOLERANCE: Length = 1e-6


@dataclass(frozen=True, slots=True)
class Block:
    """What is never torn: a frame, the space before it, and what a column break before it costs.

    Costs are measured against (empty share of a column)²: 1.0 weighs as much as a column left empty, infinity forbids
    the break; `join` is what it costs when the block does not begin a column. `resume` is set above the block when it
    begins a column (a heading that is carried on). `place` is where the user wrote what it says.
    """

    frame: Frame
    before: Length = 0.0
    penalty: float = 0.0
    join: float = 0.0
    resume: Frame | None = None
    place: Place | None = None

    @property
    def height(self) -> Length:
        """The height of the frame without the space before it."""
        return self.frame.size.height


def on_grid(block: Block, grid: Length) -> Block:
    """The block with its height and the space before it rounded up to whole steps of the grid."""
    size = Size(block.frame.size.width, _rounded(block.height, grid))
    return replace(block, frame=replace(block.frame, size=size), before=_rounded(block.before, grid))


def _rounded(length: Length, grid: Length) -> Length:
    return ceil(length / grid - _TOLERANCE) * grid


def column(blocks: Sequence[Block]) -> Stack:
    """Set blocks in a column: a heading that is carried on above the first, whose space before falls away without."""
    stack = Stack()
    for block in blocks:
        if not stack.frames and block.resume:
            stack = stack.add(block.resume)
        stack = stack.add(block.frame, block.before)
    return stack


def column_height(blocks: Sequence[Block]) -> Length:
    """The height of a column of these blocks."""
    return _top(blocks[0]) + sum(block.before + block.height for block in blocks[1:]) if blocks else 0.0


def _top(block: Block) -> Length:
    """The height of a column of one block."""
    return block.height + (block.resume.size.height + block.before if block.resume else 0.0)


def distribute(
    blocks: Sequence[Block], columns: Sequence[Length]
) -> tuple[float, tuple[tuple[Block, ...], ...]] | None:
    """Deal blocks out to columns of the given heights: the cheapest way and its cost, None when none fits.

    The cost is the sum of the squared empty shares of all columns, of the penalties of the breaks and of what blocks
    cost that do not begin a column: dynamic programming over (blocks dealt, columns filled).
    """
    count = len(blocks)
    best: list[list[tuple[float, int]]] = [[(inf, -1)] * (count + 1) for _ in range(len(columns) + 1)]
    best[0][0] = (0.0, 0)
    for number, height in enumerate(columns, start=1):
        before, here = best[number - 1], best[number]
        here[count] = (before[count][0] + 1.0, count)
        for start in range(count):
            cost = before[start][0] + (blocks[start].penalty if start else 0.0)
            if cost == inf:
                continue
            for end, used, joined in _fills(blocks, start, height):
                candidate = cost + joined + (1 - used / height) ** 2
                if candidate < here[end][0]:
                    here[end] = (candidate, start)
    cost = best[-1][count][0]
    if cost == inf:
        return None
    cuts = [count]
    for number in range(len(columns), 0, -1):
        cuts.append(best[number][cuts[-1]][1])
    cuts.reverse()
    return cost, tuple(tuple(blocks[a:b]) for a, b in pairwise(cuts))


def left_over(blocks: Sequence[Block], columns: Sequence[Length]) -> Length:
    """What finds no room when each column takes as much as it holds: the height of the blocks that remain."""
    start = 0
    for height in columns:
        start = max((end for end, _, _ in _fills(blocks, start, height)), default=start)
    return column_height(blocks[start:])


def _fills(blocks: Sequence[Block], start: int, height: Length) -> Iterator[tuple[int, Length, float]]:
    """Each end of a column that begins with block `start`, how high the column is then and what its joins cost."""
    if start == len(blocks):
        return
    used, joined = _top(blocks[start]), 0.0
    for end in range(start + 1, len(blocks) + 1):
        if used > height + _TOLERANCE:
            return
        yield end, used, joined
        if end < len(blocks):
            used += blocks[end].before + blocks[end].height
            joined += blocks[end].join
