"""The pages as a browser without scripts has them: found, checked in, printed, corrected, added, counted."""

import re
from collections.abc import Callable

import pytest

from flyer.people.prints import ToPrint


def counts(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"<dd>(\d+)</dd>", page)]


def test_somebody_is_found_checked_in_and_printed(desk, browser, printer) -> None:
    browser.open("/", q="muller")
    assert browser.names == ["Jörg Müller"]
    assert '<form method="post" action="/people/A1/print" class="primary">' in browser.page
    browser.send("/people/A1/print", arrives="1")
    assert browser.said == "Jörg Müller: the badge goes to zebra."
    desk.until(lambda: "print done" in desk.kinds())
    assert printer.paper == ["%PDF Jörg Müller zebra".encode()]
    assert [(each.participant, each.content, each.reason) for each in desk.printed()] == [
        ("A1", "Jörg Müller|Stadt Weißenthal|participant", "new")
    ]
    browser.open("/", person="A1")
    assert counts(browser.page) == [5, 1, 1]
    assert "printed by zebra" in browser.page


def test_the_search_field_has_the_focus_after_every_action(browser) -> None:
    focused = r'<input id="q"[^>]* autofocus>'
    assert re.search(focused, browser.page)
    assert re.search(focused, browser.open("/", q="a").page)
    assert re.search(focused, browser.open("/", person="A1").send("/people/A1/arrive").page)


def test_who_is_found_alone_is_printed_by_enter(browser) -> None:
    page = browser.open("/", q="A2").page
    assert "<button autofocus>Check in and print" in page
    assert not re.search(r'<input id="q"[^>]* autofocus>', page)


def test_a_reprint_wants_a_reason_and_tells_it(desk, browser, printer) -> None:
    browser.open("/", person="A1").send("/people/A1/print", arrives="1")
    desk.until(lambda: "print done" in desk.kinds())
    browser.open("/", person="A1")
    assert "This badge was printed before." in browser.page
    browser.send("/people/A1/print", reason=" ")
    assert browser.said == "Jörg Müller: say why the badge is printed again."
    browser.send("/people/A1/print", reason="coffee on it")
    desk.until(lambda: desk.kinds().count("print done") == 2)
    assert [(each.reason, each.count) for each in desk.printed()] == [("new", 1), ("coffee on it", 2)]
    assert "printed 2 ×, last Mon 09:00, Dieser Rechner: coffee on it" in browser.open("/", person="A1").page


def test_a_badge_that_says_something_else_needs_no_reason(desk, browser) -> None:
    browser.open("/", person="A1").send("/people/A1/print", arrives="1")
    desk.until(lambda: "print done" in desk.kinds())
    browser.open("/people/A1").send("/people/A1", first_name="Georg", last_name="Müller", role="participant")
    assert "it says something else now" in browser.page
    browser.send("/people/A1/print")
    desk.until(lambda: desk.kinds().count("print done") == 2)
    assert [each.reason for each in desk.printed()] == ["new", "altered"]


def test_who_has_a_badge_from_before_is_only_checked_in(desk, browser, printer) -> None:
    with_run = desk.prints.begin(1, desk.time)
    content = "Anna Meyer|Amt für Soziales|participant"
    desk.prints.record(with_run, [ToPrint("A2", content, "new")], desk.time)
    browser.open("/", person="A2").send("/people/A2/arrive")
    assert browser.said == "Anna Meyer is checked in."
    assert printer.paper == []


def test_nobody_is_checked_in_twice_unknowingly(desk, browser) -> None:
    browser.open("/", person="A1")
    other = desk.browser().open("/", person="A1").send("/people/A1/arrive")
    assert other.said == "Jörg Müller is checked in."
    browser.send("/people/A1/arrive")
    assert browser.said == "Jörg Müller was checked in before: Mon 09:00, Dieser Rechner."
    assert desk.kinds() == ["arrived"]


def test_two_desks_do_not_print_the_same_badge(desk, browser, printer) -> None:
    browser.open("/", person="A1")
    other = desk.browser().open("/", person="A1").send("/people/A1/print", arrives="1")
    desk.until(lambda: "print done" in desk.kinds())
    browser.send("/people/A1/print", arrives="1")
    assert browser.said == "Jörg Müller: something has happened in between. Nothing was done; look, then decide."
    assert other.said == "Jörg Müller: the badge goes to zebra."
    assert len(printer.paper) == 1


def test_a_check_in_is_taken_back(desk, browser) -> None:
    browser.open("/", person="A1").send("/people/A1/arrive")
    browser.send("/people/A1/leave")
    assert browser.said == "Jörg Müller: the check-in is taken back."
    assert counts(browser.page) == [5, 0, 0]


