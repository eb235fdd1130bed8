import pytest

from flyer.typeset.frame import Size


@pytest.mark.parametrize(("room", "size"), [((20, 20), (20, 10)), ((100, 20), (40, 20)), ((80, 40), (80, 40))])
def test_a_size_fills_its_room_and_keeps_its_proportion(room: tuple[int, int], size: tuple[int, int]) -> None:
    assert Size(40, 20).within(Size(*room)) == Size(*size)
