"""What the desk says of what people write, and of what fails, is said in the language of whoever reads it."""

import re
from html import unescape

import pytest

from desks import PHONE, person
from flyer.desk.log import Kind
from flyer.desk.surroundings import Progress, Told
from flyer.people.called import called
from flyer.problems import Phrase, SurroundingsError
from flyer.wording import Wording


def alerts(page: str) -> str:
    """What a page warns of, without marks."""
    found = re.findall(r'<div class="warns" role="alert">(.*?)</div>', page, re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]*>", " ", " ".join(found))).split())


WRONG = [
    (
        {"role": "guest"},
        "Nachname : Es fehlt ein Name – Vor- oder Nachnamen schreiben",
        "Last name : nobody is named – write a first name or a last name",
    ),
    (
        {"first_name": "Ada", "role": "participant"},
        "Beitrag : Es fehlt ein Beitrag – einen Beitrag wählen; wer nichts zahlt, bekommt eine andere Rolle",
        "Fee : the participant has no fee – choose a fee, or another role for who pays nothing",
    ),
    (
        {"first_name": "Ada", "role": "participant", "fee": "standart"},
        "Beitrag : Den Beitrag „standart“ gibt es nicht – gemeint ist vielleicht „standard“",
        "Fee : the event has no fee 'standart' – did you mean 'standard'?",
    ),
    (
        {"first_name": "Ada", "role": "participant", "fee": "gold"},
        "Beitrag : Den Beitrag „gold“ gibt es nicht – es gibt: standard, member",
        "Fee : the event has no fee 'gold' – known: standard, member",
    ),
    (
        {"first_name": "Ada", "role": "guest", "email": "ada"},
        "E-Mail : „ada“ taugt nicht als E-Mail-Adresse – so schreiben: name@example.org",
        "E-mail : 'ada' is not an e-mail address – write it like name@example.org",
    ),
    (
        {"first_name": "Ada", "role": "king"},
        "Rolle : Die Rolle „king“ gibt es nicht – es gibt: participant, speaker, organiser, staff, press, guest",
        "Role : unknown role 'king' – known: participant, speaker, organiser, staff, press, guest",
    ),
    (
        {"first_name": "Ada " * 51, "role": "guest"},
        f"Vorname : „{'Ada ' * 14}Ada…“ hat 203 Zeichen – höchstens 200 schreiben",
        f"First name : '{'Ada ' * 14}Ada…' has 203 characters – write at most 200",
    ),
    (
        {"first_name": "A\x00da", "role": "guest"},
        "Vorname : „A\ufffdda“ hat das Zeichen U+0000, das sich nicht drucken lässt – neu schreiben",
        "First name : 'A\ufffdda' has the character U+0000, which does not print – write it anew",
    ),
    (
        {"first_name": "Ada", "role": "guest", "organisation": "MÃ¼ller"},
        "Organisation : Die Buchstaben von „MÃ¼ller“ sind entstellt – neu schreiben",
        "Organisation : the letters of 'MÃ¼ller' are garbled – write it anew",
    ),
    (
        {"first_name": "Ada", "role": "guest", "department": "#BEZUG!"},
        "Abteilung : „#BEZUG!“ ist der Fehler einer Formel – den Wert schreiben",
        "Department : '#BEZUG!' is the error of a formula – write the value",
    ),
]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("fields", "german", "english"), WRONG)
def test_what_is_wrong_with_a_form(start, fields: dict[str, str], german: str, english: str, language: str) -> None:
    said = german if language == "de" else english
    desk = start(people=[person("A2", "Anna", "Meyer", role="guest")])
    browser = desk.browser(language=language).open("/walk-in").send("/walk-in", **fields)
    assert browser.answer.status_code == 422
    assert said in alerts(browser.page)
    browser.open("/people/A2").send("/people/A2", **fields)
    assert browser.answer.status_code == 422
    assert said in alerts(browser.page)
    assert desk.kinds() == []


def test_an_empty_form_lacks_a_name_and_a_fee(desk) -> None:
    browser = desk.browser(language="de").open("/walk-in").send("/walk-in")
    assert alerts(browser.page).count("Es fehlt ein") == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "„x“ hat das Zeichen U+200B, das sich nicht drucken lässt\nDie Rolle „king“ gibt es nicht"),
        ("en", "'x' has the character U+200B, which does not print\nunknown role 'king'"),
    ],
)
def test_why_there_is_no_preview(desk, language: str, said: str) -> None:
    browser = desk.browser(language=language).open("/walk-in")
    browser.send("/preview", first_name="x\u200b", role="king")
    assert (browser.answer.status_code, browser.page.replace("\ufffd", "")) == (422, said)


