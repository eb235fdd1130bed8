"""Whatever comes in, and whenever statements tell of it: what was paid too much goes back once."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from flyer.billing.refunding import Order, Refund, refunds
from receipts import item, receipt

PAYABLE = Decimal("330.00")
ACCOUNTS = ("DE02120300000000202051", "DE89370400440532013000")

amounts = st.decimals(0, 500, places=2)
rounds = st.lists(st.tuples(amounts, st.sampled_from(ACCOUNTS), st.booleans(), st.integers(0, 2)), max_size=6)
"""In each round somebody pays; what is too much is paid back by hand or ordered to go back; then a statement
tells of so many of those ordered."""


@given(rounds)
def test_what_was_paid_too_much_goes_back_once(rounds: list[tuple[Decimal, str, bool, int]]) -> None:
    receipts, orders = [receipt(1, PAYABLE, ACCOUNTS[0])], list[Order]()
    untold: list[tuple[Decimal, str]] = []
    came, gone = Counter({ACCOUNTS[0]: PAYABLE}), Counter[str]()
    for number, (amount, account, by_hand, told) in enumerate(rounds, start=2):
        receipts += [receipt(number, amount, account)] if amount else []
        came[account] += amount
        found = tuple(refunds([replace(item(), receipts=tuple(receipts))], orders))
        assert all(isinstance(each, Refund) for each in found)
        back = [(each.amount, each.iban.compact) for each in found if isinstance(each, Refund)]
        if by_hand and not untold:
            receipts += [receipt(number, -each, to) for each, to in back]
        else:
            orders.append(Order(tuple(each for each in found if isinstance(each, Refund))))
            untold += back
        for each, to in back:
            gone[to] += each
        assert gone.total() == came.total() - PAYABLE
        assert all(gone[each] <= came[each] for each in ACCOUNTS)
        receipts += [receipt(number, -each, to) for each, to in untold[:told]]
        untold = untold[told:]
