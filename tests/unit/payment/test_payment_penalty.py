"""Symbols whose points can be counted by hand; the QR encoder's own count is compared in tests/property."""

import pytest

from flyer.payment.penalty import easiest

WIDTH = 21
CHEQUERED = "".join(".#"[(x + y) % 2] for y in range(WIDTH) for x in range(WIDTH))


def lines(modules: str) -> int:
    return int((down(modules) + modules).replace(".", "0").replace("#", "1"), 2)


def points(modules: str) -> int:
    return easiest([lines(modules)], WIDTH)[1]


def put(line: str, x: int, y: int) -> str:
    at = y * WIDTH + x
    return CHEQUERED[:at] + line + CHEQUERED[at + len(line) :]


def down(modules: str) -> str:
    return "".join(modules[x::WIDTH] for x in range(WIDTH))


@pytest.mark.parametrize(
    ("modules", "expected"),
    [
        pytest.param(CHEQUERED, 0, id="chequered"),
        pytest.param("#" * WIDTH**2, 42 * 19 + 400 * 3 + 10 * 10, id="all dark"),
        pytest.param("." * WIDTH**2, 42 * 19 + 400 * 3 + 10 * 10, id="all light"),
        pytest.param(put("#####", 1, 0), 3, id="a run of five"),
        pytest.param(put("." * 9, 3, 7), 7, id="a run of nine"),
        pytest.param(put("#.###.#....", 0, 0), 40, id="a finder and light"),
        pytest.param(put("....#.###.#", 10, 20), 40, id="light and a finder"),
        pytest.param(put("....#.###.#....", 2, 20), 80, id="a finder between light"),
        pytest.param(put("#.###.#....", 14, 2), 0, id="a finder torn apart by the edge"),
    ],
)
def test_points_along_and_down(modules: str, expected: int) -> None:
    assert points(modules) == expected
    assert points(down(modules)) == expected


def test_the_first_of_the_easiest() -> None:
    finder, five, nine = put("#.###.#....", 0, 0), put("#####", 1, 10), put("." * 9, 3, 7)
    both = finder[: 5 * WIDTH] + five[5 * WIDTH :]
    assert easiest(map(lines, (finder, both, nine, five, down(five), both, nine)), WIDTH) == (3, 3)
