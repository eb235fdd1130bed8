import ast
import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

import flyer
from flyer.wording import NoWording, Wording

SOURCE = Path(flyer.__file__).parent
MONDAY, WEDNESDAY, SATURDAY = dt.date(2022, 3, 28), dt.date(2022, 3, 30), dt.date(2022, 4, 2)

SAID = [
    # what                                             German                          English
    (lambda w: w("Invoice"), "Rechnung", "Invoice"),
    (lambda w: w("Payable by {date}", date="1.5."), "Zahlbar bis 1.5.", "Payable by 1.5."),
    (lambda w: w("Date"), "Termin", "Date"),
    (lambda w: w("Date", context="slip"), "Datum", "Date"),
    (lambda w: w.plural("{n} participant", "{n} participants", 1), "1 Person", "1 participant"),
    (lambda w: w.plural("{n} participant", "{n} participants", 3), "3 Personen", "3 participants"),
    (lambda w: w.role("Speaker"), "Vortrag", "Speaker"),
    (lambda w: w.role("Jury"), "Jury", "Jury"),
    (lambda w: w.date(MONDAY), "28.03.2022", "28 March 2022"),
    (lambda w: w.weekday_date(MONDAY), "Montag, 28.03.2022", "Monday, 28 March 2022"),
    (lambda w: w.date_range(MONDAY, MONDAY), "28. März 2022", "28 March 2022"),
    (lambda w: w.date_range(MONDAY, WEDNESDAY), "28. bis 30. März 2022", "28–30 March 2022"),
    (lambda w: w.date_range(WEDNESDAY, SATURDAY), "30. März bis 2. April 2022", "30 March – 2 April 2022"),
    (
        lambda w: w.date_range(dt.date(2021, 12, 31), MONDAY),
        "31. Dezember 2021 bis 28. März 2022",
        "31 December 2021 – 28 March 2022",
    ),
    (lambda w: w.ordinal_day(1), "1. Tag", "Day 1"),
    (lambda w: w.time(dt.time(9, 5)), "09:05", "09:05"),
    (lambda w: w.clock(dt.time(13)), "13:00 Uhr", "13:00"),
    (lambda w: w.time_range(dt.time(13), dt.time(16)), "13:00 bis 16:00 Uhr", "13:00–16:00"),
    (lambda w: w.number(Decimal("1234.50")), "1.234,5", "1,234.5"),
    (lambda w: w.amount(Decimal("1234.5")), "1.234,50", "1,234.50"),
    (lambda w: w.money(Decimal("330"), "EUR"), "330,00 €", "€330.00"),
    (lambda w: w.money(Decimal("0.005"), "EUR"), "0,01 €", "€0.01"),
    (lambda w: w.percent(Decimal("7.7")), "7,7 %", "7.7%"),
    (lambda w: w.country("FR"), "Frankreich", "France"),
    (lambda w: w.country("XQ"), "XQ", "XQ"),
    (lambda w: w.join(["A", "B", "C"]), "A, B und C", "A, B and C"),
    (lambda w: w.polish('"so"'), "„so“", "“so”"),
]


@pytest.mark.parametrize(("say", "german", "english"), SAID, ids=[german for _, german, _ in SAID])
def test_said_in_german_and_english(say, german: str, english: str) -> None:
    assert re.sub(r"\s", " ", say(Wording.of("de"))) == german
    assert re.sub(r"\s", " ", say(Wording.of("en"))) == english


def test_a_line_never_ends_inside_a_date_a_time_or_an_amount() -> None:
    words = Wording.of("de")
    assert words.date_range(MONDAY, WEDNESDAY) == "28. bis 30.\u00a0März\u00a02022"
    assert words.clock(dt.time(13)) == "13:00\u00a0Uhr"
    assert words.money(Decimal(330), "EUR") == "330,00\u00a0€"
    assert words.percent(Decimal(19)) == "19\u202f%"


def test_a_language_is_official_in_some_countries() -> None:
    countries = ("DE", "AT", "CH", "BE", "FR", "US", "XX")
    assert [c for c in countries if Wording.of("de").is_official_in(c)] == ["DE", "AT", "CH", "BE"]
    assert [c for c in countries if Wording.of("en-US").is_official_in(c)] == ["US"]


def test_a_price_has_two_to_four_places() -> None:
    words = Wording.of("de")
    prices = ("330", "1277.3109", "84.0300", "0.5")
    assert [words.price(Decimal(price)) for price in prices] == ["330,00", "1.277,3109", "84,03", "0,50"]


