"""Dumps: a frame as text in millimetres, one item a line, to read and to compare."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import groupby

from flyer.typeset.colour import BLACK, Colour
from flyer.typeset.frame import Fill, Frame, Item, Link, Modules, Picture, Point, Rule, Size, Text
from flyer.units import Length, in_mm


def dump(frame: Frame) -> str:
    """Turn a frame into lines of text, what it holds indented below it.

    Lengths are in millimetres with two decimals, sizes of type in points, positions in the frame above: `x y w×h`.
    """
    return "".join(f"{line}\n" for line in _frame(frame))


def _frame(frame: Frame, indent: str = "") -> Iterator[str]:
    marks = [
        str(frame.role or "frame"),
        _box(frame.at, frame.size),
        f"alt={_quoted(frame.alt)}" if frame.alt else "",
        f"part={frame.part.key}#{frame.part.rank}" if frame.part else "",
        "shared" if frame.shared else "",
        f"scope={frame.scope}" if frame.scope else "",
        f"span={frame.span}" if frame.span != 1 else "",
        f"turn={frame.turn}" if frame.turn else "",
        "clip" if frame.clip else "",
        f"language={frame.language}" if frame.language else "",
    ]
    yield indent + " ".join(filter(None, marks))
    for child in frame.children:
        if isinstance(child, Frame):
            yield from _frame(child, indent + "  ")
        else:
            yield f"{indent}  {_item(child)}"


def _item(item: Item) -> str:
    match item:
        case Text(at, runs, soft):
            parts = groupby(runs, key=lambda run: (run.face.name, run.size, run.colour))
            said = (
                f"{_quoted(''.join(run.text for run in same))} {name} {size:.2f}{_unless(BLACK, colour)}"
                for (name, size, colour), same in parts
            )
            return f"text {_point(at)} {_mm(item.width)} {' + '.join(said)}" + (
                f" soft={_quoted(soft)}" if soft else ""
            )
        case Rule(start, end, thickness, colour, dash):
            dashes = f" dash={_mm(dash[0])},{_mm(dash[1])}" if dash else ""
            return f"rule {_point(start)} → {_point(end)} {_mm(thickness)}{_unless(BLACK, colour)}{dashes}"
        case Fill(at, size, colour, radius, stroke, thickness):
            corners = f" radius={_mm(radius)}" if radius else ""
            outline = f" stroke={stroke} {_mm(thickness)}" if stroke else ""
            return f"fill {_box(at, size)} {colour or 'none'}{corners}{outline}"
        case Picture(at, size, content):
            return f"picture {_box(at, size)} {len(content)} bytes {hashlib.sha256(content).hexdigest()[:8]}"
        case Modules(at, side, rows):
            symbol = hashlib.sha256(repr(rows).encode()).hexdigest()[:8]
            return f"modules {_box(at, Size(side, side))} {len(rows)}×{len(rows)} {symbol}"
        case Link(at, size, url):
            return f"link {_box(at, size)} {_quoted(url)}"


def _box(at: Point, size: Size) -> str:
    return f"{_point(at)} {_mm(size.width)}×{_mm(size.height)}"


def _point(point: Point) -> str:
    return f"{_mm(point.x)} {_mm(point.y)}"


def _mm(length: Length) -> str:
    """The length, never as a negative zero."""
    return f"{round(in_mm(length), 2) + 0.0:.2f}"


def _unless(usual: Colour, colour: Colour) -> str:
    return "" if colour == usual else f" {colour}"


def _quoted(text: str) -> str:
    """The text in quotes; characters that cannot be seen are written as escapes."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in quoted)
