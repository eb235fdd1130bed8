import pytest

from flyer.typeset.bidi import levels, reordered, runs_backwards, stretches


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Ω Ж", "0000000"),
        ("Dr. אב גד, B", "000011111000"),
        ("אב (גד), B", "1111111000"),
        ("אב", "11"),
        ("אב!", "111"),
        ("אב 12", "11122"),
        ("a אב 12", "0011122"),
        ("م ٣٤ م", "112211"),
        ("אב, גד, B", "110011000"),
        ("„אב“", "1111"),
        ("a „אב“ ", "0001100"),
        ("אבa", "110"),
    ],
)
def test_levels(text: str, expected: str) -> None:
    """Of a line without letters from left to right all is turned around, else names, each on its own."""
    assert "".join(map(str, levels(text))) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [("a0b0", "ab"), ("a1b1", "ba"), ("a0b1c2d1e0", "adcbe"), ("a2b1c0", "bac"), ("", "")],
)
def test_reordered_is_its_own_inverse(items: str, expected: str) -> None:
    pairs = [items[place : place + 2] for place in range(0, len(items), 2)]
    standing = reordered(pairs, lambda pair: int(pair[1]))
    assert "".join(pair[0] for pair in standing) == expected
    assert list(reordered(standing, lambda pair: int(pair[1]))) == pairs


def test_stretches_keep_marks_with_their_letters() -> None:
    assert list(stretches("a אָב גa\u0301")) == [
        ("a ", False),
        ("אָב", True),
        (" ", False),
        ("ג", True),
        ("a\u0301", False),
    ]


@pytest.mark.parametrize(("text", "backwards"), [("Müller", False), ("aא", True), ("۱", False), ("\u05b8", False)])
def test_what_runs_backwards(text: str, backwards: bool) -> None:
    assert runs_backwards(text) is backwards
