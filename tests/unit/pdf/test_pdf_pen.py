"""What a page's content stream holds, operator by operator."""

import pytest

from flyer.typeset.colour import Colour
from flyer.typeset.frame import Fill, Link, Modules, Point, Role, Rule, Size

RED = Colour(1.0, 0.0, 0.0)
SQUARE = Fill(Point(1.0, 2.0), Size(10.0, 5.0), RED)


@pytest.fixture
def content(written, document):
    def read(page):
        return written(document(page)).pages[0].Contents.read_bytes().decode("ascii").split("\n")

    return read


def test_y_is_turned_over_once(content, frame):
    page = frame(frame(SQUARE, at=(20.0, 30.0)), at=(100.0, 0.0))
    assert content(page) == ["/Artifact BMC", "1 0 0 rg", "121 63 10 5 re f", "EMC"]


def test_neighbours_of_one_element_are_marked_together(content, frame, text):
    lines = content(frame(SQUARE, SQUARE, frame(text("a"), text("b"), role=Role.P)))
    assert [line for line in lines if line.endswith(("BMC", "BDC", "EMC"))] == [
        "/Artifact BMC",
        "EMC",
        "/P<</MCID 0>>BDC",
        "EMC",
    ]


def test_colour_and_face_are_set_when_they_change(content, frame, text):
    lines = content(frame(frame(text("a"), text("b"), role=Role.P)))
    assert lines[1:-1] == [
        "BT 0 90 Td",
        "/F0 10 Tf",
        "0 0 0 rg",
        "[(\0a)]TJ",
        "ET",
        "BT 0 90 Td",
        "[(\0b)]TJ",
        "ET",
    ]


def test_a_soft_blank_follows_the_line(content, frame, text):
    lines = content(frame(frame(text("a", soft=" "), role=Role.P)))
    assert lines[-3:] == ["[(\0a\0 )]TJ", "ET", "EMC"]


def test_an_empty_line_leaves_nothing(content, frame, text):
    assert content(frame(frame(text(""), role=Role.P))) == [""]


