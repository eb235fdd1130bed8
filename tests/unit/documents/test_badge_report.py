"""What was done to whom, as a table for spreadsheets and in order of need."""

import csv
import io

import pytest

from flyer.documents.badge.design import Field
from flyer.documents.badge.report import Deed, Told, table, tightest
from flyer.exports.spreadsheet import as_csv
from flyer.people.model import Participant
from flyer.problems import Place

AS_USUAL = Deed(Field.FIRST_NAME, "first_name", "Ada", ("Ada",), 36.0, 36.0, hyphenated=False, shortened=False)


def told(name: str = "Ada", **fields: object) -> Told:
    person = Participant(
        id="P1",
        first_name=name,
        last_name="Öz",
        places={"": Place("p.csv", 2), "first_name": Place("p.csv", 2, 4)},
    )
    return Told(person, (AS_USUAL._replace(text=name, lines=(name,))._replace(**fields),))


def rows(*people: Told) -> list[list[str]]:
    text = as_csv(table(people)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_nothing_was_done_where_a_text_stands_as_usual() -> None:
    assert not AS_USUAL


@pytest.mark.parametrize(
    ("fields", "done"),
    [
        ({"size": 35.9}, "smaller"),
        ({"lines": ("Ada-", "Eva")}, "in 2 lines"),
        ({"hyphenated": True}, "hyphenated"),
        ({"shortened": True, "size": 9.0}, "shortened; smaller"),
    ],
)
def test_what_was_done(fields: dict[str, object], done: str) -> None:
    person = told(**fields)
    assert person.deeds[0]
    assert rows(person)[1][-1] == done


def test_a_row_names_person_place_and_field() -> None:
    header, row = rows(told("Ana Maria", lines=("Ana", "Maria"), size=26.0))
    assert header[:4] == ["id", "name", "place", "field"]
    assert row == [
        "P1", "Ana Maria Öz", "p.csv:2:4", "first name", "Ana Maria", "Ana | Maria", "26.0 pt", "36.0 pt",
        "in 2 lines; smaller",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["=1+1", "+49", "-2", "@SUM(A1)", "\tx", "＝1+1", '=HYPERLINK("x";"y")'])
def test_no_cell_is_a_formula(name: str) -> None:
    (_, row) = rows(told(name, size=20.0))
    assert row[1] == f"'{name} Öz"
    assert row[4:6] == [f"'{name}", f"'{name}"]


def test_spreadsheets_know_the_encoding() -> None:
    assert as_csv(table([])).startswith(b"\xef\xbb\xbfid;name;")


def test_the_tightest_come_first_and_nobody_to_whom_nothing_was_done() -> None:
    people = [told(size=30.0), told(size=20.0), Told(told().participant, ()), told(size=25.0)]
    assert [each.deeds[0].size for each in tightest(people, 2)] == [20.0, 25.0]
    assert len(tightest(people, 9)) == 3
