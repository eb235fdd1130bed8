"""What the docs say is what the program does: every command, option and key is documented, and nothing else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from flyer.cli.commands import flyer
from flyer.people.columns import NAMES
from flyer.people.rows import ROLES

ROOT = Path(__file__).parents[2]
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
EVENT_FORMAT = (ROOT / "docs" / "event-format.md").read_text("utf-8")
PRESENT, _, PLANNED = COMMAND_LINE.partition("## Planned")


def commands(group: click.Group, path: str = "flyer") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


COMMANDS = dict(commands(flyer))
OPTIONS = sorted(
    {option for command in COMMANDS.values() for p in command.params for option in p.opts if option[0] == "-"}
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"^{command}( |$)", PRESENT, re.MULTILINE)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_documented(role: str) -> None:
    roles = EVENT_FORMAT.partition("`role`\n(")[2].partition(")")[0]
    assert role in re.findall(r"[a-z]+", roles)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_documented(option: str) -> None:
    assert re.search(rf"^\| .*`{option}\b.*\|", PRESENT, re.MULTILINE)


def test_every_documented_command_and_option_is_there() -> None:
    documented = re.findall(r"^(flyer(?: [a-z]+)+?)(?=  | \[| [a-z]+\||  | [A-Z]|$)", PRESENT, re.MULTILINE)
    assert set(documented) == set(COMMANDS)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PRESENT)) - set(OPTIONS) == {"--help"}


def test_what_is_planned_is_not_there_yet() -> None:
    planned = re.findall(r"^\| `([a-z]+(?: [a-z]+)?)", PLANNED, re.MULTILINE)
    assert not {f"flyer {command}" for command in planned} - {"flyer programme", "flyer badges", "flyer stocks"} & set(
        COMMANDS
    )
    assert set(re.findall(r"--[a-z-]+", PLANNED)) & set(OPTIONS) <= {"--reason"}  # `badges` has one already


def keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        for value in schema.values():
            yield from keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys(value)


SCHEMA = json.loads((ROOT / "src/flyer/event/event.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("key", sorted(set(keys(SCHEMA))))
def test_every_key_of_the_event_is_documented(key: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", EVENT_FORMAT)


@pytest.mark.parametrize("column", sorted(NAMES))
def test_every_column_of_the_participants_is_documented(column: str) -> None:
    assert f"`{column}`" in EVENT_FORMAT


def test_the_commands_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"^```(?:sh|console)?\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    typed = [line.removeprefix("$ ").partition("  ")[0] for block in blocks for line in block.splitlines()]
    monkeypatch.chdir(tmp_path)
    ran = 0
    for words in map(str.split, typed):
        if words[:1] == ["cd"] and Path(words[1]).is_dir():
            monkeypatch.chdir(words[1])
        elif words[:1] == ["flyer"]:
            result = CliRunner().invoke(flyer, words[1:], input="y\n")
            assert result.exit_code == 0, f"{words}: {result.output}"
            ran += 1
        elif words[:1] == ["make"]:
            assert f"\n{words[1]}:" in (ROOT / "Makefile").read_text("utf-8")
    assert ran


def test_the_layout_of_the_docs_prints_on_their_stock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = re.search(r"^    layout:.*\n(?:      .*\n)+", EVENT_FORMAT, re.MULTILINE)
    assert layout
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(flyer, ["new"]).exit_code == 0
    event = Path("event.yaml").read_text("utf-8")
    badges = f"  badges:\n    stock: avery-zweckform-l4785\n{layout.group()}"
    Path("event.yaml").write_text(re.sub(r"^  badges:.*\n(    .*\n)*", badges, event, flags=re.MULTILINE), "utf-8")
    people = "title,first_name,last_name,organisation,note,fee\nProf. Dr.,Anna,von der Heyde,Amt,Table 12,standard\n"
    Path("participants.csv").write_text(people, "utf-8")
    result = CliRunner().invoke(flyer, ["badges"])
    assert result.exit_code == 0, result.output
    assert "layout:" in Path("event.yaml").read_text("utf-8")


def test_links_between_the_docs_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
