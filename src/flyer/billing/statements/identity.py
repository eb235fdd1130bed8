"""Which transactions of a statement were told before, by the same or another of the bank's files.

The rule: two transactions may be one only when account, booking date, signed amount and currency are equal. Then they
are one, tried in this order:

1. when both have a bank reference (AcctSvcrRef, field 61 subfield 8) and it is equal;
2. when what the payer wrote is equal, by its letters and digits alone, and the names do not contradict;
3. when what one of them tells of it is a part of what the other tells, and the names do not contradict: banks cut
   texts in one file and not in another.

Bank references of one kind of file that differ make two transactions, whatever else is equal. Each transaction told
before stands for one at most: two equal payments in one statement are two, and stay two when the statement comes
again. Equal payments without bank references that are told by different files of one day, none of which tells both,
count once. A batch whose sum and reference were told as one entry is that entry, and the other way round; only where
it is undecided what that entry is for, the batch is new and tells it one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from flyer.billing.statements.model import Statement, Transaction
from flyer.billing.statements.spelling import compact
from flyer.money import ZERO


class Known(NamedTuple):
    """A transaction that was told before: of which account, in which format, what, and whether it is undecided."""

    account: str
    format: str
    transaction: Transaction
    is_undecided: bool = False


_Key: TypeAlias = tuple[object, ...]


def new(statement: Statement, known: Iterable[Known]) -> tuple[Transaction, ...]:
    """The transactions of a statement that none of the known ones stands for, in their order."""
    pool: dict[_Key, list[Known]] = defaultdict(list)
    batches: dict[str, Decimal] = defaultdict(lambda: ZERO)
    references: dict[str, Decimal] = {}
    for each in known:
        if each.account == statement.account:
            pool[_key(each.transaction)].append(each)
            if not each.is_undecided:
                references[each.transaction.servicer_reference] = each.transaction.signed
            batches[each.transaction.batch] += each.transaction.signed
    own = by_batch(statement)
    left = [
        each
        for each in statement.transactions
        if not (each.batch and references.get(each.batch) == own[each.batch])
        and not (each.servicer_reference and batches.get(each.servicer_reference) == each.signed)
    ]
    for is_one in _RULES:
        left = [each for each in left if not _taken(pool[_key(each)], each, statement.format, is_one)]
    return tuple(left)


def by_batch(statement: Statement) -> dict[str, Decimal]:
    """What the batches come to that a statement tells one by one, by the bank's reference."""
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for transaction in statement.transactions:
        if transaction.batch:
            sums[transaction.batch] += transaction.signed
    return sums


def _taken(pool: list[Known], transaction: Transaction, kind: str, is_one: _Rule) -> bool:
    """Whether a known one stands for the transaction; it does so once."""
    for index, each in enumerate(pool):
        if is_one(each, transaction, kind):
            del pool[index]
            return True
    return False


def _key(transaction: Transaction) -> _Key:
    return transaction.booked, transaction.signed, transaction.currency


def _same_reference(known: Known, transaction: Transaction, _: str) -> bool:
    reference = transaction.servicer_reference
    return bool(reference) and reference == known.transaction.servicer_reference


def _same_text(known: Known, transaction: Transaction, kind: str) -> bool:
    return _may_be_one(known, transaction, kind) and _told(known.transaction) == _told(transaction)


def _part_of_text(known: Known, transaction: Transaction, kind: str) -> bool:
    return _may_be_one(known, transaction, kind) and _agree(_told(known.transaction), _told(transaction))


def _may_be_one(known: Known, transaction: Transaction, kind: str) -> bool:
    before, now = known.transaction.servicer_reference, transaction.servicer_reference
    if before and now and before != now and known.format[:4] == kind[:4]:
        return False
    return _agree(compact(known.transaction.name), compact(transaction.name))


def _told(transaction: Transaction) -> str:
    return compact(transaction.text)


def _agree(one: str, other: str) -> bool:
    return one in other or other in one


_Rule: TypeAlias = Callable[[Known, Transaction, str], bool]
_RULES: Final[Sequence[_Rule]] = (_same_reference, _same_text, _part_of_text)
