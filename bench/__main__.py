"""`make bench`: wall time, CPU time, peak memory and output of whole commands, each in a process of its own."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import events, peers, people

ROOT = Path(__file__).parents[1]
RUNS = 3


@dataclass(frozen=True)
class Case:
    """A command on the repository's event, or one of so many `sessions`, with `count` invented participants."""

    name: str
    command: tuple[str, ...]
    count: int = 60
    sessions: int = 0
    marks: str = ""
    runs: int = RUNS


CASES = (
    Case("flyer --help", ("--help",), marks="0.25 s wall"),
    Case("programme, cold", ("programme",), marks="1.0 s wall"),
    Case("programme, 1 session", ("programme",), sessions=1),
    Case("programme, 40 sessions", ("programme",), sessions=40),
    Case("programme, 300 sessions", ("programme",), sessions=300, marks="3 s wall"),
    Case("1,000 badges, one file", ("badges",), 1_000),
    Case("10,000 badges, one file", ("badges",), 10_000, marks="3 s CPU, 100 MB"),
    Case("1,000 invoices, one file each", ("invoices",), 1_000, marks="30 s CPU", runs=1),
)


@dataclass(frozen=True)
class Figures:
    """What the operating system says of one finished process and of what it wrote."""

    wall: float
    cpu: float
    peak_mb: float
    files: int
    size_mb: float


@contextmanager
def workplace(case: Case) -> Iterator[Path]:
    """A folder outside the repository with the case's event, logos and participants."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if case.sessions:
            events.write(folder / "event.yaml", case.sessions)
        else:
            shutil.copy(ROOT / "event.yaml", folder)
        shutil.copytree(ROOT / "logos", folder / "logos")
        people.write(folder / "participants.csv", case.count)
        yield folder


def measure(case: Case) -> Figures:
    """Run a case once."""
    with workplace(case) as folder:
        arguments = [sys.executable, "-m", "flyer", *case.command]
        start = time.perf_counter()
        process = os.posix_spawn(
            "/bin/sh",
            ["sh", "-c", 'cd "$0" && exec "$@" >log 2>&1', str(folder), *arguments],
            os.environ,
        )
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - start
        if status:
            sys.exit(f"{case.name} failed:\n{(folder / 'log').read_text()}")
        output = [path for path in (folder / "output").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in output)
        return Figures(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, len(output), size / 1e6)


def main() -> None:
    """Print a line a case: the median run by CPU time."""
    print(f"{'':32}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'files':>7}{'MB':>9}   first mark")
    for case in CASES:
        figures = sorted((measure(case) for _ in range(case.runs)), key=lambda f: f.cpu)
        f = figures[len(figures) // 2]
        print(
            f"{case.name:32}{f.wall:9.2f}{f.cpu:9.2f}{f.peak_mb:9.0f}{f.files:7}{f.size_mb:9.2f}   {case.marks}",
            flush=True,
        )
    peers.compare(measure(Case("", ("badges",), peers.COUNT)).cpu)


if __name__ == "__main__":
    main()
