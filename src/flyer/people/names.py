"""Personal names: a full name is taken apart, and a person gets a short name for machines."""

from __future__ import annotations

import hashlib
import re

_TITLES = "dr dr. prof prof. pd priv.-doz. dipl.-ing. dipl.-päd. dipl.-soz. dipl.-soz.-päd. mag. mmag. ing."
_AFTER_TITLES = "h. c. h.c. e. e.h. med. phil. jur. iur. rer. nat. pol. soc. oec. theol. habil."
_PARTICLES = """
    von vom van und zu zum zur de den der dem del della di da do dos du des la le las los ter ten te af av al el bin ibn
    ben y freiherr freifrau freiin graf gräfin fürst fürstin prinz prinzessin herzog herzogin baron baronin edler edle
    ritter
"""
_DEGREE = re.compile(r"\w+\.\S*\w+\.?|[A-Z]{2,}|PhD")
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U


def split_name(full: str) -> tuple[str, str, str]:
    """Title, first and last name of a full name: "Dr. Ludwig van Beethoven" or "Beethoven, Dr. Ludwig van".

    Particles and titles of nobility belong to the last name; who has but one name has a last name.
    """
    before, comma, after = full.partition(",")
    title, given = _without_titles(after.split())
    if given and not _DEGREE.fullmatch(given[0]):
        first, particles = _without_particles(given)
        return title, " ".join(first), " ".join([*particles, before.strip()])
    title, words = _without_titles(before.split())
    first, particles = _without_particles(words[:-1])
    return title, " ".join(first), " ".join([*particles, *words[-1:]]) + comma + after


def _without_titles(words: list[str]) -> tuple[str, list[str]]:
    known = set(_TITLES.split())
    end = 0
    while end < len(words) - 1 and words[end].casefold() in known:
        known.update(_AFTER_TITLES.split())
        end += 1
    return " ".join(words[:end]), words[end:]


def _without_particles(words: list[str]) -> tuple[list[str], list[str]]:
    particles = set(_PARTICLES.split())
    begin = len(words)
    while begin and words[begin - 1].casefold() in particles:
        begin -= 1
    return words[:begin], words[begin:]


def fingerprint(*parts: str, length: int = 8) -> str:
    """`length` letters and digits made from the parts, without regard to their case; nobody mistypes an I for a 1."""
    digest = hashlib.sha256("\x1f".join(parts).casefold().encode()).digest()
    number = int.from_bytes(digest[:20])
    return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(length))
