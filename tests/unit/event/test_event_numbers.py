import pytest

from flyer.event.numbers import is_plain, number, read_pattern, series
from flyer.event.values import Wrong


@pytest.mark.parametrize(
    ("pattern", "year", "n", "expected"),
    [
        ("JT2022-{n:04}", 2022, 1, "JT2022-0001"),
        ("JT2022-{n:04}", 2022, 12345, "JT2022-12345"),
        ("{year}-{n:04}", 2023, 7, "2023-0007"),
        ("{n}", 2022, 7, "7"),
        ("{n:3}/{year}", 2022, 7, "007/2022"),
        ("RE {year}.{n:02}", 2022, 7, "RE 2022.07"),
    ],
)
def test_number(pattern: str, year: int, n: int, expected: str) -> None:
    assert number(series(pattern, year), n) == expected


@pytest.mark.parametrize("text", ["JT2022-0001", "RE 2022.07", "7", "A+1"])
def test_plain_numbers(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize("text", ["", "../../evil", "a/b", "a\\b", "..", ".hidden", "a..b", "a\n", "a\0", "C:a", "ä"])
def test_what_is_no_plain_number(text: str) -> None:
    assert not is_plain(text)


def test_a_series_is_the_pattern_with_its_year() -> None:
    assert series("{year}-{n:04}", 2022) == "2022-{n:04}"


@pytest.mark.parametrize("pattern", ["JT2022-{n:04}", "{year}-{n}", "RE {n}", "{n:04}+{year}", "A.{n:9}"])
def test_good_patterns(pattern: str) -> None:
    assert read_pattern(pattern) == pattern


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("2022/{n}", "has '/', which a file's name or a bank transfer cannot carry"),
        ("..\\{n}", "has '\\', which a file's name or a bank transfer cannot carry"),
        ("Größe_{n}", "has 'öß_', which a file's name or a bank transfer cannot carry"),
        ("٣{n}", "has '٣', which a file's name or a bank transfer cannot carry"),
        ("JT2022", "has no {n}, so every invoice would get the same number"),
        ("{n:4d}", "has an unknown field"),
        ("{n.__class__}", "has an unknown field"),
        ("{n}{month}", "has an unknown field"),
        ("{n}}", "has an unknown field"),
        ("{n}.", "does not give a plain number"),
        ("..{n}", "does not give a plain number"),
        ("-{n}", "does not give a plain number"),
        ("RE--{n}", "does not give a plain number"),
        ("Jahrestagung-Leipzig-{year}-{n}", "gives numbers of 30 characters, a payment slip's line has 27"),
    ],
)
def test_bad_patterns(pattern: str, what: str) -> None:
    with pytest.raises(Wrong) as wrong:
        read_pattern(pattern)
    assert wrong.value.what == f"'{pattern}' {what}"
    assert wrong.value.hint
