"""`make pictures`: the pictures of the desk, taken by Chromium of the repository's event."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"


def main() -> None:
    """Serve the desk, look somebody up, add somebody, and take the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["-e", str(ROOT / "event.yaml"), "--ledger", f"{folder}/ledger.sqlite", "--port", "0"]
        command = [sys.executable, "-m", "flyer", "desk", *options]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk, sync_playwright() as playwright:  # noqa: S603
            (address,) = re.findall(r"http://\S+", next(iter(desk.stderr or ())))
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1200, "height": 800}, locale="en-GB")
            page.goto(address)
            page.keyboard.type("gross")
            page.locator("#person img").wait_for()
            page.wait_for_timeout(500)
            page.keyboard.press("ArrowDown")
            page.wait_for_timeout(500)
            page.screenshot(path=PICTURES / "desk.png")
            page.get_by_role("link", name="Walk-in").click()
            page.get_by_label("First name").fill("Ada")
            page.get_by_label("Last name").fill("Lovelace")
            page.get_by_label("Fee").select_option(index=1)
            page.wait_for_timeout(500)
            page.screenshot(path=PICTURES / "desk-walk-in.png")
            browser.close()
            desk.terminate()


if __name__ == "__main__":
    main()
