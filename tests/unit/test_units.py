import pytest

from flyer.units import in_mm, mm, pt


def test_an_inch_is_72_points() -> None:
    assert mm(25.4) == pytest.approx(72)
    assert pt(9) == 9.0


def test_millimetres_come_back() -> None:
    assert in_mm(mm(85)) == pytest.approx(85)
