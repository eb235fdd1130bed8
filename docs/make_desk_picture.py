"""`make pictures`: the pictures of the desk, taken by Chromium of the repository's event."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"


@contextmanager
def served(*options: str) -> Iterator[str]:
    """A desk with a ledger of its own; gives its address."""
    with tempfile.TemporaryDirectory() as folder:
        where = ["-e", str(ROOT / "event.yaml"), "--ledger", f"{folder}/ledger.sqlite", "--port", "0"]
        command = [sys.executable, "-m", "flyer", "desk", *where, *options]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:  # noqa: S603
            (address,) = re.findall(r"http://\S+", next(iter(desk.stderr or ())))
            yield address
            desk.terminate()


def take(page: Any, name: str) -> None:
    """Take a picture when everything is there."""
    page.wait_for_timeout(700)
    page.screenshot(path=PICTURES / f"{name}.png")


def find(page: Any, text: str) -> None:
    """Look somebody up."""
    page.keyboard.press("Escape")
    page.keyboard.type(text)
    page.locator("#person img").wait_for()
    page.wait_for_timeout(500)


def main() -> None:
    """Look somebody up, print, add somebody, let a device in, and take the pictures."""
    with served("--lan") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 800}, locale="en-GB")
        page.goto(address)
        find(page, "gross")
        page.keyboard.press("ArrowDown")
        take(page, "desk")
        for _ in range(2):
            find(page, "Lützenkirchen")
            page.keyboard.press("Enter")
            page.wait_for_timeout(500)
        take(page, "desk-again")
        page.get_by_role("link", name="Walk-in").click()
        page.get_by_label("First name").fill("Ada")
        page.get_by_label("Last name").fill("Lovelace")
        page.get_by_label("Fee").select_option(index=1)
        take(page, "desk-walk-in")
        for name in ("Counter 2", "Telephone of the ushers"):
            page.goto(f"{address}/devices")
            page.get_by_role("button", name="Let another device in").click()
            code = page.locator("#code").inner_text()
            device = browser.new_page(viewport={"width": 390, "height": 800}, locale="en-GB")
            device.goto(f"{address}/join?code={code}")
            device.get_by_label("What is this device called?").fill(name)
            device.keyboard.press("Enter")
            device.locator("#q").wait_for()
        page.goto(f"{address}/devices")
        page.get_by_role("button", name="Let another device in").click()
        take(page, "desk-devices")
        browser.close()


if __name__ == "__main__":
    main()
