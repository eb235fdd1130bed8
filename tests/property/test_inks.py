"""Any colour, as inks."""

from hypothesis import given
from hypothesis import strategies as st

from flyer.typeset.colour import Colour

PART = st.floats(0, 1)


@given(PART, PART, PART)
def test_no_colour_takes_more_ink_than_300_percent(red: float, green: float, blue: float) -> None:
    inks = Colour(red, green, blue).inks
    assert all(0 <= ink <= 1 for ink in inks)
    assert sum(inks) <= 3
    assert min(inks[:3]) == 0


@given(PART)
def test_greys_are_black_ink_alone(part: float) -> None:
    assert Colour(part, part, part).inks == (0, 0, 0, 1 - part)


@given(st.tuples(PART, PART, PART))
def test_inks_that_mix_give_the_colour_back(parts: tuple[float, float, float]) -> None:
    *coloured, black = Colour(*parts).inks
    assert all(abs((1 - ink) * (1 - black) - part) < 1e-9 for ink, part in zip(coloured, parts, strict=True))
