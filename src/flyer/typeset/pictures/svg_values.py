"""Attribute values of SVG become numbers, colours and outlines. The door to svgelements.

svgelements reads over mistakes, so what it gets has been looked at before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NoReturn

from flyer.typeset.colour import Colour
from flyer.typeset.pictures.model import Matrix, PictureError, Step

_UNITS: Final = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
"""CSS pixels a unit (CSS Values 3, 5.2)."""

_NUMBER: Final = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_LENGTH: Final = re.compile(rf"\s*({_NUMBER})([a-z]*)\s*")
_COLOUR: Final = re.compile(r"#[0-9a-f]{3}|#[0-9a-f]{6}|rgb\([\d\s.,%]+\)|[a-z]+")
_TRANSFORM: Final = re.compile(r"(\s*(matrix|translate|scale|rotate|skewX|skewY)\s*\([-+.,\deE\s]*\)\s*,?)*\s*")
_PATH: Final = re.compile(r"([Mm][-+\d.,\seEMmLlHhVvCcSsQqTtAaZz]*)?")
_FARTHEST: Final = 1e6


def _svgelements() -> Any:
    """The library, loaded when the first SVG file is read."""
    import svgelements

    return svgelements


def refuse(what: str) -> NoReturn:
    """Raise PictureError for what would not look on paper as it looks elsewhere."""
    raise PictureError(f"uses {what}, which cannot be taken over from an SVG file")


def length(text: str) -> float:
    """A length in CSS pixels."""
    match = _LENGTH.fullmatch(text)
    if not match or match[2] not in _UNITS:
        refuse(f"the length '{text}'")
    return float(match[1]) * _UNITS[match[2]]


def numbers(text: str) -> list[float]:
    """The numbers of a list."""
    return [float(number) for number in re.findall(_NUMBER, text)]


def colour(text: str) -> Colour:
    """An opaque colour."""
    svg = _svgelements()
    text = text.lower()
    known = svg.Color(text)
    if not _COLOUR.fullmatch(text) or (text.isalpha() and not known.rgb and text != "black"):
        refuse(f"the colour '{text}'")
    return Colour(known.red / 255, known.green / 255, known.blue / 255)


def matrix(text: str) -> Matrix:
    """A list of transforms as one."""
    svg = _svgelements()
    if not _TRANSFORM.fullmatch(text):
        refuse(f"the transform '{text}'")
    try:
        m = svg.Matrix(text)
    except (ValueError, TypeError, IndexError):
        refuse(f"the transform '{text}'")
    return m.a, m.b, m.c, m.d, m.e, m.f


def product(outer: Matrix, inner: Matrix) -> Matrix:
    """The transform that does `inner` first."""
    a, b, c, d, e, f = outer
    return (
        a * inner[0] + c * inner[1],
        b * inner[0] + d * inner[1],
        a * inner[2] + c * inner[3],
        b * inner[2] + d * inner[3],
        a * inner[4] + c * inner[5] + e,
        b * inner[4] + d * inner[5] + f,
    )


def steps(tag: str, attributes: Mapping[str, str]) -> Iterator[Step]:
    """The outline of a basic shape or path in straight lines and cubics (SVG 2, 9 and 10)."""
    svg = _svgelements()
    try:
        segments = list(svg.Path(_outline(tag, attributes)))
    except (ValueError, TypeError, IndexError) as error:
        raise PictureError(f"is a damaged SVG file: a '{tag}' in it cannot be read", "export it again") from error
    for segment in segments:
        match segment:
            case svg.Move():
                yield "m", _points(segment.end)
            case svg.Close():
                yield "h", ()
            case svg.Line():
                yield "l", _points(segment.end)
            case svg.CubicBezier():
                yield "c", _points(segment.control1, segment.control2, segment.end)
            case svg.QuadraticBezier():
                start, middle, end = segment.start, segment.control, segment.end
                yield "c", _points(start + (middle - start) * (2 / 3), end + (middle - end) * (2 / 3), end)
            case svg.Arc():
                for curve in segment.as_cubic_curves():
                    yield "c", _points(curve.control1, curve.control2, curve.end)


def _outline(tag: str, attributes: Mapping[str, str]) -> Any:
    """What svgelements makes a path of; ValueError where it would read over a mistake."""
    svg = _svgelements()

    def lengths(*names: str) -> list[float]:
        return [length(attributes.get(name, "0")) for name in names]

    match tag:
        case "path":
            outline = attributes.get("d", "").strip()
        case "line":
            x1, y1, x2, y2 = lengths("x1", "y1", "x2", "y2")
            outline = f"M{x1} {y1} {x2} {y2}"
        case "polyline" | "polygon":
            points = attributes.get("points", "").strip()
            outline = f"M{points}{'z' if tag == 'polygon' else ''}" if points else ""
        case "rect":
            radii = {key: length(attributes[key]) for key in ("rx", "ry") if key in attributes}
            x, y, width, height = lengths("x", "y", "width", "height")
            return svg.Rect(x=x, y=y, width=width, height=height, **radii)
        case _:
            cx, cy, r, rx, ry = lengths("cx", "cy", "r", "rx", "ry")
            return svg.Ellipse(cx=cx, cy=cy, rx=r or rx, ry=r or ry)
    if not _PATH.fullmatch(outline):
        raise ValueError(outline)
    return outline


def _points(*points: Any) -> tuple[float, ...]:
    coordinates = tuple(float(coordinate) for point in points for coordinate in (point.x, point.y))
    if not all(abs(coordinate) < _FARTHEST for coordinate in coordinates):
        raise PictureError("is an SVG file with a point far away", "export it again")
    return coordinates
