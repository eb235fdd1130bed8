import locale
import random
from typing import Any

import pytest

from flyer.cli.commands import flyer
from flyer.event.settings import ORDERS as SETTINGS
from flyer.people.model import Participant
from flyer.people.order import ORDERS, order, ordered


def person(last: str, first: str = "", **more: Any) -> Participant:
    return Participant(**{"id": f"{last}-{first}", **more}, last_name=last, first_name=first, places={})


@pytest.mark.parametrize(
    "names",
    [
        "Mudra, Muehle, Müller, Muellerin, Mufti, Muller, Mut",
        "Mueller, Müller",
        "Mudra, Mu\u0308ller, Ｍuenz, Mufti",
        "Groß A., Gross B., Groß C., Grosz",
        "Strassburg, Straßburg",
        "Odin, Ösen, öz, Öz, Ofen, Zander",
        "Lukas, Łukasik, Lukasz, Luz",
        "Aegidi, Ægir, Ähre, Ärmel, Afra",
        "Ðóra, Đorđević, Dorn, Dost",
        "Ole, Øster, Osterloh, Otto",
        "Thoma, Þór, Thyssen",
        "Nguyen, Nguyễn, Nieß",
        "Meyer, Meyer Zorn, Meyer-Zülch, Meyerbeer",
        "Obermann, O'Brien, O’Brien, Ochs",
        "Dangel, D'Angelo, Danz",
        "Meer, de meer, Meerbach",
        "2nd Unit, 50Hertz, Aal",
        "Zyla, Ωmega, Ёлкин, Иванов, 김, 李",
    ],
)
def test_last_names(names: str) -> None:
    expected = names.split(", ")
    shuffled = random.Random(names).sample(expected, len(expected))
    assert sorted(shuffled, key=lambda last: order(*_split(last))) == expected


def _shuffled(names: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return random.Random(1).sample(names, len(names))


def _split(name: str) -> tuple[str, str]:
    """The name and the initial behind it that stands for a first name."""
    last, _, first = name.partition(" ")
    return (last, first) if first.endswith(".") else (name, "")


def test_first_names_count_before_the_spelling_of_the_last() -> None:
    names = [("Mueller", "Anna"), ("Müller", "Bernd"), ("Müller", "Çağla"), ("Mueller", "Carla"), ("Mueller", "Dörte")]
    assert sorted(_shuffled(names), key=lambda name: order(*name)) == names


@pytest.mark.parametrize(
    ("last", "as_if"),
    [
        ("von der Heyde", "Heyde"),
        ("von und zu Hohenstein", "Hohenstein"),
        ("Freiherr von Below", "Below"),
        ("Gräfin Dönhoff", "Dönhoff"),
        ("van den Berg", "Berg"),
        ("Weber, M.A.", "Weber"),
        ("Van Dyck", "Vandyck"),
        ("De Luca", "Deluca"),
        ("Zum Felde", "Zumfelde"),
        ("Graf", "Graf"),
        ("von", "von"),
        ("García Lorca", "Garcia Lorca"),
    ],
)
def test_what_stands_before_a_name_counts_when_it_is_written_large(last: str, as_if: str) -> None:
    assert order(last, "Ada")[0].replace(" ", "") == order(as_if, "Ada")[0].replace(" ", "")


def test_a_name_without_particle_comes_first_among_the_same_people() -> None:
    names = [("Heyde", "Anna"), ("von der Heyde", "Anna"), ("zu Heyde", "Anna"), ("Heyde", "Bea")]
    assert sorted(_shuffled(names), key=lambda name: order(*name)) == names


def test_who_has_one_name_is_sorted_by_it() -> None:
    assert order("", "Sukarno") == order("Sukarno", "")


PEOPLE = (
    person("Zorn", "Ada", id="9", organisation="Öko e. V.", role="guest", group="B"),
    person("Aust", "Bo", id="10", organisation="", role="participant"),
    person("Müller", "Cem", id="100", organisation="Oeko e. V.", role="speaker", group="A"),
    person("Mueller", "Di", id="11", organisation="Amt", role="host", group="A"),
)


@pytest.mark.parametrize(
    ("by", "ids"),
    [
        ("name", "10 100 11 9"),
        ("organisation", "11 100 9 10"),
        ("role", "10 100 9 11"),
        ("registration", "10 11 100 9"),
        ("given", "9 10 100 11"),
    ],
)
def test_the_orders(by: str, ids: str) -> None:
    assert " ".join(each.id for each in ordered(PEOPLE, by)) == ids


def test_groups_and_ids_are_sorted_by_their_numbers() -> None:
    people = [person("Aa", "Ada", id="1", group="A10"), person("Bb", "Bo", id="12", group="A9")]
    people += [person("Cc", "Cem", id="9", group="A9")]
    assert [each.last_name for each in ordered(people, "registration")] == ["Cc", "Bb", "Aa"]


def test_those_of_the_same_name_are_told_apart_by_their_ids() -> None:
    twins = [person("Weber", "Ada", id=number) for number in "312"]
    for by in ORDERS.keys() - {"given"}:
        assert [each.id for each in ordered(twins, by)] == ["1", "2", "3"], by


def test_no_locale_has_a_say() -> None:
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
        assert order("Öz", "Ada") < order("Ofen", "Ada") < order("Zander", "Ada")
    finally:
        locale.setlocale(locale.LC_ALL, before)


def test_event_and_command_line_know_the_same_orders() -> None:
    (option,) = (each for each in flyer.commands["badges"].params if each.name == "order")
    assert tuple(option.type.choices) == SETTINGS == tuple(ORDERS)
