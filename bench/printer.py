"""A printer that takes every job over IPP at once, and notes when."""

import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from flyer.cli.ipp import Answer, Attribute, Group, Operation, Tag, decoded, encoded

_IDLE, _PENDING, _COMPLETED = 3, 3, 9


class Printer(ThreadingHTTPServer):
    """`began` are the jobs by their numbers, `taken` who they are for and when their badge was there."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.began: dict[int, str] = {}
        self.taken: list[tuple[str, float]] = []
        self.done: set[int] = set()
        self.lock = threading.Lock()

    @property
    def uri(self) -> str:
        """Where it is."""
        return f"ipp://127.0.0.1:{self.server_port}/ipp/print"

    def answer(self, operation: int, asked: Answer, document: bytes) -> list[Attribute]:
        """Do what is asked for, and tell what is asked about."""
        told = {name: values[0] for group in asked.groups for name, values in group.items()}
        with self.lock:
            if operation == Operation.CREATE_JOB:
                number = len(self.began) + 1
                self.began[number] = told["job-name"].split()[0]
                return [Attribute(Tag.INTEGER, "job-id", number)]
            if operation == Operation.SEND_DOCUMENT:
                assert document.startswith(b"%PDF"), document[:9]
                self.taken.append((self.began[told["job-id"]], time.perf_counter()))
                self.done.add(told["job-id"])
            if operation == Operation.GET_JOB_ATTRIBUTES:
                is_done = told["job-id"] in self.done
                return [
                    Attribute(Tag.ENUM, "job-state", _COMPLETED if is_done else _PENDING),
                    Attribute(Tag.INTEGER, "number-of-documents", int(is_done)),
                ]
        return [Attribute(Tag.ENUM, "printer-state", _IDLE)]


class _Asked(BaseHTTPRequestHandler):
    server: Printer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        (operation,) = struct.unpack_from(">H", body, 2)
        told = self.server.answer(operation, _request(body), body[body.find(b"%PDF") :])
        answer = encoded(Operation.CREATE_JOB, (Group.OPERATION, ()), (Group.JOB, told))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer[:2] + b"\0\0" + answer[4:])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


_FIRST = bytes([Group.OPERATION]) + b"\x44\0\x01x\0\x01y"
"""A group like the first, which nobody needs of an answer and everybody of a request."""


def _request(body: bytes) -> Answer:
    """A request, which differs from an answer in its third and fourth byte."""
    return decoded(body[:8] + _FIRST + body[8:])


@contextmanager
def printer() -> Iterator[Printer]:
    """A printer that runs."""
    server = Printer()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
