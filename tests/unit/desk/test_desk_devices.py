"""Devices on the network are let in, told apart, and locked out again."""

import asyncio
import re
from urllib.parse import urlencode

import pytest

from desks import PHONE
from flyer.desk.devices import hashed
from flyer.desk.events import Hub


def code_of(browser) -> str:
    return browser.open("/devices").send("/devices").page.partition('id="code">')[2].partition("<")[0]


def let_in(desk, name: str, address: str = PHONE):
    """A device that has a code."""
    return desk.browser(address).post("/join", code=code_of(desk.browser()), name=name)


def way_out(page: str, name: str) -> str:
    """Where a page locks a device out."""
    (path,) = re.findall(rf'<strong>{name}</strong>.*?action="(/devices/\d+/lock-out)"', page, re.DOTALL)
    return path


def lock_out(desk, name: str):
    """What the computer of the desk does when a device is lost."""
    browser = desk.browser().open("/devices")
    return browser.send(way_out(browser.page, name))


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def test_a_device_is_listed_and_locked_out(desk) -> None:
    phone, other = let_in(desk, "Desk 2"), let_in(desk, "Desk 3")
    browser = desk.browser().open("/devices")
    assert re.findall(r"<strong>(.*?)</strong>", browser.page) == ["Desk 2", "Desk 3"]
    assert "since Mon 09:00" in browser.page
    browser = lock_out(desk, "Desk 2")
    assert re.findall(r"<strong>(.*?)</strong>", browser.page) == ["Desk 3"]
    for path in ("/", "/log", "/people/A1/badge.png", "/events"):
        assert "Let this device in" in phone.open(path).page
    assert phone.post("/people/A1/arrive").answer.status_code == 403
    assert "<dt>expected</dt>" in other.open("/").page
    assert "device locked out" in browser.open("/log").page


def test_who_was_locked_out_stays_out_when_the_desk_starts_again(start) -> None:
    desk = start()
    phone = let_in(desk, "Desk 2")
    lock_out(desk, "Desk 2")
    cookies = phone._client.cookies
    desk.stop()
    again = start()
    late = again.browser(PHONE)
    late._client.cookies = cookies
    assert "Let this device in" in late.open("/").page
    assert "<dt>expected</dt>" in let_in(again, "Desk 2").page


def test_codes_that_a_thief_may_have_seen_are_forgotten(desk) -> None:
    let_in(desk, "Desk 2")
    code = code_of(desk.browser())
    lock_out(desk, "Desk 2")
    assert desk.browser(PHONE).post("/join", code=code, name="x").answer.status_code == 403


@pytest.mark.parametrize("path", ["/devices", "/devices/{number}/lock-out"])
def test_only_the_computer_of_the_desk_lets_in_and_locks_out(desk, path: str) -> None:
    phone = let_in(desk, "Desk 2").open("/devices")
    assert "Devices are let in and locked out at the computer on which the desk runs." in phone.page
    assert "lock-out" not in phone.page
    (device,) = (each for each in desk.log.after(0) if each.device == "Desk 2")
    assert phone.send(path.format(number=device.sequence)).answer.status_code == 403
    assert desk.kinds() == ["device"]


def test_its_pages_hear_nothing_more(desk) -> None:
    told: list[str] = []

    async def listened(hub: Hub, device: str) -> None:
        async for each in hub.response(device).body_iterator:
            told.append(f"{device} {str(each).split('data:')[1].strip()}")

    async def happened() -> None:
        hub = Hub()
        lost, other = (asyncio.create_task(listened(hub, device)) for device in ("lost", "other"))
        await asyncio.sleep(0.01)
        hub.tell("A1")
        hub.dismiss("lost")
        await lost
        hub.tell("A2")
        assert (hub.listening("lost"), hub.listening("other")) == (0, 1)
        hub.close()
        await other

    desk.run(happened())
    assert told == ["lost ", "other ", "other A1", "other A2"]


def test_locking_out_ends_what_the_device_hears(desk, monkeypatch) -> None:
    dismissed: list[str] = []
    phone = let_in(desk, "Desk 2")
    (token,) = phone._client.cookies.values()
    monkeypatch.setattr(Hub, "dismiss", lambda _, device: dismissed.append(device))
    lock_out(desk, "Desk 2")
    assert dismissed == [hashed(token)]


@pytest.mark.parametrize(
    ("path", "fields"),
    [("/devices/name", {"name": "Desk 2"}), ("/people/A1/arrive", {}), ("/walk-in", {"role": "guest"})],
)
def test_what_it_was_still_sending_is_not_taken(desk, path: str, fields: dict[str, str]) -> None:
    phone, here = let_in(desk, "Desk 2").open("/", person="A1"), desk.browser().open("/devices")
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly():
        begun.set()
        await go_on.wait()
        yield urlencode({**hidden(phone.page), **fields}).encode()

    async def sent():
        headers = {"content-type": "application/x-www-form-urlencoded"}
        sending = asyncio.create_task(phone._client.post(path, content=slowly(), headers=headers))
        await begun.wait()
        await here._client.post(way_out(here.page, "Desk 2"), data=hidden(here.page))
        go_on.set()
        return await sending

    answer = desk.run(sent())
    assert (answer.status_code, "<dt>" in answer.text) == (403, False)
    assert desk.kinds() == ["device", "device locked out"]


def test_one_device_does_not_take_all_lines(desk) -> None:
    hub = Hub()

    async def taken() -> tuple[bool, bool]:
        listening = [hub.response("greedy").body_iterator for _ in range(8)]
        for each in listening:
            await anext(each)
        full = hub.is_full("greedy"), hub.is_full("other")
        for each in listening:
            await each.aclose()
        return full

    assert desk.run(taken()) == (True, False)


def test_no_two_devices_are_called_the_same(desk) -> None:
    for address in ("192.0.2.7", "192.0.2.8", "192.0.2.9"):
        let_in(desk, "Desk 2", address)
    assert [each.device for each in desk.log.after(0)] == ["Desk 2", "Desk 2 2", "Desk 2 3"]


def test_a_device_keeps_its_name_when_it_is_named_so_again(desk) -> None:
    phone = let_in(desk, "Desk 2").open("/devices")
    phone.send("/devices/name", name="Desk 2")
    assert [each.device for each in desk.log.after(0)] == ["Desk 2", "Desk 2"]
    assert re.findall(r"<strong>(.*?)</strong>", phone.page) == ["Desk 2"]


@pytest.mark.parametrize(
    ("addresses", "said"),
    [
        (None, "Other devices are let in when the desk is started with --lan."),
        ([], "This computer is on no network. Connect it, then load this page again."),
    ],
)
def test_why_no_device_can_be_let_in(desk, addresses, said: str) -> None:
    desk.addresses = addresses
    browser = desk.browser().open("/devices")
    assert said in browser.page
    assert 'action="/devices"' not in browser.page
