from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from flyer.typeset.colour import BLACK
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import Frame, Part, Role, Rule, Text
from flyer.typeset.lines import Align
from flyer.typeset.paragraph import Span
from flyer.typeset.table import Cell, Column, Look, Row, TooHigh, table

STYLE = Style(builtin(), 10.0)
LOOK = Look(leading=12.0, gap=10.0, padding=4.0, strong=(1.0, BLACK), light=(0.5, BLACK))
ROW = 20.0
"""One line of 12 with padding above and below."""


def cell(*paragraphs: str) -> Cell:
    return tuple((Span(text, STYLE),) for text in paragraphs)


def rows(count: int) -> list[Row]:
    return [(cell(f"a{n}"), cell(str(n))) for n in range(1, count + 1)]


def made(count: int, heights: Sequence[float], **changes: Any) -> tuple[Frame, ...]:
    columns = (Column(), Column(50.0, Align.RIGHT))
    head = cell("Name"), cell("Betrag")
    return table(columns, head, rows(count), LOOK, measure=200.0, heights=heights, key="t", **changes)


def carried(count: int) -> Row:
    return cell("Übertrag"), cell(str(sum(range(count + 1))))


def said(frame: Frame, *, tagged: bool = False) -> list[str]:
    """The texts in reading order; with `tagged` only those that are no artifacts."""

    def walk(each: Frame, real: bool) -> Iterator[str]:
        for child in each.children:
            if isinstance(child, Frame):
                yield from walk(child, real or child.role is not None)
            elif isinstance(child, Text) and real:
                yield child.text

    return list(walk(frame, not tagged))


def tagged(frame: Frame, role: Role) -> list[Frame]:
    below = [child for child in frame.children if isinstance(child, Frame)]
    return [child for child in below if child.role is role] + [f for child in below for f in tagged(child, role)]


def test_columns_share_what_the_fixed_ones_leave() -> None:
    (piece,) = made(1, [500.0])
    (row,) = [row for row in tagged(piece, Role.TR) if tagged(row, Role.TD)]
    assert [(each.at.x, each.size.width) for each in tagged(row, Role.TD)] == [(0.0, 140.0), (150.0, 50.0)]


def test_figures_end_at_the_right_edge_of_their_column() -> None:
    (piece,) = made(3, [500.0])
    ends = [
        round(each.at.x + text.at.x + text.width, 6)
        for each in tagged(piece, Role.TD)[1::2]
        for text in each.children[0].children  # type: ignore[union-attr]
        if isinstance(text, Text)
    ]
    assert ends == [200.0] * 3


def test_the_head_names_its_columns() -> None:
    (piece,) = made(2, [500.0])
    assert [(head.scope, said(head)) for head in tagged(piece, Role.TH)] == [
        ("Column", ["Name"]),
        ("Column", ["Betrag"]),
    ]
    assert [len(tagged(row, Role.TD)) for row in tagged(piece, Role.TR)] == [0, 2, 2]


def test_a_table_breaks_between_rows_and_repeats_its_head_as_an_artifact() -> None:
    first, second, third = made(6, [3 * ROW, 3 * ROW])
    assert said(second) == ["Name", "Betrag", "a3", "3", "a4", "4"]
    assert [said(piece, tagged=True) for piece in (first, second, third)] == [
        ["Name", "Betrag", "a1", "1", "a2", "2"],
        ["a3", "3", "a4", "4"],
        ["a5", "5", "a6", "6"],
    ]


def test_the_pieces_are_parts_of_one_table() -> None:
    pieces = made(5, [3 * ROW])
    assert [[each.part for each in tagged(piece, Role.TABLE)] for piece in pieces] == [
        [Part("t", rank)] for rank in range(3)
    ]


def test_sums_are_carried_over_below_and_above_a_break() -> None:
    first, second = made(4, [4 * ROW, 4 * ROW], carried=carried)
    assert said(first)[-4:] == ["a2", "2", "Übertrag", "3"]
    assert said(second) == ["Name", "Betrag", "Übertrag", "3", "a3", "3", "a4", "4"]
    assert "Übertrag" not in said(first, tagged=True) + said(second, tagged=True)


def test_the_carried_over_line_takes_no_room_where_all_rows_fit() -> None:
    assert len(made(3, [4 * ROW], carried=carried)) == 1


def test_two_rows_go_on_with_what_follows_the_table() -> None:
    first, second = made(3, [4 * ROW], tail=ROW)
    assert (said(first)[-2:], said(second)[2:]) == (["a1", "1"], ["a2", "2", "a3", "3"])
    assert len(made(3, [5 * ROW], tail=ROW)) == 1


def test_the_last_piece_has_two_rows() -> None:
    first, second = made(4, [4 * ROW], tail=ROW)
    assert (said(first)[-2:], said(second)[2:]) == (["a2", "2"], ["a3", "3", "a4", "4"])


def test_one_row_goes_on_where_two_and_what_follows_are_too_high() -> None:
    first, second = made(3, [4 * ROW], tail=2 * ROW)
    assert (said(first)[-2:], said(second)[2:]) == (["a2", "2"], ["a3", "3"])


def test_no_row_goes_on_where_none_has_room_with_what_follows() -> None:
    assert len(made(3, [4 * ROW], tail=3 * ROW)) == 1


def test_one_row_stays_when_there_are_only_two() -> None:
    assert [said(piece)[2:] for piece in made(2, [3 * ROW], tail=ROW)] == [["a1", "1"], ["a2", "2"]]


def test_no_piece_is_higher_than_its_room() -> None:
    heights = [5 * ROW, 7 * ROW]
    pieces = made(40, heights, carried=carried, tail=2 * ROW)
    room = [heights[min(rank, 1)] for rank in range(len(pieces))]
    assert all(piece.size.height <= has + 1e-6 for piece, has in zip(pieces, room, strict=True))
    assert pieces[-1].size.height + 2 * ROW <= room[-1]
    assert [text for piece in pieces for text in said(piece, tagged=True)[::2]][1:] == [f"a{n}" for n in range(1, 41)]


def test_paragraphs_of_a_cell_are_told_apart() -> None:
    (piece,) = table(
        (Column(),), (cell("Name"),), [(cell("Öz", "mit Essen"),)], LOOK, measure=99.0, heights=[99.0], key="t"
    )
    (body,) = tagged(piece, Role.TD)
    assert [said(each) for each in tagged(body, Role.P)] == [["Öz"], ["mit Essen"]]


def test_rows_have_a_rule_at_their_foot() -> None:
    (piece,) = made(1, [500.0])
    rules = [child for row in tagged(piece, Role.TR) for child in row.children if isinstance(child, Rule)]
    assert [(rule.start.y, rule.end.x, rule.thickness) for rule in rules] == [(ROW, 200.0, 1.0), (ROW, 200.0, 0.5)]


def test_a_row_higher_than_a_page_is_refused() -> None:
    with pytest.raises(TooHigh, match=r"row 0 needs 20\.00 pt, the page has 19\.00 pt"):
        made(1, [ROW + 19.0])
