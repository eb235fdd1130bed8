"""The desk in the hands of staff: by keys alone, by touch alone, with a scanner, in German, without scripts."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from served import Served

ENOUGH, MINIMUM = 44, 24
"""Pixels a side of what is touched most, and of everything that is touched (WCAG 2.2, 2.5.5 and 2.5.8)."""


def name(page: Any) -> Any:
    return page.locator("#person h2.name")


def look_up(page: Any, text: str, found: str = "") -> None:
    page.keyboard.type(text)
    name(page).filter(has_text=found or text).wait_for()


def test_the_search_field_has_the_focus_after_every_action(open_page: Callable[..., Any]) -> None:
    page = open_page()

    def focus() -> None:
        expect(page.locator("#q")).to_be_focused()

    focus()
    look_up(page, "Lützenkirchen")
    page.keyboard.press("Escape")
    focus()
    look_up(page, "gross", "Groß")
    page.locator("#results a", has_text="Großkreutz").click()
    name(page).filter(has_text="Großkreutz").wait_for()
    focus()
    page.get_by_role("button", name="Check in only").click()
    page.locator("#told .good", has_text="is checked in").wait_for()
    focus()
    page.get_by_role("button", name="Take the check-in back").click()
    page.locator("#told .good", has_text="is taken back").wait_for()
    focus()
    page.get_by_role("button", name="Check in and print").click()
    page.locator("#told .good", has_text="goes to this browser").wait_for()
    focus()
    page.locator(".standing", has_text="printed by this browser").wait_for()
    page.get_by_label("Why is it printed again?").fill("lost")
    page.get_by_role("button", name="Print again").click()
    page.locator(".standing", has_text="printed 2 ×").wait_for()
    focus()
    page.get_by_role("link", name="Correct").click()
    page.get_by_label("Organisation").fill("Amt")
    page.get_by_role("button", name="Keep").click()
    page.locator("#told .good", has_text="corrected").wait_for()
    focus()
    page.get_by_role("link", name="Walk-in").click()
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Role").select_option("guest")
    page.get_by_role("button", name="Add").click()
    page.locator("#told .good", has_text="is on the list now").wait_for()
    focus()
    page.get_by_role("link", name="Missing").click()
    page.locator("#entries a").first.click()
    name(page).wait_for()
    focus()
    page.get_by_role("button", name="Search").click()
    focus()


def test_by_keys_alone(open_page: Callable[..., Any]) -> None:
    page = open_page()

    def tab_to(what: str) -> None:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id || document.activeElement.innerText").startswith(what):
                return
        raise AssertionError(what)

    page.keyboard.type("Lovelace")
    page.locator("#results .none").wait_for()
    tab_to("Add a walk-in")
    page.keyboard.press("Enter")
    expect(page.get_by_label("First name")).to_be_focused()
    page.keyboard.type("Ada")
    tab_to("role")
    page.keyboard.type("Gue")
    tab_to("Add")
    page.keyboard.press("Enter")
    page.locator("#told .good", has_text="Ada Lovelace is on the list now.").wait_for()
    page.keyboard.press("Enter")
    page.locator("#told .good", has_text="Ada Lovelace: the badge goes to this browser.").wait_for()
    tab_to("Correct")
    page.keyboard.press("Enter")
    expect(page.get_by_label("First name")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" Augusta")
    page.keyboard.press("Enter")
    page.locator("#told .good", has_text="Ada Augusta Lovelace: corrected.").wait_for()
    page.locator(".standing", has_text="it says something else now").wait_for()
    page.keyboard.press("Enter")
    page.locator("#told .good", has_text="Ada Augusta Lovelace: the badge goes to this browser.").wait_for()


def test_who_was_chosen_from_a_list_is_printed_by_enter(open_page: Callable[..., Any]) -> None:
    page = open_page(path="/missing")
    page.locator("#entries a", has_text="Lützenkirchen").focus()
    page.keyboard.press("Enter")
    name(page).wait_for()
    page.wait_for_load_state()
    page.keyboard.press("Enter")
    page.locator("#told .good", has_text="goes to this browser").wait_for()


def test_what_does_not_work_is_left_by_enter(open_page: Callable[..., Any]) -> None:
    page = open_page(path="/nothing")
    page.locator("[role=alert]", has_text="There is no such page.").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_be_focused()


def test_by_touch_alone(open_page: Callable[..., Any]) -> None:
    page = open_page(width=390, has_touch=True, is_mobile=True)
    page.locator("#q").tap()
    page.keyboard.type("gross")
    page.locator("#results a", has_text="Großkreutz").tap()
    name(page).filter(has_text="Großkreutz").wait_for()
    expect(page.get_by_role("button", name="Check in and print")).to_be_in_viewport()
    expect(page.locator("#results li", has_text="Emmerich")).to_be_hidden()
    start = page.url.partition("/?")[0].rstrip("/")
    for path in ("/?q=gross", "/walk-in", "/missing", "/log", "/devices"):
        page.goto(start + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert small(page, MINIMUM, "a, button, input:not([type=hidden]), select") == [], path
        assert small(page, ENOUGH, "button, .button, .primary, input:not([type=hidden]), select") == [], path
    page.goto(start)
    page.locator("#q").tap()
    page.keyboard.type("Lützenkirchen")
    page.get_by_role("button", name="Check in and print").tap()
    page.locator("#told .good", has_text="goes to this browser").wait_for()


def small(page: Any, pixels: int, what: str) -> list[str]:
    """What is shown and narrower or lower than so many pixels."""
    return list(
        page.locator(what).evaluate_all(
            """(found, pixels) => found.filter(each => {
                const box = each.getBoundingClientRect();
                return box.width && (box.width < pixels || box.height < pixels);
            }).map(each => each.outerHTML)""",
            pixels,
        )
    )


def test_large_type(open_page: Callable[..., Any]) -> None:
    page = open_page()
    look_up(page, "gross", "Groß")

    def size(what: str) -> float:
        return float(page.locator(what).first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)"))

    assert {what: size(what) for what in ("body", "#q", "#results .name", "#person .name", ".primary button")} == {
        "body": 20,
        "#q": 32,
        "#results .name": 24,
        "#person .name": 36,
        ".primary button": 26,
    }
    smallest = page.evaluate(
        """Math.min(...[...document.querySelectorAll("body *")].filter(each => each.innerText && each.checkVisibility())
        .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
    )
    assert smallest >= 13


