"""Lines between browsers and the desk: devices let in and locked out, desks that end and begin again, full disks."""

import io
import re
import resource
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from served import Served


def on_network(served: Served) -> str:
    """Where other devices find the desk."""
    if len(served.addresses) < 2:
        pytest.skip("this computer has no address on a network")
    return served.addresses[1]


def let_in(open_page: Callable[..., Any], served: Served, called: str) -> Any:
    """The page of a device that has scanned the code on the screen."""
    on_network(served)
    desk = open_page(path="/devices")
    desk.get_by_role("button", name="Let another device in").click()
    picture = desk.locator("svg.qr").first.screenshot()
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))
    phone = open_page(code.text.partition("/join")[0], path="/join" + code.text.partition("/join")[2], width=390)
    assert phone.get_by_label("Code").input_value().replace(" ", "") == desk.locator("#code").inner_text().replace(
        " ", ""
    )
    expect(phone.get_by_label("What is this device called?")).to_be_focused()
    phone.keyboard.type(called)
    phone.keyboard.press("Enter")
    phone.locator("#q").wait_for()
    return phone


def test_a_device_scans_its_way_in(open_page: Callable[..., Any], served: Served) -> None:
    phone = let_in(open_page, served, "Desk 2")
    phone.keyboard.type("Lützenkirchen")
    phone.get_by_role("button", name="Check in only").click()
    phone.locator("#told", has_text="is checked in").wait_for()
    desk = open_page(path="/log")
    assert "Desk 2" in desk.locator("#entries").inner_text()


def test_a_lost_device_is_locked_out_at_once(open_page: Callable[..., Any], served: Served) -> None:
    phone, other = let_in(open_page, served, "Lost"), let_in(open_page, served, "Kept")
    desk = open_page(path="/devices")
    desk.get_by_role("button", name="Lock Lost out").click()
    phone.get_by_role("heading", name="Let this device in").wait_for(timeout=5000)
    assert urlsplit(phone.url).path == "/join"
    desk.locator(".devices li").filter(has_text="Lost").wait_for(state="detached")
    other.keyboard.type("Lützenkirchen")
    other.locator("#person .name").wait_for()
    phone.goto(on_network(served))
    phone.get_by_role("heading", name="Let this device in").wait_for()


def test_without_being_asked_for_it_is_on_this_computer_only(serve: Callable[..., Served]) -> None:
    served = serve()
    assert len(served.addresses) == 1
    port = urlsplit(served.address).port
    for family, *_, (host, *_) in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET, socket.SOCK_STREAM):
        if not host.startswith("127."):
            with socket.socket(family) as other, pytest.raises(ConnectionRefusedError):
                other.connect((host, port))
    listening = Path("/proc/net/tcp").read_text().splitlines()[1:]
    hosts = {line.split()[1].partition(":")[0] for line in listening if line.split()[1].endswith(f":{port:04X}")}
    assert hosts == {"0100007F"}


def test_nobody_keeps_all_others_out(serve: Callable[..., Served]) -> None:
    served = serve()
    at = urlsplit(served.address)
    lines = [socket.create_connection((at.hostname, at.port), 5, source_address=("127.0.0.9", 0)) for _ in range(60)]
    assert [line.recv(1) for line in lines[-12:]] == [b""] * 12
    assert served.staff().look().count("<main>") == 1
    lines[0].sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert lines[0].recv(12) == b"HTTP/1.1 200"
    for line in lines:
        line.close()


def test_a_page_that_nobody_sees_takes_no_line_and_catches_up(open_page: Callable[..., Any]) -> None:
    hidden, other = open_page(), open_page()

    def hide(whether: str) -> None:
        hidden.evaluate(f"Object.defineProperty(document, 'hidden', {{value: {whether}, configurable: true}})")
        hidden.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(hidden.locator("#counts dd").nth(1)).to_have_text("0")
    hide("true")
    other.keyboard.type("Lützenkirchen")
    other.get_by_role("button", name="Check in only").click()
    other.locator("#told .good").wait_for()
    other.wait_for_timeout(500)
    expect(hidden.locator("#counts dd").nth(1)).to_have_text("0")
    hide("false")
    expect(hidden.locator("#counts dd").nth(1)).to_have_text("1")


