"""`flyer new` and `flyer completion`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from flyer.cli.report import Report
from flyer.cli.writing import write
from flyer.problems import Place, Problem, UserError


def new(*, directory: Path, language: str) -> Report:
    """Copy the starter into a folder; UserError when one of its files is there already."""
    files = {directory / name: content for name, content in _starter(language)}
    if there := [file for file in files if file.exists()]:
        hint = "name another folder; nothing is overwritten"
        raise UserError(Problem(Place(str(file)), "there is such a file already", hint) for file in there)
    write(files.items())
    return Report(lines=tuple(map(str, files)), data={"files": [{"file": str(file)} for file in files]})


def completion(*, shell: str) -> Report:
    """The script that makes a shell complete commands and options."""
    completer = get_completion_class(shell)
    if completer is None:
        raise click.UsageError(f"'{shell}' cannot complete")
    program = click.get_current_context().find_root().command
    script = completer(program, {}, "flyer", "_FLYER_COMPLETE").source()
    return Report(lines=(script,), data={"script": script})


def _starter(language: str) -> Iterator[tuple[Path, bytes]]:
    """The files of the starter, and the schema that lets editors complete and check event.yaml."""
    package = resources.files("flyer")
    yield from _files(package / "starter" / language, Path())
    yield Path("event.schema.json"), (package / "event" / "event.schema.json").read_bytes()


def _files(folder: Traversable, path: Path) -> Iterator[tuple[Path, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _files(item, path / item.name)
        else:
            yield path / item.name, item.read_bytes()
