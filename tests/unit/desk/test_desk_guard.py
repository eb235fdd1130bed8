"""Who may ask, how much and how often; what a browser may do with the answer."""

import re
from html.parser import HTMLParser

import pytest

from desks import PHONE
from flyer.desk import devices
from flyer.desk.rate import Rate


def code_of(browser) -> str:
    return browser.open("/devices").send("/devices").page.partition('id="code">')[2].partition("<")[0]


def test_every_answer_has_its_headers(browser) -> None:
    for path in ("/", "/desk.css", "/nothing", "/people/A1/badge.png", "/join"):
        headers = browser.open(path).answer.headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


class Sources(HTMLParser):
    """Everything a page loads or runs."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{name}={value}" for name, value in attrs if name.startswith("on") or name in ("style", "src")]
        self.found += [f"{name}={value}" for name, value in attrs if tag == "link" and name == "href"]


def test_pages_load_nothing_from_elsewhere_and_have_nothing_inline(browser) -> None:
    for path in ("/", "/?q=a", "/people/A1", "/walk-in", "/missing", "/log", "/devices"):
        found = set(Sources(browser.open(path).page).found) - {f"src=/people/A{n}/badge.png" for n in (1, 2)}
        assert found == {"href=/desk.css", "href=data:,", "src=/desk.js"}, path


@pytest.mark.parametrize(
    "path", ["/people/A1/arrive", "/people/A1/print", "/walk-in", "/devices", "/printer", "/preview"]
)
@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_without_the_token_of_the_page_does_nothing(desk, browser, path: str, token: str) -> None:
    assert browser.post(path, token=token, arrives="1", role="guest", first_name="A").answer.status_code == 403
    assert desk.kinds() == []


def test_a_form_of_another_browser_does_nothing(desk, browser) -> None:
    other = desk.browser().open("/")
    other.answer = browser.open("/", person="A1").answer
    assert other.send("/people/A1/arrive").answer.status_code == 403


def paths(desk, method: str) -> list[str]:
    """Every path that answers a method."""
    shown = {"{id}": "A1", "{number:int}": "1", "{name}": "desk.js"}
    found = [route.path for route in desk.app._app.routes if method in route.methods]
    return [re.sub(r"\{.*?\}", lambda field: shown[field[0]], path) for path in found]


def test_every_form_needs_the_token_of_its_page(desk, browser) -> None:
    posts = set(paths(desk, "POST")) - {"/join"}
    assert len(posts) >= 12
    for path in posts:
        assert browser.post(path, seen="0.0.0", code="x").answer.status_code == 403, path
    assert desk.kinds() == []


def test_nothing_at_all_is_served_to_a_device_without_a_code(desk) -> None:
    phone = desk.browser(PHONE)
    desk.browser().open("/", person="A1").send("/people/A1/print", arrives="1")
    for path in set(paths(desk, "GET")) - {"/join"}:
        assert str(phone.open(path).answer.url).endswith("/join"), path
        assert "Müller" not in phone.page
    for path in set(paths(desk, "POST")) - {"/join"}:
        assert phone.post(path).answer.status_code == 403, path


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_form_sent_by_another_site_does_nothing(desk, headers: dict[str, str]) -> None:
    browser = desk.browser(**headers).open("/", person="A1").send("/people/A1/arrive")
    assert browser.answer.status_code == 403
    assert desk.kinds() == []


def test_another_site_gets_nothing_but_a_way_to_the_first_page(start) -> None:
    desk = start(printers={})
    desk.browser().open("/", person="A1").send("/people/A1/print", arrives="1")
    other = desk.browser(**{"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"})
    for path in ("/jobs/1/badge.png", "/jobs/1/badge.pdf", "/events", "/people/A1/badge.png", "/log"):
        assert other.open(path).answer.status_code == 403, path
    assert desk.printed() == []
    assert other.open("/").answer.status_code == 200
    assert other.open("/join", code="ABC").answer.status_code == 200


@pytest.mark.parametrize(
    ("content", "form", "status", "said"),
    [
        (b"code=" + b"x" * 20_000, "application/x-www-form-urlencoded", 413, "Das ist zu viel."),
        (b"--x\xff", "multipart/form-data; boundary=x", 400, "Das geht nicht."),
        (b"", "multipart/form-data", 400, "Das geht nicht."),
    ],
)
def test_a_device_that_was_not_let_in_is_told_nothing_when_it_sends_nonsense(
    desk, content: bytes, form: str, status: int, said: str
) -> None:
    phone = desk.browser(PHONE, language="de")
    answer = desk.run(phone._client.post("/join", content=content, headers={"content-type": form}))
    assert (answer.status_code, answer.text) == (status, said)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("127.0.0.1.evil.example:8765", 421),
        ("", 421),
        ("localhost:8765", 200),
        ("[::1]:8765", 200),
        ("192.0.2.1", 200),
    ],
)
def test_the_page_is_under_no_name_that_somebody_could_have_made(desk, host: str, status: int) -> None:
    assert desk.browser(host=host).open("/").answer.status_code == status


def test_forms_and_addresses_that_are_too_large(desk, browser) -> None:
    assert browser.open("/", q="x" * 3000).answer.status_code == 414
    browser.open("/walk-in").send("/walk-in", first_name="A" * 20_000, role="guest")
    assert browser.answer.status_code == 413
    browser.open("/walk-in").send("/walk-in", **{f"field{n}": "x" for n in range(50)})
    assert browser.answer.status_code >= 400
    assert desk.kinds() == []


def test_who_asks_too_often_has_to_wait(desk, browser) -> None:
    codes = [browser.open("/desk.css").answer.status_code for _ in range(210)]
    assert codes[0] == 200
    assert codes[-1] == 429
    assert desk.browser(PHONE).open("/desk.css").answer.status_code == 200
    desk.seconds += 1
    assert browser.open("/").answer.status_code == 200


def test_a_rate_is_kept_whatever_the_clock_does() -> None:
    times = iter([0.0, 0.0, 0.0, -50.0, 1.0])
    rate = Rate(1.0, 2.0, lambda: next(times))
    assert [rate.allows("a") for _ in range(5)] == [True, True, False, False, True]


@pytest.mark.parametrize("path", ["/", "/missing", "/people/A1", "/people/A1/badge.png", "/export/log.csv", "/events",
                                  "/desk.js", "/nothing"])  # fmt: skip
def test_nothing_is_served_to_a_device_without_a_code(desk, path: str) -> None:
    phone = desk.browser(PHONE).open(path)
    assert "Let this device in" in phone.page
    assert "Müller" not in phone.page
    assert phone.post("/people/A1/arrive").answer.status_code == 403
    assert desk.kinds() == []


def test_a_code_lets_one_device_in_once(desk, browser) -> None:
    code = code_of(browser)
    assert len(code) == 9
    phone = desk.browser(PHONE).post("/join", code=code.lower(), name="Desk 2")
    assert "<dt>expected</dt>" in phone.page
    phone.open("/", person="A1").send("/people/A1/arrive")
    assert "Desk 2" in phone.page
    late = desk.browser(PHONE).post("/join", code=code, name="Desk 3")
    assert late.answer.status_code == 403
    assert "That code does not hold" in late.page


def test_a_device_stays_in_when_the_desk_starts_again(start) -> None:
    desk = start()
    phone = desk.browser(PHONE).post("/join", code=code_of(desk.browser().open("/")), name="Desk 2")
    cookie = phone._client.cookies
    desk.stop()
    again = start().browser(PHONE)
    again._client.cookies = cookie
    assert "<dt>expected</dt>" in again.open("/").page
    assert "Desk 2" in again.page


def test_the_log_has_no_token_that_lets_anybody_in(desk, browser) -> None:
    phone = desk.browser(PHONE).post("/join", code=code_of(browser), name="Desk 2")
    (token,) = phone._client.cookies.values()
    assert token.encode() not in desk.path.read_bytes() + desk.path.with_name("ledger.sqlite-wal").read_bytes()


def test_a_code_ages(desk, browser) -> None:
    code = code_of(browser)
    desk.seconds += 601
    assert desk.browser(PHONE).post("/join", code=code, name="x").answer.status_code == 403


def guessed(desk, address: str, guesses: int) -> list[int]:
    phone = desk.browser(address)
    return [phone.post("/join", code=f"AAAA{n:04}").answer.status_code for n in range(guesses)]


def test_who_guesses_codes_has_to_wait_and_nobody_else(desk, browser) -> None:
    assert guessed(desk, PHONE, 12) == [403] * 10 + [429] * 2
    late = desk.browser(PHONE, language="de").post("/join", code=code_of(browser), name="x")
    assert "Das ist zu oft. Bitte einen Augenblick warten." in late.page
    other = desk.browser("192.0.2.8").post("/join", code=code_of(browser), name="Desk 2")
    assert "<dt>expected</dt>" in other.page
    desk.seconds += 6
    assert guessed(desk, PHONE, 2) == [403, 429]


def test_all_who_guess_together_have_to_wait(desk, monkeypatch) -> None:
    monkeypatch.setattr(devices, "_ALL_AT_ONCE", 20.0)
    codes = devices.Codes(lambda: 0.0, lambda: "token")
    tried = [codes.tried("AAAA0000", f"192.0.2.{n}") for n in range(21)]
    assert tried == [devices.Tried.WRONG] * 20 + [devices.Tried.TOO_OFTEN]


def test_the_code_is_shown_to_scan(desk, browser) -> None:
    page = browser.open("/devices").send("/devices").page
    assert '<svg class="qr"' in page
    assert "<figcaption>http://192.0.2.1:8765/join</figcaption>" in page


def test_a_device_is_called_as_staff_want(desk, browser) -> None:
    browser.open("/devices").send("/devices/name", name="  Desk\x00 <1>  ")
    assert "Desk &lt;1&gt;" in browser.page
    browser.open("/", person="A1").send("/people/A1/arrive")
    assert [entry.device for entry in desk.log.after(1)] == ["Desk <1>"]
