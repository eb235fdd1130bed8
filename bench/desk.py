"""`python -m bench.desk [SECONDS]`: eight clients find people and print their badges at a desk; nothing may be lost.

Each asks from an address of its own (127.0.0.2 and up), as devices on a network do.
"""

import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import httpx

from bench.__main__ import Case, workplace

CLIENTS, PEOPLE, SECONDS = 8, 5_000, 60.0


@dataclass
class Client:
    """Somebody at a desk: whom it has printed, and how long searches, prints and fetched badges took."""

    address: str
    number: int
    printed: list[str] = field(default_factory=list)
    took: dict[str, list[float]] = field(default_factory=lambda: {"search": [], "print": [], "badge": []})

    def work(self, end: float) -> None:
        """One person after the other, of whom no other client has any."""
        transport = httpx.HTTPTransport(local_address=f"127.0.0.{self.number + 2}")
        with httpx.Client(base_url=self.address, transport=transport, follow_redirects=True, timeout=30) as client:
            for n in range(self.number, PEOPLE, CLIENTS):
                if time.perf_counter() > end:
                    return
                self._one(client, f"P{n:06}")

    def _one(self, client: httpx.Client, id_: str) -> None:
        page = self._timed("search", lambda: client.get("/", params={"q": id_})).text
        hidden = dict(re.findall(r'<input type="hidden" name="(token|seen|arrives)" value="([^"]*)">', page))
        page = self._timed("print", lambda: client.post(f"/people/{id_}/print", data=hidden)).text
        (badge,) = re.findall(r'data-paper="[^"]+" href="([^"]+)"', page)
        self._timed("badge", lambda: client.get(badge))
        self.printed.append(id_)

    def _timed(self, what: str, ask: Callable[[], httpx.Response]) -> httpx.Response:
        start = time.perf_counter()
        answer = ask().raise_for_status()
        self.took[what].append(time.perf_counter() - start)
        return answer


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A desk over a folder; gives its address."""
    command = [sys.executable, "-m", "flyer", "desk", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield next(line.split()[-1] for line in process.stderr or () if line.startswith("the desk is at"))
        finally:
            process.send_signal(signal.SIGINT)


def told(ledger: Path, question: str) -> list[str]:
    """Of whom a log tells something."""
    with closing(sqlite3.connect(ledger)) as connection:
        return sorted(id_ for (id_,) in connection.execute(question))


def main(seconds: float) -> None:
    """Put the load on, then compare what clients were told with what the logs say."""
    with workplace(Case("desk", (), PEOPLE)) as folder:
        start = time.perf_counter()
        with served(folder) as address:
            httpx.get(address).raise_for_status()
            print(f"{PEOPLE:,} people: first page {time.perf_counter() - start:.2f} s after the start")
            clients = [Client(address, number) for number in range(CLIENTS)]
            end = time.perf_counter() + seconds
            threads = [threading.Thread(target=client.work, args=(end,)) for client in clients]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        printed = sorted(id_ for client in clients for id_ in client.printed)
        for what in ("search", "print", "badge"):
            cuts = quantiles([took for client in clients for took in client.took[what]], n=100)
            print(f"{what:8}{cuts[49] * 1000:8.0f} ms median {cuts[94] * 1000:8.0f} ms 95 %")
        ledger = folder / "ledger.sqlite"
        for what, question in (
            ("checked in", "SELECT participant FROM desk WHERE kind = 'arrived'"),
            ("printed", "SELECT participant FROM prints"),
        ):
            found = told(ledger, question)
            lost, twice = len(set(printed) - set(found)), len(found) - len(set(found))
            print(f"{len(found):5} {what}: {lost} lost, {twice} twice, {len(set(found) - set(printed))} untold")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
