import pytest

from flyer.typeset.division import Division, divisions
from flyer.typeset.family import Style, builtin
from flyer.typeset.paragraph import Span, break_lines


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
        "https://www|.vsop|.de/|jahrestagung-|2022/?seite=|2&|x=|1",
        "www|.vsop|.de.",
        "anmeldung|.sozialplanung|.example/|tagung/|2022",
        "(sozialplanung|.example)",
        "info|@verein-|sozialplanung|.de",
        "(https://a|_b|.de/)",
    ],
)
def test_addresses_break_before_dots_and_behind_other_marks_without_a_hyphen(address: str) -> None:
    assert shown(address.replace("|", "")) == address


@pytest.mark.parametrize("word", ["Mit=ar=bei=ter.in=nen", "z.B.", "e.g.", "d.h.", "18.30"])
def test_a_dot_alone_makes_no_address(word: str) -> None:
    assert shown(word.replace("=", "")) == word


def test_a_slash_is_the_best_place_in_an_address() -> None:
    penalties = {offset: penalty for offset, _, penalty in divisions("www.x.de/programm", "de")}
    assert penalties[9] < min(penalties[3], penalties[5])


def test_an_address_of_mail_is_divided_only_where_it_is_wider_than_a_line() -> None:
    style = Style(builtin(), 10.0)
    words = [Span("Schreiben Sie uns an info@sozialplanung.example", style)]
    assert [line.text for line in break_lines(words, 125.0)] == ["Schreiben Sie uns an", "info@sozialplanung.example"]
    assert [line.text for line in break_lines(words, 110.0)] == ["Schreiben Sie uns an info", "@sozialplanung.example"]


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


@pytest.mark.parametrize("word", ["ישראל-פלסטין", "אב\u00adגד", "محمد\u200bعلي"])
def test_a_word_from_right_to_left_is_never_divided(word: str) -> None:
    assert divisions(word, "de") == ()
