"""Composite glyphs, read back by HarfBuzz."""

import struct

import pytest
import uharfbuzz as hb

from flyer.pdf.composites import Component, Composite, add_composites
from flyer.typeset.family import Cut, builtin

FACES = builtin().faces[Cut.REGULAR][0], builtin().faces[Cut.REGULAR][-1]
"""Of 1000 and of 2048 units an em, with short and with long offsets."""


def points(font: bytes, glyph: int) -> list[tuple[float, ...]]:
    """The coordinates of the outline, as they are drawn."""
    drawn: list[tuple[float, ...]] = []
    functions = hb.DrawFuncs()
    for name in ("move_to", "line_to", "quadratic_to", "cubic_to"):
        getattr(functions, f"set_{name}_func")(lambda *arguments: drawn.append(arguments[:-1]))
    hb.Font(hb.Face(font)).draw_glyph(glyph, functions, None)
    return drawn


def shifted(outline, x: float, y: float) -> list[tuple[float, ...]]:
    return [tuple(value + (y if place % 2 else x) for place, value in enumerate(step)) for step in outline]


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_components_are_drawn_where_they_are_put(face):
    font, new = face.subset(glyph.id for glyph in face.shape("oi"))
    first, second = (new[glyph.id] for glyph in face.shape("oi"))
    units = hb.Face(face.data).upem / 1000
    letter = Composite((Component(first, 0.0, 0.0), Component(second, 500.0, -250.0)), 640.0)
    alone = Composite((Component(second, 0.0, 125.0),), 320.0)
    made = add_composites(font, [letter, alone])
    expected = [*points(font, first), *shifted(points(font, second), 500 * units, -250 * units)]
    assert points(made, len(new)) == expected != []
    assert points(made, len(new) + 1) == shifted(points(font, second), 0, 125 * units)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_metrics(face):
    font, new = face.subset(glyph.id for glyph in face.shape("ill."))
    units = hb.Face(face.data).upem / 1000
    made = hb.Font(hb.Face(add_composites(font, [Composite((Component(1, 100.0, 50.0),), 640.0)])))
    before = hb.Font(hb.Face(font))
    assert [made.get_glyph_h_advance(glyph) for glyph in range(len(new))] == [
        before.get_glyph_h_advance(glyph) for glyph in range(len(new))
    ]
    assert made.get_glyph_h_advance(len(new)) == round(640 * units)
    was, box = before.get_glyph_extents(1), made.get_glyph_extents(len(new))
    assert (box.x_bearing, box.y_bearing) == (
        was.x_bearing + round(100 * units),
        was.y_bearing + round(50 * units),
    )
    assert (box.width, box.height) == (was.width, was.height)


def test_a_component_may_be_empty():
    font, new = FACES[0].subset(glyph.id for glyph in FACES[0].shape(" "))
    made = add_composites(font, [Composite((Component(new[1], 0.0, 0.0),), 200.0)])
    assert points(made, len(new)) == []


def test_checksums_are_right():
    font, _ = FACES[0].subset([5])
    made = add_composites(font, [Composite((Component(1, 0.0, 0.0),), 200.0)])
    assert sum(struct.unpack(f">{len(made) // 4}L", made)) % 2**32 == 0xB1B0AFBA
    for number in range(struct.unpack_from(">H", made, 4)[0]):
        tag, checksum, start, length = struct.unpack_from(">4s3L", made, 12 + 16 * number)
        table = made[start : start + length] + bytes(-length % 4)
        if tag != b"head":
            assert sum(struct.unpack(f">{len(table) // 4}L", table)) % 2**32 == checksum
