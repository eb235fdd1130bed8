from collections.abc import Callable
from itertools import pairwise

from flyer.typeset.optimum import Break, balance, fit


def stream(*words: float, blank: float = 1.0) -> list[Break]:
    """Words of these lengths with blanks between them."""
    breaks, x = [Break(0.0, 0.0)], 0.0
    for length in words:
        x += length
        breaks.append(Break(x, x + blank))
        x += blank
    return breaks


def lengths(breaks: list[Break], chosen: tuple[int, ...]) -> list[float]:
    return [breaks[b].end - breaks[a].start for a, b in pairwise((0, *chosen))]


def no_word_is_divided(a: int, b: int) -> float:
    raise AssertionError((a, b))


def ends(breaks: list[Break]) -> Callable[[int, int], float]:
    return lambda a, b: breaks[b].end - breaks[a].start


def test_what_fits_into_one_line_is_one_line() -> None:
    assert fit(stream(3, 3, 3), 11, 11, no_word_is_divided) == (3,)


def test_the_whole_text_is_looked_at_and_not_line_by_line() -> None:
    words = stream(3, 2, 2, 5)
    assert lengths(words, fit(words, 6, 6, no_word_is_divided)) == [3, 5, 5], "first fit would give 6, 2, 5"


def test_the_first_line_may_have_another_measure() -> None:
    words = stream(4, 4, 4, 4)
    assert lengths(words, fit(words, 4, 9, no_word_is_divided)) == [4, 9, 4]
    assert lengths(words, fit(words, 9, 4, no_word_is_divided)) == [9, 4, 4]


def test_a_hyphen_is_put_in_only_where_it_saves_a_gap() -> None:
    def chosen(penalty: float) -> tuple[int, ...]:
        breaks = [Break(0, 0), Break(4, 5), Break(9, 8, 1, True, penalty), Break(13, 14), Break(17, 18)]
        return fit(breaks, 10, 10, no_word_is_divided)

    assert chosen(0.01) == (2, 4)
    assert chosen(0.9) == (1, 3, 4)


def test_what_is_left_of_a_word_may_be_narrower_than_a_hyphen() -> None:
    breaks = [Break(0, 0), Break(10.5, 9, 0, True), Break(10, 10)]
    assert fit(breaks, 10, 10, no_word_is_divided) == (2,)


def test_never_three_hyphens_in_a_row_where_there_is_another_way() -> None:
    # nine syllables of 4, every one of them a word of its own or divided from the next
    breaks = [Break(0, 0)]
    for number in range(1, 10):
        inside = number if number % 5 else -1
        breaks.append(Break(4 * number + (inside >= 0), 4 * number, inside, inside >= 0))
    chosen = fit(breaks, 9, 9, no_word_is_divided)
    hyphens = "".join("h" if breaks[position].hyphen else "." for position in chosen)
    assert "hhh" not in hyphens


def test_a_last_line_of_one_short_word_is_avoided() -> None:
    words = stream(4, 4, 4, 4, 4, 4, 4, 4, 2)
    assert lengths(words, fit(words, 20, 20, no_word_is_divided)) == [14, 19, 7], "not 19, 19, 2"


def test_balance_gives_as_many_lines_but_even_ones() -> None:
    words = stream(4, 4, 4, 4)
    assert lengths(words, fit(words, 14, 14, no_word_is_divided)) == [14, 4]
    assert lengths(words, balance(words, 14, ends(words))) == [9, 9]
    assert lengths(words, balance(words, 20, ends(words))) == [19]
