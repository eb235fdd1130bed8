"""Phrases, dates, times, money and countries in the language of a document. The door to Babel.

The English phrase is the key: `words("Invoice")` gives "Rechnung" where `catalogues/de.po` says so. Dates and times
are phrases too, with patterns of Unicode TR35 as format specifications: "{day:d MMMM y}" is "{day:d. MMMM y}".
A catalogue of a region says only what is said differently there.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import gettext
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import resources
from itertools import pairwise

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.languages import get_official_languages
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from flyer.money import cents
from flyer.problems import Phrase
from flyer.wording.catalogue import Catalogue
from flyer.wording.typography import NARROW_NO_BREAK_SPACE, polish

_ENGLISH = Locale("en", "GB")
_CATALOGUES = resources.files(__package__) / "catalogues"


class NoWording(LookupError):
    """A language this program has no words for: what is wrong, and which languages there are."""

    def __init__(self, language: str) -> None:
        self.what = f"there are no words for '{language}' yet"
        self.hint = f"the languages are {' and '.join(_languages())}"
        super().__init__(self.what)


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """What a document says in one language; `language` is the BCP 47 tag it was asked for.

    Dates, times and numbers come out polished, with no-break spaces where a line must not end. There is one for a
    language, so that it is a cheap key for what is made once for all documents.
    """

    language: str
    locale: Locale = field(repr=False)
    phrases: gettext.NullTranslations = field(repr=False)

    @staticmethod
    @functools.lru_cache(maxsize=32)
    def of(language: str) -> Wording:
        """The wording of a BCP 47 tag: "de-AT" falls back to "de"; NoWording when there is no catalogue."""
        locale = _locale(language)
        names = (f"{locale.language}_{locale.territory}", locale.language)
        chain: list[gettext.NullTranslations] = [_catalogue(name) for name in names if _exists(name)]
        if locale.language == "en":
            locale = locale if locale.territory else _ENGLISH
            chain.append(gettext.NullTranslations())
        elif not chain:
            raise NoWording(language)
        else:
            chain.append(_Missing())
        for phrases, fallback in pairwise(chain):
            phrases.add_fallback(fallback)
        return Wording(language, locale, chain[0])

    def __reduce__(self) -> tuple[Callable[[str], Wording], tuple[str]]:
        """Travel to another process by name."""
        return Wording.of, (self.language,)

    def __call__(self, phrase: str, /, *, context: str = "", **fields: object) -> str:
        """The phrase with its {fields} filled in; `context` tells phrases apart that English says alike.

        Raises KeyError when the language's catalogue lacks the phrase.
        """
        return _said(self.phrases, context, phrase).format(**fields) if fields else _plain(self, context, phrase)

    def plural(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """The phrase for `n` things, with {n} and its other fields filled in."""
        return self.phrases.ngettext(one, many, n).format(n=n, **fields)

    def told(self, text: str) -> str:
        """A text of this program in this language; one that is no Phrase stays as it is.

        Raises KeyError when the language's catalogue lacks the phrase.
        """
        if not isinstance(text, Phrase):
            return text
        fields = {name: self.told(each) if isinstance(each, str) else each for name, each in text.fields.items()}
        return _said(self.phrases, "", text.key).format(**fields)

    def polish(self, text: str) -> str:
        """The text with the quotes, dashes and spaces of this language."""
        return polish(text, self.language)

    def role(self, role: str) -> str:
        """The word for a participant's role; a role of the user's own stays as it was written."""
        known = {
            "participant": self("Participant", context="role"),
            "speaker": self("Speaker", context="role"),
            "organiser": self("Organiser", context="role"),
            "staff": self("Staff", context="role"),
            "press": self("Press", context="role"),
            "guest": self("Guest", context="role"),
        }
        return known.get(role.casefold(), role)

    def date(self, day: dt.date) -> str:
        """28.03.2022, 28 March 2022; March 28, 2022 in the United States."""
        return self._dated("{day:d MMMM y}", context="date", day=day)

    def weekday_date(self, day: dt.date) -> str:
        """Montag, 28.03.2022; Monday, 28 March 2022."""
        return self._dated("{day:EEEE, d MMMM y}", context="weekday date", day=day)

    def weekday(self, day: dt.date) -> str:
        """Mo., Mon."""
        return format_date(day, "EEE", self.locale)

    def date_range(self, first: dt.date, last: dt.date) -> str:
        """28. bis 30. März 2022, 28–30 March 2022; what both dates share is said once."""
        if (first.year, first.month, first.day) == (last.year, last.month, last.day):
            return self._dated("{day:d MMMM y}", context="long date", day=last)
        if (first.year, first.month) == (last.year, last.month):
            return self._dated("{first:d}–{last:d MMMM y}", first=first, last=last)
        if first.year == last.year:
            return self._dated("{first:d MMMM} – {last:d MMMM y}", first=first, last=last)
        return self._dated("{first:d MMMM y} – {last:d MMMM y}", first=first, last=last)

    def ordinal_day(self, n: int) -> str:
        """1. Tag, Day 1."""
        return self.polish(self("Day {n}", n=n))

    def time(self, time: dt.time) -> str:
        """13:00; 1:00 PM in the United States."""
        return self._dated("{time:HH:mm}", time=time)

    def clock(self, time: dt.time) -> str:
        """13:00 Uhr, 13:00."""
        return self._dated("{time:HH:mm}", context="clock", time=time)

    def time_range(self, start: dt.time, end: dt.time) -> str:
        """13:00 bis 16:00 Uhr, 13:00–16:00; what both times share is said once: 1:00–4:00 PM."""
        if (start.hour < 12) == (end.hour < 12):
            return self._dated("{start:HH:mm}–{end:HH:mm}", context="half a day", start=start, end=end)
        return self._dated("{start:HH:mm}–{end:HH:mm}", context="clock", start=start, end=end)

    def number(self, value: Decimal) -> str:
        """1.234,5: as many places as the value needs."""
        return _decimal(self, value + 0, "#,##0.######")

    def amount(self, value: Decimal) -> str:
        """1.234,50: always two places."""
        return _decimal(self, cents(value), "#,##0.00")

    def price(self, value: Decimal) -> str:
        """277,3109, 330,00: from two to four places."""
        return _decimal(self, value + 0, "#,##0.00##")

    def money(self, value: Decimal, currency: str) -> str:
        """330,00 €, € 330,00 in Austria, €330.00; `currency` is its ISO 4217 code."""
        return _currency(self, cents(value), currency)

    def percent(self, rate: Decimal) -> str:
        """19 %, 19%; `rate` is in percent."""
        sign = self("{number}%", number=self.number(rate))
        return sign.replace(" ", NARROW_NO_BREAK_SPACE)

    def country(self, code: str) -> str:
        """The name of the country with this ISO 3166 alpha-2 code; an unknown code stays as it is."""
        return str(self.locale.territories.get(code, code))

    def is_official_in(self, country: str) -> bool:
        """Whether this is an official language of the country with this ISO 3166 alpha-2 code."""
        return self.locale.language in get_official_languages(country, de_facto=True)

    def join(self, things: Sequence[str]) -> str:
        """A, B und C."""
        return format_list(things, locale=self.locale)

    def _dated(self, phrase: str, context: str = "", **moments: dt.date | dt.time) -> str:
        bare = {name: _bare(moment) for name, moment in moments.items()}
        return _dated(self, phrase, context, **bare)


@dataclass(frozen=True, slots=True)
class _Moment:
    """A date or a time that knows the patterns of Unicode TR35 as format specifications."""

    moment: dt.date | dt.time
    locale: Locale

    def __format__(self, pattern: str) -> str:
        if isinstance(self.moment, dt.time):
            return format_time(self.moment, pattern, locale=self.locale)
        return _date(self.moment, pattern, self.locale)


def _bare(moment: dt.date | dt.time) -> dt.date | dt.time:
    """The day or the time as clocks show it: without a zone, which equal moments may be in differently."""
    if isinstance(moment, dt.time):
        return moment.replace(tzinfo=None)
    return dt.date(moment.year, moment.month, moment.day)


_remembered = functools.lru_cache(maxsize=1 << 10)
"""Letters of a run say the same phrases, days and amounts; to format one takes longer than to set it."""


@_remembered
def _said(phrases: gettext.NullTranslations, context: str, phrase: str) -> str:
    return phrases.pgettext(context, phrase) if context else phrases.gettext(phrase)


@_remembered
def _plain(wording: Wording, context: str, phrase: str) -> str:
    return _said(wording.phrases, context, phrase).format()


@_remembered
def _dated(wording: Wording, phrase: str, context: str, **moments: dt.date | dt.time) -> str:
    fields = {name: _Moment(moment, wording.locale) for name, moment in moments.items()}
    return wording.polish(wording(phrase, context=context, **fields))


@_remembered
def _decimal(wording: Wording, value: Decimal, pattern: str) -> str:
    return format_decimal(value, pattern, wording.locale)


@_remembered
def _currency(wording: Wording, value: Decimal, currency: str) -> str:
    return format_currency(value, currency, locale=wording.locale)


@_remembered
def _date(day: dt.date, pattern: str, locale: Locale) -> str:
    return format_date(day, pattern, locale)


class _Missing(gettext.NullTranslations):
    """The end of the chain: what no catalogue says must not be printed in English."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def pgettext(self, context: str, message: str) -> str:
        raise KeyError(f"{context}: {message}")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        raise KeyError(msgid1)


def _locale(language: str) -> Locale:
    """The locale of the longest beginning of a tag that has one (RFC 4647, 3.4); raises NoWording."""
    parts = language.split("-")
    for end in range(len(parts), 0, -1):
        with contextlib.suppress(UnknownLocaleError, ValueError):
            return Locale.parse("-".join(parts[:end]), sep="-")
    raise NoWording(language)


def _languages() -> list[str]:
    """The languages with a catalogue, and English, which needs none."""
    names = (file.name for file in _CATALOGUES.iterdir())
    return sorted({"en", *(name.removesuffix(".po") for name in names if name.endswith(".po") and "_" not in name)})


def _exists(name: str) -> bool:
    return _file(name).is_file()


def _file(name: str) -> resources.abc.Traversable:
    return _CATALOGUES / f"{name}.po"


def _catalogue(name: str) -> Catalogue:
    with _file(name).open("rb") as file:
        return Catalogue(file)
