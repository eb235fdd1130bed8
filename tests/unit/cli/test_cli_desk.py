"""`flyer desk` before it serves: what it needs, and what it refuses. Printers are asked in a language of bytes."""

import json
import socket
import struct
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flyer.cli import command, desk
from flyer.cli.commands import flyer
from flyer.cli.ipp import Answer, Attribute, Group, Operation, Tag, decoded, encoded
from flyer.cli.queues import Queue, named
from flyer.database import held
from flyer.desk.surroundings import Condition, Progress, Told
from flyer.problems import SurroundingsError
from flyer.typeset.frame import Size
from flyer.units import mm

LABEL = Size(mm(85.5), mm(54))


@pytest.fixture
def event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(flyer, ["new"]).exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(flyer, ["desk", *arguments])


def test_what_is_missing_is_named(event: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name in ("uvicorn", "jinja2") else find_spec(name))
    result = run()
    assert result.exit_code == 2
    assert "what it needs is not installed (uvicorn, jinja2): pip install 'flyer[desk]'" in result.stderr


def test_a_port_that_is_taken(event: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("--port", str(taken.getsockname()[1]), "--json")
    assert result.exit_code == 3
    assert "is not free" in json.loads(result.stdout)["failure"]["what"]


@pytest.mark.parametrize("is_port_taken", [True, False])
def test_a_second_desk_of_the_same_ledger(event: Path, is_port_taken: bool) -> None:
    with socket.socket() as taken, held(Path("ledger.sqlite-desk"), "http://127.0.0.1:8765 (process 7)"):
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("--port", str(taken.getsockname()[1]) if is_port_taken else "0")
    assert result.exit_code == 3
    assert (
        "a desk for 'ledger.sqlite' runs already: http://127.0.0.1:8765 (process 7)\n  hint: open that page"
        in result.stderr
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--stock", "avery-zweckform-l478"], "there is no stock 'avery-zweckform-l478'; did you mean"),
        (["--port", "70000"], "is not in the range"),
    ],
)
def test_what_cannot_be_is_refused_before_it_serves(event: Path, arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert said in result.stderr


def test_a_cups_that_is_not_there(event: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:9")
    result = run("--printer", "zebra")
    assert result.exit_code == 3
    assert "the printers at 127.0.0.1:9 cannot be reached" in result.stderr


def test_one_badge_is_a_page_of_its_size(event: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {}
    monkeypatch.setattr(
        desk, "_serve", lambda where, job, surroundings, listening: seen.update(job=job, it=surroundings)
    )
    result = run("--port", "0", "--json")
    assert (result.exit_code, json.loads(result.stdout)["files"]) == (0, [])
    first = seen["job"].people.participants[0]
    badge = seen["it"].badge(first, "")
    assert badge.startswith(b"%PDF-1.7")
    assert seen["it"].picture(badge, 100).startswith(b"\x89PNG")
    assert seen["it"].scanned(first) == first.id
    assert len({seen["it"].token() for _ in range(9)}) == 9


def answered(status: int, *groups: tuple[Group, list[Attribute]]) -> bytes:
    """An answer, which differs from a request in its third and fourth byte only."""
    body = encoded(Operation.CREATE_JOB, (Group.OPERATION, []), *groups)
    return body[:2] + struct.pack(">H", status) + body[4:]


def test_requests_are_those_of_the_standard() -> None:
    uri = Attribute(Tag.URI, "printer-uri", "ipp://localhost/p")
    two = [Attribute(Tag.INTEGER, "copies", 1), Attribute(Tag.KEYWORD, "a", "x"), Attribute(Tag.KEYWORD, "a", "y")]
    body = encoded(Operation.CREATE_JOB, (Group.OPERATION, [uri]), (Group.JOB, two))
    assert body[:4] == b"\x02\x00\x00\x05"
    assert body[8:9] + body[-1:] == b"\x01\x03"
    assert b"\x47\x00\x12attributes-charset\x00\x05utf-8\x48\x00\x1battributes-natural-language\x00\x02en" in body
    assert b"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x01\x44\x00\x01a\x00\x01x\x44\x00\x00\x00\x01y\x03" in body
    assert decoded(body).groups == [{"copies": [1], "a": ["x", "y"]}]


@pytest.mark.parametrize("body", [b"", b"\x02\x00", b"\x02\x00\x00\x00\x00\x00\x00\x01\x01\x47\x00\xff"])
def test_an_answer_that_is_none(body: bytes) -> None:
    with pytest.raises(SurroundingsError, match="cannot be read"):
        decoded(body)


@pytest.fixture
def cups() -> Iterator["Cups"]:
    """A server that answers each request with the next answer of a list."""
    server = Cups(("127.0.0.1", 0), Asked)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


class Cups(HTTPServer):
    answers: list[bytes]
    asked: list[tuple[str, int, Answer]]

    @property
    def queue(self) -> Queue:
        return Queue("zebra", f"ipp://127.0.0.1:{self.server_port}/printers/zebra", LABEL)


class Asked(BaseHTTPRequestHandler):
    server: Cups

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked = [*getattr(self.server, "asked", []), (self.path, body[3], decoded(body))]
        answer = self.server.answers.pop(0)
        self.send_response(200 if answer else 500)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


def test_a_badge_is_printed_on_paper_of_its_size(cups: Cups) -> None:
    cups.answers = [answered(0, (Group.JOB, [Attribute(Tag.INTEGER, "job-id", 42)])), answered(0)]
    assert cups.queue.begin("A1 7") == "42"
    cups.queue.send("42", b"%PDF")
    (path, create, job), (_, send, _) = cups.asked
    assert (path, create, send) == ("/printers/zebra", Operation.CREATE_JOB, Operation.SEND_DOCUMENT)
    assert job.groups[0] == {"media": ["custom_badge_85.5x54mm"], "print-scaling": ["none"], "copies": [1]}


@pytest.mark.parametrize(
    ("state", "reasons", "documents", "told"),
    [
        (4, ["job-incoming"], 0, Told(Progress.EMPTY)),
        (3, ["none"], 0, Told(Progress.EMPTY)),
        (3, ["none"], 1, Told(Progress.TAKEN, "none")),
        (5, ["job-printing"], 1, Told(Progress.TAKEN, "job-printing")),
        (7, ["job-canceled-by-user"], 1, Told(Progress.FAILED, "job-canceled-by-user")),
        (8, ["aborted-by-system"], 1, Told(Progress.FAILED, "aborted-by-system")),
        (9, ["job-completed-successfully"], 1, Told(Progress.DONE)),
    ],
)
def test_the_states_of_jobs(cups: Cups, state: int, reasons: list[str], documents: int, told: Told) -> None:
    job = [
        Attribute(Tag.ENUM, "job-state", state),
        *(Attribute(Tag.KEYWORD, "job-state-reasons", reason) for reason in reasons),
        Attribute(Tag.INTEGER, "number-of-documents", documents),
    ]
    cups.answers = [answered(0, (Group.JOB, job))]
    assert cups.queue.told("42") == told


def test_a_job_nobody_knows_any_more_has_to_be_looked_for(cups: Cups) -> None:
    cups.answers = [answered(0x0406)]
    assert cups.queue.told("42").progress is Progress.FAILED


@pytest.mark.parametrize(
    ("state", "reasons", "condition"),
    [
        (3, ["none"], Condition(is_ready=True, waiting=2)),
        (5, ["media-empty-error"], Condition(is_ready=False, waiting=2, reasons=("media-empty-error",))),
        (4, ["marker-supply-low-warning"], Condition(True, 2, ("marker-supply-low-warning",))),
        (4, ["offline-report"], Condition(False, 2, ("offline-report",))),
        (5, ["none"], Condition(is_ready=False, waiting=2)),
    ],
)
def test_the_states_of_printers(cups: Cups, state: int, reasons: list[str], condition: Condition) -> None:
    printer = [
        Attribute(Tag.ENUM, "printer-state", state),
        *(Attribute(Tag.KEYWORD, "printer-state-reasons", reason) for reason in reasons),
        Attribute(Tag.INTEGER, "queued-job-count", 2),
    ]
    cups.answers = [answered(0, (Group.JOB, printer))]
    assert cups.queue.condition() == condition


def test_a_printer_that_says_no(cups: Cups) -> None:
    refused = answered(0x0401, (Group.JOB, [Attribute(Tag.TEXT, "status-message", "Not authorized.")]))
    cups.answers = [refused, answered(0x0406), answered(0x04FF), b""]
    with pytest.raises(SurroundingsError, match="'zebra' refuses: Not authorized"):
        cups.queue.begin("A1")
    with pytest.raises(SurroundingsError, match="refuses: there is no such printer"):
        cups.queue.begin("A1")
    with pytest.raises(SurroundingsError, match="refuses: status 0x04ff"):
        cups.queue.begin("A1")
    with pytest.raises(SurroundingsError, match="answer 500"):
        cups.queue.begin("A1")


def test_queues_are_known_by_their_names(cups: Cups, monkeypatch: pytest.MonkeyPatch, event: Path) -> None:
    monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{cups.server_port}")
    known = answered(0, (Group.JOB, [Attribute(Tag.NAME, "printer-name", "zebra")]))
    cups.answers = [known, known]
    queues = named(("zebra", "ipp://192.0.2.9/ipp/print"), LABEL)
    assert [queue.uri for queue in queues.values()] == [cups.queue.uri, "ipp://192.0.2.9/ipp/print"]
    result = run("--printer", "zebbra")
    assert result.exit_code == 2
    assert "CUPS knows no printer 'zebbra'; did you mean 'zebra'?" in result.stderr
