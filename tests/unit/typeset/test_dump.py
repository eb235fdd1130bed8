from flyer.typeset.colour import Colour
from flyer.typeset.dump import dump
from flyer.typeset.family import Cut, Style, builtin
from flyer.typeset.frame import (
    Fill,
    Frame,
    Link,
    Modules,
    Part,
    Picture,
    Point,
    Role,
    Rule,
    Size,
    Text,
)
from flyer.typeset.lines import line, set_runs
from flyer.units import mm

RED = Colour(1, 0, 0)
ORIGIN = Point(0, 0)


def at(x: float, y: float) -> Point:
    return Point(mm(x), mm(y))


def size(width: float, height: float) -> Size:
    return Size(mm(width), mm(height))


def test_every_item_is_a_line() -> None:
    roman, bold = Style(builtin(), 10.0), Style(builtin(), 10.0, Cut.BOLD, RED)
    runs = (*set_runs('so "oder"\u00a0', roman), *set_runs("so", bold))
    frame = Frame(
        ORIGIN,
        size(297, 210),
        (
            Text(at(10, 20), runs, " "),
            line("★", roman, at(-0.001, 0)),
            Rule(at(1, 2), at(3, 2), mm(0.25), dash=(mm(1), mm(2))),
            Fill(at(1, 2), size(3, 4), RED, mm(1)),
            Fill(at(1, 2), size(3, 4), None, stroke=RED, thickness=mm(0.5)),
            Picture(at(1, 2), size(3, 4), b"<svg/>"),
            Modules(at(1, 2), mm(20), (0b101, 0b010, 0b111)),
            Link(at(1, 2), size(3, 4), "mailto:a@b.de"),
        ),
    )
    assert dump(frame) == (
        "frame 0.00 0.00 297.00×210.00\n"
        '  text 10.00 20.00 18.07 "so \\"oder\\"\\u00a0" SourceSans3-Regular 10.00'
        ' + "so" SourceSans3-Bold 10.00 #ff0000 soft=" "\n'
        '  text 0.00 0.00 3.16 "★" DejaVuSans 10.00\n'
        "  rule 1.00 2.00 → 3.00 2.00 0.25 dash=1.00,2.00\n"
        "  fill 1.00 2.00 3.00×4.00 #ff0000 radius=1.00\n"
        "  fill 1.00 2.00 3.00×4.00 none stroke=#ff0000 0.50\n"
        "  picture 1.00 2.00 3.00×4.00 6 bytes d4dc5666\n"
        "  modules 1.00 2.00 20.00×20.00 3×3 c87c6f1a\n"
        '  link 1.00 2.00 3.00×4.00 "mailto:a@b.de"\n'
    )


def test_frames_show_their_place_in_the_structure() -> None:
    cell = Frame(at(1, 1), size(5, 5), role=Role.TH, scope="Column", span=2)
    badge = Frame(at(0, 9), size(5, 5), shared=True, turn=180)
    figure = Frame(ORIGIN, size(9, 9), (badge,), role=Role.FIGURE, alt='Logo "VSOP"')
    page = Frame(ORIGIN, size(20, 20), (cell, figure), role=Role.SECT, part=Part("day 1", 2))
    assert dump(page) == (
        "Sect 0.00 0.00 20.00×20.00 part=day 1#2\n"
        "  TH 1.00 1.00 5.00×5.00 scope=Column span=2\n"
        '  Figure 0.00 0.00 9.00×9.00 alt="Logo \\"VSOP\\""\n'
        "    frame 0.00 9.00 5.00×5.00 shared turn=180\n"
    )
