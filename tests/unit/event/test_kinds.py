"""What a text means, and what is said when it means nothing."""

import datetime as dt
from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import list_currencies

from flyer.event import kinds
from flyer.event.codes import COUNTRIES, CURRENCIES
from flyer.event.model import Kind
from flyer.event.values import Value, Wrong, one_of
from flyer.payment.bic import BIC
from flyer.payment.iban import IBAN


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (kinds.DATE, "2022-03-28", dt.date(2022, 3, 28)),
        (kinds.TIME, "13:00", dt.time(13, 0)),
        (kinds.TIME, "9:30", dt.time(9, 30)),
        (kinds.TIME, "00:00", dt.time(0, 0)),
        (kinds.MOMENT, "2022-03-28 13:00", dt.datetime.combine(dt.date(2022, 3, 28), dt.time(13))),
        (kinds.MOMENT, "2022-03-28T13:00:00", dt.datetime.combine(dt.date(2022, 3, 28), dt.time(13))),
        (kinds.MONEY, "330", Decimal("330.00")),
        (kinds.MONEY, "0.5", Decimal("0.50")),
        (kinds.PERCENT, "7.5", Decimal("7.5")),
        (kinds.BLEED, "5.0", Decimal("5.0")),
        (kinds.DAYS, "14", 14),
        (kinds.FLAG, "yes", True),
        (kinds.FLAG, "false", False),
        (kinds.COLOUR, "#005A8C", "#005a8c"),
        (kinds.COUNTRY, "NO", "NO"),
        (kinds.CURRENCY, "CHF", "CHF"),
        (kinds.LANGUAGE, "de", "de"),
        (kinds.LANGUAGE, "DE-at", "de-AT"),
        (kinds.LANGUAGE, "zh-hant-tw", "zh-Hant-TW"),
        (kinds.LANGUAGE, "de-ch-1996", "de-CH-1996"),
        (kinds.TIMEZONE, "Europe/Vienna", "Europe/Vienna"),
        (kinds.IBAN, "DE07 5455 0010 0380 0214 36", IBAN("DE07545500100380021436")),
        (kinds.BIC, "LUHSDE6AXXX", BIC("LUHSDE6AXXX")),
        (kinds.VAT_ID, "de 136 695 976", "DE136695976"),
        (kinds.URL, "http://example.org/a?b=c", "http://example.org/a?b=c"),
        (kinds.EMAIL, "a.b+c@example.co.uk", "a.b+c@example.co.uk"),
        (kinds.PHONE, "0391 58 279 582", "0391 58 279 582"),
        (kinds.PHONE, "+49 (0)391/58279-582", "+49 (0)391/58279-582"),
        (kinds.REFERENCE, "{{fest}} {fee}: {event}", "{{fest}} {fee}: {event}"),
        (kinds.NUMBER, "{year}-{n:04}", "{year}-{n:04}"),
        (kinds.REFERENCE, "{participant}" + "ä" * 40, "{participant}" + "ä" * 40),
        (kinds.ACCOUNT_HOLDER, "ö" * 70, "ö" * 70),
        (kinds.TEXT, "zwei\nZeilen", "zwei\nZeilen"),
        (kinds.TEXT, "So\u00adzial\u200bplanung\u00a0e.\u202fV.", "So\u00adzial\u200bplanung\u00a0e.\u202fV."),
        (one_of("a kind", Kind), "meal", Kind.MEAL),
    ],
)
def test_a_text_is_read(kind: Value, text: str, value: object) -> None:
    assert kind.read(text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (kinds.DATE, "20220328"),
        (kinds.DATE, "2022-W13-1"),
        (kinds.DATE, "2022-02-29"),
        (kinds.DATE, "2022-03-28 "),
        (kinds.DATE, "２０２２-03-28"),
        (kinds.TIME, "24:00"),
        (kinds.TIME, "13:60"),
        (kinds.TIME, "13.00"),
        (kinds.MOMENT, "2022-03-28 13:00+02:00"),
        (kinds.MOMENT, "2022-03-28 24:00"),
        (kinds.MONEY, "1.000"),
        (kinds.MONEY, "1e3"),
        (kinds.MONEY, "NaN"),
        (kinds.MONEY, "330 €"),
        (kinds.PERCENT, "100"),
        (kinds.BLEED, "5.1"),
        (kinds.DAYS, "-1"),
        (kinds.FLAG, "1"),
        (kinds.COLOUR, "#fff"),
        (kinds.COUNTRY, "de"),
        (kinds.COUNTRY, "XX"),
        (kinds.CURRENCY, "DEM"),
        (kinds.LANGUAGE, "de_DE"),
        (kinds.LANGUAGE, "german"),
        (kinds.TIMEZONE, "Berlin"),
        (kinds.TIMEZONE, "../../etc/passwd"),
        (kinds.TIMEZONE, "/etc/localtime"),
        (kinds.TIMEZONE, "Europe"),
        (kinds.TIMEZONE, "a" * 5000),
        (kinds.VAT_ID, "DE12345678"),
        (kinds.VAT_ID, "DE136695970"),
        (kinds.URL, "javascript:alert(1)"),
        (kinds.URL, "https://"),
        (kinds.EMAIL, "a@b"),
        (kinds.EMAIL, "a b@example.org"),
        (kinds.PHONE, "12"),
        (kinds.PLAIN_NAME, "../fonts"),
        (kinds.LINE, "zwei\nZeilen"),
        (kinds.LINE, "Tab\tTab"),
        (kinds.TEXT, "Null\0"),
        (kinds.TEXT, "Zeile\u2028"),
        (kinds.TEXT, "Worum es \u202egeht"),
        (kinds.TEXT, "\u2066geht"),
        (kinds.LINE, "Wort\u2060"),
        (kinds.LINE, "Wort\ufeff"),
        (kinds.ACCOUNT_HOLDER, "V" * 71),
        (kinds.ACCOUNT_HOLDER, "Fo\u0308rderverein"),
        (kinds.ACCOUNT_HOLDER, "Verein\u00a0Nord"),
        (kinds.ACCOUNT_HOLDER, "Verein\nNord"),
        (kinds.REFERENCE, "{participant}" + "x" * 81),
        (kinds.REFERENCE, "{participant}" + "ä" * 41),
        (kinds.REFERENCE, "{0}"),
        (kinds.REFERENCE, "{}"),
        (kinds.REFERENCE, "}"),
        (kinds.REFERENCE, "{participant:99}"),
        (kinds.REFERENCE, "{fee!r}"),
        (kinds.NUMBER, "JT2022"),
        (kinds.NUMBER, "{n:{year}}"),
        (kinds.NUMBER, "{n!r}"),
    ],
)
def test_a_text_that_means_nothing_is_refused_with_a_hint(kind: Value, text: str) -> None:
    with pytest.raises(Wrong) as wrong:
        kind.read(text)
    assert wrong.value.what
    assert wrong.value.hint


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        (kinds.DATE, "1.4.2022", "write it as 2022-04-01"),
        (kinds.DATE, "1. 4. 2022, 13 Uhr", "write it as 2022-04-01"),
        (kinds.DATE, "31.02.2022", "write it like 2022-03-28"),
        (kinds.MOMENT, "28.03.2022, 13:00 Uhr", "write it as 2022-03-28 13:00"),
        (kinds.MOMENT, "28.03.2022 9.30 Uhr", "write it as 2022-03-28 09:30"),
        (kinds.MOMENT, "10.06.2027", "write it as 2027-06-10 09:00"),
        (kinds.MOMENT, "2027-06-10", "write it as 2027-06-10 09:00"),
        (kinds.MOMENT, "10.06.2027, 25:00", "write it like 2022-03-28 13:00"),
        (kinds.MONEY, "330,00", "write it like 330.00, with a point and without the currency"),
    ],
)
def test_the_hint_is_what_to_write(kind: Value, text: str, hint: str) -> None:
    with pytest.raises(Wrong) as wrong:
        kind.read(text)
    assert wrong.value.hint == hint


def test_a_long_text_is_quoted_shortly() -> None:
    with pytest.raises(Wrong) as wrong:
        kinds.DATE.read("Montag\n" * 1000)
    assert wrong.value.what == f"'{'Montag ' * 8}Mon…' is not a date"


def test_every_code_is_known_where_names_and_money_are_printed() -> None:
    assert set(Locale("de").territories) >= COUNTRIES
    assert list_currencies() >= CURRENCIES
