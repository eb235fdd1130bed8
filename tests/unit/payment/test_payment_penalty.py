"""Symbols whose points can be counted by hand; the QR encoder's own count is compared in tests/property."""

import pytest

from flyer.payment.penalty import penalty

WIDTH = 21
CHEQUERED = "".join(".#"[(x + y) % 2] for y in range(WIDTH) for x in range(WIDTH))


def points(modules: str) -> int:
    return penalty(int((down(modules) + modules).replace(".", "0").replace("#", "1"), 2), WIDTH)


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


@pytest.mark.parametrize(("enough", "expected"), [(3, 3), (4, 43)])
def test_finders_are_not_counted_where_other_points_are_enough(enough: int, expected: int) -> None:
    finder, five = put("#.###.#....", 0, 0), put("#####", 1, 10)
    modules = finder[: 5 * WIDTH] + five[5 * WIDTH :]
    lines = int((down(modules) + modules).replace(".", "0").replace("#", "1"), 2)
    assert penalty(lines, WIDTH, enough) == expected
