"""Every broken file of the goldens, run as a user would: status 1, all problems, no traceback, nothing written."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from flyer.cli.commands import flyer

ROOT = Path(__file__).parents[3]
GOLDENS = ROOT / "tests" / "golden"
EVENTS = sorted((GOLDENS / "event").glob("*.yaml"))
LISTS = sorted(path for path in (GOLDENS / "people").iterdir() if path.suffix != ".txt")


def build(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(flyer, ["build", *arguments])
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.exit_code, result.stderr


def expected(path: Path) -> str:
    problems = path.with_suffix(".txt").read_text("utf-8")
    count = problems.count("\n  hint: ")
    return f"{problems}{count} problem{'s' * (count != 1)}, nothing was written\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the repository's event and one more fee."""
    event = (ROOT / "event.yaml").read_text("utf-8")
    event = event.replace("name: VSOP Mitglieder", "name: VSOP-Mitglieder")
    free = "    - {id: free, name: Freikarte, amount: 0}\n\naccommodation:"
    (tmp_path / "event.yaml").write_text(event.replace("\naccommodation:", free), "utf-8")
    shutil.copytree(ROOT / "logos", tmp_path / "logos")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_enough() -> None:
    assert len(EVENTS) + len(LISTS) >= 30


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.stem)
def test_a_broken_event(path: Path, folder: Path) -> None:
    shutil.copy(path, folder)
    shutil.copy(ROOT / "participants.csv", folder)
    (folder / "logos" / "good.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "logos" / "text.svg").write_text("a logo")
    (folder / "logos" / "empty.png").write_bytes(b"")
    before = sorted(folder.rglob("*"))
    assert build("-e", path.name) == (1, expected(path))
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_broken_list_of_participants(path: Path, folder: Path) -> None:
    shutil.copy(path, folder)
    before = sorted(folder.rglob("*"))
    assert build("-p", path.name) == (1, expected(path))
    assert sorted(folder.rglob("*")) == before