@pytest.mark.parametrize(
    ("language", "january", "money"),
    [
        ("de-AT", "Jänner", "€\u00a01.330,00"),
        ("de-CH", "Januar", "EUR\u00a01’330.00"),
        ("de-CH-1996", "Januar", "EUR\u00a01’330.00"),
        ("de-NL", "Januar", "1.330,00\u00a0€"),
        ("en-GB", "January", "€1,330.00"),
        ("en-US", "January", "€1,330.00"),
    ],
)
def test_a_region_falls_back_to_its_language_and_keeps_its_own_formats(language, january, money) -> None:
    words = Wording.of(language)
    assert january in words.date_range(dt.date(2022, 1, 1), dt.date(2022, 1, 1))
    assert words.money(Decimal(1330), "EUR") == money
    assert words("Invoice") == ("Rechnung" if language.startswith("de") else "Invoice")


@pytest.mark.parametrize("language", ["en-US", "en-US-POSIX"])
@pytest.mark.parametrize(
    ("say", "said"),
    [
        (lambda w: w.date(MONDAY), "March_28, 2022"),
        (lambda w: w.weekday_date(MONDAY), "Monday, March_28, 2022"),
        (lambda w: w.date_range(MONDAY, MONDAY), "March_28, 2022"),
        (lambda w: w.date_range(MONDAY, WEDNESDAY), "March_28–30, 2022"),
        (lambda w: w.date_range(WEDNESDAY, SATURDAY), "March_30 – April_2, 2022"),
        (lambda w: w.date_range(dt.date(2021, 12, 31), MONDAY), "December_31, 2021 – March_28, 2022"),
        (lambda w: w.time(dt.time(9, 5)), "9:05_AM"),
        (lambda w: w.clock(dt.time(0)), "12:00_AM"),
        (lambda w: w.time_range(dt.time(13, 30), dt.time(16)), "1:30–4:00_PM"),
        (lambda w: w.time_range(dt.time(9), dt.time(12)), "9:00_AM – 12:00_PM"),
        (lambda w: w("Invoice"), "Invoice"),
    ],
)
def test_dates_and_times_in_the_united_states(language: str, say, said: str) -> None:
    assert say(Wording.of(language)).replace("\u00a0", "_") == said


@pytest.mark.parametrize("language", ["fr", "fr-CH", "zh-Hant", "xx", "no language"])
def test_a_language_without_a_catalogue_is_refused(language: str) -> None:
    with pytest.raises(NoWording) as refused:
        Wording.of(language)
    assert refused.value.what == f"there are no words for '{language}' yet"
    assert refused.value.hint == "the languages are de and en"


def test_nothing_untranslated_is_printed() -> None:
    words = Wording.of("de")
    with pytest.raises(KeyError, match="No such phrase"):
        words("No such phrase")
    with pytest.raises(KeyError, match="role: Invoice"):
        words("Invoice", context="role")
    with pytest.raises(KeyError, match="one"):
        words.plural("one", "many", 2)


REMEMBERED = SOURCE / "desk" / "jobs.py"
"""Makes phrases anew from a log, in which they were kept."""


def phrases_in_the_source() -> Iterator[tuple[str, str]]:
    """Context and phrase of every `words("…")`, `words.plural("…", …)`, in wording `self("…")`; also in templates.

    And of every `Phrase("…")`, which may be said in any language later.
    """
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = ast.unparse(node.func)
            if not re.fullmatch(r"((\w+\.)+_?words|words)(\.plural)?|self(\._dated)?|Phrase", called):
                continue
            assert isinstance(node.args[0], ast.Constant) or called == "self" or path == REMEMBERED, (
                f"{path}:{node.lineno}: a phrase is a literal, so that it can be found"
            )
            if isinstance(node.args[0], ast.Constant):
                context = [k.value.value for k in node.keywords if k.arg == "context"]
                yield (context[0] if context else "", node.args[0].value)
    for path in SOURCE.rglob("templates/*.html"):
        for _, _, message in extract_from_ast(Environment().parse(path.read_text("utf-8")), ("words",)):
            yield "", message[0] if isinstance(message, tuple) else message


CATALOGUES = sorted((SOURCE / "wording" / "catalogues").glob("*.po"))


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=[path.stem for path in CATALOGUES])
def test_catalogue_says_what_the_source_says(catalogue: Path) -> None:
    with catalogue.open("rb") as file:
        messages = [message for message in read_po(file, abort_invalid=True) if message.id]
    translated = {
        (message.context or "", message.id[0] if isinstance(message.id, tuple) else message.id)
        for message in messages
        if all(message.string) and not message.fuzzy
    }
    said = set(phrases_in_the_source())
    assert translated <= said
    assert "_" in catalogue.stem or translated == said, "only a region may leave phrases to its language"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=[path.stem for path in CATALOGUES])
def test_translations_fill_in_the_same_fields(catalogue: Path) -> None:
    def fields(text: str) -> list[str]:
        return sorted(re.findall(r"\{(\w+)", text))

    with catalogue.open("rb") as file:
        for message in read_po(file):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id:
                assert {tuple(fields(text)) for text in strings} == {tuple(fields(text)) for text in ids}


def test_the_wordings_remembered_are_bounded() -> None:
    for n in range(100, 200):
        Wording.of(f"en-{n}")
    assert Wording.of.cache_info().currsize <= 32
