"""A kind of value: how one text of event.yaml is read, refused, and described to a JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from enum import StrEnum
from functools import cache
from typing import Any

from flyer.immutable import Immutable
from flyer.problems import Phrase, did_you_mean

ANY_SCALAR = ("string", "number", "boolean")
"""The JSON types that editors give to a text like `Tagung`, `04105` or `true`."""

UNPRINTABLE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd"
"""The characters that print nowhere or turn the text around them, for a class of a regular expression."""

_UNPRINTABLE = re.compile(f"[\t{UNPRINTABLE}]")
_GERMAN_DAY = r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})"
_HOUR = r"(?:[, T]+(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?)?(?: *Uhr)?"
_DAYS = (
    re.compile(_GERMAN_DAY + _HOUR),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})" + _HOUR),
)


_compiled = cache(re.compile)


class Wrong(ValueError):
    """A text that is no value of its kind: what is wrong with it, and how to mend it."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


class Value(Immutable):
    """A kind of value.

    `pattern` is what the whole text must match, in the regular expressions that Python and ECMA-262 share;
    `parse` raises ValueError, or Wrong where it knows more to say than that the text is not `noun`.
    `json_types` are those under which an editor may see the text.
    """

    noun: str
    example: str
    parse: Callable[[str], Any]
    pattern: str = ""
    choices: tuple[str, ...] = ()
    note: str = ""
    json_types: tuple[str, ...] = ("string",)

    def read(self, text: str) -> Any:
        """Turn a text into the value it means; raise Wrong when it means none."""
        if unprintable := _UNPRINTABLE.search(text):
            raise Wrong(unprinted(text, unprintable[0]), Phrase("remove it, or write a blank instead"))
        try:
            return self._parsed(text)
        except Wrong:
            raise
        except ValueError:
            what = Phrase("'{text}' is not {noun}", text=shown(text), noun=self.noun)
            raise Wrong(what, self._hint(text)) from None

    def _parsed(self, text: str) -> Any:
        if self.pattern and not _compiled(self.pattern).fullmatch(text):
            raise ValueError(text)
        return self.parse(text)

    def _hint(self, text: str) -> str:
        if self.choices:
            return did_you_mean(text, self.choices)
        for written in _as_dates(text) if self.noun.startswith("a date") else ():
            with suppress(ValueError):
                self._parsed(written)
                return f"write it as {written}"
        if self.note:
            return f"write it like {self.example}, {self.note}"
        return Phrase("write it like {example}", example=self.example)


def _as_dates(text: str) -> Iterator[str]:
    """What a day, German or of ISO 8601, perhaps with an hour, is as a date, and as a date with a time."""
    for pattern in _DAYS:
        if found := pattern.fullmatch(text):
            date = f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"
            yield date
            yield f"{date} {found['hour'] or '09':0>2}:{found['minute'] or '00'}"


def choice(noun: str, *words: str) -> Value:
    """One of some words."""
    return Value(noun=noun, example=words[0], parse=known(words), choices=words)


def one_of(noun: str, kinds: type[StrEnum]) -> Value:
    """One of the words of an enumeration, read as its member."""
    return Value(noun=noun, example=next(iter(kinds)), parse=kinds, choices=tuple(kinds))


def known(codes: Collection[str]) -> Callable[[str], str]:
    """Make the reader of a text that is one of `codes`."""

    def read(text: str) -> str:
        if text not in codes:
            raise ValueError(text)
        return text

    return read


def unprinted(text: str, character: str) -> str:
    """What is wrong with a text that has a character which prints nowhere."""
    code = f"U+{ord(character):04X}"
    return Phrase("'{text}' has the character {code}, which does not print", text=shown(text), code=code)


def shown(text: str) -> str:
    """The text as a message quotes it: on one line, and not longer than it takes to find it."""
    line = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))
    return line if len(line) <= 60 else f"{line[:59]}…"