@pytest.mark.parametrize(
    ("turn", "matrix"),
    [(90, "0 -1 1 0 60 70"), (180, "-1 0 0 -1 60 70"), (270, "0 1 -1 0 60 70")],
)
def test_a_turned_frame_turns_clockwise_about_its_centre(content, frame, turn, matrix):
    page = frame(frame(SQUARE, at=(10.0, 20.0), turn=turn))
    assert content(page) == [
        f"q {matrix} cm",
        "/Artifact BMC",
        "1 0 0 rg",
        "-49 3 10 5 re f",
        "EMC",
        "Q",
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_links_are_turned_with_their_frame(written, document, frame, turn):
    link = Link(Point(0.0, 10.0), Size(10.0, 5.0), "https://example.org")
    pdf = written(document(frame(frame(link, at=(10.0, 15.0), size=Size(100.0, 30.0), turn=turn))))
    assert [float(edge) for edge in pdf.pages[0].Annots[0].Rect] == pytest.approx(turned(turn))


def turned(turn: int) -> list[float]:
    """Where the rectangle from 10, 70 to 20, 75 comes to lie when turned clockwise about 60, 70."""
    corners = [(-50.0, 0.0), (-40.0, 5.0)]
    for _ in range(turn // 90):
        corners = [(y, -x) for x, y in corners]
    xs, ys = zip(*corners, strict=True)
    return [min(xs) + 60.0, min(ys) + 70.0, max(xs) + 60.0, max(ys) + 70.0]


def test_what_was_set_inside_a_turned_frame_is_forgotten_after_it(content, frame):
    green = Fill(Point(0.0, 0.0), Size(1.0, 1.0), Colour(0.0, 1.0, 0.0))
    lines = content(frame(SQUARE, frame(green, turn=180), SQUARE))
    assert lines.count("1 0 0 rg") == 1
    assert lines.count("0 1 0 rg") == 1


def test_a_shared_frame_is_drawn_once(written, document, frame, text):
    def badge(x: float):
        return frame(SQUARE, text("VSOP"), at=(x, 0.0), shared=True)

    pdf = written(document(frame(badge(0.0), badge(50.0)), frame(badge(10.0))))
    (name, form), *others = pdf.pages[0].Resources.XObject.items()
    assert not others
    assert pdf.pages[1].Resources.XObject[name].objgen == form.objgen
    assert form.read_bytes().startswith(b"1 0 0 rg\n1 -7 10 5 re f\nBT 0 -10 Td\n/F0 10 Tf\n")
    assert pdf.pages[0].Contents.read_bytes().decode().split("\n") == [
        "/Artifact BMC",
        f"q 1 0 0 1 0 100 cm {name} Do Q",
        f"q 1 0 0 1 50 100 cm {name} Do Q",
        "EMC",
    ]


def test_a_shared_frame_may_be_turned(written, document, frame):
    pdf = written(document(frame(frame(SQUARE, at=(10.0, 20.0), turn=180, shared=True))))
    (form,) = pdf.pages[0].Resources.XObject.values()
    assert form.read_bytes() == b"q -1 0 0 -1 50 -10 cm\n1 0 0 rg\n-49 3 10 5 re f\nQ"


def test_the_same_frame_turned_is_another_form(written, document, frame):
    page = frame(frame(SQUARE, shared=True), frame(SQUARE, turn=180, shared=True))
    assert len(written(document(page)).pages[0].Resources.XObject) == 2


@pytest.mark.parametrize(
    ("item", "drawn"),
    [
        (Rule(Point(1.0, 2.0), Point(9.0, 2.0), 0.5, RED), ["1 0 0 RG", "0.5 w 1 98 m 9 98 l S"]),
        (
            Rule(Point(0.0, 0.0), Point(0.0, 9.0), 1.0, RED, (2.0, 1.0)),
            ["1 0 0 RG", "[2 1]0 d 1 w 0 100 m 0 91 l S []0 d"],
        ),
        (
            Fill(Point(0.0, 0.0), Size(4.0, 2.0), None, 0.0, RED, 0.25),
            ["1 0 0 RG", "0.25 w", "0 98 4 2 re S"],
        ),
        (
            Fill(Point(0.0, 0.0), Size(4.0, 2.0), RED, 0.0, RED, 0.25),
            ["1 0 0 rg", "1 0 0 RG", "0.25 w", "0 98 4 2 re B"],
        ),
        (
            Fill(Point(0.0, 0.0), Size(20.0, 10.0), RED, 3.0),
            [
                "1 0 0 rg",
                "3 90 m 17 90 l 18.657 90 20 91.343 20 93 c 20 97 l 20 98.657 18.657 100 17 100 c "
                "3 100 l 1.343 100 0 98.657 0 97 c 0 93 l 0 91.343 1.343 90 3 90 c h f",
            ],
        ),
        (
            Modules(Point(10.0, 0.0), 30.0, (0b101, 0b010, 0b111)),
            ["0 0 0 rg", "q 30 0 0 30 10 70 cm BI/W 3/H 3/IM true/D[1 0]/F/AHx ID a040e0> EI Q"],
        ),
    ],
)
def test_items(content, frame, item, drawn):
    assert content(frame(item))[1:-1] == drawn


def test_a_frame_that_clips_is_a_window(content, frame):
    inside = frame(SQUARE, at=(20.0, 30.0), size=Size(6.0, 4.0), clip=True)
    assert content(frame(inside, SQUARE)) == [
        "q 20 66 6 4 re W n",
        "/Artifact BMC",
        "1 0 0 rg",
        "21 63 10 5 re f",
        "EMC",
        "Q",
        "/Artifact BMC",
        "1 0 0 rg",
        "1 93 10 5 re f",
        "EMC",
    ]


def test_a_window_turns_with_its_frame(content, frame):
    lines = content(frame(SQUARE, size=Size(20.0, 10.0), turn=90, clip=True))
    assert lines[:2] == ["q 0 -1 1 0 10 95 cm", "q -10 -5 20 10 re W n"]
    assert lines[-2:] == ["Q", "Q"]


def test_shared_frames_clip_too_and_are_told_from_those_that_do_not(written, document, frame):
    shared = [frame(SQUARE, shared=True, clip=clip) for clip in (True, False)]
    forms = written(document(frame(*shared))).pages[0].Resources.XObject.values()
    assert sorted(b"W n" in form.read_bytes() for form in forms) == [False, True]
