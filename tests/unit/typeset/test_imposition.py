"""Sheets are printed on both sides, stacked, folded and leafed through."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from flyer import pdf
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import ORIGIN, Document, Frame, Part, Point, Role, Size
from flyer.typeset.imposition import saddle_stitch
from flyer.typeset.lines import line
from flyer.units import mm

A6 = Size(mm(105), mm(148))


def page(number: int) -> Frame:
    words = line(f"page {number}", Style(builtin(), 9.0), Point(30, 30))
    paragraph = Frame(ORIGIN, A6, (words,), role=Role.P)
    return Frame(ORIGIN, A6, (Frame(ORIGIN, A6, (paragraph,), role=Role.SECT, part=Part("panels", number)),))


def number_of(frame: Frame) -> int:
    ((section,),) = (frame.children,)
    assert isinstance(section, Frame)
    assert section.part is not None
    return section.part.rank


def leafed_through(sheets: tuple[Frame, ...]) -> Iterator[int]:
    """The pages of the folded stack, read from the outermost left half to the outermost right half.

    A sheet lies with its back up; its left half is folded over the right one. What stands left on the back is behind
    what stands right on the front.
    """
    leaves = []
    for front, back in zip(sheets[::2], sheets[1::2], strict=True):
        (front_left, front_right), (back_left, back_right) = (
            sorted(side.children, key=lambda half: half.at.x) for side in (front, back)
        )
        leaves.insert(len(leaves) // 2, (front_right, back_left))
        leaves.insert((len(leaves) + 1) // 2, (back_right, front_left))
    for leaf in leaves:
        yield from map(number_of, leaf)


@pytest.mark.parametrize("count", [4, 8, 12, 40])
def test_a_folded_booklet_is_read_from_the_first_page_to_the_last(count: int) -> None:
    sheets = saddle_stitch([page(number) for number in range(1, count + 1)], A6)
    assert list(leafed_through(sheets)) == list(range(1, count + 1))


def test_the_two_pages_of_a_side_stand_beside_each_other() -> None:
    for sheet in saddle_stitch([page(number) for number in range(1, 9)], A6):
        assert sheet.size == Size(2 * A6.width, A6.height)
        left, right = sheet.children
        assert (left.at, right.at) == (ORIGIN, Point(A6.width, 0.0))
        assert number_of(left) + number_of(right) == 9


def test_sheets_of_eight_pages() -> None:
    sheets = saddle_stitch([page(number) for number in range(1, 9)], A6)
    assert [tuple(map(number_of, sheet.children)) for sheet in sheets] == [(8, 1), (2, 7), (6, 3), (4, 5)]


def test_readers_of_the_file_get_pages_in_their_order() -> None:
    sheets = saddle_stitch([page(number) for number in range(1, 9)], A6)
    booklet = Document("Heft", "de", dt.datetime(2022, 3, 1, tzinfo=dt.UTC), sheets[0].size, sheets)
    with pikepdf.open(BytesIO(pdf.write(booklet))) as file:
        (document,) = file.Root.StructTreeRoot.K
        sides = [paragraph.Pg.objgen for paragraph in document.K.K]
        assert sides == [file.pages[side].objgen for side in (0, 1, 2, 3, 3, 2, 1, 0)]
