"""Every cent is accounted for: what statements told, by what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from flyer.billing.book import Basis, Book
from flyer.billing.matching import Finding
from flyer.billing.payments import Imported
from flyer.billing.statements.model import Transaction
from flyer.money import ZERO


class Fate(StrEnum):
    """What became of a transaction."""

    MATCHED = "matched"
    DECIDED = "decided"
    UNDECIDED = "undecided"
    UNRELATED = "unrelated"
    KNOWN = "known before"


class Reckoned(NamedTuple):
    """How many transactions had a fate, and their sum."""

    number: int
    total: Decimal


def of_import(imported: Iterable[Imported], findings: Iterable[Finding]) -> dict[Fate, Reckoned]:
    """All transactions of the statements of an import, by what became of them."""
    found = {finding.payment.number: finding for finding in findings}
    told: dict[Fate, list[Transaction]] = {fate: [] for fate in Fate}
    known = ZERO
    count = 0
    for each in imported:
        for payment in each.payments:
            told[_fate(found[payment.number])].append(payment.transaction)
        known += each.statement.total - _sum([payment.transaction for payment in each.payments])
        count += len(each.statement.transactions) - len(each.payments)
    told.pop(Fate.DECIDED)
    return {**_reckoned(told), Fate.KNOWN: Reckoned(count, known)}


def of_book(book: Book, findings: Iterable[Finding]) -> dict[Fate, Reckoned]:
    """All payments there are, by what became of them; not the sums of batches, whose details are among them."""
    found = {finding.payment.number: finding for finding in findings}
    told: dict[Fate, list[Transaction]] = {fate: [] for fate in Fate}
    for payment in book.payments:
        assignment = book.assignments.get(payment.number)
        if assignment is None:
            fate = Fate.UNRELATED if _fate(found[payment.number]) is Fate.UNRELATED else Fate.UNDECIDED
        elif assignment.basis is Basis.DETAILS:
            continue
        elif not assignment.parts:
            fate = Fate.UNRELATED
        else:
            fate = Fate.DECIDED if assignment.basis is Basis.DECISION else Fate.MATCHED
        told[fate].append(payment.transaction)
    told.pop(Fate.KNOWN)
    return _reckoned(told)


def _reckoned(told: Mapping[Fate, Sequence[Transaction]]) -> dict[Fate, Reckoned]:
    return {fate: Reckoned(len(those), _sum(those)) for fate, those in told.items()}


def _fate(finding: Finding) -> Fate:
    if finding.assignment:
        return Fate.MATCHED
    return Fate.UNDECIDED if finding.why else Fate.UNRELATED


def _sum(transactions: Sequence[Transaction]) -> Decimal:
    return sum((each.signed for each in transactions), ZERO)
