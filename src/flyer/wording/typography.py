"""Text as it was typed becomes text as a printer of its language sets it: quotes, dashes, no-break spaces.

Only spaces, quotes, apostrophes, hyphens and dots change, never a letter or a digit, and only where the
change cannot be wrong: what is in doubt stays as typed. Addresses of the web and of mail, IBANs and ISO
dates are left alone. German by DIN 5008 and Duden: a narrow no-break space inside abbreviations and
before %, a no-break space between a number and its noun. English keeps its % where it was typed, and the
same things together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"

Row: TypeAlias = tuple[str, str | Callable[[re.Match[str]], str]]
"""What is found and what stands there afterwards; rows act in their order, each on the result of the last."""

_MASK = "\ue000"
_ADDRESS = r"""(?:[^\s"„“”‚‘’«»‹›<>]*[^\s"'„“”‚‘’«»‹›<>.,;:!?)])"""
_PROTECTED = "|".join(
    (
        rf"(?:https?://|www\.){_ADDRESS}",
        r"\w[\w.+'-]*@[\w.-]+\w",
        rf"\b[\w-]+\.(?:de|at|ch|eu|com|org|net|info)(?:/{_ADDRESS}?)?(?!\w)",
        r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){3,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b",
        r"\b\d{4}-\d{2}-\d{2}\b",
        _MASK,
    )
)

_SPACE = r"[ \u00a0\u202f]"
_ABBREVIATIONS = (
    "u. v. a. m.", "u. v. m.", "i. d. R.", "o. g.", "z. B.", "d. h.", "u. a.", "u. Ä.", "u. ä.", "o. Ä.",
    "o. ä.", "z. T.", "u. U.", "i. A.", "i. V.", "s. o.", "s. u.", "v. a.", "m. E.", "h. c.", "a. D.",
    "a. M.", "e. V.", "n. Chr.", "v. Chr.", "z. Hd.",
)  # fmt: skip
_ABBREVIATION = "|".join(rf"{_SPACE}?".join(map(re.escape, words.split())) for words in _ABBREVIATIONS)
_MONTH = (
    r"(?:Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.)"
)
_ENGLISH_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_NOUN = (
    r"(?:Uhr|Euro|Cent|EUR|CHF|Franken|Prozent|Jahren?|Monaten?|Wochen?|Tagen?|Stunden?|Minuten?|Personen"
    r"|Plätzen?|Seiten?|Teilnehmenden?|Millionen|Milliarden|(?:Std|Min|Mio|Mrd)\.|km|m|cm|mm|kg|g|GB|MB)"
)
_ENGLISH_NOUN = (
    r"(?:am|pm|AM|PM|a\.m\.|p\.m\.|EUR|USD|GBP|CHF|euros?|cents?|pounds?|dollars?|per ?cent|years?|months?|weeks?"
    r"|days?|hours?|minutes?|people|persons?|participants?|places|seats|pages?|million|billion|km|m|cm|mm|kg|g|GB|MB)"
)
_DAY = r"\d{1,2}\."

_GERMAN: tuple[Row, ...] = (
    (
        rf"(?<![\w.])(?:{_ABBREVIATION})(?!\w)",
        lambda found: re.sub(rf"\.{_SPACE}?(?=\w)", f".{NARROW_NO_BREAK_SPACE}", found[0]),
    ),
    (rf"§{_SPACE}?(?=\d)", f"§{NARROW_NO_BREAK_SPACE}"),
    (r"(?<!\w)((?:Nr|Art|Abs|Kap|Abb|Tab|Bd|Ziff|S)\.) (?=\d)", rf"\1{NARROW_NO_BREAK_SPACE}"),
    (r"(?<!\w)Buchst\. (?=[a-z]\b)", f"Buchst.{NARROW_NO_BREAK_SPACE}"),
    (r"(?<=\d) ?(?=[%‰](?![\w-]))", NARROW_NO_BREAK_SPACE),
    (r"(?<=\d) ?(?=€(?![\w-]))", NO_BREAK_SPACE),
    (r"(?<!\w)€ (?=\d)", f"€{NO_BREAK_SPACE}"),
    (r"(?<!\w)((?:Prof|Dr|Dipl|Ing|Mag|Hr|Fr|St)\.) (?=\w)", rf"\1{NO_BREAK_SPACE}"),
    (rf"(?<=\d) (?={_NOUN}(?!\w))", NO_BREAK_SPACE),
    (rf"(?<![\w.])({_DAY}) (?=(?:{_MONTH}|Tag)(?!\w))", rf"\1{NO_BREAK_SPACE}"),
    (rf"(?<!\w)({_MONTH}) (?=\d{{4}}(?!\w))", rf"\1{NO_BREAK_SPACE}"),
    (rf"(?<![\w.-])({_DAY}(?:{_DAY}(?:\d{{4}})?)?)-(?={_DAY}(?:{_DAY}|{_SPACE}?{_MONTH}))", r"\1–"),
    (rf"(?<!\w)((?:S\.|Seiten?|§§|Kapitel){_SPACE}\d+)-(?=\d+(?![\w/-]))", r"\1–"),
    (rf"(?<![\w:.,/-])(\d{{1,3}})-(?=\d{{1,3}}{_SPACE}(?:{_NOUN}|[%€])(?!\w))", r"\1–"),
)
_ENGLISH: tuple[Row, ...] = (
    (r"(?<!\w)((?:Nos?|pp?|Figs?|Vol)\.|§) (?=\d)", rf"\1{NO_BREAK_SPACE}"),
    (r"(?<=\d) (?=[%‰€£$](?![\w-]))", NO_BREAK_SPACE),
    (r"([€£$]) (?=\d)", rf"\1{NO_BREAK_SPACE}"),
    (r"(?<!\w)((?:Dr|Prof|Mr|Mrs|Ms|St)\.?) (?=\w)", rf"\1{NO_BREAK_SPACE}"),
    (rf"(?<!\w)(\d{{1,2}}) (?={_ENGLISH_MONTH}(?!\w))", rf"\1{NO_BREAK_SPACE}"),
    (rf"(?<!\w)({_ENGLISH_MONTH}) (?=\d{{1,2}}(?!\w))", rf"\1{NO_BREAK_SPACE}"),
    (rf"(?<=\d) (?={_ENGLISH_NOUN}(?!\w))", NO_BREAK_SPACE),
)
_COMMON: tuple[Row, ...] = (
    (r"(?<![\w:.-])(\d{1,2}:\d\d)-(?=\d{1,2}:\d\d(?![\w:-]))", r"\1–"),
    (r"(?<![\w./:-])((?:19|20)\d\d)-(?=(?:19|20)\d\d(?![\w/:-]|\.\d))", r"\1–"),
    (r"(?<!\.)\.\.\.(?!\.)", "…"),
    (r"(?<=\S) -(?= \S)", " –"),
)


def _without(marks: str) -> str:
    """A pattern of text in one paragraph that has none of `marks` and does not end in a blank."""
    return rf"(?:(?!\n\n)[^{marks}])*[^\s{marks}]"


def _pair(straight: str, opening: str, closing: str) -> Row:
    before = r"(?<![^\s(\[*_/–—„“‚‘«‹\"'-])"
    return (
        rf"(?<!{straight}){before}{straight}(?=\S)({_without(straight)}){straight}(?![\w{straight}])",
        rf"{opening}\1{closing}",
    )


def _quotes(double: str, close_double: str, single: str, close_single: str) -> tuple[Row, ...]:
    """Rows that set straight quotes as these two pairs; apostrophes that look like quotes come first."""
    return (
        (r"(?<!\w)'(?=(?:s|n|ne|nen|ner|nem|nes) |\d\d(?:er|s)\b)", "’"),
        (double + "(" + _without(f'{double}{close_double}"') + r')"(?![\w"])', rf"{double}\1{close_double}"),
        _pair('"', double, close_double),
        _pair("'", single, close_single),
        (r"(?<=[^\W\d_])'(?!')", "’"),
    )


_LANGUAGES = {
    "de": (*_COMMON, *_GERMAN, *_quotes(*"„“‚‘")),
    "de-CH": (*_COMMON, *_GERMAN, *_quotes(*"«»‹›")),
    "en": (*_COMMON, *_ENGLISH, *_quotes(*"“”‘’")),
}


@lru_cache(maxsize=4096)
def polish(text: str, language: str) -> str:
    """Set `text` as printers of `language` (BCP 47) do; a language without rows of its own gets English ones.

    Polishing twice is polishing once.
    """
    rows = _LANGUAGES.get(language) or _LANGUAGES.get(language.split("-")[0]) or _LANGUAGES["en"]
    kept = iter(re.findall(_PROTECTED, text))
    text = re.sub(_PROTECTED, _MASK, text)
    for pattern, result in rows:
        text = re.sub(pattern, result, text)
    return re.sub(_MASK, lambda _: next(kept), text)
