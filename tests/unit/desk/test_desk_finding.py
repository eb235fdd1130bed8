"""Who is meant by what was typed or scanned."""

import pytest

from desks import PEOPLE, person
from flyer.desk.finding import Finder

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jörg Müller\r\nEND:VCARD\r\n"


@pytest.fixture
def finder() -> Finder:
    return Finder(PEOPLE, lambda each: CARD if each.id == "A1" else f"https://example.org/{each.id}")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Müller", ["A1"]),
        ("mueller jorg", ["A1"]),
        ("Miller", ["A1"]),
        ("weissenthal", ["A1"]),
        ("gross", ["A3"]),
        ("yildiz", ["A4"]),
        ("Maier", ["A2"]),
        ("a3", ["A3"]),
        ("obrien", ["A5"]),
        ("  ", []),
        ("xyzzy", []),
    ],
)
def test_found_as_spoken_and_typed(finder: Finder, typed: str, found: list[str]) -> None:
    assert [each.id for each in finder.find(typed).people] == found


def test_those_who_sound_alike_stand_below() -> None:
    people = [person("1", "A", "Maier"), person("2", "B", "Meyer"), person("3", "C", "Mayr"), person("4", "D", "Kunz")]
    hits = Finder(people, lambda each: each.id).find("Meyer")
    assert ([each.id for each in hits.exact], [each.id for each in hits.alike]) == (["2"], ["1", "3"])
    assert hits.count == 3


def test_last_names_that_begin_so_come_first() -> None:
    people = [person("1", "Ida", "Baumann", "Amt"), person("2", "Ann", "Berg"), person("3", "Al", "Annen")]
    assert [each.id for each in Finder(people, lambda each: each.id).find("ann").exact] == ["3", "2", "1"]


def test_so_many_are_shown_and_all_are_counted() -> None:
    hits = Finder([person(f"{n}", "Anna", f"Berg{n}") for n in range(50)], lambda each: each.id).find("berg")
    assert (len(hits.people), hits.count) == (20, 50)


@pytest.mark.parametrize(
    ("scanned", "id_"),
    [
        ("A2", "A2"),
        (" a2 ", "A2"),
        ("https://example.org/A4", "A4"),
        (CARD, "A1"),
        (CARD.replace("\r\n", " "), "A1"),
        ("https://example.org/", ""),
        ("", ""),
    ],
)
def test_a_code_finds_its_person(finder: Finder, scanned: str, id_: str) -> None:
    assert finder.scanned(scanned) == id_


def test_whoever_asks_first_does_not_wait_longer(finder: Finder) -> None:
    finder.warm()
    made = set(vars(finder._listed))
    for text in ("Müller", "mueller jorg", "Mulllr", "xyzzy"):
        finder.find(text)
    assert set(vars(finder._listed)) == made


@pytest.mark.parametrize("count", [30, 3000])
def test_of_many_those_come_first_whose_last_name_begins_so(count: int) -> None:
    people = [person(f"{n}", "Berta", "Abel" if n % 1000 else "Berg") for n in range(1, count)]
    people += [person("last", "Ida", "Bertram"), person("lost", "Ida", "Bertin")]
    exact = Finder(people, lambda each: each.id).find("ber").exact
    begin = [each.last_name for each in exact if each.last_name.startswith("Ber")]
    assert begin == ["Berg"] * ((count - 1) // 1000) + ["Bertram", "Bertin"]
    assert [each.last_name for each in exact][len(begin) :] == ["Abel"] * (20 - len(begin))


def test_who_was_altered_is_found_as_they_are_now(finder: Finder) -> None:
    finder.alter({"A2": person("A2", "Anna", "Kunz"), "W1": person("W1", "Ada", "Byron")})
    assert [each.id for each in finder.find("Meyer").people] == []
    assert [each.id for each in finder.find("kunz").people] == ["A2"]
    assert [each.id for each in finder.find("Bairon").people] == ["W1"]
    assert finder.scanned("w1") == "W1"