def test_in_german(open_page: Callable[..., Any]) -> None:
    page = open_page(locale="de-DE")
    assert page.locator("html").get_attribute("lang") == "de-de"
    look_up(page, "Lützenkirchen")
    page.keyboard.press("Enter")
    page.locator("#told .good", has_text="Das Namensschild geht an diesen Browser.").wait_for()
    page.locator(".standing", has_text=re.compile("1 × gedruckt, zuletzt .*zum ersten Mal")).wait_for()
    page.get_by_role("link", name="Ohne Anmeldung").click()
    page.get_by_label("Vorname").fill("Ada")
    page.get_by_label("Nachname").fill("Lovelace" * 12)
    page.locator("#preview .warns", has_text="Nachname von „Ada Lovelace").wait_for()
    page.get_by_label("E-Mail").fill("ada")
    page.get_by_role("button", name="Aufnehmen").click()
    alert = page.locator("main [role=alert]")
    alert.filter(has_text="„ada“ taugt nicht als E-Mail-Adresse").wait_for()
    alert.filter(has_text="Es fehlt ein Beitrag").wait_for()
    expect(page.get_by_label("E-Mail")).to_be_focused()
    expect(page.get_by_label("E-Mail")).to_have_accessible_description(re.compile("taugt nicht"))


def test_a_card_is_scanned_line_by_line(serve: Callable[..., Served], event_folder: Path, chromium: Any) -> None:
    event = event_folder / "event.yaml"
    event.write_text(event.read_text("utf-8").replace("  badges: {", "  badges: {code: vcard, "), "utf-8")
    served = serve()
    page = chromium.new_page(locale="en-GB")
    page.goto(served.address)
    look_up(page, "Lützenkirchen")
    badge = page.request.get(page.locator("#person .badge").evaluate("badge => badge.src")).body()
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(badge)))
    assert code.text.startswith("BEGIN:VCARD\r\n")
    page.keyboard.press("Escape")
    for line in code.text.splitlines():
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    page.locator("#told .good", has_text="Jörg-Peter Lützenkirchen: the badge goes to this browser.").wait_for()
    page.close()


EVIL = "\"'><script>window.evil = 1</script><img src=x onerror='window.evil = 1'>"


def test_what_people_write_runs_nowhere(open_page: Callable[..., Any]) -> None:
    page = open_page(path="/walk-in")
    page.get_by_label("First name").fill(EVIL)
    page.get_by_label("Organisation").fill(EVIL)
    page.get_by_label("Role").select_option("guest")
    page.get_by_role("button", name="Add").click()
    name(page).filter(has_text="onerror").wait_for()
    start = page.url.rsplit("/", 1)[0]
    page.goto(f"{start}/devices")
    page.get_by_label("This device is called").fill(EVIL)
    page.get_by_role("button", name="Keep").click()
    page.locator("footer", has_text="script").wait_for()
    for path in ("/?q=onerror", "/missing", "/log"):
        page.goto(start + path)
        assert "onerror" in page.locator("body").inner_text()
        assert page.evaluate("window.evil") is None


def test_everything_works_without_scripts(open_page: Callable[..., Any]) -> None:
    page = open_page(scripts=False)
    page.locator("#q").fill("xyzzy")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Add a walk-in").click()
    page.get_by_label("First name").fill("Ada")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Fee").click()
    page.get_by_label("Fee").select_option("standard")
    page.get_by_role("button", name="Add").click()
    page.locator("#told", has_text="Ada xyzzy is on the list now.").wait_for()
    page.get_by_role("link", name="Correct").click()
    page.get_by_label("Last name").fill("Lovelace")
    page.get_by_role("button", name="Keep").click()
    page.locator("#told", has_text="Ada Lovelace: corrected.").wait_for()
    page.get_by_role("button", name="Check in and print").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open the badge to print it").click()
    opened.value.close()
    page.reload()
    page.get_by_label("Why is it printed again?").fill("lost")
    page.get_by_role("button", name="Print again").click()
    page.locator("#told", has_text="Ada Lovelace: the badge goes to this browser.").wait_for()
    page.get_by_role("button", name="Stop the print").click()
    page.locator("#told", has_text="Ada Lovelace: the badge will not be printed.").wait_for()
    page.get_by_role("button", name="Take the check-in back").click()
    page.locator("#told", has_text="Ada Lovelace: the check-in is taken back.").wait_for()
