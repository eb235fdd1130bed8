import pytest

from flyer.typeset.colour import BLACK, WHITE, Colour, contrast, readable, text_on


def test_a_colour_is_read_and_written() -> None:
    assert str(Colour.parse("#005a8c")) == "#005a8c"
    with pytest.raises(ValueError, match="blue"):
        Colour.parse("blue")


@pytest.mark.parametrize(
    ("a", "b", "ratio"), [("#000000", "#ffffff", 21.0), ("#767676", "#ffffff", 4.54), ("#1f3a5f", "#ffffff", 11.5)]
)
def test_contrast_is_that_of_wcag(a: str, b: str, ratio: float) -> None:
    assert contrast(Colour.parse(a), Colour.parse(b)) == pytest.approx(ratio, abs=0.05)


@pytest.mark.parametrize(
    ("ground", "ink"), [("#0072b2", WHITE), ("#e69f00", BLACK), ("#d55e00", BLACK), ("#000000", WHITE)]
)
def test_text_is_black_or_white_whichever_is_easier_to_read(ground: str, ink: Colour) -> None:
    assert text_on(Colour.parse(ground)) == ink


def test_a_tint_thins_with_white() -> None:
    assert Colour(0, 0.5, 1).tint(0.5) == Colour(0.5, 0.75, 1)
    assert BLACK.tint(0) == WHITE


def test_on_a_dark_ground_nothing_darker_helps() -> None:
    assert readable(Colour(0.2, 0.2, 0.2), Colour(0.2, 0.2, 0.2)) == BLACK
