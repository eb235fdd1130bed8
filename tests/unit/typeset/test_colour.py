import pytest

from flyer.typeset.colour import BLACK, REGISTRATION, WHITE, Colour, contrast, readable, text_on


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


@pytest.mark.parametrize(
    ("colour", "inks"),
    [
        (BLACK, (0, 0, 0, 1)),
        (WHITE, (0, 0, 0, 0)),
        (Colour(0.25, 0.25, 0.25), (0, 0, 0, 0.75)),
        (Colour(1, 0, 0), (0, 1, 1, 0)),
        (Colour(0.25, 0.5, 0), (0.5, 0, 1, 0.5)),
        (REGISTRATION, (1, 1, 1, 1)),
    ],
    ids=str,
)
def test_grey_is_printed_in_black_alone(colour: Colour, inks: tuple[float, ...]) -> None:
    assert colour.inks == inks


def test_registration_looks_black_and_is_not_black() -> None:
    assert str(REGISTRATION) == str(BLACK)
    assert REGISTRATION != BLACK
