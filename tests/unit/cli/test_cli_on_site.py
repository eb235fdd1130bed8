"""The commands for what is needed on site, and the schedule, on the starter event."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from flyer.cli.commands import flyer


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, arguments)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The English starter."""
    assert run("new", str(tmp_path), "--language", "en").exit_code == 0
    monkeypatch.chdir(tmp_path)
    return tmp_path


def text(file: str) -> list[str]:
    with pypdfium2.PdfDocument(file) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_each_writes_its_file_and_says_where(here: Path) -> None:
    for command in ("signs", "cards", "attendance", "certificates"):
        result = run(command)
        assert (result.exit_code, result.stdout, result.stderr) == (0, f"output/{command}.pdf\n", "")
    assert [len(text(f"output/{name}.pdf")) for name in ("signs", "cards", "attendance", "certificates")] == [
        2,
        3,
        1,
        5,
    ]
    assert "Seminar Room" in text("output/signs.pdf")[1]


def test_build_makes_none_of_them(here: Path) -> None:
    run("build")
    names = {file.name for file in Path("output").iterdir()}
    assert not names & {"signs.pdf", "cards.pdf", "attendance.pdf", "certificates.pdf", "schedule.ics"}


def test_certificates_of_some(here: Path) -> None:
    assert run("certificates", "--only", "huber").exit_code == 0
    (page,) = text("output/certificates.pdf")
    assert "Lena Huber" in page


def test_rows_that_cannot_be_used_are_skipped_and_counted(here: Path) -> None:
    with Path("participants.csv").open("a") as file:
        file.write("a row with too little\n")
    for command in ("attendance", "certificates"):
        assert run(command).exit_code == 1
        result = run(command, "--skip-invalid")
        assert result.exit_code == 0
        assert result.stderr.splitlines()[-1] == "participants: 6 read, 5 used, 1 skipped"


def test_an_event_without_rooms_has_no_signs(here: Path) -> None:
    event = Path("event.yaml").read_text("utf-8")
    Path("event.yaml").write_text(re.sub("  room: .*", "", event), "utf-8")
    result = run("signs")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no session has a room to make a sign for" in result.stderr


@pytest.mark.parametrize(("form", "begins"), [("ics", "BEGIN:VCALENDAR\r\n"), ("xml", "<?xml "), ("json", "{\n")])
def test_the_schedule_in_each_form(here: Path, form: str, begins: str) -> None:
    result = run("schedule", "--as", form)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"output/schedule.{form}\n", "")
    content = Path(f"output/schedule.{form}").read_bytes()
    assert content.decode().startswith(begins)
    assert b"Seminar Room" in content


def test_the_schedule_is_for_calendars_unless_said_otherwise(here: Path) -> None:
    said = json.loads(run("schedule", "--json").stdout)
    assert said == {"event": "Neighbourhood Day 2027", "files": [{"file": "output/schedule.ics"}]}


def test_a_schedule_without_sessions(here: Path) -> None:
    event = Path("event.yaml").read_text("utf-8")
    head, _, rest = event.partition("programme:\n")
    Path("event.yaml").write_text(head + "theme:\n" + rest.partition("\ntheme:\n")[2])
    result = run("schedule")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no session to export" in result.stderr
