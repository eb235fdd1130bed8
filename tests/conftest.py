"""What all tests share: goldens, which `pytest --renew` writes anew; the repository's event; foreign judges."""

import os
import runpy
import shutil
import struct
import subprocess
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import pytest
from hypothesis import settings

from flyer.event.load import load
from flyer.event.model import Event

ROOT = Path(__file__).parents[1]

settings.register_profile("flyer", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("flyer")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the goldens anew; read the diff afterwards")
    parser.addoption("--whole", action="store_true", help="check all of a corpus, not a part of it")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with the file it should be, or writes the file."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--renew"):
            path.write_bytes(text.encode())
        assert path.exists(), f"there is no {path}; 'pytest --renew' writes it"
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture(scope="session")
def vsop() -> Event:
    """The event in the root of the repository."""
    return load((ROOT / "event.yaml").read_bytes(), "event.yaml", lambda path: (ROOT / path).read_bytes())


@pytest.fixture(scope="session")
def events() -> Mapping[str, Event]:
    """Events of every shape by name: those of tests/events, and "five-days" of 300 sessions in up to eight tracks."""
    folder = ROOT / "tests" / "events"
    files = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
    files["five-days"] = runpy.run_path(str(ROOT / "bench" / "events.py"))["text"](300).encode()
    return {name: load(text, f"{name}.yaml", lambda path: (folder / path).read_bytes()) for name, text in files.items()}


@pytest.fixture
def judge(tmp_path: Path) -> Callable[..., str]:
    """Runs a command-line judge on a file of these bytes and gives what it prints; a missing one fails in CI."""

    def run(tool: str, *arguments: str | bytes) -> str:
        if shutil.which(tool) is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{tool} is not installed")
        *options, content = arguments
        path = tmp_path / "judged.pdf"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        done = subprocess.run([tool, *map(str, options), path], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture(scope="session")
def press_icc() -> bytes:
    """A made-up profile of a press that puts all four inks, 400 %, where black is (ICC.1:2001-04, lut8Type)."""
    ramp = bytes(range(256))

    def lut(inputs: int, outputs: int, nodes: bytes) -> bytes:
        identity = struct.pack(">9l", *(65536 * (place % 4 == 0) for place in range(9)))
        head = b"mft1" + bytes(4) + bytes((inputs, outputs, 2, 0))
        return head + identity + ramp * inputs + nodes + ramp * outputs

    to_lab = b"".join(bytes((255 - 255 * sum(inks) // 4, 128, 128)) for inks in product((0, 1), repeat=4))
    to_inks = b"".join(bytes([255 - 255 * lab[0]] * 4) for lab in product((0, 1), repeat=3))
    name = b"Press of the tests\0"
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">L", len(name)) + name + bytes(78),
        b"cprt": b"text" + bytes(4) + b"none\0",
        b"wtpt": b"XYZ " + bytes(4) + struct.pack(">3l", 63190, 65536, 54061),
        b"A2B0": lut(4, 3, to_lab),
        b"B2A0": lut(3, 4, to_inks),
    }
    offset, table, bodies = 132 + 12 * len(tags), b"", b""
    for tag, body in tags.items():
        table += tag + struct.pack(">2L", offset + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    head = struct.pack(">L4sL4s4s4s", offset + len(bodies), b"lcms", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += struct.pack(">6H4s", 2022, 3, 28, 0, 0, 0, b"acsp") + bytes(28)
    head += struct.pack(">3l", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + struct.pack(">L", len(tags)) + table + bodies
