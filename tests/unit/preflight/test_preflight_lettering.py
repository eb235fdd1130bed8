from collections.abc import Sequence

import pytest
from sheets import NAVY, TRIMMED, code, fill, found, text

from flyer.typeset.colour import WHITE, Colour
from flyer.typeset.family import Cut
from flyer.typeset.frame import Item
from flyer.units import mm

PALE, DARK = (NAVY.tint(strength) for strength in (0.07, 0.7))
"""The colours of a watermark, and of a word that can be read."""


@pytest.mark.parametrize(("size", "problems"), [(6, 0), (5.9, 1)])
def test_smallest_type(size: float, problems: int) -> None:
    expected = ["'klein' is set in 5.9 points, the least is 6"] * problems
    assert found(text("klein", size=size), text("▶ ·", y=70, size=3)) == expected


@pytest.mark.parametrize(
    ("items", "problems"),
    [
        ([text("unten", y=60), text("oben", y=59)], ["'oben' is printed on 'unten'"]),
        ([text("oben", y=59), text("unten", y=60)], ["'unten' is printed on 'oben'"]),
        ([text("Zeile", y=56.8), text("Zeile", y=60)], []),
        ([text("Spalte", 50), text("Spalte", 70)], []),
        ([text("nng", y=58, size=20), text("nn", y=63, size=20)], []),
        ([text("gj", y=58, size=20), text("H", 50, y=61, size=12)], ["'H' is printed on 'gj'"]),
        ([text("ENTWURF", 30, 60, 40, colour=PALE), text("Zeile", 40, 58)], []),
        ([text("ENTWURF", 30, 60, 40, colour=DARK), text("Zeile", 40, 58)], ["'Zeile' is printed on 'ENTWURF'"]),
        ([fill(0, 40, 100, 30), text("Rolle", colour=WHITE), text("Titel", colour=WHITE)],
         ["'Titel' is printed on 'Rolle'"]),
    ],
)  # fmt: skip
def test_no_two_lines_share_ink(items: Sequence[Item], problems: list[str]) -> None:
    assert found(*items) == problems


def test_lines_far_apart_in_order_meet_on_paper() -> None:
    column = [text(f"Zeile {n}", 10, 10 + 5 * n) for n in range(16)]
    assert found(*column, text("quer", 15, 10)) == ["'quer' is printed on 'Zeile 0'"]


GREY, LIGHT_GREY = Colour.parse("#767676"), Colour.parse("#8c8c8c")
"""4.54 and 3.4 times as dark as white."""


@pytest.mark.parametrize(
    ("items", "problems"),
    [
        ([text("grau", colour=GREY)], []),
        ([text("grau", colour=LIGHT_GREY)],
         ["'grau' in #8c8c8c is hard to read on #ffffff: its contrast is 3.3, it needs 4.5"]),
        ([text("grau", colour=LIGHT_GREY), text("auch", 70, colour=LIGHT_GREY)],
         ["'grau' in #8c8c8c is hard to read on #ffffff: its contrast is 3.3, it needs 4.5"]),
        ([text("grau", size=18, colour=LIGHT_GREY)], []),
        ([text("grau", size=14, colour=LIGHT_GREY)],
         ["'grau' in #8c8c8c is hard to read on #ffffff: its contrast is 3.3, it needs 4.5"]),
        ([text("grau", size=14, cut=Cut.BOLD, colour=LIGHT_GREY)], []),
        ([text("grau", size=40, colour=NAVY.tint(0.5))],
         ["'grau' in #8099b2 is hard to read on #ffffff: its contrast is 2.9, it needs 3.0"]),
        ([fill(0, 0, 100, 100), text("hell", colour=WHITE)], []),
        ([fill(0, 0, 100, 100), text("grau", colour=GREY)],
         ["'grau' in #767676 is hard to read on #003366: its contrast is 2.7, it needs 4.5"]),
        ([text("darunter", colour=GREY), fill(0, 0, 100, 100, None)], []),
        ([text("fast weg", colour=PALE)], []),
        ([fill(0, 0, 20, 20, LIGHT_GREY), text("fast weg", colour=PALE)], []),
        ([text("✂", colour=LIGHT_GREY)], []),
    ],
)  # fmt: skip
def test_text_can_be_told_from_its_ground(items: Sequence[Item], problems: list[str]) -> None:
    assert found(*items) == problems


SAFE = {**TRIMMED, "safety": mm(4), "creases": ((mm(30), mm(60)),)}
"""The trim runs from 10 to 90 mm, the folds are at 40 and 70."""


@pytest.mark.parametrize(
    ("item", "problems"),
    [
        (text("im", 45), []),
        (text("im", 14), []),
        (text("im", 12), ["'im' stands 2.0 mm from the edge, it needs 4.0 mm"]),
        (text("im", 45, 13), ["'im' stands 0.9 mm from the edge, it needs 4.0 mm"]),
        (text("im", 41), ["'im' stands 1.0 mm from a fold, it needs 4.0 mm"]),
        (text("darüber", 35), ["'darüber' stands on a fold, it needs 4.0 mm"]),
        (code(x=54.5), ["a modules stands 3.0 mm from a fold, it needs 4.0 mm"]),
        (fill(35, 35, 10, 10), []),
        (text("am", 3), ["'am' reaches beyond the edge of the paper"]),
    ],
)
def test_text_stays_away_from_edges_and_folds(item: Item, problems: list[str]) -> None:
    assert found(item, **SAFE) == problems


def test_without_a_safety_distance_folds_and_edges_are_no_matter() -> None:
    assert found(text("darüber", 35), text("am", 10, 80), **{**SAFE, "safety": 0.0}) == []
