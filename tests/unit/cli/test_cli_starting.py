import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flyer.cli.commands import flyer

FILES = {"event.yaml", "participants.csv", "logos/logo.svg", "event.schema.json"}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, arguments)


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(("language", "opens"), [("de", "# Ihre Veranstaltung"), ("en", "# Your event")])
def test_new_makes_an_event_folder_in_the_language(tmp_path: Path, language: str, opens: str) -> None:
    result = run("new", str(tmp_path / "jt"), "--language", language)
    assert result.exit_code == 0
    assert set(result.stdout.splitlines()) == {str(tmp_path / "jt" / file) for file in FILES}
    assert files(tmp_path / "jt") == FILES
    assert opens in (tmp_path / "jt" / "event.yaml").read_text("utf-8")


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "participants.csv").write_text("mine")
    result = run("new", str(tmp_path))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{tmp_path}/participants.csv: there is such a file already\n  hint: ")
    assert files(tmp_path) == {"participants.csv"}


def test_new_says_what_it_made_as_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = json.loads(run("new", "--json").stdout)["files"]
    assert {file["file"] for file in made} == FILES


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_completion_prints_the_script_of_the_shell(shell: str) -> None:
    assert f"_FLYER_COMPLETE={shell}_complete" in run("completion", shell).stdout


def test_completion_script_of_bash_is_one_bash_can_read() -> None:
    script = run("completion", "bash").stdout
    assert "_FLYER_COMPLETE=bash_complete" in script
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)
