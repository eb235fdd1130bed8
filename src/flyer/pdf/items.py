"""Items as operators: rules, fills, pictures, QR symbols and lines of text in a content stream.

All take the top left corner of the frame they stand in; y runs upwards here and downwards in frames.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from flyer.pdf.bidirectional import stretches
from flyer.pdf.objects import number, numbers
from flyer.pdf.pictures import PictureObject
from flyer.pdf.resources import Resources
from flyer.pdf.state import State
from flyer.typeset.colour import BLACK
from flyer.typeset.faces import Glyph
from flyer.typeset.frame import Fill, Modules, Picture, Rule, Run, Text
from flyer.units import Length

_HANDLE: Final = 4 / 3 * (math.sqrt(2) - 1)
"""How far the handles of a cubic reach that draws a quarter of a circle of radius 1."""


def text(item: Text, state: State, resources: Resources, x: Length, y: Length) -> list[str]:
    """A line of text: its runs follow each other by the advances of their glyphs (9.4)."""
    at, runs = item.at, item.runs
    out = [f"BT {number(x + at.x)} {number(y - at.y)} Td"]
    if any(run.level for run in runs):
        out += _bidirectional(item, state, resources)
    else:
        for run in runs:
            out += _show(run, run.glyphs, state, resources)
    if item.soft:
        last = runs[-1]
        out += _set(last, state, resources)
        out.append(resources.face(last.face).show_soft(item.soft))
    out.append("ET")
    return out


def _bidirectional(item: Text, state: State, resources: Resources) -> Iterator[str]:
    """A line that holds text from right to left (14.8.2.3.3)."""
    x = 0.0
    for stretch in stretches(item):
        yield f"{number(stretch.x - x)} 0 Td"
        x = stretch.x
        if stretch.backwards:
            yield "/ReversedChars BMC"
        yield from _show(stretch.run, stretch.glyphs, state, resources)
        if stretch.backwards:
            yield "EMC"


def _show(run: Run, glyphs: tuple[Glyph, ...], state: State, resources: Resources) -> tuple[str, ...]:
    return (*_set(run, state, resources), resources.face(run.face).show(glyphs))


def _set(run: Run, state: State, resources: Resources) -> tuple[str, ...]:
    name = resources.face(run.face).name
    return state.face(name, run.size) + state.colour(run.colour, "rg", is_line=True)


def rule(item: Rule, state: State, x: Length, y: Length) -> Iterator[str]:
    """A straight stroke (8.5.3.2)."""
    start, end = item.start, item.end
    yield from state.colour(item.colour, "RG", is_line=True)
    line = f"{number(item.thickness)} w {numbers((x + start.x, y - start.y))} m {numbers((x + end.x, y - end.y))} l S"
    yield f"[{numbers(item.dash)}]0 d {line} []0 d" if item.dash else line


def fill(item: Fill, state: State, x: Length, y: Length) -> Iterator[str]:
    """A rectangle, filled or stroked or both (8.5.3)."""
    if item.colour:
        yield from state.colour(item.colour, "rg")
    if item.stroke:
        yield from state.colour(item.stroke, "RG")
        yield f"{number(item.thickness)} w"
    operator = {(True, False): "f", (False, True): "S", (True, True): "B", (False, False): "n"}
    yield f"{_outline(item, x + item.at.x, y - item.at.y)} {operator[bool(item.colour), bool(item.stroke)]}"


def picture(item: Picture, painted: PictureObject, state: State, x: Length, y: Length) -> Iterator[str]:
    """A picture, scaled to its size."""
    yield from state.knock_out()
    across, down = item.size.width / painted.width, item.size.height / painted.height
    corner = numbers((x + item.at.x, y - item.at.y - item.size.height))
    yield f"q {number(across, 6)} 0 0 {number(down, 6)} {corner} cm /{painted.name} Do Q"


def modules(item: Modules, state: State, x: Length, y: Length) -> Iterator[str]:
    """A QR symbol as a stencil through which black is painted (8.9.6.2).

    An inline image written in hexadecimal digits: nothing in it can be taken for its end.
    """
    count, side = len(item.rows), number(item.side)
    width = (count + 7) // 8
    rows = f"%0{2 * width}x" * count % tuple([row << width * 8 - count for row in item.rows])
    corner = numbers((x + item.at.x, y - item.at.y - item.side))
    yield from state.colour(BLACK, "rg")
    yield f"q {side} 0 0 {side} {corner} cm BI/W {count}/H {count}/IM true/D[1 0]/F/AHx ID {rows}> EI Q"


def _outline(item: Fill, left: Length, top: Length) -> str:
    """The path of a rectangle, anticlockwise from the bottom left, each corner a quarter of a circle."""
    right, bottom, radius = left + item.size.width, top - item.size.height, item.radius
    if not radius:
        return f"{numbers((left, bottom, item.size.width, item.size.height))} re"
    path = [f"{numbers((left + radius, bottom))} m"]
    near = radius * (1 - _HANDLE)
    for x, y, a, b in ((right, bottom, 1, 0), (right, top, 0, 1), (left, top, -1, 0), (left, bottom, 0, -1)):
        path.append(f"{numbers((x - a * radius, y - b * radius))} l")
        handles = (x - a * near, y - b * near, x - b * near, y + a * near, x - b * radius, y + a * radius)
        path.append(f"{numbers(handles)} c")
    return " ".join([*path, "h"])
