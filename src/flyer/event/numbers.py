"""Invoice numbers: a pattern becomes a series, a series and a count become a number (EN 16931 BT-1).

A number is also a file's name and the first words of a credit transfer, so it holds only letters that both can
carry unchanged.
"""

from __future__ import annotations

import re

from flyer.event.values import Wrong, shown

LONGEST = 27
"""The characters in the first line of a payment slip, which must hold the whole number."""

_FIELD = re.compile(r"\{(?:n(?::0?[1-9])?|year)\}")
_COUNT = re.compile(r"\{n(?::0?([1-9]))?\}")
_ALLOWED = re.compile(r"[A-Za-z0-9 .+-]")
_WHOLE = re.compile(r"[A-Za-z0-9]+(?:[ .+-][A-Za-z0-9]+)*")


def series(pattern: str, year: int) -> str:
    """The run of consecutive numbers a pattern means in a year: `{year}` filled in, `{n}` still open."""
    return pattern.replace("{year}", f"{year:04}")


def number(of_series: str, n: int) -> str:
    """The `n`-th number of a series; `{n:04}` is filled with zeros to four digits."""
    return _COUNT.sub(lambda field: str(n).zfill(int(field[1] or 1)), of_series)


def is_plain(text: str) -> bool:
    """Whether a text is a number that some pattern could give, and therefore safe as a file's name."""
    return _WHOLE.fullmatch(text) is not None


def read_pattern(text: str) -> str:
    """Turn a text into the pattern it is; raises Wrong when its numbers could not be told apart, or not be used."""
    literal = _FIELD.sub("", text)
    example = number(series(text, 2000), 9999)
    foreign = "".join(dict.fromkeys(c for c in literal if not _ALLOWED.match(c)))
    if "{" in literal or "}" in literal:
        what, hint = "has an unknown field", "fields are {n}, {n:04} and {year}"
    elif not _COUNT.search(text):
        what, hint = "has no {n}, so every invoice would get the same number", "add it, as in JT2022-{n:04}"
    elif foreign:
        what = f"has '{shown(foreign)}', which a file's name or a bank transfer cannot carry"
        hint = "use letters without accents, digits, '-', '.', '+' and single blanks"
    elif not _WHOLE.fullmatch(example):
        what = "does not give a plain number"
        hint = "begin and end with a letter or digit and put one sign between them, as in JT2022-{n:04}"
    elif len(example) > LONGEST:
        what = f"gives numbers of {len(example)} characters, a payment slip's line has {LONGEST}"
        hint = "choose a shorter pattern"
    else:
        return text
    raise Wrong(f"'{shown(text)}' {what}", hint)
