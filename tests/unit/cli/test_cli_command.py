import errno
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from flyer.cli.command import Command
from flyer.cli.commands import LEDGER, WHERE
from flyer.cli.report import Report
from flyer.cli.where import Where
from flyer.problems import Place, Problem, SurroundingsError, UserError

PROBLEMS = UserError(
    [
        Problem(Place("participants.csv", 41, 2), "organisation does not fit", "shorten it"),
        Problem(Place("event.yaml", 3), "unknown key 'langage'"),
    ]
)


def run(monkeypatch: pytest.MonkeyPatch, body, *arguments: str) -> Result:
    monkeypatch.setattr(Command, "imported", lambda command: body)
    return CliRunner().invoke(Command("try", "", "", *WHERE, LEDGER), arguments)


def raising(error: BaseException):
    def body(*, where: Where) -> Report:
        raise error

    return body


def test_the_places_are_packed_into_one(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Where] = []

    def body(*, where: Where) -> Report:
        given.append(where)
        return Report(lines=("output/a.pdf",), remarks=("one skipped",))

    result = run(monkeypatch, body, "-e", "x/event.yaml", "-o", "out")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "output/a.pdf\n", "one skipped\n")
    assert given == [Where(Path("x/event.yaml"), None, Path("out"), None)]


def test_problems_in_what_the_user_wrote_end_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, raising(PROBLEMS))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "event.yaml:3: unknown key 'langage'",
        "participants.csv:41:2: organisation does not fit",
        "  hint: shorten it",
        "2 problems, nothing was written",
    ]


def test_problems_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, raising(PROBLEMS), "--json")
    assert json.loads(result.stdout)["problems"][1] == {
        "file": "participants.csv",
        "line": 41,
        "column": 2,
        "what": "organisation does not fit",
        "hint": "shorten it",
    }


def test_wrong_use_ends_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, raising(click.UsageError("so not"))).exit_code == 2
    assert run(monkeypatch, raising(PROBLEMS), "--colour").exit_code == 2


def test_failing_surroundings_end_with_3(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, raising(SurroundingsError("'a.pdf' cannot be written: disk full", "make room")))
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "'a.pdf' cannot be written: disk full\n  hint: make room\n"


def test_what_the_operating_system_refuses_ends_with_3_and_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(monkeypatch, raising(OSError(errno.EIO, "Input/output error")), "--json")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "'standard output' failed: Input/output error\n  hint: run it again\n"
    result = run(monkeypatch, raising(OSError(errno.ENOSPC, "No space left on device", "a.pdf")), "--json")
    failure = {"what": "'a.pdf' failed: No space left on device", "hint": "make room on the disk and run it again"}
    assert (result.exit_code, json.loads(result.stdout)) == (3, {"files": [], "failure": failure})


def test_a_mistake_of_the_program_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(run(monkeypatch, raising(ZeroDivisionError())).exception, ZeroDivisionError)


def test_control_characters_of_a_cell_are_shown_not_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(Place("participants.csv", 2), "unknown role '\x1b[31m\u202eevil'")
    result = run(monkeypatch, raising(UserError([problem])))
    assert result.stderr.splitlines()[0] == r"participants.csv:2: unknown role '\x1b[31m\u202eevil'"
