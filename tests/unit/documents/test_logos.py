import pytest

from flyer.documents.leaflet.logos import block
from flyer.manuscript.model import Logo
from flyer.typeset.frame import Frame, Role, Size
from flyer.typeset.lines import Align


def logo(width: int, height: int) -> Logo:
    box = f'<rect width="{width}" height="{height}"/>'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{box}</svg>'
    return Logo(drawn.encode(), f"{width} × {height}")


def figures(frame: Frame) -> list[Frame]:
    return [child for child in frame.children if isinstance(child, Frame)]


def test_logos_have_the_same_area_and_one_middle() -> None:
    placed = figures(block([logo(60, 20), logo(20, 20), logo(50, 30)], Size(300, 80), 40, Align.LEFT))
    assert [each.size.width * each.size.height for each in placed] == pytest.approx([1600] * 3)
    assert [each.at.y + each.size.height / 2 for each in placed] == pytest.approx([20] * 3)
    assert [(each.role, each.alt) for each in placed] == [(Role.FIGURE, s) for s in ("60 × 20", "20 × 20", "50 × 30")]


def test_very_wide_and_very_tall_ones_are_kept_from_standing_out() -> None:
    wide, tall = figures(block([logo(400, 10), logo(10, 90)], Size(300, 80), 40, Align.LEFT))
    assert wide.size.width <= 0.62 * 300
    assert tall.size.height == pytest.approx(50)


def test_a_row_is_kept_when_logos_need_not_become_small_for_it() -> None:
    frame = block([logo(60, 20)] * 5, Size(300, 200), 40, Align.LEFT)
    assert len({each.at.y for each in figures(frame)}) == 1
    assert figures(frame)[0].size.width < 40 * 3**0.5


@pytest.mark.parametrize("count", [1, 2, 3, 7, 12, 30])
@pytest.mark.parametrize("align", [Align.LEFT, Align.RIGHT])
def test_any_number_fits_without_touching(count: int, align: Align) -> None:
    shapes = [(60, 20), (20, 20), (200, 14), (14, 60), (40, 30)]
    room = Size(230, 70)
    frame = block([logo(*shapes[n % 5]) for n in range(count)], room, 43, align)
    placed = figures(frame)
    assert len(placed) == count
    assert frame.size.height <= room.height
    for n, one in enumerate(placed):
        right, bottom = one.at.x + one.size.width, one.at.y + one.size.height
        assert one.at.x >= -0.001
        assert one.at.y >= -0.001
        assert right <= room.width + 0.001
        assert bottom <= frame.size.height + 0.001
        for other in placed[n + 1 :]:
            assert other.at.x >= right or other.at.y >= bottom or other.at.x + other.size.width <= one.at.x
