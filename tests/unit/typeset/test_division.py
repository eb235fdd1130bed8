import pytest

from flyer.typeset.division import Division, divisions


def shown(word: str, language: str = "de") -> str:
    """The word with "=" where a hyphen would be put in and "|" where none would."""
    for offset, hyphen, _ in reversed(divisions(word, language)):
        word = word[:offset] + ("=" if hyphen else "|") + word[offset:]
    return word


@pytest.mark.parametrize(
    "word",
    [
        "So=zi=al=pla=nung",
        "„So=zi=al=pla=nung“,",
        "Teil=neh=mer*in=nen",
        "On=line-|An=mel=dung",
        "Kos=ten/|Nut=zen",
        "Mon=tag–|Frei=tag",
        "Ein-",
        "E-Mail",
        "VSOP-|Mit=glie=der",
        "BILDUNG",
    ],
)
def test_words(word: str) -> None:
    assert shown(word.replace("=", "").replace("|", "")) == word


@pytest.mark.parametrize(
    "word",
    ["09:00–10:30", "28.–30.", "0341-12345", "2022/2023", "km/h", "-gruppe", "§219a"],
)
def test_figures_and_short_parts_stay_together(word: str) -> None:
    assert shown(word) == word


@pytest.mark.parametrize(
    "address",
    [
        "https://www.|vsop.|de/|jahrestagung-|2022/?seite=|2&|x=|1",
        "www.|vsop.|de.",
        "info@|verein-|sozialplanung.|de",
        "(https://a_|b.|de/)",
    ],
)
def test_addresses_break_behind_their_punctuation_without_a_hyphen(address: str) -> None:
    assert shown(address.replace("|", "")) == address


def test_a_slash_is_the_best_place_in_an_address() -> None:
    penalties = {offset: penalty for offset, _, penalty in divisions("vsop@x.de/programm", "de")}
    assert penalties[10] < min(penalties[5], penalties[7])


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Sozial\u00adplanung", "Sozial\u00ad=planung"),
        ("Sozial\u200bplanung", "Sozial\u200b|planung"),
        ("DIN\u200b5008", "DIN\u200b|5008"),
        ("\u00adSozial\u00ad", "So=zial"),
        ("Kosten/\u2060Nutzen", "Kos=ten/\u2060Nut=zen"),
    ],
)
def test_marks_of_the_author_come_first(word: str, expected: str) -> None:
    assert shown(word).strip("\u00ad") == expected


def test_without_a_language_only_what_is_written_divides() -> None:
    assert divisions("Sozialplanung", "") == ()
    assert divisions("Kosten/Nutzen", "") == (Division(7, False, 0.01),)


def test_two_letters_alone_are_the_last_choice() -> None:
    one, two, *_ = divisions("Sozialplanung", "de")
    assert (one.offset, two.offset) == (2, 4)
    assert one.penalty > two.penalty
