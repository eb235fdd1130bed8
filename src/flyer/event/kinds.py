"""The kinds of values in event.yaml."""

from __future__ import annotations

import datetime as dt
import re
import string
import zoneinfo
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from flyer.event.codes import COUNTRIES, CURRENCIES
from flyer.event.numbers import read_pattern
from flyer.event.values import ANY_SCALAR, Value, Wrong, known, shown
from flyer.money import cents
from flyer.payment import bic, iban
from flyer.payment.check_digits import vat_id
from flyer.payment.error import PaymentError
from flyer.payment.latin import basic_latin
from flyer.payment.transfer import beneficiary
from flyer.problems import Phrase, did_you_mean

T = TypeVar("T")


def _line(text: str) -> str:
    if "\n" in text:
        raise Wrong(f"'{shown(text)}' has more than one line", "write it on one line")
    return text


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text.replace(" ", "T"))


def _time(text: str) -> dt.time:
    hour, minute = text.split(":")
    return dt.time(int(hour), int(minute))


def _language(text: str) -> str:
    """Write a language tag with the capitals RFC 5646, 2.1.1 recommends: de-AT, zh-Hant."""
    first, *rest = text.split("-")
    cases = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(cases.get(len(part), str.lower)(part) for part in rest)])


def _timezone(text: str) -> str:
    try:
        return zoneinfo.ZoneInfo(text).key
    except (zoneinfo.ZoneInfoNotFoundError, OSError):
        raise ValueError(text) from None


