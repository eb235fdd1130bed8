import pytest

from flyer.people.slugs import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stadt Leipzig", "stadt-leipzig"),
        ("  STADT  Köln – Amt (50/1) ", "stadt-koeln-amt-50-1"),
        ("Łódź & Żółć", "lodz-zolc"),
        ("Þórdís Ægisdóttir", "thordis-aegisdottir"),
        ("WEIẞ", "weiss"),
        ("O'Connor N’Diaye", "oconnor-ndiaye"),
        ("Δήμος Αθηναίων", "dimos-athinaion"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b:c*d?e", "a-b-c-d-e"),
    ],
)
def test_a_name_becomes_plain_words(text: str, expected: str) -> None:
    assert slug(text, 60) == expected


@pytest.mark.parametrize("text", ["北京市", "Amt 東", "NUL", "com1", "...", "x" * 61], ids=str)
def test_what_plain_words_would_lose_a_fingerprint_keeps(text: str) -> None:
    head, _, tail = slug(text, 60).rpartition("_")
    assert len(tail) == 8
    assert tail.isalnum()
    assert len(f"{head}_{tail}") <= 60
    assert slug(text, 60) != slug(text + "y", 60)


def test_spellings_of_one_name_become_one() -> None:
    assert slug("Stadt Köln, Sozialamt", 60) == slug("STADT KOELN – SOZIALAMT", 60)
