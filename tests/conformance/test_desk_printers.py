"""A real CUPS prints what the desk hands over: true to size, once, and nothing is lost when the desk is killed."""

import io
import re
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import zxingcpp
from PIL import Image

from pictures_alike import ALIKE, difference
from served import Served, Staff, folder, lacks

PROGRAMS = "/usr/sbin:/usr/local/sbin:/usr/bin:/bin"
DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")
SERVER = Path("/usr/lib/cups")
CLIENTS, BADGES = 8, 32

CONFIGURATION = """\
Listen 127.0.0.1:{port}
Browsing No
DefaultAuthType None
WebInterface No
MaxJobs 0
MaxJobTime 60
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
BACKEND = """\
#!/bin/sh
# A printer that says what is the matter with it as long as a file does, and prints into another.
[ $# = 0 ] && exit 0
[ -n "$6" ] && exec < "$6"
while [ -e {root}/matter ]; do
    matter=$(cat {root}/matter)
    echo "STATE: +$matter" >&2
    sleep 0.1
done
[ -n "$matter" ] && echo "STATE: -$matter" >&2
cat > {root}/temp/paper.ps
"""
FILES = """\
ServerRoot {root}
ServerBin {root}/bin
RequestRoot {root}/spool
TempDir {root}/temp
CacheDir {root}/cache
StateDir {root}/state
AccessLog {root}/access
ErrorLog {root}/error
PageLog {root}/pages
FileDevice Yes
"""


@dataclass(frozen=True)
class Cups:
    """A scheduler of our own, with a virtual printer `label` that prints into the file `paper`, when nothing is the
    `matter` with it."""

    host: str
    root: Path

    @property
    def paper(self) -> Path:
        return self.root / "temp" / "paper.ps"

    @property
    def matter(self) -> Path:
        return self.root / "matter"

    def run(self, command: str, *arguments: str) -> str:
        program = shutil.which(command, path=PROGRAMS) or command
        return subprocess.run([program, "-h", self.host, *arguments], capture_output=True, text=True, check=True).stdout

    @property
    def environment(self) -> dict[str, str]:
        return {"CUPS_SERVER": self.host}

    @property
    def jobs(self) -> list[str]:
        """Every job that is over."""
        return re.findall(r"^(label-\d+)", self.run("lpstat", "-W", "completed", "-o", "label"), re.MULTILINE)


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    scheduler = shutil.which("cupsd", path=PROGRAMS)
    if not scheduler or not DRIVER.exists() or not shutil.which("lpadmin", path=PROGRAMS):
        lacks("cups with cups-bsd and printer-driver-cups-pdf")
    root = Path(tempfile.mkdtemp(prefix="cups"))
    root.chmod(0o755)  # filters run as another user
    for name in ("spool", "temp", "cache", "state", "ppd", "ssl", "bin", "bin/backend"):
        (root / name).mkdir()
    for part in SERVER.iterdir():
        if part.name != "backend":
            (root / "bin" / part.name).symlink_to(part)
    backend = root / "bin" / "backend" / "label"
    backend.write_text(BACKEND.format(root=root))
    backend.chmod(0o755)
    (root / "temp").chmod(0o1777)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    (root / "cupsd.conf").write_text(CONFIGURATION.format(port=port))
    (root / "cups-files.conf").write_text(FILES.format(root=root))
    options = ["-f", "-c", root / "cupsd.conf", "-s", root / "cups-files.conf"]
    process = subprocess.Popen([str(scheduler), *map(str, options)], stderr=subprocess.DEVNULL)
    found = Cups(f"127.0.0.1:{port}", root)
    until(lambda: (root / "error").exists() and "running" in found.run("lpstat", "-r"))
    found.run("lpadmin", "-p", "label", "-E", "-v", "label:/here", "-P", str(DRIVER))
    yield found
    process.terminate()
    process.wait(10)
    shutil.rmtree(root)


@pytest.fixture
def event(tmp_path: Path) -> Path:
    return folder(tmp_path)


@pytest.fixture
def start(event: Path, cups: Cups) -> Iterator[Callable[..., Served]]:
    started: list[Served] = []

    def begin(*options: str) -> Served:
        started.append(Served(event, "--printer", "label", *options, environment=cups.environment))
        return started[-1]

    yield begin
    for served in started:
        if served.is_running:
            served.end()


def until(is_so: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_badge_is_printed_true_to_size_and_reads(start, cups: Cups, tmp_path: Path) -> None:
    if not shutil.which("gs"):
        lacks("ghostscript")
    staff = start().staff()
    id_ = staff.ids()[0]
    staff.print(id_)
    until(lambda: "gedruckt von label" in staff.look(person=id_))
    picture = tmp_path / "paper.png"
    options = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pnggray", "-r300", f"-sOutputFile={picture}"]
    subprocess.run(["gs", *options, str(cups.paper)], check=True)
    with Image.open(picture) as page:
        width, height = (round(pixels / 300 * 25.4) for pixels in page.size)
        assert (width, height) == (80, 50)
        (code,) = zxingcpp.read_barcodes(page)
        looked_at = Image.open(io.BytesIO(staff.client.get(f"/people/{id_}/badge.png").content))
        assert difference(page, looked_at.resize(page.size)) < ALIKE
    assert code.text == id_


def test_what_is_the_matter_with_a_printer_is_shown(start, cups: Cups) -> None:
    staff = start().staff()
    until(lambda: "label: bereit" in staff.look())
    cups.run("cupsdisable", "-r", "out of labels", "label")
    one, other = staff.ids()[:2]
    try:
        until(lambda: '<li class="warns">label: ' in staff.look())
        staff.print(one)
        until(lambda: "übergeben an label" in staff.look(person=one))
        assert "gedruckt von label" not in staff.look(person=one)
        staff.print(other)
        until(lambda: "übergeben an label" in staff.look(person=other))
        staff.send(f"/jobs/{job_of(staff, other)}/cancel", staff.look(person=other))
    finally:
        cups.run("cupsenable", "label")
    until(lambda: "gedruckt von label" in staff.look(person=one))
    assert "nicht gedruckt: abgebrochen" in staff.look(person=other)


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        ("media-empty-error", "kein Papier"),
        ("cover-open-error", "der Deckel ist offen"),
        ("offline-report", "nicht verbunden"),
    ],
)
def test_a_printer_that_says_what_is_the_matter(start, cups: Cups, matter: str, said: str) -> None:
    staff = start().staff()
    cups.matter.write_text(matter)
    id_ = staff.ids()[0]
    try:
        staff.print(id_)
        until(lambda: re.search(f'<li class="warns">label: .*{said}', staff.look()))
        assert "gedruckt von label" not in staff.look(person=id_)
    finally:
        cups.matter.unlink()
    until(lambda: "gedruckt von label" in staff.look(person=id_))
    until(lambda: "label: bereit" in staff.look())


def test_a_printer_that_vanishes(start, cups: Cups) -> None:
    staff = start().staff()
    cups.run("lpadmin", "-x", "label")
    id_ = staff.ids()[0]
    try:
        staff.print(id_)
        until(lambda: "nicht gedruckt: " in staff.look(person=id_))
        until(lambda: '<li class="warns">label: ' in staff.look())
    finally:
        cups.run("lpadmin", "-p", "label", "-E", "-v", "label:/here", "-P", str(DRIVER))
    staff.print(id_)
    until(lambda: "gedruckt von label" in staff.look(person=id_))


def test_eight_clients_and_a_power_cut_lose_nothing(start, cups: Cups, event: Path) -> None:
    before, served = len(cups.jobs), start()
    people = list(served.staff().ids())[:BADGES]
    accepted: set[str] = set()

    def work(number: int) -> None:
        staff = served.staff()
        for id_ in people[number::CLIENTS]:
            try:
                if "told=printing" in str(staff.print(id_).url):
                    accepted.add(id_)
            except httpx.HTTPError:
                return

    clients = [threading.Thread(target=work, args=(number,)) for number in range(CLIENTS)]
    for client in clients:
        client.start()
    until(lambda: len(accepted) > BADGES // 2)
    served.kill()
    for client in clients:
        client.join()
    staff = start().staff()
    for id_ in set(people) - accepted:
        staff.print(id_, reason="the power failed")
    until(lambda: entries(event, "print done") == entries(event, "print queued"), 60)
    printed, asked = entries(event, "print handed over"), entries(event, "print queued")
    assert accepted | set(people) == set(printed)
    assert printed == asked == entries(event)
    assert len(cups.jobs) - before == len(printed)


def entries(event: Path, kind: str = "") -> list[str]:
    """Of whom the desk's log tells that, or whose prints the log of prints has; in order of their ids."""
    table = f"desk WHERE kind = '{kind}'" if kind else "prints"
    with closing(sqlite3.connect(event / "ledger.sqlite")) as ledger:
        return [id_ for (id_,) in ledger.execute(f"SELECT participant FROM {table} ORDER BY participant")]


def job_of(staff: Staff, id_: str) -> str:
    (number,) = re.findall(r"/jobs/(\d+)/cancel", staff.look(person=id_))
    return number
