"""Letters written in the basic Latin set; din91379-letters.txt holds the 500 of DIN 91379."""

from pathlib import Path

import pytest

from flyer.payment import latin
from flyer.payment.latin import basic_latin, is_identifier

DIN_91379 = Path(__file__).with_name("din91379-letters.txt").read_text("utf-8").split()


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Ärger über Öl in Übersee", "Aerger ueber Oel in Uebersee"),
        ("Straße, STRAẞE", "Strasse, STRASSE"),
        ("A\u0308rger", "Aerger"),
        ("Jürgen Müller–Łukasiewicz", "Juergen Mueller-Lukasiewicz"),
        ("François d'Alsace, Đorđe, Þóra, Søren Æbelø", "Francois d'Alsace, Dorde, Thora, Soren Aebelo"),
        ("Ǖnal İsmayılova Əliyev", "Uenal Ismayilova Eliyev"),
        ("Θεόδωρος Παπαδάκης", "Theodoros Papadakis"),
        ("Сергей Хрущёв, Ольга Їжак, Љубиша Ђорђевић", "Sergei Khrushchev, Olga Izhak, Ljubisha Dordevic"),
        ("„Zitat“ – ‚so‘ … l’eau", "'Zitat' - 'so' ... l'eau"),
        ("Müller & Söhne; [A] {B} a_b ~ a|b", "Mueller + Soehne, (A) (B) a-b - a/b"),
        ("330 €, ½ Tag, 2², № 7", "330 EUR, 1/2 Tag, 22, No 7"),
        ("§ 4 @ 100 % #1 😀 日本", ". 4 . 100 . .1 . .."),
        ("Zeile 1\r\nZeile\t2\u00a0und\u200b 3\x00", "Zeile 1 Zeile 2 und 3"),
        ("RE 2027-0042", "RE 2027-0042"),
        ("  ", ""),
    ],
)
def test_spelling(text: str, spelled: str) -> None:
    assert basic_latin(text) == spelled


@pytest.mark.parametrize("letter", sorted(set(DIN_91379) - {"Ŀ", "ŀ", "ŉ"}))
def test_every_letter_of_german_registers_becomes_letters(letter: str) -> None:
    assert basic_latin(letter).isalpha()
    assert basic_latin(letter)[0].isupper() == letter.isupper()


@pytest.mark.parametrize("text", ["", "2027-0042", "RE 2027/0042", "a.b,c'd+e(f)?:-"])
def test_identifier(text: str) -> None:
    assert is_identifier(text)


@pytest.mark.parametrize("text", ["/1", "1/", "1//2", "/", "Ü1", "1_2", "1\n"])
def test_no_identifier(text: str) -> None:
    assert not is_identifier(text)


def test_the_spellings_remembered_are_bounded() -> None:
    for code in range(0x4E00, 0x4E00 + 5000):
        basic_latin(chr(code))
    assert latin._spelled.cache_info().currsize <= 4096
