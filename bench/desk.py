"""`python -m bench.desk [SECONDS]`: how long staff wait at a desk, and whether eight of them lose anything.

Then eight clients find people and have their badges printed, each from an address of its own (127.0.0.2 and up), as
devices on a network do. What they were told is compared with the logs and with what the printer has; exits with 1 when
anything was lost, done twice or untold.
"""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import httpx

from bench.__main__ import Case, workplace
from bench.printer import Printer, printer

CLIENTS, PEOPLE, MANY, SECONDS = 8, 5_000, 20_000, 60.0
STARTS, PRINTS = 5, 50
QUERIES = ("Müller", "mueller bababa", "Lukasik", "leipzig", "Göttingn", "P004711", "dörte sahin", "Nguyen", "e",
           "gros", "weiss albrecht", "hochschule", "Briain Bofa", "xyzzy", "a a")  # fmt: skip


@dataclass
class Client:
    """Somebody at a desk: whose badges were asked for, and how long searches and prints took."""

    address: str
    number: int
    asked: list[str] = field(default_factory=list)
    took: dict[str, list[float]] = field(default_factory=lambda: {"search": [], "print": []})

    def work(self, end: float) -> None:
        """One person after the other, of whom no other client has any."""
        transport = httpx.HTTPTransport(local_address=f"127.0.0.{self.number + 2}")
        with httpx.Client(base_url=self.address, transport=transport, follow_redirects=True, timeout=30) as client:
            for n in range(self.number, PEOPLE - PRINTS, CLIENTS):
                if time.perf_counter() > end:
                    return
                self.print(client, f"P{n:06}")

    def print(self, client: httpx.Client, id_: str) -> float:
        """Find somebody and have the badge printed; gives when Enter was pressed."""
        page = self._timed("search", lambda: client.get("/", params={"q": id_})).text
        hidden = dict(re.findall(r'<input type="hidden" name="(token|seen|arrives)" value="([^"]*)">', page))
        start = time.perf_counter()
        answer = self._timed("print", lambda: client.post(f"/people/{id_}/print", data=hidden))
        assert "told=printing" in str(answer.url), answer.url
        self.asked.append(id_)
        return start

    def _timed(self, what: str, ask: Callable[[], httpx.Response]) -> httpx.Response:
        start = time.perf_counter()
        answer = ask().raise_for_status()
        self.took[what].append(time.perf_counter() - start)
        return answer


@contextmanager
def served(folder: Path, *options: str, **environment: str) -> Iterator[tuple[str, float]]:
    """A desk over a folder; gives its address, and the seconds from its start to its first page."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "flyer", "desk", "--port", address.rpartition(":")[2], *options]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, env=os.environ | environment) as process:
        try:
            while True:
                try:
                    httpx.get(address).raise_for_status()
                    break
                except httpx.ConnectError:
                    assert process.poll() is None, "the desk has ended"
                    time.sleep(0.005)
            yield address, time.perf_counter() - start
        finally:
            process.send_signal(signal.SIGINT)


def line(what: str, took: list[float], mark: str = "") -> None:
    """Print how long something took."""
    worst = quantiles(took, n=20)[-1] if len(took) > 1 else took[0]
    print(f"{what:44}{median(took) * 1000:7.0f} ms median{worst * 1000:7.0f} ms 95 %   {mark}")


def starts(count: int) -> None:
    """From the start of the process to its first page."""
    with workplace(Case("desk", (), count)) as folder:
        took = []
        for n in range(STARTS):
            with served(folder, "--ledger", f"{n}.sqlite") as (_, first):
                took.append(first)
        line(f"first page, {count:,} people", took, "1 s")
        if count < PEOPLE:
            with served(folder, "--ledger", "new.sqlite", PYTHONPYCACHEPREFIX=str(folder / "none")) as (_, first):
                line("the same, never started before", [first])


def searches() -> None:
    """What is asked for while somebody types, letter by letter."""
    with workplace(Case("desk", (), MANY)) as folder, served(folder) as (address, _), httpx.Client() as client:
        took = []
        client.get(address, params={"q": "warm"})
        time.sleep(4)  # what is needed for misspelled names is made behind the first page
        for query in QUERIES:
            for end in range(1, len(query) + 1):
                time.sleep(0.02)  # nobody types faster than fifty letters a second
                start = time.perf_counter()
                client.get(address, params={"q": query[:end]}).raise_for_status()
                took.append(time.perf_counter() - start)
        line(f"search over {MANY:,} people, with its page", took, "50 ms")


def enters(address: str, to: Printer) -> list[str]:
    """From Enter until the printer has the whole badge, one after the other."""
    client = Client(address, 0)
    pressed = {}
    with httpx.Client(base_url=address, follow_redirects=True) as browser:
        for n in range(PEOPLE - PRINTS, PEOPLE):
            pressed[f"P{n:06}"] = client.print(browser, f"P{n:06}")
            time.sleep(0.1)
    wait(lambda: len(to.taken), len(pressed))
    taken = dict(to.taken)
    line("from Enter to the printer", [taken[id_] - start for id_, start in pressed.items()], "300 ms")
    return list(pressed)


def wait(count: Callable[[], int], most: int) -> None:
    """Until there are so many, or for ten seconds no more."""
    last, end = -1, 0.0
    while (now := count()) < most and (now > last or time.perf_counter() < end):
        if now > last:
            last, end = now, time.perf_counter() + 10
        time.sleep(0.1)


def load(address: str, seconds: float) -> list[str]:
    """Eight clients, as fast as they can."""
    clients = [Client(address, number) for number in range(CLIENTS)]
    end = time.perf_counter() + seconds
    threads = [threading.Thread(target=client.work, args=(end,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for what in ("search", "print"):
        line(f"{CLIENTS} clients for {seconds:g} s: {what}", [took for client in clients for took in client.took[what]])
    return [id_ for client in clients for id_ in client.asked]


def told(ledger: Path, question: str) -> list[str]:
    """Of whom a log tells something."""
    with closing(sqlite3.connect(ledger)) as connection:
        return [id_ for (id_,) in connection.execute(question)]


def loaded(seconds: float) -> bool:
    """Print badges, then compare what was told; False when anything is otherwise."""
    with workplace(Case("desk", (), PEOPLE)) as folder, printer() as to, served(folder, "--printer", to.uri) as (at, _):
        asked = [*enters(at, to), *load(at, seconds)]
        ledger = folder / "ledger.sqlite"
        wait(lambda: len(told(ledger, "SELECT participant FROM desk WHERE kind = 'print done'")), len(asked))
        found = {
            "checked in": told(ledger, "SELECT participant FROM desk WHERE kind = 'arrived'"),
            "printed": told(ledger, "SELECT participant FROM prints"),
            "done": told(ledger, "SELECT participant FROM desk WHERE kind = 'print done'"),
            "at the printer": [id_ for id_, _ in to.taken],
        }
    is_good = len(asked) > PRINTS
    for what, ids in found.items():
        lost, untold = set(asked) - set(ids), set(ids) - set(asked)
        twice = [id_ for id_, times in Counter(ids).items() if times > 1]
        print(f"{len(ids):6} {what}: {len(lost)} lost, {len(twice)} twice, {len(untold)} untold")
        is_good = is_good and not (lost or twice or untold)
    return is_good


if __name__ == "__main__":
    starts(60)
    starts(PEOPLE)
    searches()
    sys.exit(0 if loaded(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS) else 1)
