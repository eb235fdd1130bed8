"""SVG files become shapes. What would look different on paper is refused.

Understood: paths and basic shapes, groups, transforms, plain fills and strokes, style sheets with simple selectors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from flyer.typeset.colour import Colour
from flyer.typeset.frame import Size
from flyer.typeset.pictures.model import Drawing, Matrix, Pencil, PictureError, Shape
from flyer.typeset.pictures.svg_values import colour, length, matrix, numbers, product, refuse, steps

_SVG: Final = "http://www.w3.org/2000/svg "
_CONTAINERS: Final = {"g", "a"}
_SHAPES: Final = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_NOT_DRAWN: Final = {
    "defs", "title", "desc", "metadata", "style", "symbol", "clipPath", "mask", "marker", "pattern", "filter",
    "linearGradient", "radialGradient",
}  # fmt: skip

_INHERITED: Final = {
    "color": "black",
    "fill": "black",
    "fill-rule": "nonzero",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
    "visibility": "visible",
}
"""Inherited properties that are understood and their initial values (SVG 2, 13)."""

_NEUTRAL: Final = {
    "opacity": {"1", "1.0", "100%"},
    "fill-opacity": {"1", "1.0", "100%"},
    "stroke-opacity": {"1", "1.0", "100%"},
    "clip-path": {"none"},
    "mask": {"none"},
    "filter": {"none"},
    "mix-blend-mode": {"normal"},
    "vector-effect": {"none"},
    "transform-origin": {"0 0"},
    "marker": {"none"},
    "marker-start": {"none"},
    "marker-mid": {"none"},
    "marker-end": {"none"},
    "stroke-dasharray": {"none"},
    "paint-order": {"normal"},
}
"""Properties that are not taken over, and the values with which they do nothing."""

_CHOICES: Final = {
    "fill-rule": {"nonzero", "evenodd"},
    "stroke-linecap": {"butt", "round", "square"},
    "stroke-linejoin": {"miter", "round", "bevel"},
    "visibility": {"visible", "hidden", "collapse"},
}

_POINTS_PER_PIXEL: Final = 0.75
_SPECIFICITY: Final = {"*": 0, ".": 2, "#": 3}
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR: Final = re.compile(r"\*|[.#]?[A-Za-z_][\w-]*")
_SAME_RATIO: Final = 1e-3


def read(content: bytes) -> Drawing:
    """Read an SVG file; entities are not expanded and nothing outside the file is looked at."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.entity
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise PictureError("is a damaged SVG file", "export it again") from error
    return Drawing(reader.size, tuple(reader.shapes))


@dataclass(slots=True)
class _Node:
    style: dict[str, str]
    transform: Matrix
    is_drawn: bool


