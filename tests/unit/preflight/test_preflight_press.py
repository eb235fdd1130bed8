import zlib

import pytest
from sheets import NAVY, TRIMMED, at, fill, found, text

from flyer.typeset.colour import BLACK, REGISTRATION, WHITE, Colour
from flyer.typeset.frame import Fill, Frame, Item, Link, Picture, Rule, Size
from flyer.units import mm

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
BEYOND = "reaches beyond the edge of the paper"


def png(columns: int, rows: int) -> bytes:
    """Grey pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = columns.to_bytes(4) + rows.to_bytes(4) + bytes((8, 0, 0, 0, 0))
    pixels = zlib.compress(bytes(columns + 1) * rows)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def picture(content: bytes, width: float = 25.4, height: float = 25.4) -> Picture:
    return Picture(at(30, 30), Size(mm(width), mm(height)), content)


@pytest.mark.parametrize(
    ("item", "more", "problems"),
    [
        (text("Mitte"), {}, []),
        (text("Rand", 96), {}, [f"'Rand' {BEYOND}"]),
        (text("Kopf", 50, 1), {}, [f"'Kopf' {BEYOND}"]),
        (fill(0, 0, 100, 100), {}, []),
        (fill(-1, 0, 100, 100), {}, [f"a fill {BEYOND}"]),
        (Picture(at(90, 90), Size(mm(11), mm(5)), DRAWING), {}, [f"a picture {BEYOND}"]),
        (text("innen", 10), TRIMMED, []),
        (text("außen", 9), TRIMMED, [f"'außen' {BEYOND}"]),
        (fill(7, 7, 86, 86), TRIMMED, []),
        (fill(6, 7, 87, 86), TRIMMED, [f"a fill {BEYOND}"]),
        (Rule(at(2, 10), at(6, 10), 0.3), TRIMMED, []),
        (text(" ", 200), {}, []),
        (Link(at(-5, 0), Size(9, 9), "https://vsop.de"), {}, []),
    ],
)
def test_everything_ends_inside_the_trim(item: Item, more: dict[str, object], problems: list[str]) -> None:
    assert found(item, **more) == problems


SHORT = "reaches the edge but ends {} mm short of the bleed"


@pytest.mark.parametrize(
    ("item", "more", "problems"),
    [
        (fill(10, 10, 80, 80), {**TRIMMED, "bleed": 0.0}, []),
        (fill(10, 10, 80, 80), TRIMMED, [f"a fill {SHORT.format('3.0')}"]),
        (fill(7, 7, 84, 20), TRIMMED, [f"a fill {SHORT.format('2.0')}"]),
        (fill(7, 7, 86, 20), TRIMMED, []),
        (fill(10.1, 20, 79.8, 20), TRIMMED, []),
        (fill(10, 20, 70, 20, None), TRIMMED, []),
        (Picture(at(60, 60), Size(mm(30), mm(33)), DRAWING), TRIMMED, [f"a picture {SHORT.format('3.0')}"]),
        (Frame(at(7, 7), Size(mm(20), mm(83)), (fill(0, 0, 50, 86),), clip=True), TRIMMED,
         [f"a fill {SHORT.format('3.0')}"]),
        (Frame(at(7, 7), Size(mm(20), mm(86)), (fill(-9, -9, 99, 99),), clip=True), TRIMMED, []),
        (fill(0, 0, 9, 9), {**TRIMMED, "bleed": mm(10)}, []),
    ],
)  # fmt: skip
def test_what_reaches_the_edge_runs_into_the_bleed(item: Item, more: dict[str, object], problems: list[str]) -> None:
    assert found(item, **more) == problems


@pytest.mark.parametrize(
    ("item", "problems"),
    [
        (picture(png(150, 150)), []),
        (picture(png(149, 150)), ["a picture has 149 pixels an inch at its size, it needs 150"]),
        (picture(png(300, 300), height=60), ["a picture has 127 pixels an inch at its size, it needs 150"]),
        (picture(DRAWING), []),
        (picture(b"<svg"), ["a picture is a damaged SVG file"]),
        (Frame(at(0, 0), Size(9, 9), (picture(png(9, 9)),), alt="Haus"),
         ["the picture 'Haus' has 9 pixels an inch at its size, it needs 150"]),
    ],
)  # fmt: skip
def test_pictures_have_pixels_enough(item: Item, problems: list[str]) -> None:
    assert found(item) == problems


def rule(thickness: float, colour: Colour = BLACK) -> Rule:
    return Rule(at(20, 50), at(80, 50), thickness, colour)


DARK = fill(0, 0, 100, 100)


@pytest.mark.parametrize(
    ("items", "problems"),
    [
        ([rule(0.25)], []),
        ([rule(0.2)], ["a rule is 0.20 points thin, the least is 0.25 in #000000 on #ffffff"]),
        ([DARK, rule(0.5, WHITE)], []),
        ([DARK, rule(0.4, WHITE)], ["a rule is 0.40 points thin, the least is 0.50 in #ffffff on #003366"]),
        ([DARK, rule(0.25)], []),
        ([Fill(at(20, 20), Size(40, 0.1), BLACK)],
         ["a fill is 0.10 points thin, the least is 0.25 in #000000 on #ffffff"]),
        ([Fill(at(20, 20), Size(40, 40), WHITE, stroke=NAVY, thickness=0.1)],
         ["a fill is 0.10 points thin, the least is 0.25 in #003366 on #ffffff"]),
        ([Fill(at(20, 20), Size(40, 40), NAVY)], []),
    ],
)  # fmt: skip
def test_lines_are_thick_enough(items: list[Item], problems: list[str]) -> None:
    assert found(*items) == problems


def test_registration_colour_stands_outside_the_trim_only() -> None:
    inside, outside = rule(1, REGISTRATION), Rule(at(2, 50), at(6, 50), 1, REGISTRATION)
    assert found(outside, **TRIMMED) == []
    assert found(outside, inside, **TRIMMED) == ["a rule takes 400% of ink, the most is 300%"]
    assert found(fill(20, 20, 9, 9, REGISTRATION)) == ["a fill takes 400% of ink, the most is 300%"]
