"""What all tests share: goldens, which `pytest --renew` writes anew; the repository's event; foreign judges."""

import os
import shutil
import subprocess
from collections.abc import Callable
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
