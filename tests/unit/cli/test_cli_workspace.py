from pathlib import Path

import pytest

from flyer.cli.where import Where
from flyer.cli.workspace import chosen, looked_up, participants, read_event
from flyer.people.model import Participant
from flyer.problems import UserError


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


PEOPLE = [("Öztürk", "Stadt Köln"), ("Müller", "Kreis Düren"), ("Peter", "Stadt Aachen")]


def test_chosen_are_those_who_say_one_of_the_texts(where: Where) -> None:
    Path("participants.csv").touch()
    assert chosen(where, PEOPLE, (), lambda person: person) == PEOPLE
    assert chosen(where, PEOPLE, ("stadt", "köln"), lambda person: person) == [PEOPLE[0], PEOPLE[2]]
    assert chosen(where, PEOPLE, ("ÖZ", "düren"), lambda person: person) == PEOPLE[:2]
    with pytest.raises(UserError, match=r"^participants\.csv: 'Nobody' finds nobody"):
        chosen(where, PEOPLE, ("stadt", "Nobody"), lambda person: person)


def person(number: int) -> Participant:
    return Participant(id=f"p{number}", last_name=f"Meier{number}", organisation="Amt", places={})


def test_looked_up_are_those_the_texts_find_in_their_order(where: Where) -> None:
    Path("participants.csv").touch()
    people = [person(number) for number in range(1, 14)]
    assert looked_up(where, people, ()) == (people, [])
    assert looked_up(where, people, ("p13", "Meier12", "p2")) == ([people[1], *people[11:]], [])
    schulz = Participant(id="s", last_name="Schulz", places={})
    assert looked_up(where, [*people, schulz], ("Schultz",)) == ([schulz], ["'Schultz' is taken for Schulz (s)"])
    everybody, (remark,) = looked_up(where, people, ("amt",))
    assert everybody == people
    assert remark.startswith("'amt' finds 13: Meier1 (Amt, p1), ")
    assert remark.endswith("Meier10 (Amt, p10) and 3 more")


def test_all_texts_that_find_nobody_for_sure_are_told(where: Where) -> None:
    Path("participants.csv").touch()
    people = [Participant(id=name, last_name=name, places={}) for name in ("Meier", "Mayer", "Schulz")]
    with pytest.raises(UserError) as raised:
        looked_up(where, people, ("Maier", "Nobody", "Schultz"))
    assert [problem.what for problem in raised.value.problems] == [
        "'Maier' finds nobody, but is like 2: Meier (Meier), Mayer (Mayer)",
        "'Nobody' finds nobody",
    ]
