"""Awkward statements of every format that is read, and what is read from them or said about them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flyer.billing.statements import Statement, Transaction, read
from flyer.problems import UserError

ROOT = Path(__file__).parents[2]
CORPUS = sorted((ROOT / "data" / "statements").iterdir())


def lines(statements: tuple[Statement, ...]) -> Iterator[str]:
    for each in statements:
        balances = f"{each.opening} to {each.closing}" if each.opening is not None else "no balances"
        yield f"{each.format} · {each.identification} · {each.account} · {each.currency} · {balances}"
        yield from (f"  {line(transaction)}" for transaction in each.transactions)
        yield f"  total {each.total}, left out {each.left_out}"


def line(transaction: Transaction) -> str:
    facts = {
        "value": transaction.value_date,
        "name": transaction.name,
        "iban": transaction.iban,
        "e2e": transaction.end_to_end_id,
        "rf": transaction.creditor_reference,
        "text": " | ".join(transaction.remittance),
        "bank": transaction.servicer_reference,
        "batch": transaction.batch,
    }
    told = " ".join(f"{key}={value}" for key, value in facts.items() if value)
    reversal = " reversal" if transaction.is_reversal else ""
    return (
        f"{transaction.place.line}: {transaction.booked} {transaction.signed} {transaction.currency}{reversal} {told}"
    )


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_a_statement_is_read_or_refused(path: Path, golden: Callable[[Path, str], None]) -> None:
    try:
        text = "\n".join(lines(read(path.read_bytes(), path.name)))
    except UserError as error:
        text = str(error)
    assert path.name.startswith("broken") == text.startswith(path.name)
    golden(ROOT / "golden" / "statements" / f"{path.name}.txt", f"{text}\n")
