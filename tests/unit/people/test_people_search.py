import pytest

from flyer.people.model import Participant
from flyer.people.search import Directory

PEOPLE = {
    "p1": ("", "Anna", "Meier", "Stadt Köln"),
    "p2": ("", "Bea", "Mayer", "Kreis Düren"),
    "p3": ("", "Maria", "Mohr", "Stadt Aachen"),
    "p4": ("Dr.", "Jörg", "Müller", "Universität zu Köln"),
    "p5": ("", "Hans-Joachim", "Groß", "Ökohaus e. V."),
    "p6": ("", "Thị Minh", "Nguyễn", ""),
    "p7": ("", "Paweł", "Łukasik", "Politechnika Łódzka"),
    "p8": ("", "Otto", "Schmidt", "Amt 50"),
    "p9": ("", "Jana", "Kowalczyk", "Amt 51"),
    "A-10": ("", "Иван", "Иванов", ""),
    "A-11": ("", "李", "小龙", ""),
    "xq7": ("", "Bo", "Li", "BMAS"),
    "xq8": ("", "Philippa", "O'Brien", ""),
    "zz9": ("", "Elisabeth", "von der Weizsäcker-Lüdenscheidt", "Verein für Sozialplanung"),
}
DIRECTORY = Directory(
    [
        Participant(id=key, title=title, first_name=first, last_name=last, organisation=organisation, places={})
        for key, (title, first, last, organisation) in PEOPLE.items()
    ]
)


def people(*names: str) -> Directory:
    split = [name.split(" ", 1) for name in names]
    return Directory([Participant(id=last, first_name=first, last_name=last, places={}) for first, last in split])


def test_the_right_letters_in_another_order_win_over_others_that_sound_like_them() -> None:
    found = people("Anna Meier", "Hanne Mayer").find("Meier Anna")
    assert [each.id for each in found.people] == ["Meier"]
    assert len(people("Anna Meier", "Hanne Mayer").find("Maier Hanna").people) == 2


def test_the_likeliest_come_first_each_by_the_word_that_is_likest() -> None:
    found = people("Ada Schmied-Schmidt", "Bo Schmitz", "Cem Schmied").find("Schmitt")
    assert [each.id for each in found.people] == ["Schmied-Schmidt", "Schmitz", "Schmied"]
    found = people("Ada Schmied", "Bo Schmidt").find("Schmitt")
    assert [each.id for each in found.people] == ["Schmidt", "Schmied"]


def test_people_are_found_by_the_name_they_prefer() -> None:
    kit = Participant(id="k", first_name="Katharina", last_name="Groß", preferred_name="Kathrin", places={})
    directory = Directory([kit, Participant(id="a", first_name="Ada", last_name="Groß", places={})])
    assert directory.find("kathrin").people == directory.find("Katrin Gros").people == (kit,)


def find(text: str) -> tuple[str, bool]:
    found = DIRECTORY.find(text)
    return " ".join(each.id for each in found.people), found.exact


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Meier", "p1"),
        ("STADT", "p1 p3"),
        ("köln", "p1 p4"),
        ("Anna Meier", "p1"),
        ("Dr. Jörg", "p4"),
        ("Amt 5", "p8 p9"),
        ("Schmid", "p8"),
        ("Gross", "p5"),
        ("GROẞ", "p5"),
        ("xq", "xq7 xq8"),
        ("a-1", "A-10 A-11"),
        ("小龙", "A-11"),
        ("Li", "p7 xq7 xq8 zz9"),
    ],
)
def test_exact_is_who_contains_the_text(text: str, ids: str) -> None:
    assert find(text) == (ids, True)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Muller", "p4"),
        ("Mueller", "p4"),
        ("MUELLER", "p4"),
        ("Mu\u0308ller", "p4"),
        ("Nguyen", "p6"),
        ("Thi Minh", "p6"),
        ("Lukasik", "p7"),
        ("Łukaśik", "p7"),
        ("Hansjoachim", "p5"),
        ("Gross, Hans Joachim", "p5"),
        ("Meier Anna", "p1"),
        ("O’Brien", "xq8"),
        ("OBrien", "xq8"),
        ("Koln Muller", "p4"),
        ("Weizsaecker Luedenscheidt", "zz9"),
        ("Ivanov", "A-10"),
        ("oekohaus", "p5"),
        ("a10", "A-10"),
    ],
)
def test_other_spellings_of_the_same_letters(text: str, ids: str) -> None:
    assert find(text) == (ids, False)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Maier", "p1 p2"),
        ("Meyer", "p1 p2"),
        ("Meyr", "p1 p2 p3"),
        ("Schmitt", "p8"),
        ("Shmidt", "p8"),
        ("Scmhidt", "p8"),
        ("Miller", "p4"),
        ("Mülller", "p4"),
        ("Grosz", "p5"),
        ("Nguien", "p6"),
        ("Lukashik", "p7"),
        ("Kowalski", "p9"),
        ("Kovalczyk", "p9"),
        ("Kowalcyzk", "p9"),
        ("Filippa", "xq8"),
        ("O'Brian", "xq8"),
        ("Weitzecker", "zz9"),
        ("Weizäcker Elisabet", "zz9"),
        ("Ana Maier", "p1"),
        ("Jorg Miler", "p4"),
        ("Myaer", "p2 p1"),
        ("Sozialplannung", "zz9"),
        ("Universitet Köln", "p4"),
    ],
)
def test_misspelt_names(text: str, ids: str) -> None:
    assert find(text) == (ids, False)


@pytest.mark.parametrize(
    "text", ["Nobody", "Lee", "Bu", "p10", "Amt 52", "xq9", "A-12", "王", "…", "Anna Mohr", "Peter"]
)
def test_whom_nothing_finds(text: str) -> None:
    assert find(text) == ("", False)


def test_nobody_is_found_among_nobody() -> None:
    assert Directory(()).find("Meier").people == ()
