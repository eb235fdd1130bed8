"""Items as operators: rules, fills, pictures, QR symbols and lines of text in a content stream.

All take the top left corner of the frame they stand in; y runs upwards here and downwards in frames.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
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


def text(item: Text, state: State, resources: Resources, x: Length, y: Length) -> str:
    """A line of text: its runs follow each other by the advances of their glyphs (9.4)."""
    at, runs = item.at, item.runs
    if len(runs) == 1 and not runs[0].level:
        run = runs[0]
        face = resources.face(run.face)
        shown = f"{state.type(face.name, run.size, run.colour)}{face.show(run.glyphs, item.soft)}\n"
    elif any(run.level for run in runs):
        soft = runs[-1].face.shape(item.soft)
        shown = "".join(_bidirectional(item, state, resources))
        shown += _shown(runs[-1], soft, "", state, resources) if soft else ""
    else:
        softs = *[""] * (len(runs) - 1), item.soft
        shown = "".join(
            [_shown(run, run.glyphs, soft, state, resources) for run, soft in zip(runs, softs, strict=True)]
        )
    return f"BT {number(x + at.x)} {number(y - at.y)} Td\n{shown}ET"


def _bidirectional(item: Text, state: State, resources: Resources) -> Iterator[str]:
    """A line that holds text from right to left (14.8.2.3.3)."""
    x = 0.0
    for stretch in stretches(item):
        yield f"{number(stretch.x - x)} 0 Td\n"
        x = stretch.x
        shown = _shown(stretch.run, stretch.glyphs, "", state, resources)
        yield f"/ReversedChars BMC\n{shown}EMC\n" if stretch.backwards else shown


def _shown(run: Run, glyphs: tuple[Glyph, ...], soft: str, state: State, resources: Resources) -> str:
    """Glyphs with the face and the colour of a run, and what the end of the line stands for."""
    face = resources.face(run.face)
    return f"{state.type(face.name, run.size, run.colour)}{face.show(glyphs, soft)}\n"


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
    outline = _outline(x + item.at.x, y - item.at.y, item.size.width, item.size.height, item.radius)
    yield f"{outline} {operator[bool(item.colour), bool(item.stroke)]}"


def picture(item: Picture, painted: PictureObject, state: State, x: Length, y: Length) -> Iterator[str]:
    """A picture, scaled to its size."""
    yield from state.knock_out()
    across, down = item.size.width / painted.width, item.size.height / painted.height
    corner = numbers((x + item.at.x, y - item.at.y - item.size.height))
    yield f"q {number(across, 6)} 0 0 {number(down, 6)} {corner} cm /{painted.name} Do Q"


def modules(item: Modules, state: State, x: Length, y: Length) -> tuple[str, ...]:
    """A QR symbol as a stencil through which black is painted (8.9.6.2).

    An inline image written in hexadecimal digits: nothing in it can be taken for its end. Rows are padded to bytes.
    """
    side = item.side
    size, count = number(side), len(item.rows)
    width, bits = 8 * ((count + 7) // 8), 0
    for row in item.rows:
        bits = bits << width | row
    image = f"BI/W {count}/H {count}/IM true/D[1 0]/F/AHx ID {bits << width - count:0{count * width // 4}x}> EI"
    corner = f"{number(x + item.at.x)} {number(y - item.at.y - side)}"
    return *state.colour(BLACK, "rg"), f"q {size} 0 0 {size} {corner} cm {image} Q"


@lru_cache(maxsize=1 << 10)
def _outline(left: Length, top: Length, width: Length, height: Length, radius: Length) -> str:
    """The path of a rectangle, anticlockwise from the bottom left, each corner a quarter of a circle."""
    right, bottom = left + width, top - height
    if not radius:
        return f"{numbers((left, bottom, width, height))} re"
    path = [f"{numbers((left + radius, bottom))} m"]
    near = radius * (1 - _HANDLE)
    for x, y, a, b in ((right, bottom, 1, 0), (right, top, 0, 1), (left, top, -1, 0), (left, bottom, 0, -1)):
        path.append(f"{numbers((x - a * radius, y - b * radius))} l")
        handles = (x - a * near, y - b * near, x - b * near, y + a * near, x - b * radius, y + a * radius)
        path.append(f"{numbers(handles)} c")
    return " ".join([*path, "h"])
