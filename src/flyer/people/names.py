"""Personal names: a full name is taken apart, and a person gets a short name for machines."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from flyer.event.settings import NAME_ORDERS

_TITLES = "dr dr. prof prof. univ.-prof. pd priv.-doz. mag. mmag. ing."
_TITLE_IN_A_SUBJECT = re.compile(r"(dr|dipl|bacc|mag)\.-\w+\.?(-\w+\.?)*")
_AFTER_TITLES = "h. c. h.c. e. e.h. med. phil. jur. iur. rer. nat. pol. soc. oec. theol. habil."
_SMALL = """
    von vom van und zu zum zur de den der dem del della di da do dos du des la le las los ter ten te af av al el bin ibn
    ben y
"""
_NOBLE = """
    freiherr freifrau freiin graf gräfin fürst fürstin prinz prinzessin herzog herzogin baron baronin edler edle ritter
"""
PARTICLES, NOBILITY = frozenset(_SMALL.split()), frozenset(_NOBLE.split())
"""Words before a last name that belong to it, as `str.casefold` leaves them."""

GIVEN_FIRST, FAMILY_FIRST = NAME_ORDERS

_FAMILY_FIRST_IN = ("hu", "ja", "ko", "vi", "zh")
"""The languages (ISO 639) that say the family name first."""

_DEGREE = re.compile(r"\w+\.\S*\w+\.?|[A-Z]{2,}|PhD")
_MARKS = re.compile("[\u0300-\u036f]")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U


def split_name(full: str, order: str = "") -> tuple[str, str, str]:
    """Title, first and last name of a full name: "Dr. Ludwig van Beethoven" or "Beethoven, Dr. Ludwig van".

    Particles and titles of nobility belong to the last name; who has but one name has a last name. In the `order`
    "family-first" that is the first word.
    """
    before, comma, after = full.partition(",")
    title, given = _without_titles(after.split())
    if given and not _DEGREE.fullmatch(given[0]):
        first, particles = _without_particles(given)
        return title, " ".join(first), " ".join([*particles, before.strip()])
    title, words = _without_titles(before.split())
    if order == FAMILY_FIRST and not comma:
        return title, " ".join(words[1:]), " ".join(words[:1])
    first, particles = _without_particles(words[:-1])
    return title, " ".join(first), " ".join([*particles, *words[-1:]]) + comma + after


def _without_titles(words: list[str]) -> tuple[str, list[str]]:
    known = set(_TITLES.split())
    end = 0
    while end < len(words) - 1 and _is_title(words[end].casefold(), known):
        known.update(_AFTER_TITLES.split())
        end += 1
    return " ".join(words[:end]), words[end:]


def _is_title(word: str, known: set[str]) -> bool:
    return word in known or bool(_TITLE_IN_A_SUBJECT.fullmatch(word))


def _without_particles(words: list[str]) -> tuple[list[str], list[str]]:
    particles = PARTICLES | NOBILITY
    begin = len(words)
    while begin and words[begin - 1].casefold() in particles:
        begin -= 1
    if begin == 0 and words and words[0][0].isupper() and words[0].casefold() not in NOBILITY:
        begin = 1  # Ben, Al and Della are given names where they stand first
    return words[:begin], words[begin:]


def name_order(language: str) -> str:
    """Which of NAME_ORDERS a language (BCP 47) has."""
    return FAMILY_FIRST if language.partition("-")[0].casefold() in _FAMILY_FIRST_IN else GIVEN_FIRST


def without_marks(text: str) -> str:
    """The text with the letters that its letters with marks are made from: é becomes e, ᾳ α, ø stays."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text))


def fingerprint(*parts: str, length: int = 8) -> str:
    """`length` letters and digits made from the parts, without regard to their case; nobody mistypes an I for a 1."""
    digest = hashlib.sha256("\x1f".join(parts).casefold().encode()).digest()
    number = int.from_bytes(digest[:20])
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(length))
