"""`flyer issue` and `cancel` under kill -9, eight at once, a full disk and read-only folders.

No number twice, none lost, no PDF without an entry, and after the next run no entry without its PDF.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

PREAMBLE = """
import io, os, resource, shutil, signal, sqlite3, sys, traceback
from pathlib import Path
import flyer.database as database
from flyer.billing.ledger import Ledger
from flyer.cli import issuing, rendering
from flyer.cli.commands import flyer

here = Path.cwd()
database._BUSY_SECONDS = 60.0

def run(*arguments):
    return flyer.main(arguments, standalone_mode=False) or 0

def copied(name, original):
    shutil.copytree(here / original, here / name)
    os.chdir(here / name)

def event(name, people):
    copied(name, "event")
    folder = here / name
    rows = (folder / "participants.csv").read_text("utf-8").splitlines()
    added = [f",Eva,Neu {n},,eva@example.org,Weg {n},01067,Dresden,DE,standard,participant," for n in range(people)]
    (folder / "participants.csv").write_text("\\n".join([rows[0], *added]), "utf-8")

def forked(work):
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        status = 70
        try:
            status = work() or 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)
    return child

def outcome(child):
    _, status = os.waitpid(child, 0)
    return f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit {os.WEXITSTATUS(status)}"

def state():
    copies = {file.stem: file.read_bytes() for file in Path("output/invoices").glob("*.pdf")}
    with Ledger(Path("ledger.sqlite")) as ledger:
        numbers = [entry.number for entry in ledger.entries()]
        issued = {number: ledger.document(number) for number in numbers}
        found = ledger.altered()
    assert copies.items() <= issued.items(), "a PDF without an entry"
    assert not found, found
    return numbers, len(copies)

sys.stdout.reconfigure(line_buffering=True)
stdout = os.dup(1)

def say(*words):
    os.write(stdout, (" ".join(map(str, words)) + "\\n").encode())

os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
event("warm", 1)
assert run("issue", "--yes") == 0
"""

KILLED_AT_EVERY_POINT = """
points = ("write_bytes", "replace", "unlink", "mkdir")

