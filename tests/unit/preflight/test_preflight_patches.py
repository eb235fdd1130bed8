"""What returns is looked at once, and found wherever it returns."""

from dataclasses import replace

import pytest
from sheets import IBAN, NAVY, at, code, document, fill, text

from flyer.preflight import Check
from flyer.preflight.kept import Kept
from flyer.preflight.patches import Patch, is_crowded
from flyer.preflight.placed import Box
from flyer.typeset.colour import WHITE
from flyer.typeset.frame import Fill, Frame, Item, Link, Picture, Rule, Size, Text

ROOM = Size(100, 100)
BLANK = replace(text("gut"), runs=())


def letters(*items: Item | Frame) -> list[str]:
    """What is found in the last of four letters that hold the same; the first ones are there to be remembered."""
    check = Check({})
    for n in range(4):
        before = len(check.problems)
        for _ in check.pages(document(text(f"Nr. {n}", 10, 95), *items)):
            pass
    return [problem.what.removeprefix("page 1: ") for problem in check.problems[before:]]


def frame(*children: Item | Frame, x: float = 0, y: float = 0, **more: object) -> Frame:
    return Frame(at(x, y), ROOM, children, **more)  # type: ignore[arg-type]


SMALL, LIGHT = text("winzig", size=4), text("hell", colour=WHITE)


@pytest.mark.parametrize(
    ("items", "problems"),
    [
        ([frame(SMALL)], ["'winzig' is set in 4.0 points, the least is 6"]),
        ([frame(frame(SMALL), text("gut", 10, 10))], ["'winzig' is set in 4.0 points, the least is 6"]),
        ([frame(text("unten", y=60), text("oben", y=59))], ["'oben' is printed on 'unten'"]),
        ([frame(text("unten", y=60)), text("oben", y=59)], ["'oben' is printed on 'unten'"]),
        ([frame(text("unten", y=60)), frame(text("oben", y=50), y=9)], ["'oben' is printed on 'unten'"]),
        ([frame(text("am", 99))], ["'am' reaches beyond the edge of the paper"]),
        ([frame(text("am", 90), x=9)], ["'am' reaches beyond the edge of the paper"]),
        ([frame(fill(30, 30, 50, 50, NAVY.tint(0.7))), frame(text("grau", colour=NAVY))],
         ["'grau' in #003366 is hard to read on #4d7094: its contrast is 2.4, it needs 4.5"]),
        ([frame(Rule(at(20, 20), at(30, 20), 0.2))],
         ["a rule is 0.20 points thin, the least is 0.25 in #000000 on #ffffff"]),
        ([frame(fill(10, 10, 50, 50)), frame(Rule(at(20, 20), at(30, 20), 0.4, WHITE))],
         ["a rule is 0.40 points thin, the least is 0.50 in #ffffff on #003366"]),
        ([frame(text("darauf", 42, 42)), code()], ["'darauf' stands in the quiet zone of a QR code"]),
        ([frame(fill(30, 30, 40, 40)), code()], ["a QR code stands on #003366, which is too dark"]),
        ([frame(text("gut", 10, 10), code())], []),
        ([frame(code(module=0.3))], ["a QR code has modules of 0.30 mm, the least is 0.33 mm"]),
        ([frame(Picture(at(30, 30), Size(9, 9), b"<svg"))], ["a picture is a damaged SVG file"]),
    ],
)  # fmt: skip
def test_what_returns_is_found_as_if_it_were_new(items: list[Item | Frame], problems: list[str]) -> None:
    assert letters(*items) == problems


def test_accounts_of_what_returns_are_named_by_every_letter() -> None:
    known = frame(frame(text(f"IBAN {IBAN}")))
    assert letters(known) == []
    check = Check({})
    for each in (text("DE02 1203 0000 0000 2020 51", 10, 20), known):
        for _ in check.pages(document(each)):
            pass
    assert [problem.what.split()[-1] for problem in check.problems] == [
        "DE02120300000000202051",
        "DE07545500100380021436",
    ]


def test_the_same_things_in_another_frame_are_not_the_same() -> None:
    """Frames with the same children in the same place, one of them turned, one that clips, one a figure."""
    inner = frame(fill(1, 1, 50, 10))
    others = (replace(inner, **one) for one in ({"turn": 90}, {"clip": True}, {"alt": "Bild"}))
    flat, _, again, turned, clipped, figure = (
        Patch(frame(each), 0.0, 0.0, returns=True).items[0] for each in (inner, inner, inner, *others)
    )
    assert again == flat
    assert turned.box == flat.box.turned(90, ROOM) != flat.box
    assert clipped.box.right == ROOM.width < flat.box.right
    assert (flat.alt, figure.alt) == ("", "Bild")


def test_the_same_things_in_another_place_are_elsewhere() -> None:
    inner = frame(fill(1, 1, 5, 5))
    for x in (0, 5, 0, 5, 0, 5):
        ((_, box, _, _),) = Patch(frame(replace(inner, at=at(x, 0))), 0.0, 0.0, returns=True).items
        assert box.left == pytest.approx(at(1 + x, 0).x)


def test_what_leaves_no_ink_is_left_out() -> None:
    page = frame(Link(at(0, 0), ROOM, "https://vsop.de"), text("\u00a0"), BLANK, frame(), text("gut"))
    assert [each.item.text for each in Patch(page, 0.0, 0.0).items if isinstance(each.item, Text)] == ["gut"]
    assert len(Patch(page, 0.0, 0.0).items) == 1


def test_a_patch_reaches_as_far_as_its_items_and_the_quiet_zone_of_a_code() -> None:
    assert Patch(frame(fill(1, 2, 3, 4), Fill(at(9, 1), Size(1, 1), NAVY)), 0.0, 0.0).reach == pytest.approx(
        (at(1, 1).x, at(1, 1).x, at(9, 1).x + 1, at(1, 6).y)
    )
    assert Patch(frame(code()), 0.0, 0.0).reach == pytest.approx((*_mm(38, 38), *_mm(54.5, 54.5)))


def _mm(x: float, y: float) -> tuple[float, float]:
    return at(x, y).x, at(x, y).y


@pytest.mark.parametrize(
    ("boxes", "meet"),
    [
        ([(0, 0, 9, 9), (0, 9, 9, 18), (9, 0, 18, 9)], False),
        ([(0, 0, 9, 9), (0, 20, 9, 30), (0, 8, 9, 18)], True),
        ([(0, 0, 9, 30), (10, 5, 19, 9), (10, 12, 19, 15), (8, 20, 19, 25)], True),
        ([(0, 0, 9, 30), (10, 5, 19, 9), (10, 12, 19, 15), (9, 20, 19, 25)], False),
    ],
)
def test_boxes_that_meet_are_a_crowd(boxes: list[tuple[float, float, float, float]], meet: bool) -> None:
    assert is_crowded([Box(*each) for each in boxes]) is meet


def test_the_value_not_asked_for_longest_makes_room() -> None:
    kept: Kept[str, int] = Kept(2)
    assert kept.keep("a", 1) == 1
    kept.keep("b", 2)
    assert kept.again("a") == 1
    kept.keep("c", 3)
    assert (kept.again("b"), dict(kept)) == (None, {"a": 1, "c": 3})