class _Reader:
    """Walks through the elements of one file."""

    def __init__(self) -> None:
        self.size = Size(0, 0)
        self.shapes: list[Shape] = []
        self._nodes: list[_Node] = []
        self._rules: list[tuple[str, dict[str, str]]] = []
        self._sheet: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        is_svg, tag = name.startswith(_SVG), name.removeprefix(_SVG)
        if not self._nodes:
            if not is_svg or tag != "svg":
                raise PictureError("is no SVG file", "export it again as SVG, PDF, PNG or JPEG")
            self.size, transform = _viewport(attributes)
            self._nodes.append(_Node(_INHERITED, transform, True))
        parent = self._nodes[-1]
        if is_svg and tag == "style":
            self._sheet = []
        if not is_svg or tag in _NOT_DRAWN or not parent.is_drawn:
            self._nodes.append(_Node(parent.style, parent.transform, False))
        elif tag in _SHAPES or tag in _CONTAINERS or len(self._nodes) == 1:
            self._nodes.append(self._node(parent, tag, attributes))
            if tag in _SHAPES and self._nodes[-1].is_drawn:
                self._draw(self._nodes[-1], tag, attributes)
        else:
            refuse(f"the element '{tag}'")

    def end(self, _: str) -> None:
        """End an element."""
        self._nodes.pop()
        if self._sheet is not None:
            self._rules += _style_sheet("".join(self._sheet))
            self._sheet = None

    def text(self, text: str) -> None:
        """Take in text; only that of style sheets counts."""
        if self._sheet is not None:
            self._sheet.append(text)

    def entity(self, name: str, *_: object) -> None:
        """Refuse what could blow up the file."""
        refuse(f"the entity '{name}'")

    def _node(self, parent: _Node, tag: str, attributes: dict[str, str]) -> _Node:
        own = self._properties(tag, attributes)
        style = parent.style | {key: own[key] for key in _INHERITED if own.get(key, "inherit") != "inherit"}
        for properties, known in ((own, _NEUTRAL), (style, _CHOICES)):
            for key, allowed in known.items():
                if key in properties and properties[key] not in allowed:
                    refuse(f"'{key}: {properties[key]}'")
        transform = product(parent.transform, matrix(own.get("transform", "")))
        return _Node(style, transform, own.get("display") != "none")

    def _properties(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        """The properties of an element: attributes, then style sheets, then its own style (CSS 2.1, 6.4)."""
        names = {"*", tag, f"#{attributes.get('id', '')}", *(f".{c}" for c in attributes.get("class", "").split())}
        matching = [rule for rule in self._rules if rule[0] in names]
        found = {key: value.strip() for key, value in attributes.items()}
        for _, declarations in sorted(matching, key=lambda rule: _SPECIFICITY.get(rule[0][0], 1)):
            found |= declarations
        return found | _declarations(attributes.get("style", ""))

    def _draw(self, node: _Node, tag: str, attributes: dict[str, str]) -> None:
        style = node.style
        fill, stroke = (_paint(style[key], style["color"]) for key in ("fill", "stroke"))
        width = length(style["stroke-width"])
        pencil = None
        if stroke and width:
            cap, join = style["stroke-linecap"], style["stroke-linejoin"]
            pencil = Pencil(stroke, width, cap, join, length(style["stroke-miterlimit"]))
        path = tuple(steps(tag, attributes))
        if path and style["visibility"] == "visible" and (fill or pencil):
            self.shapes.append(Shape(node.transform, path, fill, style["fill-rule"] == "evenodd", pencil))


def _viewport(attributes: Mapping[str, str]) -> tuple[Size, Matrix]:
    """The size of the drawing in points and the way there from its coordinates (SVG 2, 8.2)."""
    width, height = (_extent(attributes.get(key, "100%")) for key in ("width", "height"))
    box = numbers(attributes.get("viewBox", "")) or [0.0, 0.0, width or 0.0, height or 0.0]
    if len(box) != 4 or min(box[2:]) <= 0:
        raise PictureError("is an SVG file that has neither a size nor a viewBox")
    left, top, across, down = box
    width = width or (across if not height else height * across / down)
    height = height or width * down / across
    scales = width / across, height / down
    alignment = attributes.get("preserveAspectRatio", "xMidYMid").removesuffix(" meet")
    if alignment not in ("xMidYMid", "none") and abs(scales[0] / scales[1] - 1) > _SAME_RATIO:
        refuse(f"'preserveAspectRatio: {alignment}'")
    if alignment != "none":
        scales = (min(scales), min(scales))
    x, y = (width - across * scales[0]) / 2, (height - down * scales[1]) / 2
    size = Size(width * _POINTS_PER_PIXEL, height * _POINTS_PER_PIXEL)
    points = (_POINTS_PER_PIXEL, 0.0, 0.0, _POINTS_PER_PIXEL, 0.0, 0.0)
    return size, product(points, (scales[0], 0, 0, scales[1], x - left * scales[0], y - top * scales[1]))


def _extent(text: str) -> float | None:
    return None if text.endswith("%") or text == "auto" else length(text)


def _style_sheet(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    text = re.sub(r"/\*.*?\*/|<!--|-->", "", text, flags=re.DOTALL)
    if _RULE.sub("", text).strip():
        refuse(f"the style sheet rule '{_RULE.sub('', text).strip()[:40]}'")
    for selectors, declarations in _RULE.findall(text):
        for selector in selectors.split(","):
            if not _SELECTOR.fullmatch(selector.strip()):
                refuse(f"the style sheet selector '{selector.strip()}'")
            yield selector.strip(), _declarations(declarations)


def _declarations(text: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in text.split(";"))
    return {key.strip(): value.strip() for key, _, value in pairs if value.strip()}


def _paint(text: str, current: str) -> Colour | None:
    """A fill or stroke; None paints nothing."""
    text = current if text.lower() == "currentcolor" else text
    return None if text in ("none", "transparent") else colour(text)
