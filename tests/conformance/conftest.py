"""The documents of the repository's event, made once by the command line as a user would; the desk in a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from served import Served, folder, lacks

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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser; its loop runs while it is there, and no other can in the same thread."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        lacks("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def event_folder(tmp_path: Path) -> Path:
    """The repository's event in a folder of its own."""
    return folder(tmp_path)


@pytest.fixture
def serve(event_folder: Path) -> Iterator[Callable[..., Served]]:
    """Starts desks of that event, which end with the test."""
    desks: list[Served] = []

    def start(*options: str) -> Served:
        desks.append(Served(event_folder, *options))
        return desks[-1]

    yield start
    for desk in desks:
        if desk.is_running:
            desk.end()


@pytest.fixture
def served(serve: Callable[..., Served]) -> Served:
    """The desk of the repository's event, open to the network."""
    return serve("--lan")


@pytest.fixture
def open_page(chromium: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Opens the desk in a browser of its own, whose print dialogue is recorded; what goes wrong on the page fails."""
    contexts, wrong = [], []

    def opened(
        address: str = "",
        *,
        path: str = "/",
        locale: str = "en-GB",
        scripts: bool = True,
        width: int = 1280,
        **more: Any,
    ) -> Any:
        size = {"width": width, "height": 860}
        context = chromium.new_context(locale=locale, java_script_enabled=scripts, viewport=size, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if is_error(said) else None)
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        own = tuple(f"{each}/" for each in served.addresses)
        page.on("request", lambda sent: wrong.append(sent.url) if is_elsewhere(sent.url, own) else None)
        page.goto((address or served.address) + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def is_error(said: Any) -> bool:
    """Whether a page complains of itself, not of an answer that says no, or of a line that is cut."""
    usual = ("responded with a status of", "net::ERR_", "text/event-stream")
    return said.type == "error" and not any(each in said.text for each in usual)


def is_elsewhere(url: str, own: tuple[str, ...]) -> bool:
    """Whether anything is asked of another server."""
    return url.startswith(("http", "ws")) and not url.startswith(own)