def test_who_is_missing(browser) -> None:
    browser.open("/", person="A1").send("/people/A1/arrive")
    names = re.findall(r'<td><a href="/\?person=A\d">(.*?)</a>', browser.open("/missing").page)
    assert names == ["Emmerich Groß", "Anna Meyer", "Max &lt;b&gt; O&#39;Brien &amp; Co", "Şule Yıldız"]
    assert "4 of 5 have not arrived." in browser.page


def test_what_has_happened_last_is_shown_while_nobody_is_looked_for(desk, browser) -> None:
    assert "<h2>Latest</h2>" not in browser.page
    browser.open("/", person="A1").send("/people/A1/arrive")
    browser.open("/people/A2").send("/people/A2", first_name="Anna", last_name="Maier", role="participant")
    browser.open("/", person="A2").send("/people/A2/arrive")
    page = browser.open("/").page.partition("<h2>Latest</h2>")[2]
    assert re.findall(r'<a href="/\?person=A\d">(.*?)</a> <span class="about">(.*?)</span>', page) == [
        ("Anna Maier", "arrived · Mon 09:00 · Dieser Rechner"),
        ("Jörg Müller", "arrived · Mon 09:00 · Dieser Rechner"),
    ]


def test_a_walk_in_is_added_and_printed(desk, browser, printer) -> None:
    browser.open("/walk-in").send("/walk-in", first_name="Ada", last_name="Lovelace", role="guest")
    assert browser.said == "Ada Lovelace is on the list now."
    assert counts(browser.page) == [6, 0, 0]
    (id_,) = re.findall(r'id="person"[^>]*data-person="(\w+)"', browser.page)
    browser.send(f"/people/{id_}/print", arrives="1")
    desk.until(lambda: "print done" in desk.kinds())
    assert printer.paper == [b"%PDF Ada Lovelace zebra"]
    assert browser.open("/", q="lovlace").names == ["Ada Lovelace"]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"first_name": "Ada", "role": "participant"}, "the participant has no fee"),
        ({"role": "guest"}, "nobody is named"),
        ({"first_name": "Ada", "role": "guest", "email": "x"}, "&#39;x&#39; is not an e-mail address"),
        ({"first_name": "Ada", "role": "king"}, "unknown role &#39;king&#39;"),
        ({"first_name": "Ada" * 99, "role": "guest"}, "has 297 characters"),
        ({"first_name": "A\x00da", "role": "guest"}, "which does not print"),
    ],
)
def test_a_wrong_walk_in_is_told_and_not_written(desk, browser, fields, what) -> None:
    browser.open("/walk-in").send("/walk-in", **fields)
    assert browser.answer.status_code == 422
    assert what in browser.page
    assert desk.kinds() == []


def test_who_is_on_the_list_already_does_not_walk_in(desk, browser) -> None:
    browser.open("/walk-in").send("/walk-in", first_name="Ada", last_name="Lovelace", role="guest")
    browser.open("/walk-in").send("/walk-in", first_name="Ada", last_name="Lovelace", role="guest")
    assert "is on the list already" in browser.page
    assert desk.kinds() == ["walk-in"]


def test_a_correction_is_found_at_once_and_the_old_name_no_more(desk, browser) -> None:
    browser.open("/people/A2").send("/people/A2", first_name="Anna", last_name="Kowalska", role="participant")
    assert browser.said == "Anna Kowalska: corrected."
    assert browser.open("/", q="kovalska").names == ["Anna Kowalska"]
    assert browser.open("/", q="Meyer").names == []
    browser.open("/people/A2").send("/people/A2", first_name="Anna", last_name="Kowalska", role="participant")
    assert browser.said == "Anna Kowalska: nothing was changed."


def test_what_does_not_fit_is_not_printed(desk, browser, printer) -> None:
    browser.open("/walk-in").send("/walk-in", first_name="A", last_name="B" * 50, role="guest")
    (id_,) = re.findall(r'id="person"[^>]*data-person="(\w+)"', browser.page)
    browser.send(f"/people/{id_}/print", arrives="1")
    assert browser.answer.status_code == 422
    assert "does not fit" in browser.page
    assert desk.kinds() == ["walk-in"]
    assert browser.open(f"/people/{id_}/badge.png").answer.status_code == 422


def test_everything_typed_is_escaped(browser) -> None:
    page = browser.open("/", q='"><script>alert(1)</script>').page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "Max &lt;b&gt; O&#39;Brien &amp; Co" in page


@pytest.mark.parametrize(
    ("accepted", "said"),
    [
        ("de", "erwartet"),
        ("en-US,en;q=0.9,de;q=0.8", "expected"),
        ("de-AT, en;q=0.5", "erwartet"),
        ("fr", "erwartet"),
        ("", "erwartet"),
        ("*;q=x", "erwartet"),
    ],
)
def test_the_page_speaks_german_or_english(desk, accepted: str, said: str) -> None:
    assert f"<dt>{said}</dt>" in desk.browser(language=accepted).open("/").page