def test_a_badge_is_looked_at_before_the_form_is_complete(desk, browser) -> None:
    browser.open("/walk-in").send("/preview", first_name="Ada", role="participant", email="ada@")
    assert browser.answer.content == b"\x89PNG 200 %PDF Ada "


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            "„Ada“ mit gleicher Organisation und E-Mail steht schon auf der Liste – wenn es jemand anderes ist, die",
        ),
        ("en", "'Ada' of the same organisation and e-mail is on the list already – if it is somebody else, add the"),
    ],
)
def test_who_is_on_the_list_already(desk, language: str, said: str) -> None:
    browser = desk.browser(language=language)
    for _ in range(2):
        browser.open("/walk-in").send("/walk-in", first_name="Ada", role="guest")
    assert said in alerts(browser.page)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Vorname : Inzwischen hat jemand „Hanna“ geschrieben – das ebenfalls schreiben oder das Formular noch"),
        ("de", "Organisation : Inzwischen hat jemand dieses Feld geleert"),
        ("en", "First name : somebody has written 'Hanna' in the meantime – write that too, or send the form again"),
        ("en", "Organisation : somebody has emptied this field in the meantime"),
    ],
)
def test_what_somebody_else_has_written_in_the_meantime(desk, language: str, said: str) -> None:
    late = desk.browser(language=language).open("/people/A2")
    desk.browser().open("/people/A2").send("/people/A2", first_name="Hanna", last_name="Meyer", role="participant")
    late.send("/people/A2", first_name="Anna", last_name="Maier", organisation="Amt für Soziales", role="participant")
    assert said in alerts(late.page)


@pytest.mark.parametrize(
    ("error", "german", "english"),
    [
        (
            SurroundingsError(Phrase("the printer '{printer}' refuses: {why}", printer="ipp://x", why="no <PDF>"), "x"),
            "nicht gedruckt: Der Drucker „ipp://x“ lehnt ab: no &lt;PDF&gt;",
            "not printed: the printer &#39;ipp://x&#39; refuses: no &lt;PDF&gt;",
        ),
        (SurroundingsError("as it says itself"), "nicht gedruckt: as it says itself", "not printed: as it says itself"),
    ],
)
def test_why_a_badge_was_not_printed(start, printer, error: Exception, german: str, english: str) -> None:
    desk = start()
    printer.faults["begin"] = error
    desk.browser().open("/", person="A1").send("/people/A1/print", arrives="1")
    desk.until(lambda: "print failed" in desk.kinds())
    desk.stop()
    again = start()  # what is in the log is said in any language
    assert german in again.browser(language="de").open("/", person="A1").page
    assert english in again.browser(language="en").open("/", person="A1").page
    assert german.removeprefix("nicht gedruckt: ") in again.browser(language="de").open("/log").page


@pytest.mark.parametrize(
    ("reason", "german"),
    [
        ("job-canceled-by-user", "abgebrochen"),
        ("aborted-by-system, document-format-error", "vom Drucker aufgegeben, Der Drucker kann das Namensschild"),
        ("none", "Der Drucker nennt keinen Grund"),
        ("", "Der Drucker nennt keinen Grund"),
    ],
)
def test_the_reasons_of_printers(desk, printer, reason: str, german: str) -> None:
    printer.says = Told(Progress.FAILED, reason)
    browser = desk.browser(language="de").open("/", person="A1").send("/people/A1/print", arrives="1")
    desk.until(lambda: "print failed" in desk.kinds())
    assert f"nicht gedruckt: {german}" in browser.open("/", person="A1").page


def test_a_failure_of_an_older_log_is_told(desk) -> None:
    queued = {"printer": "zebra", "reason": "new"}
    desk.log.append(Kind.QUEUED, at=desk.time, device="", participant="A1", data=queued)
    desk.log.append(Kind.FAILED, at=desk.time, device="", participant="A1", job=1, data={"failure": "it broke"})
    desk.log.append(Kind.QUEUED, at=desk.time, device="", participant="A2", data=queued)
    desk.log.append(Kind.FAILED, at=desk.time, device="", participant="A2", job=3)
    browser = desk.browser(language="de")
    assert "nicht gedruckt: it broke" in browser.open("/", person="A1").page
    assert "nicht gedruckt: Der Drucker nennt keinen Grund" in browser.open("/", person="A2").page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Die Datei „l.sqlite“ kann nicht wachsen, der Datenträger ist voll Platz schaffen und noch einmal"),
        ("en", "the ledger 'l.sqlite' cannot grow, the disk is full make room and try again"),
    ],
)
def test_what_is_wrong_with_the_disk(desk, monkeypatch, language: str, said: str) -> None:
    full = Phrase("cannot grow, the disk is full")
    error = SurroundingsError(
        Phrase("the ledger '{path}' {what}", path="l.sqlite", what=full), Phrase("make room and try again")
    )
    browser = desk.browser(language=language).open("/", person="A1")
    monkeypatch.setattr(desk.log, "append", lambda *_, **__: (_ for _ in ()).throw(error))
    browser.send("/people/A1/arrive")
    assert browser.answer.status_code == 503
    assert said in alerts(browser.page)


@pytest.mark.parametrize(
    ("path", "headers", "german"),
    [
        ("/", {"host": "evil.example"}, "Unter diesem Namen gibt es diese Seite nicht."),
        ("/log", {"sec-fetch-site": "cross-site"}, "Das wurde von einer anderen Website gesendet."),
        (f"/?q={'x' * 3000}", {}, "Das ist zu viel."),
    ],
)
def test_who_is_turned_away_reads_why(desk, path: str, headers: dict[str, str], german: str) -> None:
    assert desk.browser(language="de", **headers).open(path).page == german


def test_a_device_without_a_code_reads_why_it_may_not_write(desk) -> None:
    assert desk.browser(PHONE, language="de").post("/people/A1/arrive").page == "Dieses Gerät ist nicht zugelassen."


def test_columns_are_called_by_their_names() -> None:
    german = Wording.of("de")
    assert [german.told(called(column)) for column in ("last_name", "fee", "order_number")] == [
        "Nachname",
        "Beitrag",
        "order number",
    ]
