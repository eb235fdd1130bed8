import pytest

from flyer.typeset.folds import FOLDS, Fold
from flyer.units import in_mm


def widths(fold: Fold) -> dict[int, int]:
    return {panel.number: round(in_mm(panel.width)) for panel in (*fold.outer, *fold.inner)}


def test_letter_fold_panels_as_print_shops_want_them() -> None:
    letter = FOLDS["letter"]
    assert [panel.number for panel in letter.outer] == [5, 6, 1]
    assert [panel.number for panel in letter.inner] == [2, 3, 4]
    assert widths(letter) == {1: 100, 2: 100, 3: 100, 4: 97, 5: 97, 6: 100}


@pytest.mark.parametrize("fold", FOLDS.values(), ids=lambda fold: fold.id)
def test_panels_cover_both_sides_of_the_sheet_without_gap(fold: Fold) -> None:
    for side in (fold.outer, fold.inner):
        edge = 0.0
        for panel in side:
            assert panel.x == pytest.approx(edge)
            edge += panel.width
        assert edge == pytest.approx(fold.sheet.width)


@pytest.mark.parametrize("fold", FOLDS.values(), ids=lambda fold: fold.id)
def test_panels_on_both_faces_of_one_leaf_are_equally_wide(fold: Fold) -> None:
    backs = [panel.width for panel in reversed(fold.inner)]
    assert backs == pytest.approx([panel.width for panel in fold.outer])


def test_the_flap_of_the_letter_fold_ends_before_the_far_fold() -> None:
    flap, _back, cover = FOLDS["letter"].outer
    assert in_mm(cover.width - flap.width) == pytest.approx(3)
