"""`flyer badges --report` tells what was done to whom."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flyer.cli.commands import flyer

PEOPLE = """id,title,first_name,last_name,organisation,fee
p1,,Anna,Meier,Stadt Köln,standard
p2,,Ana-Maria Magdalena Theresia,Hinterwaldneroberstauffenbacher,=SUM(A1:A9) von allem und noch viel mehr für,standard
"""
FILES = [Path("output") / name for name in ("badges.pdf", "badges-report.csv", "badges-tightest.pdf")]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, arguments)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The German starter's event with two people."""
    monkeypatch.chdir(tmp_path)
    assert run("new").exit_code == 0
    Path("participants.csv").write_text(PEOPLE, "utf-8")


def rows() -> list[dict[str, str]]:
    with FILES[1].open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_it_writes_two_more_files() -> None:
    result = run("badges", "--report")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [str(file) for file in FILES]
    assert {row["id"] for row in rows()} == {"p2"}
    assert [row["place"] for row in rows()][:2] == ["participants.csv:3:5", "participants.csv:3:34"]
    assert rows()[-1]["in the list"] == "'=SUM(A1:A9) von allem und noch viel mehr für"


def test_without_it_there_is_only_the_one() -> None:
    assert run("badges").stdout.splitlines() == [str(FILES[0])]
    assert not FILES[1].exists()


def test_what_the_event_allows_is_shortened_and_told() -> None:
    event = Path("event.yaml").read_text("utf-8")
    allowed = event.replace("badges: {", "badges: {shorten: [middle_names], ")
    Path("event.yaml").write_text(allowed, "utf-8")
    result = run("badges", "--report", "--json")
    assert result.exit_code == 0, result.stderr
    row = rows()[0]
    assert (row["field"], row["on the badge"], row["done"]) == ("first name", "Ana-Maria M. T.", "shortened; smaller")
    assert "badges, first name: 1 shortened" in result.stdout


def test_only_whom_it_prints() -> None:
    assert run("badges", "--report", "--only", "Meier").exit_code == 0
    assert rows() == []
