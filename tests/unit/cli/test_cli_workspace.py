from pathlib import Path

import pytest

from flyer.cli.where import Where
from flyer.cli.workspace import chosen, gathered, participants, read_event
from flyer.problems import Place, Problem, UserError


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Where:
    monkeypatch.chdir(tmp_path)
    return Where(Path("event.yaml"), None, None, None)


def test_the_list_of_participants_may_be_a_workbook(where: Where) -> None:
    Path("participants.xlsx").touch()
    assert participants(where) == Path("participants.xlsx")


def test_two_lists_are_one_too_many(where: Where) -> None:
    Path("participants.csv").touch()
    Path("participants.xlsx").touch()
    with pytest.raises(UserError, match=r"participants\.xlsx: there is 'participants\.csv' as well"):
        participants(where)


def test_missing_files_are_named_as_typed(where: Where) -> None:
    with pytest.raises(UserError, match=r"^participants\.csv: there is no such file"):
        participants(where)
    with pytest.raises(UserError, match=r"^event\.yaml: there is no such file"):
        read_event(where)


def test_problems_of_all_steps_are_gathered() -> None:
    def wrong(file: str) -> str:
        raise UserError([Problem(Place(file), "wrong")])

    assert gathered([lambda: "a", lambda: "b"]) == ["a", "b"]
    with pytest.raises(UserError, match=r"^a: wrong\nb: wrong$"):
        gathered([lambda: wrong("b"), lambda: "", lambda: wrong("a")])


PEOPLE = [("Öztürk", "Stadt Köln"), ("Müller", "Kreis Düren"), ("Peter", "Stadt Aachen")]


def test_chosen_are_those_who_say_one_of_the_texts(where: Where) -> None:
    Path("participants.csv").touch()
    assert chosen(where, PEOPLE, (), lambda person: person) == PEOPLE
    assert chosen(where, PEOPLE, ("stadt", "köln"), lambda person: person) == [PEOPLE[0], PEOPLE[2]]
    assert chosen(where, PEOPLE, ("ÖZ", "düren"), lambda person: person) == PEOPLE[:2]
    with pytest.raises(UserError, match=r"^participants\.csv: 'Nobody' finds nobody"):
        chosen(where, PEOPLE, ("stadt", "Nobody"), lambda person: person)
