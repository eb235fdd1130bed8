"""The ledger under kill -9, many writers, a full disk, a read-only folder and a lock: no number twice, none lost."""

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import flyer.database as database_module
from flyer.billing.frozen import freeze
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice
from flyer.problems import SurroundingsError

ON = dt.datetime(2022, 3, 1, 9, 30, tzinfo=dt.UTC)


def render(invoice: Invoice) -> bytes:
    return f"%PDF {invoice.number}".encode() + bytes(20_000)


PREAMBLE = """
import datetime as dt, os, signal, sqlite3, sys
from dataclasses import replace
from pathlib import Path
import flyer.database as database
from flyer.billing.frozen import thaw
from flyer.billing.ledger import Ledger

path, draft = Path(sys.argv[1]), thaw(sys.argv[2])
on = dt.datetime(2022, 3, 1, 9, 30, tzinfo=dt.UTC)

def issue(ledger, key, render=lambda invoice: b"%PDF " + invoice.number.encode() + bytes(20_000)):
    return ledger.issue(replace(draft, payer_key=key), pattern="JT-{n:03}", on=on, render=render)

def forked(work):
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    return child
"""

KILLED_AT_EVERY_STATEMENT = """
def killed_at(point, path):
    statements = iter(range(1000))
    def count(statement):
        if next(statements) == point:
            os.kill(os.getpid(), signal.SIGKILL)
    def connect(*given, **named):
        connection = opened(*given, **named)
        connection.set_trace_callback(count)
        return connection
    opened, sqlite3.connect = sqlite3.connect, connect
    issue(Ledger(path), "the last")
    os.kill(os.getpid(), signal.SIGTERM)

for earlier in (0, 1):
    for point in range(1000):
        copy = path.with_name(f"{earlier}-{point}.sqlite")
        if earlier:
            with Ledger(copy) as ledger:
                issue(ledger, "the first")
        _, status = os.waitpid(forked(lambda: killed_at(point, copy)), 0)
        with Ledger(copy) as ledger:
            numbers = [entry.number for entry in ledger.entries()]
            found = {problem.what for problem in ledger.verify()} - {"there is no ledger"}
            again = issue(ledger, "the next").number
        print(os.WTERMSIG(status), earlier, *numbers, *found, again)
        if os.WTERMSIG(status) == signal.SIGTERM:
            break
"""

KILLED_WHILE_RENDERING = """
def suicide(invoice):
    os.kill(os.getpid(), signal.SIGKILL)

with Ledger(path) as ledger:
    issue(ledger, "first")
    issue(ledger, "second", suicide)
"""

EIGHT_AT_ONCE = """
ready, go = os.pipe()

def work(process):
    os.close(go)
    os.read(ready, 1)
    database._BUSY_SECONDS = 60.0
    with Ledger(path) as ledger:
        for n in range(5):
            issue(ledger, f"own {process} {n}")
            issue(ledger, f"shared {n}")

children = [forked(lambda: work(process)) for process in range(8)]
os.close(go)
print([os.waitpid(child, 0)[1] for child in children])
"""


def run(script: str, path: Path, draft: Invoice) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PREAMBLE + script, str(path), freeze(draft)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def invoice(draft: Callable[..., Invoice]) -> Invoice:
    return draft("Anna Öz")


def test_killed_at_every_statement(tmp_path: Path, invoice: Invoice) -> None:
    """Signal 9 comes before the end of `issue`, 15 after it; then the entries found and the next number."""
    done = run(KILLED_AT_EVERY_STATEMENT, tmp_path / "ledger.sqlite", invoice)
    outcomes = Counter(done.stdout.splitlines())
    assert done.stderr == ""
    assert outcomes.keys() == {"9 0 JT-001", "15 0 JT-001 JT-002", "9 1 JT-001 JT-002", "15 1 JT-001 JT-002 JT-003"}
    assert outcomes["9 0 JT-001"] > 20
    assert outcomes["9 1 JT-001 JT-002"] > 10


def test_killed_while_rendering(tmp_path: Path, invoice: Invoice) -> None:
    path = tmp_path / "ledger.sqlite"
    assert run(KILLED_WHILE_RENDERING, path, invoice).returncode == -9
    with Ledger(path) as ledger:
        assert [entry.payer_key for entry in ledger.entries()] == ["first"]
        assert ledger.issue(invoice, pattern="JT-{n:03}", on=ON, render=render).number == "JT-002"
        assert ledger.verify() == []


