"""Which invoices a payer's text names: by creditor reference (ISO 11649), or by number as banks leave it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from flyer.billing.book import Basis
from flyer.billing.entry import Entry
from flyer.billing.statements.spelling import compact
from flyer.payment.check_digits import is_creditor_reference
from flyer.payment.latin import basic_latin

_SHORTEST, _SHORTEST_OF_DIGITS = 5, 7
"""Characters of a number that says by itself what it is, with letters and without; 2022-03 may be a month."""

_LINES: Final = (27, 35)
"""Characters of a line in MT940 and in ISO 20022 references: banks cut texts there, or after several of them."""

_REFERENCE: Final = re.compile(r"RF\d\d")
_MORE: Final = re.compile(r"(?:BIS|UND|U|AND|TO)?\d")
"""How a list goes on whose numbers are not written out, as in JT2022-0001/2 or JT2022-0001 bis 4."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The numbers of the invoices that a text names, and how; and those that it may name.

    `goes_on` is whether it may name more invoices by the ends of their numbers alone.
    """

    certain: Mapping[str, Basis] = field(default_factory=dict)
    doubtful: tuple[str, ...] = ()
    goes_on: bool = False


class _Hit(NamedTuple):
    begin: int
    end: int
    numbers: tuple[str, ...]
    basis: Basis
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Compact:
    """A text's letters and digits alone; `breaks` are the places before which something else stood.

    `is_cut` is whether it is as long as texts are that were cut.
    """

    text: str
    breaks: frozenset[int]
    is_cut: bool = False

    @classmethod
    def of(cls, text: str) -> _Compact:
        letters: list[str] = []
        breaks = set()
        for character in basic_latin(text).upper():
            if character.isalnum():
                letters.append(character)
            else:
                breaks.add(len(letters))
        is_cut = any(len(text) % line == 0 for line in _LINES)
        return cls("".join(letters), frozenset(breaks), is_cut)

    def is_torn(self, at: int) -> bool:
        """Whether two letters or two digits stand together there, as within a word or a number."""
        if not 0 < at < len(self.text) or at in self.breaks:
            return False
        return self.text[at - 1].isdigit() == self.text[at].isdigit()


class Numbers:
    """The numbers and references under which invoices may be named; that of a cancellation names its invoice.

    A number is found without its signs and blanks in text without signs and blanks. It is certain when it begins and
    ends where a word or number does, when no longer number that begins with it can be meant, and when it is no
    everyday number: not too short, and without blanks where it has but digits.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._forms: dict[str, set[str]] = {}
        self._references: dict[str, str] = {}
        for entry in entries:
            meant = entry.cancels or entry.number
            self._forms.setdefault(compact(entry.number), set()).add(meant)
            if reference := compact(entry.invoice.transfer.reference):
                self._references[reference] = meant
        self._beginnings = {form[:length] for form in self._forms for length in range(1, len(form))}
        self._lengths = sorted({len(form) for form in self._forms}, reverse=True)
        self._reference_lengths = sorted({len(form) for form in self._references}, reverse=True)

    def mentioned(self, text: str) -> Mentions:
        """The invoices a text names."""
        within = _Compact.of(text)
        certain: dict[str, Basis] = {}
        doubtful: dict[str, None] = {}
        goes_on = False
        for hit in self._hits(within):
            goes_on = goes_on or bool(_MORE.match(within.text, hit.end))
            if hit.is_certain:
                certain.update(dict.fromkeys(hit.numbers, hit.basis))
            else:
                doubtful.update(dict.fromkeys(hit.numbers))
        return Mentions(certain, tuple(number for number in doubtful if number not in certain), goes_on)

    def _hits(self, within: _Compact) -> Iterator[_Hit]:
        at = 0
        while at < len(within.text):
            if hit := self._reference(within, at) or self._number(within, at):
                yield hit
            at = hit.end if hit else at + 1

    def _reference(self, within: _Compact, at: int) -> _Hit | None:
        """The reference that begins there: one that an invoice bears, or one made of an invoice's number."""
        text = within.text
        for length in self._reference_lengths:
            if number := self._references.get(text[at : at + length]):
                end = at + length
                return _Hit(at, end, (number,), Basis.REFERENCE, not within.is_torn(end))
        if _REFERENCE.match(text, at):
            for length in self._lengths:
                end = at + 4 + length
                numbers = self._forms.get(text[at + 4 : end], ())
                if numbers and len(text) >= end and is_creditor_reference(text[at:end]):
                    is_certain = len(numbers) == 1 and not within.is_torn(end)
                    return _Hit(at, end, tuple(sorted(numbers)), Basis.REFERENCE, is_certain)
        return None

    def _number(self, within: _Compact, at: int) -> _Hit | None:
        """The longest number that begins there."""
        left = within.text[at : at + self._lengths[0]] if self._lengths else ""
        forms = [form for length in self._lengths if length <= len(left) and (form := left[:length]) in self._forms]
        if not forms:
            return None
        form = forms[0]
        end = at + len(form)
        numbers = tuple(sorted(self._forms[form]))
        shorter = [each for each in forms[1:] if not within.is_torn(at + len(each))]
        is_whole = not within.is_torn(at) and not within.is_torn(end)
        is_whole = is_whole and not (within.is_cut and end == len(within.text) and form in self._beginnings)
        is_certain = is_whole and not shorter and len(numbers) == 1 and self._is_distinct(form, numbers[0], within, at)
        others = {number for each in shorter for number in self._forms[each]}
        return _Hit(at, end, (*numbers, *sorted(others)), Basis.NUMBER, is_certain)

    def _is_distinct(self, form: str, number: str, within: _Compact, at: int) -> bool:
        """Whether nobody writes it by chance."""
        if not form.isdigit():
            return len(form) >= _SHORTEST and not form.isalpha()
        inner = {each - at for each in within.breaks if at < each < at + len(form)}
        return len(form) >= _SHORTEST_OF_DIGITS and inner <= _Compact.of(number).breaks
