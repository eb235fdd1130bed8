"""What a run says: lines or one JSON object on stdout; problems, remarks and progress on stderr."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

import click

from flyer.problems import Problem, SurroundingsError

T = TypeVar("T")

_PATIENCE = 1.0
"""Seconds of work before a progress bar appears."""

_LISTED = 10


@dataclass(frozen=True, slots=True)
class Report:
    """What a command did: `lines` for stdout, `remarks` for stderr, `data` the JSON object of the run."""

    lines: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    def print(self, *, as_json: bool) -> None:
        """Say it."""
        for remark in self.remarks:
            say(remark, err=True)
        if as_json:
            _say_json(self.data)
        else:
            for line in self.lines:
                say(line)


def report_problems(problems: Iterable[Problem], *, as_json: bool, writes: bool) -> None:
    """Say what is wrong in what the user wrote and, of a command that writes, that nothing was written."""
    problems = tuple(problems)
    for problem in problems:
        say(str(problem), err=True)
    count = f"{len(problems)} problem{'s'[: len(problems) != 1]}"
    say(f"{count}, nothing was written" if writes else count, err=True)
    if as_json:
        _say_json({"files": [], "problems": [flat(problem) for problem in problems]})


def report_failure(error: SurroundingsError, *, as_json: bool) -> None:
    """Say what stood in the way."""
    say(str(error), err=True)
    if as_json:
        _say_json({"files": [], "failure": {"what": error.what, "hint": error.hint}})


def report_abort(*, as_json: bool) -> None:
    """Say to a program that a question was answered with no; the person who said so knows."""
    if as_json:
        _say_json({"files": [], "aborted": True})


def progress(things: Collection[T], doing: str) -> Iterator[T]:
    """Hand out the things; on a terminal, when it takes longer than a second, with a bar."""
    if not sys.stderr.isatty():
        yield from things
        return
    started, bar = time.monotonic(), None
    try:
        for done, thing in enumerate(things):
            if bar is None and time.monotonic() - started > _PATIENCE:
                bar = _bar(doing, len(things))
            if bar is not None:
                bar.update(bar.task_ids[0], completed=done)
            yield thing
    finally:
        if bar is not None:
            bar.stop()


def _bar(doing: str, total: int) -> Any:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task(doing, total=total)
    bar.start()
    return bar


def listed(things: Sequence[str]) -> str:
    """The things, or the first ten of them and how many more there are."""
    more = len(things) - _LISTED
    return ", ".join(things[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def flat(problem: Problem) -> dict[str, Any]:
    """The problem as a program reads it: file, line, column, what and hint."""
    return {**asdict(problem.place), "what": problem.what, "hint": problem.hint}


def say(text: str, *, err: bool = False) -> None:
    """Print a line; control and direction characters in what users wrote are shown, not obeyed."""
    click.echo(visible(text), err=err)


def confirm(said: Iterable[str], question: str) -> None:
    """Say lines and ask before what cannot be undone; click.Abort when the answer is no."""
    for line in said:
        say(line, err=True)
    click.confirm(f"{question} This cannot be undone.", abort=True, err=True)


def visible(text: str) -> str:
    """The text with its control and direction characters written out."""
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf") and character != "\n":
        return character.encode("unicode_escape").decode()
    return character


def _say_json(data: Mapping[str, Any]) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