def _checked(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Make the reader of a number that proves itself."""

    def read(text: str) -> T:
        try:
            return parse(text)
        except PaymentError as error:
            raise Wrong(error.what, error.hint) from None

    return read


def _vat_id(text: str) -> str:
    compact = vat_id(text)
    if compact[:2] not in {*COUNTRIES, "EL", "XI"}:
        what = f"'{compact}' is not a VAT number: no country has '{compact[:2]}'"
        raise PaymentError(what, "it begins with the country's two letters, as in DE136695976")
    return compact


def _reference(text: str) -> str:
    try:
        parts = list(string.Formatter().parse(_line(text)))
    except ValueError:
        raise Wrong(f"'{shown(text)}' has a brace without its partner", "write fields as {name}") from None
    for _, field, spec, how in parts:
        if field is not None and (field not in _REFERENCE_FIELDS or spec or how):
            written = "".join(filter(None, (field, how and f"!{how}", spec and f":{spec}")))
            raise Wrong(f"'{{{written}}}' is no field of this pattern", did_you_mean(field, _REFERENCE_FIELDS))
    fixed = len(basic_latin("".join(literal for literal, *_ in parts)))
    if fixed > _LONGEST_FIXED:
        what = f"'{shown(text)}' has {fixed} characters beside its fields, which leaves no room for a number and a name"
        raise Wrong(what, f"write at most {_LONGEST_FIXED}")
    return text


_REFERENCE_FIELDS = ("participant", "invoice", "event", "fee")
_LONGEST_FIXED = 80
"""A transfer's text has 140 characters (EPC069-12, element 11); 27 are the number's, the others the name's."""


def _code_url(text: str) -> str:
    if "{id}" not in text or "{" in text.replace("{id}", "") or "}" in text.replace("{id}", ""):
        raise Wrong(f"'{shown(text)}' has no {{id}}, or other braces", 'write it like "https://www.example.org/{id}"')
    return text


def _pair(text: str) -> tuple[Decimal, Decimal]:
    across, down = re.split("[x×]", text)
    return Decimal(across.strip()), Decimal(down.strip())


_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LENGTH = r"[0-9]{1,3}(\.[0-9]{1,2})?"
_NUMERIC = ("string", "number")

LINE = Value(noun="a line of text", example="…", parse=_line, json_types=ANY_SCALAR)
TEXT = Value(noun="a text", example="…", parse=str, json_types=ANY_SCALAR)
DATE = Value(noun="a date", example="2022-03-28", parse=dt.date.fromisoformat, pattern=_DATE)
TIME = Value(noun="a time", example='"13:00"', parse=_time, pattern="([01]?[0-9]|2[0-3]):[0-5][0-9]")
MOMENT = Value(
    noun="a date with a time",
    example="2022-03-28 13:00",
    parse=_moment,
    pattern=f"{_DATE}[ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?",
)
MONEY = Value(
    noun="an amount of money",
    example="330.00",
    note="with a point and without the currency",
    parse=lambda text: cents(Decimal(text)),
    pattern=r"[0-9]{1,9}(\.[0-9]{1,2})?",
    json_types=_NUMERIC,
)
SIGNED_MONEY = replace(MONEY, pattern=f"-?{MONEY.pattern}", note="with a point, and with a minus for a reduction")
PERCENT = Value(
    noun="a rate in percent",
    example="19",
    note="without a sign",
    parse=Decimal,
    pattern=r"[0-9]{1,2}(\.[0-9]{1,2})?",
    json_types=_NUMERIC,
)
BLEED = Value(
    noun="a bleed of 0 to 5 mm",
    example="3",
    parse=Decimal,
    pattern=r"[0-4](\.[0-9]{1,2})?|5(\.0{1,2})?",
    json_types=_NUMERIC,
)
LENGTH = Value(
    noun="a length in millimetres",
    example="4",
    note="without a unit",
    parse=Decimal,
    pattern=_LENGTH,
    json_types=_NUMERIC,
)
POINTS = Value(
    noun="a size of type from 6 to 199 points",
    example="24",
    note="without a unit",
    parse=Decimal,
    pattern=r"([6-9]|[1-9][0-9]|1[0-9]{2})(\.[0-9]{1,2})?",
    json_types=_NUMERIC,
)
LENGTHS = Value(
    noun="two lengths in millimetres",
    example="80x50",
    note="what is across first",
    parse=_pair,
    pattern=f"{_LENGTH} ?[x×] ?{_LENGTH}",
    json_types=_NUMERIC,
)
PAPER = Value(
    noun="a paper",
    example="A4",
    note="A4L for landscape, or width and height in millimetres as 210x297",
    parse=str,
    pattern=f"(A[3-7]|Letter)L?|{_LENGTH}x{_LENGTH}",
)
CONSULTANT = Value(
    noun="a consultant's number", example="1001", parse=str, pattern="[1-9][0-9]{3,6}", json_types=_NUMERIC
)
CLIENT = Value(noun="a client's number", example="1", parse=str, pattern="[1-9][0-9]{0,4}", json_types=_NUMERIC)
LEDGER_ACCOUNT = Value(noun="an account", example="8400", parse=str, pattern="[1-9][0-9]{3,8}", json_types=_NUMERIC)
TAX_KEY = Value(noun="a BU-Schlüssel", example="3", parse=str, pattern="[1-9][0-9]{0,3}", json_types=_NUMERIC)
MONTH = Value(noun="a month from 1 to 12", example="7", parse=int, pattern="[1-9]|1[0-2]", json_types=_NUMERIC)
COUNT = Value(noun="a number from 1 to 99", example="2", parse=int, pattern="[1-9][0-9]?", json_types=_NUMERIC)
DAYS = Value(noun="a number of days", example="14", parse=int, pattern="[0-9]{1,3}", json_types=_NUMERIC)
FLAG = Value(
    noun="true or false",
    example="true",
    note="or false",
    parse=lambda text: text in ("true", "yes"),
    pattern="true|false|yes|no",
    json_types=("string", "boolean"),
)
COLOUR = Value(noun="a colour", example='"#005a8c"', parse=str.lower, pattern="#[0-9a-fA-F]{6}")
COUNTRY = Value(noun="a country of ISO 3166", example="DE", parse=known(COUNTRIES), pattern="[A-Z]{2}")
CURRENCY = Value(noun="a currency of ISO 4217", example="EUR", parse=known(CURRENCIES), pattern="[A-Z]{3}")
LANGUAGE = Value(
    noun="a language of BCP 47",
    example="de",
    note="or with a country as in de-AT",
    parse=_language,
    pattern="[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?(-([0-9a-zA-Z]{5,8}|[0-9][0-9a-zA-Z]{3}))*",
)
TIMEZONE = Value(noun="a time zone", example="Europe/Berlin", parse=_timezone)
IBAN = Value(noun="an IBAN", example="DE07 5455 0010 0380 0214 36", parse=_checked(iban.IBAN.parse))
ACCOUNT_HOLDER = Value(
    noun="the holder of an account",
    example="…",
    parse=_checked(beneficiary),
    json_types=ANY_SCALAR,
)
BIC = Value(noun="a BIC", example="LUHSDE6AXXX", parse=_checked(bic.BIC.parse))
VAT_ID = Value(noun="a VAT number", example="DE136695976", parse=_checked(_vat_id))
URL = Value(noun="a web address", example="https://www.example.org", parse=str, pattern=r"https?://[^\s/?#]+\.[^\s]+")
CODE_URL = Value(
    noun="a web address with {id}",
    example='"https://www.example.org/{id}"',
    parse=_code_url,
    pattern=r"https?://[^\s/?#]+\.[^\s]+",
)
EMAIL = Value(
    noun=Phrase("an e-mail address"), example="name@example.org", parse=str, pattern=r"[^@\s]+@[^@\s]+\.[^@\s.]+"
)
PHONE = Value(
    noun="a telephone number",
    example="+49 30 123456",
    parse=str,
    pattern=r"[+(0-9][0-9 ()/.–-]{2,}",
    json_types=_NUMERIC,
)
PLAIN_NAME = Value(
    noun="a name of letters, digits, '-' and '_'",
    example="source-sans-3",
    parse=str,
    pattern="[A-Za-z0-9][A-Za-z0-9_-]*",
    json_types=ANY_SCALAR,
)
REFERENCE = Value(
    noun="a pattern",
    example='"{invoice}, {participant}"',
    parse=_reference,
    json_types=ANY_SCALAR,
)
PURPOSE = Value(noun="a purpose code of ISO 20022", example="CHAR", parse=str, pattern="[A-Z]{4}")
NUMBER = Value(noun="a pattern", example='"JT2022-{n:04}"', parse=read_pattern)
