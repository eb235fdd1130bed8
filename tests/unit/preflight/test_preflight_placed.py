import pytest

from flyer.preflight.patches import Patch
from flyer.preflight.placed import Box, Placed, inked
from flyer.typeset.colour import BLACK
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import Fill, Frame, Item, Modules, Picture, Point, Rule, Size
from flyer.typeset.lines import line

ORIGIN = Point(0, 0)
STYLE = Style(builtin(), 10.0)


def placed(page: Frame) -> list[Placed]:
    return Patch(page, 0.0, 0.0).items


def on_page(*items: Item | Frame) -> Frame:
    return Frame(ORIGIN, Size(200, 100), items)


@pytest.mark.parametrize(
    ("item", "box"),
    [
        (Fill(Point(10, 20), Size(30, 40), BLACK), Box(10, 20, 40, 60)),
        (Picture(Point(10, 20), Size(30, 40), b""), Box(10, 20, 40, 60)),
        (Modules(Point(10, 20), 30, (1,)), Box(10, 20, 40, 50)),
        (Rule(Point(10, 20), Point(50, 20), 2), Box(10, 19, 50, 21)),
        (Rule(Point(10, 50), Point(10, 20), 2), Box(9, 20, 11, 50)),
    ],
)
def test_the_box_of_an_item(item: Item, box: Box) -> None:
    assert [each.box for each in placed(on_page(item))] == [box]


def test_the_box_of_a_text_is_that_of_capitals_and_descenders() -> None:
    text = line("Hg", STYLE, Point(10, 50))
    ((_, box, *_),) = placed(on_page(text))
    assert (box.left, box.right) == (10, 10 + text.width)
    assert 43 < box.top < 44
    assert 52 < box.bottom < 55


def test_items_come_in_painting_order_at_their_place_on_the_page() -> None:
    fills = [Fill(Point(n, n), Size(1, 1), BLACK) for n in range(3)]
    inner = Frame(Point(100, 10), Size(5, 5), (fills[1],))
    page = on_page(fills[0], Frame(Point(50, 20), Size(9, 9), (inner,)), fills[2])
    assert [(each.item, each.box.left, each.box.top) for each in placed(page)] == [
        (fills[0], 0, 0),
        (fills[1], 151, 31),
        (fills[2], 2, 2),
    ]


def test_an_item_knows_the_text_of_its_figure() -> None:
    code = Modules(ORIGIN, 10, (1,))
    figure = Frame(ORIGIN, Size(10, 10), (Frame(ORIGIN, Size(10, 10), (code,)),), alt="GiroCode")
    assert [each.alt for each in placed(on_page(figure, code))] == ["GiroCode", ""]


def test_what_is_shared_stands_wherever_it_returns() -> None:
    fills = [Fill(Point(1, 2), Size(3, 4), BLACK) for _ in range(2)]
    first, second = (Frame(ORIGIN, Size(9, 9), (each,), shared=True) for each in fills)
    page = on_page(first, second, Frame(Point(10, 20), Size(9, 9), (first,)), Frame(ORIGIN, Size(9, 9), (first,)))
    assert [(each.item is fills[1], each.box) for each in placed(page)] == [
        (False, Box(1, 2, 4, 6)),
        (True, Box(1, 2, 4, 6)),
        (False, Box(11, 22, 14, 26)),
        (False, Box(1, 2, 4, 6)),
    ]


def test_what_is_shared_by_figures_says_what_each_of_them_shows() -> None:
    shared = Frame(ORIGIN, Size(9, 9), (Picture(ORIGIN, Size(9, 9), b""),), shared=True)
    page = on_page(shared, *(Frame(ORIGIN, Size(9, 9), (shared,), alt=alt) for alt in ("Logo", "Wappen")))
    assert [each.alt for each in placed(page)] == ["", "Logo", "Wappen"]


@pytest.mark.parametrize(
    ("turn", "box"),
    [
        (90, Box(50, 5, 55, 15)),
        (180, Box(50, 35, 60, 40)),
        (270, Box(25, 35, 30, 45)),
    ],
)
def test_a_turned_frame_turns_about_its_centre(turn: int, box: Box) -> None:
    """A fill of 10 × 5 in the top left corner of a frame of 40 × 30 whose centre is at 40, 25."""
    fill = Fill(ORIGIN, Size(10, 5), BLACK)
    page = on_page(Frame(Point(20, 10), Size(40, 30), (fill,), turn=turn))
    assert [each.box for each in placed(page)] == [box]


def test_of_what_is_clipped_only_the_rest_is_left() -> None:
    """A window of 40 × 30 at 20, 10, and in it a fill that is too large, one beyond it, and a line of text."""
    large, beyond = Fill(Point(-5, -5), Size(30, 100), BLACK), Fill(Point(50, 0), Size(5, 5), BLACK)
    text = line("Hg", STYLE, Point(35, 10))
    window = Frame(Point(20, 10), Size(40, 30), (large, Frame(Point(0, 0), Size(9, 9), (beyond, text))), clip=True)
    (first, rest), (second, whole) = ((each.item, each.box) for each in placed(on_page(window)))
    assert (first, rest) == (large, Box(20, 10, 45, 40))
    assert second == text
    assert whole.right == 55 + text.width > 60


def test_a_turned_window_is_turned_with_what_it_holds() -> None:
    fill = Fill(ORIGIN, Size(10, 50), BLACK)
    page = on_page(Frame(Point(20, 10), Size(40, 30), (fill,), turn=90, clip=True))
    assert [each.box for each in placed(page)] == [Box(25, 5, 55, 15)]


def test_boxes() -> None:
    box = Box(10, 10, 20, 20)
    assert box.holds(box)
    assert not box.holds(Box(10, 10, 20, 21))
    assert box.meets(Box(19, 19, 30, 30))
    assert not box.meets(Box(20, 10, 30, 20))
    assert box.grown(1) == Box(9, 9, 21, 21)


def test_the_ink_of_a_line_is_as_high_as_its_letters() -> None:
    (flat,), (deep,) = (placed(on_page(line(text, STYLE, Point(0, 50)))) for text in ("nn", "gn"))
    assert inked(flat.item, flat.box, 0).bottom == pytest.approx(50, abs=0.2)
    assert 51.5 < inked(deep.item, deep.box, 0).bottom < deep.box.bottom


def test_the_ink_of_a_turned_line_hangs_where_it_is_turned_to() -> None:
    text = line("gn", STYLE, Point(0, 50))
    (flat,) = placed(on_page(text))
    ink = inked(flat.item, flat.box, flat.turn)
    for turn in (90, 180, 270):
        (item, box, _, turned) = placed(Frame(ORIGIN, Size(200, 100), (text,), turn=turn))[0]
        assert inked(item, box, turned) == pytest.approx(ink.turned(turn, Size(200, 100)))