def test_eight_processes_at_once(tmp_path: Path, invoice: Invoice) -> None:
    path = tmp_path / "ledger.sqlite"
    done = run(EIGHT_AT_ONCE, path, invoice)
    assert (done.stderr, done.stdout) == ("", f"{[0] * 8}\n")
    with Ledger(path) as ledger:
        entries = ledger.entries()
        assert [entry.number for entry in entries] == [f"JT-{n:03}" for n in range(1, 46)]
        assert len({entry.payer_key for entry in entries}) == 45
        assert ledger.verify() == []
        assert ledger.document("JT-045").startswith(b"%PDF JT-045")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everyone may enter, outside the one that only its owner may."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def read_only(folder: Path, invoice: Invoice) -> Iterator[Path]:
    """A ledger with one entry in a folder nobody may write to, and a user who is nobody."""
    path = folder / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.issue(invoice, pattern="{n}", on=ON, render=render)
    folder.chmod(0o555)
    path.chmod(0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    yield path
    if root:
        os.seteuid(0)


def test_a_read_only_folder_can_be_read_and_not_written(read_only: Path, draft: Callable[..., Invoice]) -> None:
    with Ledger(read_only) as ledger:
        assert [entry.number for entry in ledger.entries()] == ["1"]
        assert ledger.verify() == []
        with pytest.raises(SurroundingsError, match="may not be written"):
            ledger.issue(draft("Bo Li"), pattern="{n}", on=ON, render=render)
    with Ledger(read_only) as ledger, pytest.raises(SurroundingsError, match="may not be written"):
        ledger.issue(draft("Bo Li"), pattern="{n}", on=ON, render=render)
    with Ledger(read_only.with_name("new")) as ledger, pytest.raises(SurroundingsError, match="cannot be opened"):
        ledger.issue(draft("Bo Li"), pattern="{n}", on=ON, render=render)
    assert [file.name for file in read_only.parent.iterdir()] == ["ledger.sqlite"]


def test_a_locked_ledger_is_left_alone(
    tmp_path: Path, draft: Callable[..., Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "_BUSY_SECONDS", 0.01)
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.issue(draft("Anna Öz"), pattern="{n}", on=ON, render=render)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(SurroundingsError, match="is locked by another program"):
            ledger.issue(draft("Bo Li"), pattern="{n}", on=ON, render=render)
        assert len(ledger.entries()) == 1
        other.execute("ROLLBACK")
        other.close()
        assert ledger.issue(draft("Bo Li"), pattern="{n}", on=ON, render=render).number == "2"


def test_who_is_reading_while_the_ledger_is_made_stops_nobody(
    tmp_path: Path, draft: Callable[..., Invoice], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then SQLite cannot turn on write-ahead logging; the next who writes does."""
    monkeypatch.setattr(database_module, "_BUSY_SECONDS", 0.01)
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.issue(draft("Anna Öz"), pattern="{n}", on=ON, render=render)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN")
    other.execute("SELECT * FROM entries").fetchall()

    def render_when_nobody_reads(invoice: Invoice) -> bytes:
        other.execute("ROLLBACK")
        return render(invoice)

    with Ledger(path) as ledger:
        assert ledger.issue(draft("Bo Li"), pattern="{n}", on=ON, render=render_when_nobody_reads).number == "2"
        assert not path.with_name("ledger.sqlite-wal").exists()
        assert ledger.issue(draft("Cem Ay"), pattern="{n}", on=ON, render=render).number == "3"
        assert path.with_name("ledger.sqlite-wal").exists()
    other.close()


FULL_DISK = """
import resource

with Ledger(path) as ledger:
    issue(ledger, "first")
    size = path.with_name(path.name + "-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 9_000, resource.RLIM_INFINITY))
    try:
        issue(ledger, "second")
    except Exception as error:
        print(type(error).__name__, error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(issue(ledger, "third").number, ledger.verify())
"""


def test_a_file_that_cannot_grow(tmp_path: Path, invoice: Invoice) -> None:
    done = run(FULL_DISK, tmp_path / "ledger.sqlite", invoice)
    refused, hint, issued = done.stdout.splitlines()
    assert refused.startswith("SurroundingsError the ledger '")
    assert refused.endswith("cannot be read or written")
    assert hint.startswith("  hint: check the disk")
    assert issued == "JT-002 []"


def test_a_full_disk(tmp_path: Path, draft: Callable[..., Invoice]) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.issue(draft("Anna Öz"), pattern="{n}", on=ON, render=render)
        connection = ledger._database._connection
        assert connection is not None
        connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(SurroundingsError, match="cannot grow, the disk is full"):
            ledger.issue(draft("Bo Li"), pattern="{n}", on=ON, render=render)
        connection.execute("PRAGMA max_page_count = 1000000")
        assert ledger.issue(draft("Cem Ay"), pattern="{n}", on=ON, render=render).number == "2"
        assert ledger.verify() == []


def test_a_damaged_file_is_told(tmp_path: Path, draft: Callable[..., Invoice]) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.issue(draft("Anna Öz"), pattern="{n}", on=ON, render=render)
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(content)
    with Ledger(path) as ledger, pytest.raises(SurroundingsError, match="is damaged"):
        ledger.verify()