def test_the_lists_to_take_home(desk, browser) -> None:
    browser.open("/people/A2").send("/people/A2", first_name="Anna", last_name="Maier", role="participant")
    browser.open("/walk-in").send("/walk-in", first_name="Ada", last_name="Byron", role="participant", fee="member")
    header, *rows = browser.open("/export/participants.csv").page.splitlines()
    assert header.startswith("id;title;first_name;last_name;")
    assert [row.split(";")[2:4] for row in rows][1] == ["Anna", "Maier"]
    assert rows[-1].split(";")[2:4] + rows[-1].split(";")[-1:] == ["Ada", "Byron", "member"]
    log = browser.open("/export/log.csv").page
    assert "2027-05-03T09:00:00+00:00;Dieser Rechner;corrected;A2;Anna Maier;Last name: Meyer → Maier" in log
    assert browser.answer.headers["content-disposition"] == 'attachment; filename="desk-log.csv"'


def test_the_log_tells_why_a_badge_was_printed_in_words(start: Callable) -> None:
    browser = start(printers={}).browser(language="de").open("/", person="A1").send("/people/A1/print", arrives="1")
    assert browser.said == "Jörg Müller: Das Namensschild geht an diesen Browser."
    assert "dieser Browser, zum ersten Mal" in browser.open("/log").page
    assert "dieser Browser, zum ersten Mal" in browser.open("/export/log.csv").page


def test_the_preview_of_a_form(browser) -> None:
    browser.open("/walk-in").send("/preview", first_name="Ada", last_name="Byron", role="guest")
    assert browser.answer.content == b"\x89PNG 200 %PDF Ada Byron "
    browser.open("/walk-in").send("/preview", first_name="", last_name="", role="guest")
    assert (browser.answer.status_code, browser.page) == (422, "nobody is named")
    browser.open("/people/A1").send("/preview", first_name="Jürgen", last_name="Müller", role="participant")
    assert browser.answer.content.endswith("%PDF Jürgen Müller ".encode())


@pytest.mark.parametrize("path", ["/nothing", "/people/zz", "/people/zz/badge.png", "/jobs/7/badge.pdf", "/people"])
def test_only_known_paths(browser, path: str) -> None:
    browser.open(path)
    assert browser.answer.status_code == 404
    assert "There is no such page." in browser.page


def test_the_browser_prints_where_there_is_no_printer(start: Callable) -> None:
    desk = start(printers={})
    browser = desk.browser().open("/", person="A1").send("/people/A1/print", arrives="1")
    assert browser.said == "Jörg Müller: the badge goes to this browser."
    assert desk.printed() == []
    (paper, path) = re.findall(r'data-paper="(.*?)" href="(.*?)"', browser.page)[0]
    assert browser.open("/paper.css").page.startswith("@page { size: 85.5mm 54mm; }")
    assert '<img src="/jobs/1/badge.png"' in browser.open(paper).page
    assert desk.printed() == []
    assert browser.open("/jobs/1/badge.png").answer.content.startswith(b"\x89PNG 609 ")
    assert browser.open(path).answer.headers["content-type"] == "application/pdf"
    assert [(each.participant, each.count) for each in desk.printed()] == [("A1", 1)]
    assert counts(browser.open("/", person="A1").page) == [5, 1, 1]


def test_the_browser_prints_the_same_job_until_it_has_it(start: Callable, printer) -> None:
    desk = start()
    browser = desk.browser().open("/").send("/printer", printer="").open("/", person="A1")
    for _ in range(2):
        browser.send("/people/A1/print", arrives="1")
        assert browser.said == "Jörg Müller: the badge goes to this browser."
    assert desk.kinds() == ["print queued", "arrived"]
    browser.open("/").send("/printer", printer="zebra").open("/", person="A1").send("/people/A1/print")
    desk.until(lambda: "print done" in desk.kinds())
    assert browser.open("/jobs/1/badge.png").answer.status_code == 404
    assert (len(printer.paper), [each.reason for each in desk.printed()]) == (1, ["new"])


def test_another_printer_is_chosen_for_a_device(start: Callable, printer) -> None:
    spare = type(printer)()
    desk = start(printers={"zebra": printer, "dymo": spare})
    browser = desk.browser().open("/").send("/printer", printer="dymo")
    browser.open("/", person="A1").send("/people/A1/print", arrives="1")
    desk.until(lambda: "print done" in desk.kinds())
    assert (len(printer.paper), len(spare.paper)) == (0, 1)
    desk.browser().open("/").send("/printer", printer="../etc")
    assert "set-cookie" not in browser.answer.headers