def test_a_page_waits_for_a_desk_that_ended_and_goes_on(serve: Callable[..., Served], chromium: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    served = serve("--port", port)
    page = chromium.new_page(locale="en-GB")
    page.goto(served.address)
    page.keyboard.type("Lützenkirchen")
    page.locator("#person .name").wait_for()
    served.kill()
    page.locator("#line", has_text="The desk does not answer.").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_have_value("Lützenkirchen")
    serve("--port", port)
    page.locator("#line").wait_for(state="hidden")
    page.keyboard.press("Enter")
    page.locator("#told", has_text="the badge goes to this browser.").wait_for()
    expect(page.locator("#counts dd").nth(1)).to_have_text("1")
    page.close()


def test_one_desk_at_a_time_and_a_killed_one_blocks_nobody(serve: Callable[..., Served]) -> None:
    served = serve()
    with pytest.raises(AssertionError, match=re.escape(f"runs already: {served.address} (process {served.process})")):
        serve()
    served.kill()
    assert serve().is_running


def test_a_full_disk_is_told_and_nothing_is_half_done(serve: Callable[..., Served], event_folder: Path) -> None:
    served = serve()
    staff = served.staff()
    first, second = staff.ids()[:2]
    assert "told=printing" in str(staff.print(first).url)
    full = max(each.stat().st_size for each in event_folder.glob("ledger.sqlite*"))
    _, most = resource.prlimit(served.process, resource.RLIMIT_FSIZE)
    resource.prlimit(served.process, resource.RLIMIT_FSIZE, (full, most))
    answer = staff.print(second)
    assert answer.status_code == 503
    assert "lässt sich nicht lesen oder schreiben" in answer.text
    assert "noch nicht da" in staff.look(person=second)
    resource.prlimit(served.process, resource.RLIMIT_FSIZE, (most, most))
    assert "told=printing" in str(staff.print(second).url)
    served.end()
    assert set(serve().staff().ids()).isdisjoint({first, second})


def test_the_participants_file_stays_as_it_is(serve: Callable[..., Served], event_folder: Path) -> None:
    list_ = event_folder / "participants.csv"
    before = list_.read_bytes()
    served = serve()
    staff = served.staff()
    id_ = staff.ids()[0]
    form = staff.client.get(f"/people/{id_}").text
    staff.send(f"/people/{id_}", form, first_name="-Ada", last_name="=King", role="guest")
    staff.send("/walk-in", staff.client.get("/walk-in").text, first_name="Walk", last_name="In", role="guest")
    handed_out = staff.client.get("/export/participants.csv").content
    served.end()
    assert list_.read_bytes() == before
    list_.write_bytes(handed_out)
    staff = serve().staff()
    assert "-Ada =King" in staff.look(person=id_)
    assert "Walk In" in staff.look(q="walk in")
    assert staff.client.get("/export/participants.csv").content == handed_out


def test_five_thousand_are_found_while_typing(serve: Callable[..., Served], event_folder: Path, chromium: Any) -> None:
    list_ = event_folder / "participants.csv"
    rows = (f"P{n},Pia,Huhn{n},guest\n" for n in range(5000))
    list_.write_text("id,first_name,last_name,role\n" + "".join(rows), "utf-8")
    served = serve()
    page = chromium.new_page(locale="en-GB")
    page.goto(served.address)
    expect(page.locator("#counts dd").first).to_have_text("5000")
    page.keyboard.type("huhn4711", delay=10)
    page.locator("#person .name", has_text="Pia Huhn4711").wait_for()
    page.keyboard.press("Enter")
    page.locator("#told", has_text="Pia Huhn4711: the badge goes to this browser.").wait_for()
    page.goto(f"{served.address}/missing")
    page.locator("#entries", has_text="4999 of 5000 have not arrived.").wait_for()
    page.close()
