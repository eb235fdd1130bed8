import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from flyer.cli.command import Command
from flyer.cli.commands import flyer
from flyer.cli.where import Where


def commands(group: click.Group, *names: str) -> Iterator[tuple[str, Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        else:
            assert isinstance(command, Command)
            yield " ".join((*names, name)), command


COMMANDS = dict(commands(flyer))


def test_the_commands_there_are() -> None:
    assert list(COMMANDS) == [
        "new", "check", "build", "programme", "badges", "stocks", "desk",
        "signs", "cards", "attendance", "certificates", "schedule", "invoices", "slips", "issue",
        "cancel", "remind", "ledger list", "ledger show", "ledger verify", "ledger prints", "ledger export",
        "payments import", "payments list", "payments assign", "payments confirm", "payments refund", "completion",
    ]  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_a_body_takes_what_its_command_is_given(name: str) -> None:
    command = COMMANDS[name]
    given = {str(parameter.name) for parameter in command.params} - {"as_json"}
    if "event" in given:
        given = given - set(Where.__match_args__) | {"where"}
    assert set(inspect.signature(command.imported()).parameters) == given


PICTURES = {"pikepdf", "PIL", "svgelements"}
HEAVY = PICTURES | {"yaml", "babel", "uharfbuzz", "qrcode", "openpyxl", "stdnum", "sqlite3", "lxml"}


def loaded(*arguments: str, **environment: str) -> tuple[str, set[str]]:
    """What a run of the program prints, and the names of all modules it loads."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "flyer", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout, {line.rpartition("|")[2].strip().split(".")[0] for line in run.stderr.splitlines()}


def test_help_loads_no_library_but_clicks() -> None:
    printed, modules = loaded("--help")
    assert "programme" in printed
    assert modules & (HEAVY | {"rich"}) == set()
    assert "click" in modules


@pytest.mark.parametrize(
    ("typed", "completed"),
    [("flyer pro", "plain,programme"), ("flyer badges --sto", "plain,--stock"), ("flyer ledger v", "plain,verify")],
)
def test_completion_answers_without_any_library(typed: str, completed: str) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    printed, modules = loaded(_FLYER_COMPLETE="bash_complete", **words)
    assert printed.split() == [completed]
    assert modules & HEAVY == set()


def test_a_console_that_lacks_a_letter_gets_its_escape(tmp_path: Path) -> None:
    (tmp_path / "event.yaml").write_text("„event“: 1\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "flyer", "check", "-e", tmp_path / "event.yaml"],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1
    assert rb"unknown key '\u201eevent\u201c'" in run.stderr
    assert b"Traceback" not in run.stderr