def killed_at(point, *arguments):
    passed = iter(range(1000))

    def pass_a_point(statement="COMMIT"):
        if statement.startswith(("INSERT", "COMMIT")) and next(passed) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    def hooked(name):
        done = getattr(Path, name)

        def call(self, *given, **named):
            pass_a_point()
            if name == "write_bytes":
                with self.open("wb") as file:
                    file.write(given[0][: len(given[0]) // 2])
                    file.flush()
                    pass_a_point()
            return done(self, *given, **named)

        setattr(Path, name, call)

    def connect(*given, **named):
        connection = opened(*given, **named)
        connection.set_trace_callback(pass_a_point)
        return connection

    def keep(self, *given):
        pass_a_point()
        made = kept(self, *given)
        pass_a_point()
        return made

    opened, sqlite3.connect = sqlite3.connect, connect
    kept, rendering.Spool.keep = rendering.Spool.keep, keep
    for name in points:
        hooked(name)
    return run(*arguments)

commands = {
    "issue": ("issue", "--yes"),
    "cancel": ("cancel", "ND2027-001", "--reason", "wrong", "--yes"),
}
for name, command in commands.items():
    event(name, 1)
    if name == "cancel":
        assert run("issue", "--yes") == 0
    for point in range(1000):
        copied(f"{name}-{point}", name)
        ended = outcome(forked(lambda: killed_at(point, *command)))
        numbers, _ = state()
        if name == "cancel" and len(numbers) == 1:
            assert run(*command) == 0
        assert run("invoices" if name == "cancel" else "issue", *([] if name == "cancel" else ["--yes"])) == 0
        say(name, ended, len(numbers), "then", *state()[0], state()[1])
        if ended == "exit 0":
            break
"""

EIGHT_AT_ONCE = """
event("eight", 4)
children = [forked(lambda: run("issue", "--yes")) for _ in range(8)]
say(*map(outcome, children))
numbers, copies = state()
say(*numbers, copies)
children = [forked(lambda: run("cancel", "ND2027-001", "--reason", "wrong", "--yes")) for _ in range(8)]
say(*sorted(map(outcome, children)))
numbers, copies = state()
say(*numbers, copies)
"""

FULL_DISK = """
def full(limit, probes):
    if not probes:
        issuing.probe = lambda *_: None
        rendering.TemporaryFile = lambda **_: io.BytesIO()
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    return run("issue", "--yes")

for probes, limit in ((1, 60_000), (0, 3_000), (0, 60_000), (0, 110_000), (0, 160_000)):
    event(f"full-{probes}-{limit}", 3)
    ended = outcome(forked(lambda: full(limit, probes)))
    numbers, copies = state()
    assert run("issue", "--yes") == 0
    say(probes, ended, len(numbers), copies, "then", *state()[0], state()[1])
"""

READ_ONLY = """
def as_nobody(*arguments):
    if os.geteuid() == 0:
        os.seteuid(65534)
    return run(*arguments)

event("read-only", 2)
Path("output/invoices").mkdir(parents=True)
(here / "ledgers").mkdir()
for folder, ledger in (("output/invoices", "ledgers/ledger.sqlite"), (here / "ledgers", "ledgers/other.sqlite")):
    for each in ("output/invoices", here / "ledgers"):
        Path(each).chmod(0o777)
    Path(folder).chmod(0o555)
    ended = outcome(forked(lambda: as_nobody("issue", "--yes", "--ledger", here / ledger)))
    say(ended, *Path("output/invoices").glob("*.pdf"), *(here / "ledgers").iterdir())
"""


@pytest.fixture
def here() -> Iterator[Path]:
    """A folder that everyone may enter, with the English starter in `event`."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    subprocess.run([sys.executable, "-m", "flyer", "new", "event", "--language", "en"], cwd=folder, check=True,
                   capture_output=True)  # fmt: skip
    yield folder
    shutil.rmtree(folder)


def run(script: str, here: Path) -> list[str]:
    command = [sys.executable, "-c", PREAMBLE + script]
    done = subprocess.run(
        command, cwd=here, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "NO_COLOR": "1"}
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    return done.stdout.splitlines()


def test_killed_at_every_point(here: Path) -> None:
    """Before each step on disk and halfway through files: how many entries then, what there is after the next run."""
    outcomes = Counter(run(KILLED_AT_EVERY_POINT, here))
    assert outcomes.keys() == {
        "issue signal 9 0 then ND2027-001 1",
        "issue signal 9 1 then ND2027-001 1",
        "issue exit 0 1 then ND2027-001 1",
        "cancel signal 9 1 then ND2027-001 ND2027-002 2",
        "cancel signal 9 2 then ND2027-001 ND2027-002 2",
        "cancel exit 0 2 then ND2027-001 ND2027-002 2",
    }
    assert min(count for outcome, count in outcomes.items() if "signal" in outcome) > 2


def test_eight_at_once(here: Path) -> None:
    issued, numbers, cancelled, then = run(EIGHT_AT_ONCE, here)
    assert issued.split("exit ")[1:] == ["0 "] * 7 + ["0"]
    assert numbers == "ND2027-001 ND2027-002 ND2027-003 ND2027-004 4"
    assert cancelled == "exit 0" + " exit 1" * 7
    assert then == "ND2027-001 ND2027-002 ND2027-003 ND2027-004 ND2027-005 5"


def test_a_full_disk(here: Path) -> None:
    """With the rehearsal on disk nothing is issued; without it some are, and the next run writes what is missing."""
    outcomes = run(FULL_DISK, here)
    assert outcomes[0] == "1 exit 3 0 0 then ND2027-001 ND2027-002 ND2027-003 3"
    assert {outcome.partition(" then ")[2] for outcome in outcomes} == {"ND2027-001 ND2027-002 ND2027-003 3"}
    assert {outcome.split()[2] for outcome in outcomes} == {"3"}
    assert len({outcome.split()[3] for outcome in outcomes}) > 2


def test_read_only_folders(here: Path) -> None:
    assert run(READ_ONLY, here) == ["exit 3", "exit 3"]
