from itertools import pairwise

import pytest

from flyer.typeset.hyphenation import hyphenate


def shown(word: str, language: str) -> str:
    cuts = [0, *hyphenate(word, language), len(word)]
    return "-".join(word[a:b] for a, b in pairwise(cuts))


@pytest.mark.parametrize(
    "word",
    [
        "Lan-des-ar-beits-ge-mein-schaft",
        "Kom-mu-nal-ver-wal-tung",
        "Pro-gramm-über-sicht",
        "So-zi-al-pla-nung",
        "Jah-res-ta-gung",
        "Über-nach-tung",
        "Straße",
        "Abend",
    ],
)
def test_german_words(word: str) -> None:
    assert shown(word.replace("-", ""), "de") == word


@pytest.mark.parametrize("word", ["con-fer-ence", "re-gis-tra-tion", "pro-gramme"])
def test_english_words(word: str) -> None:
    assert shown(word.replace("-", ""), "en-GB") == word


def test_capitals_and_case_do_not_matter_to_the_patterns() -> None:
    assert shown("sozialplanung", "de-AT") == "so-zi-al-pla-nung"
    assert shown("SOZIALPLANUNG", "de") == "SOZIALPLANUNG"


@pytest.mark.parametrize("language", ["", "fr", "x-klingon", "deutsch"])
def test_a_language_without_patterns_divides_nothing(language: str) -> None:
    assert hyphenate("Sozialplanung", language) == ()


@pytest.mark.parametrize("word", ["", "a", "ab", "abcd", "İİİİİİİİ"])
def test_words_too_short_or_strange_are_not_divided(word: str) -> None:
    assert hyphenate(word, "de") == ()
