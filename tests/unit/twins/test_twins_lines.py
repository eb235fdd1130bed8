import pytest

from flyer.twins.lines import beside, columns, underlined, wrapped


@pytest.mark.parametrize(
    ("text", "wide"), [("Ü", 1), ("U\u0308", 1), ("日本", 4), ("a\u200bb", 2), ("a\u00a0b", 3), ("", 0)]
)
def test_columns(text: str, wide: int) -> None:
    assert columns(text) == wide


def test_lines_end_at_blanks_only() -> None:
    assert wrapped("Eins zwei\ndrei\u00a0vier", 9) == ["Eins zwei", "drei\u00a0vier"]
    assert wrapped("ein sehr-langes-Wort da", 8, "  ") == ["ein", "  sehr-langes-Wort", "  da"]
    assert wrapped(" ", 8) == []


def test_a_heading_is_underlined_as_long_as_its_longest_row() -> None:
    assert underlined(["日本", "abc"], "-") == ["日本", "abc", "----"]


def test_rows_stand_beside_their_label() -> None:
    assert beside("日本", ["eins", "", "zwei"], 6) == ["日本  eins", "", "      zwei"]
    assert beside("12:00", [], 7) == ["12:00"]
