"""Titles, first names and organisations said shorter, by rules that take away nothing a person is called by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

_Title: TypeAlias = tuple[str, ...]
"""What begins a title, and what belongs to it: Dr. phil. h. c."""

_DOCTOR: Final = re.compile(r"(?i)dr\.?(?:-ing\.)?")
_PROFESSOR: Final = re.compile(r"(?i)(?:[\w.]+-)?prof\.?")
_DEGREE: Final = re.compile(r"(?i)d?dipl\.?-.*|m?mag\.|bacc\.|ing\.")
_ADDED: Final = re.compile(r"(?:[a-zäöü]+\.\s?)+|E\.|E\.\s?h\.")
"""Small letters with full stops: rer. nat., phil., em., mult., h. c."""

_HONORARY: Final = re.compile(r"(?i)\b(?:h\.\s?c\.|e\.\s?h\.)")

_INITIAL: Final = re.compile(r"\w[\u0300-\u036f]*\.?")

_LEGAL_FORMS: Final[Mapping[str, str]] = {
    "eingetragener Verein": "e.\u202fV.",
    "gemeinnützige Gesellschaft mit beschränkter Haftung": "gGmbH",
    "Gesellschaft mit beschränkter Haftung": "GmbH",
    "eingetragene Genossenschaft": "eG",
    "Gesellschaft bürgerlichen Rechts": "GbR",
    "Anstalt des öffentlichen Rechts": "AöR",
    "Körperschaft des öffentlichen Rechts": "KdöR",
    "Limited Liability Company": "LLC",
    "Limited Liability Partnership": "LLP",
    "Public Limited Company": "PLC",
}


def shorter_title(text: str) -> Iterator[str]:
    """Dr. rer. nat. Dr. Dr. h. c. mult. becomes Dr. Dr. Dr. h. c., then Dr. Dr. h. c., then Dr.

    First faculties go, then what is there twice, then honorary doctors and diplomas beside a doctor or professor. An
    honorary doctor never becomes one without h. c.
    """
    titles = [_plain(title) for title in _titles(text)]
    single = list(dict.fromkeys(titles))
    highest = [title for title in single if not (_is_honorary(title) or _DEGREE.fullmatch(title[0]))]
    ranks = any(pattern.fullmatch(title[0]) for title in highest for pattern in (_DOCTOR, _PROFESSOR))
    said = text
    for shorter in (titles, single, highest if ranks else single):
        before, said = said, " ".join(" ".join(title) for title in shorter)
        if said != before:
            yield said


def middle_initials(text: str) -> Iterator[str]:
    """Maximilian Alexander Karl-Heinz becomes Maximilian A. K.-H.; what is no row of names written large stays."""
    called, *middle = text.split(" ")
    if middle and not _INITIAL.fullmatch(called) and all(word[:1].isupper() for word in middle):
        said = " ".join([called, *map(_initials, middle)])
        if said != text:
            yield said


def legal_form(text: str) -> Iterator[str]:
    """Haus am See eingetragener Verein becomes Haus am See e. V."""
    said = text
    for form, abbreviation in _LEGAL_FORMS.items():
        said = re.sub(rf"(?<!icht )\b{form}\b", abbreviation, said)
    if said != text:
        yield said


def _titles(text: str) -> list[_Title]:
    titles: list[_Title] = []
    for word in text.split(" "):
        if titles and _ADDED.fullmatch(word):
            titles[-1] = (*titles[-1], word)
        else:
            titles.append((word,))
    return titles


def _plain(title: _Title) -> _Title:
    """A doctor's title without the faculty, an honorary one without how many there are."""
    first, *added = title
    if not _DOCTOR.fullmatch(first):
        return title
    honour = _HONORARY.search(" ".join(added))
    return (first, honour[0]) if honour else (first,)


def _is_honorary(title: _Title) -> bool:
    return bool(_DOCTOR.fullmatch(title[0])) and len(title) > 1


def _initials(name: str) -> str:
    return "-".join(_initial(part) for part in name.split("-"))


def _initial(part: str) -> str:
    found = _INITIAL.match(part)
    return f"{found[0].removesuffix('.')}." if found else part
