"""The documents of the repository's event, made once by the command line as a user would."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(folder: Path, **environment: str) -> Path:
    output = folder / "output"
    arguments = ["-e", ROOT / "event.yaml", "-o", output, "--ledger", folder / "ledger.sqlite"]
    subprocess.run(
        [sys.executable, "-m", "flyer", "build", *map(str, arguments)],
        check=True,
        capture_output=True,
        env={**os.environ, **environment},
    )
    return output


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `flyer build` wrote."""
    return build(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="session")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds again in another process, with another environment."""
    return lambda **environment: build(tmp_path_factory.mktemp("again"), **environment)
