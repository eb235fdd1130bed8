"""The desk in a real browser, headless Chromium, with the keys that staff press; nothing comes from elsewhere."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from served import Served


def name(page: Any) -> Any:
    return page.locator("#person h2.name")


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.name"))


def width(image: Any) -> int:
    return int(image.evaluate("image => image.decode().then(() => image.naturalWidth)"))


def test_typed_found_and_printed_with_enter(open_page: Callable[..., Any]) -> None:
    page = open_page()
    assert focused(page) == "q"
    page.keyboard.type("Lützenkirchen")
    page.locator("#results .name", has_text="Jörg-Peter Lützenkirchen").wait_for()
    assert width(page.locator("#person img.badge")) > 500
    with page.expect_response(re.compile(r"/jobs/\d+/badge\.png")) as paper:
        page.keyboard.press("Enter")
    assert paper.value.headers["content-type"] == "image/png"
    page.locator("#told .good", has_text="Jörg-Peter Lützenkirchen: the badge goes to this browser.").wait_for()
    assert focused(page) == "q"
    assert page.input_value("#q") == ""
    expect(page.locator("#counts dd")).to_have_text(["60", "1", "1"])


def test_misspelled_and_found(open_page: Callable[..., Any]) -> None:
    page = open_page()
    for typed in ("luetzenkirchn", "Lutzenkirchen", "jörg peter", "kirchen lütz"):
        page.keyboard.type(typed)
        name(page).filter(has_text="Jörg-Peter Lützenkirchen").wait_for()
        page.keyboard.press("Escape")
        page.locator("#person[data-person]").wait_for(state="detached")


def test_several_are_told_apart_with_the_arrows(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.keyboard.type("gross")
    page.locator("#results li").nth(2).wait_for()
    page.keyboard.press("Enter")
    page.locator("#results a[aria-current]", has_text="Emmerich Groß").wait_for()
    expect(page.locator("#counts dd")).to_have_text(["60", "0", "0"])
    page.keyboard.press("ArrowDown")
    name(page).filter(has_text="Gundula Großkreutz").wait_for()
    page.keyboard.press("Enter")
    page.locator("#told", has_text="Gundula Großkreutz: the badge goes to this browser.").wait_for()
    page.keyboard.press("Escape")
    page.locator("#person[data-person]").wait_for(state="detached")


def test_a_scanned_code_is_printed_by_the_scanners_enter(open_page: Callable[..., Any]) -> None:
    page = open_page()
    id_ = page.evaluate("fetch('/missing').then(a => a.text()).then(t => t.match(/person=([A-Z0-9]+)/)[1])")
    page.keyboard.type(id_, delay=1)
    page.keyboard.press("Enter")
    page.locator("#told", has_text="the badge goes to this browser.").wait_for()
    assert page.locator("#person").get_attribute("data-person") == id_


def test_a_reprint_is_warned_of_and_wants_a_reason(open_page: Callable[..., Any]) -> None:
    page = open_page()
    for _ in range(2):
        page.keyboard.type("Lützenkirchen")
        name(page).filter(has_text="Lützenkirchen").wait_for()
        page.keyboard.press("Enter")
        page.locator(".standing", has_text="printed by this browser").wait_for()
    page.locator("#person .warns", has_text="This badge was printed before.").wait_for()
    expect(page.locator("[name=reason]")).to_be_focused()
    page.keyboard.type("coffee on it")
    page.keyboard.press("Enter")
    page.locator(".standing", has_text=re.compile("printed 2 ×.*coffee on it")).wait_for()
    assert focused(page) == "q"


def test_a_walk_in_with_role_and_fee_is_seen_before_it_is_printed(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.keyboard.type("Lovelace")
    page.get_by_role("link", name="Add a walk-in").click()
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Role").select_option("guest")
    page.locator("#preview img:not([hidden])").wait_for()
    assert width(page.locator("#preview img")) > 500
    page.get_by_label("Last name").fill("Lovelace" * 12)
    page.locator("#preview .warns", has_text="does not fit").wait_for()
    page.get_by_label("Last name").fill("Lovelace")
    page.get_by_label("Fee").select_option("standard")
    page.keyboard.press("Enter")
    page.locator("#told", has_text="Ada Lovelace is on the list now.").wait_for()
    page.keyboard.press("Enter")
    page.locator("#told", has_text="Ada Lovelace: the badge goes to this browser.").wait_for()
    expect(page.locator("#counts dd")).to_have_text(["61", "1", "1"])


def test_two_browsers_see_each_other_within_a_second(open_page: Callable[..., Any]) -> None:
    one, other = open_page(), open_page()
    for page in (one, other):
        page.keyboard.type("Lützenkirchen")
        name(page).filter(has_text="Lützenkirchen").wait_for()
    one.get_by_role("button", name="Check in only").click()
    other.locator(".standing", has_text="arrived").wait_for(timeout=1000)
    expect(other.locator("#counts dd")).to_have_text(["60", "1", "0"])
    assert focused(other) == "q"


def test_a_device_on_the_network_needs_a_code_of_its_own(open_page: Callable[..., Any], served: Served) -> None:
    if len(served.addresses) < 2:
        pytest.skip("this computer has no address on a network")
    phone = open_page(served.addresses[1])
    phone.get_by_role("heading", name="Let this device in").wait_for()
    desk = open_page(path="/devices")
    desk.get_by_role("button", name="Let another device in").click()
    code = desk.locator("#code").inner_text()
    assert desk.locator("svg.qr").count() == len(served.addresses) - 1
    phone.get_by_label("Code").fill(code)
    phone.get_by_label("What is this device called?").fill("Desk 2")
    phone.keyboard.press("Enter")
    phone.locator("#q").wait_for()
    phone.keyboard.type("Lützenkirchen")
    name(phone).filter(has_text="Lützenkirchen").wait_for()
    phone.get_by_role("button", name="Check in only").click()
    phone.locator("#told", has_text="is checked in").wait_for()
    desk.goto(f"{served.address}/log")
    assert "Desk 2" in desk.locator("#entries").inner_text()


def test_without_scripts(open_page: Callable[..., Any]) -> None:
    page = open_page(scripts=False, locale="de-DE")
    page.locator("#q").fill("Lützenkirchn")
    page.keyboard.press("Enter")
    name(page).wait_for()
    page.keyboard.press("Enter")
    page.locator("#told", has_text="Das Namensschild geht an diesen Browser.").wait_for()
    assert page.get_by_role("link", name="Namensschild zum Drucken öffnen").is_visible()


def test_everything_fits_on_a_telephone(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.keyboard.type("gross")
    name(page).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
