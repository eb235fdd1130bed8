from math import inf

from flyer.typeset.columns import Block, column_height, distribute, left_over, on_grid
from flyer.typeset.frame import Frame, Point, Size


def block(height: float, **options: object) -> Block:
    return Block(Frame(Point(0, 0), Size(10, height)), **options)  # type: ignore[arg-type]


def dealt(blocks: list[Block], columns: list[float]) -> list[list[float]] | None:
    result = distribute(blocks, columns)
    return result and [[b.height for b in column] for column in result[1]]


def test_columns_are_filled_evenly() -> None:
    assert dealt([block(4), block(2), block(2), block(4)], [10, 10]) == [[4, 2], [2, 4]]


def test_a_forbidden_break_is_not_taken() -> None:
    blocks = [block(4), block(2), block(2, penalty=inf), block(5)]
    assert dealt(blocks, [10, 10]) == [[4, 2, 2], [5]]


def test_a_dear_break_gives_way_to_a_cheap_one() -> None:
    blocks = [block(4), block(2), block(2, penalty=0.5), block(5)]
    assert dealt(blocks, [10, 10]) == [[4, 2, 2], [5]]


def test_what_does_not_fit_is_not_dealt() -> None:
    assert dealt([block(6), block(6), block(6)], [10, 10]) is None
    assert dealt([block(11)], [10, 10]) is None


def test_no_blocks_leave_all_columns_empty() -> None:
    assert dealt([], [10, 10]) == [[], []]


def test_space_before_falls_away_at_the_top_and_a_resumed_heading_stands_there() -> None:
    heading = Frame(Point(0, 0), Size(10, 3))
    blocks = [block(4, before=1, resume=heading), block(5, before=2, resume=heading)]
    assert column_height(blocks) == 3 + 1 + 4 + 2 + 5
    assert column_height([block(4, before=1), block(5, before=2)]) == 4 + 2 + 5
    assert dealt(blocks, [8, 10]) == [[4], [5]]
    assert dealt(blocks, [7, 10]) is None


def test_a_block_that_wants_the_top_of_a_column_gets_it_at_a_price() -> None:
    blocks = [block(4), block(2), block(2), block(4)]
    assert dealt([*blocks[:2], block(2, join=0.5), block(4, join=0.5)], [10, 10]) == [[4, 2], [2, 4]]
    assert dealt([block(4), block(2, join=0.9), block(2), block(4)], [10, 10]) == [[4], [2, 2, 4]]


def test_on_the_grid_a_block_and_the_space_before_it_are_whole_steps_high() -> None:
    snapped = on_grid(block(7.1, before=2.5), 3)
    assert (snapped.height, snapped.before) == (9, 3)
    assert on_grid(snapped, 3) == snapped


def test_what_is_left_over_is_what_remains_when_all_columns_are_full() -> None:
    assert left_over([block(6), block(6), block(5), block(2, before=1)], [10, 10]) == 5 + 1 + 2
    assert left_over([block(6), block(6)], [10, 10]) == 0
    assert left_over([block(11), block(1)], [10, 10]) == 12
