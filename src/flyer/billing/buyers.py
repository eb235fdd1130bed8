"""Buyers found again by the names that banks tell of payers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from flyer.billing.open_items import OpenItem
from flyer.billing.statements.model import Transaction
from flyer.billing.statements.spelling import letters, skeletons, word_set

_TITLES: Final = frozenset(("DR", "PROF", "HERR", "FRAU", "FAMILIE"))
_CUT: Final = 20
"""Letters of a name that is meant where a bank has cut it."""


class Buyers:
    """The invoices of buyers by what may be told of them; all answers are numbers of invoices in the ledger's order."""

    def __init__(self, items: Iterable[OpenItem]) -> None:
        self._order: dict[str, int] = {}
        self._letters: dict[str, str] = {}
        self._named: dict[frozenset[str], list[str]] = defaultdict(list)
        self._skeletons: dict[str, list[str]] = defaultdict(list)
        for place, item in enumerate(items):
            self._add(item, place)

    def same(self, transaction: Transaction) -> list[str]:
        """Those of the payer by name, titles, order and umlauts aside; where none is told, by the name in the text."""
        if not transaction.name:
            told = word_set(transaction.text)
            found = [numbers for name, numbers in self._named.items() if len(name) > 1 and name <= told]
            return self._sorted(number for numbers in found for number in numbers)
        name = letters(transaction.name)
        cut = (number for number, whole in self._letters.items() if len(name) >= _CUT and whole.startswith(name))
        return self._sorted((*cut, *self._named.get(word_set(transaction.name) - _TITLES, ())))

    def alike(self, transaction: Transaction) -> list[str]:
        """Those to whom, or for whom, a word of name or text may belong."""
        told = skeletons(f"{transaction.name} {transaction.text}")
        return self._sorted(number for word in told for number in self._skeletons.get(word, ()))

    def _add(self, item: OpenItem, place: int) -> None:
        number, invoice = item.number, item.entry.invoice
        names = [name for name in (invoice.buyer.name, invoice.buyer.attention) if name]
        self._order[number] = place
        self._letters[number] = letters(invoice.buyer.name)
        for name in {word_set(name) - _TITLES for name in names}:
            self._named[name].append(number)
        people = (line.participant for line in invoice.lines)
        for word in {word for name in (*names, *people) for word in skeletons(name)}:
            self._skeletons[word].append(number)

    def _sorted(self, numbers: Iterable[str]) -> list[str]:
        return sorted(set(numbers), key=self._order.__getitem__)
