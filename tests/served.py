"""`flyer desk` as its users run it: a process that serves until it is ended, and a browser that knows its forms."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[1]


def lacks(what: str) -> None:
    """A foreign judge is not installed: that fails in CI, and is named as skipped elsewhere."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is not installed")


def folder(path: Path) -> Path:
    """The repository's event in a folder of its own."""
    for name in ("event.yaml", "participants.csv"):
        shutil.copy(ROOT / name, path)
    shutil.copytree(ROOT / "logos", path / "logos")
    return path


class Served:
    """A desk over a folder, on any port; `addresses` are where it is found, this computer's own first."""

    def __init__(self, folder: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        command = [sys.executable, "-m", "flyer", "desk", "--port", "0", *options]
        self._process = subprocess.Popen(
            command, cwd=folder, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}
        )
        self.process = self._process.pid
        self.addresses: list[str] = []
        self._staff: list[Staff] = []
        assert self._process.stderr
        self.said = ""
        for line in self._process.stderr:
            self.said += line
            self.addresses += re.findall(r"^the desk is at (\S+)", line)
            if line.startswith("Ctrl+C"):
                break
        if not self.addresses:
            self._ended(signal.SIGINT)
        assert self.addresses, self.said

    @property
    def address(self) -> str:
        """Where this computer finds it."""
        return self.addresses[0]

    def staff(self) -> "Staff":
        """Somebody at it."""
        self._staff.append(Staff(self.address))
        return self._staff[-1]

    def end(self) -> int:
        """Interrupt it; gives its exit status."""
        return self._ended(signal.SIGINT)

    def kill(self) -> None:
        """End it as a power cut does."""
        self._ended(signal.SIGKILL)

    def _ended(self, how: signal.Signals) -> int:
        self._process.send_signal(how)
        assert self._process.stderr
        self.said += self._process.stderr.read()
        for each in self._staff:
            each.client.close()
        self._process.stderr.close()
        return self._process.wait(10)

    @property
    def is_running(self) -> bool:
        """Whether it was not ended yet."""
        return self._process.poll() is None


class Staff:
    """Somebody at a desk without scripts."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(base_url=address, follow_redirects=True, timeout=20)

    def look(self, **query: str) -> str:
        """The page for what is looked for."""
        return self.client.get("/", params=query).text

    def ids(self) -> Sequence[str]:
        """Everybody who is missing."""
        return re.findall(r'href="/\?person=([^"]+)"', self.client.get("/missing").text)

    def send(self, path: str, page: str, **fields: Any) -> httpx.Response:
        """Send one of the forms of a page."""
        hidden = dict(re.findall(r'<input type="hidden" name="(token|seen)" value="([^"]*)">', page))
        return self.client.post(path, data={**hidden, **fields})

    def print(self, id_: str, **fields: Any) -> httpx.Response:
        """Check somebody in and ask for the badge."""
        return self.send(f"/people/{id_}/print", self.look(person=id_), arrives="1", **fields)
