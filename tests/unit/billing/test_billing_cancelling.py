"""What is taken back of invoices, what is left of them, and cancellations that say what their invoices do not."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bills import EARLY, EXEMPT, FEE, STANDARD, WITH_MEALS, bill
from flyer.billing.cancelling import NotToBeCancelled, cancellation, cancelled_by, contradictions, standing
from flyer.billing.entry import Entry
from flyer.billing.invoicing import numbered
from flyer.billing.ledger import Ledger
from flyer.billing.model import Invoice, TypeCode
from flyer.event.model import Part
from flyer.problems import UserError

ON = dt.datetime(2022, 3, 1, 9, 30, tzinfo=dt.UTC)
DAY = dt.date(2022, 3, 1)


TWICE_LESS = replace(
    FEE,
    amount=Decimal("939.97"),
    rate=Decimal(19),
    parts=(
        Part(name="Frühbucherrabatt", amount=Decimal(-30)),
        Part(name="Treue", amount=Decimal("-0.01")),
        Part(name="Abendessen", amount=Decimal("43.50"), rate=Decimal(7)),
    ),
)
"""Lines 1, 3, 5 of 926.48 before its two reductions, lines 2, 4, 6 of 43.50."""

FOR_NOTHING = replace(
    FEE, rate=Decimal(19), parts=(Part(name="Essen", amount=Decimal(330)), Part(name="Rabatt", amount=Decimal(-30)))
)
"""Line 1 is of 30.00 before a reduction of 30.00."""


def frozen_before(invoice: Invoice) -> Invoice:
    """As an invoice that was issued before lines knew their reductions."""
    return replace(invoice, lines=tuple(replace(line, reductions=()) for line in invoice.lines))


def given(invoice: Invoice, n: int) -> Invoice:
    return numbered(invoice, f"ST-{n}", DAY)


def test_a_cancellation_is_a_credit_note_over_the_same_amounts() -> None:
    invoice = bill(WITH_MEALS, 2)
    counter = given(cancellation(invoice, (), "Grund: Irrtum"), 1)
    assert counter.type_code is TypeCode.CREDIT_NOTE
    assert counter.preceding is not None
    assert (counter.preceding.number, counter.preceding.issued) == ("JT2022-0001", dt.date(2022, 2, 1))
    assert (counter.lines, counter.groups, counter.payable) == (invoice.lines, invoice.groups, invoice.payable)
    assert (counter.notes, counter.due, counter.transfer.amount) == (("Grund: Irrtum",), DAY, None)


@pytest.mark.parametrize(
    ("invoice", "parts"),
    [
        (bill(count=3), [[2], [1, 3]]),
        (bill(WITH_MEALS, 2), [[1, 5], [6], []]),
        (bill(replace(FEE, amount=Decimal(100)), 3, STANDARD), [[1], [2], [3]]),
        (bill(replace(FEE, amount=Decimal("0.03")), 3, tax=STANDARD), [[3], []]),
        (bill(EARLY, 3), [[]]),
        (bill(EARLY, 7), [[1, 4], [2], [7], []]),
        (bill(TWICE_LESS, 3), [[2, 3], [4], [5, 6], [1]]),
    ],
    ids=[
        "lines",
        "rates",
        "a cent lost and found",
        "a sum no net amount gives",
        "reductions",
        "one of them each",
        "two a line",
    ],
)
def test_parts_add_up_to_the_whole(invoice: Invoice, parts: Sequence[Sequence[int]]) -> None:
    before: list[Invoice] = []
    for n, positions in enumerate(parts):
        before.append(given(cancellation(invoice, before, "Grund", positions), n))
    assert sum(each.payable for each in before) == invoice.payable
    assert sorted(line.participant for each in before for line in each.lines) == sorted(
        line.participant for line in invoice.lines
    )
    with pytest.raises(NotToBeCancelled, match="JT2022-0001 was cancelled before, by ST-0"):
        cancellation(invoice, before, "Grund")


def test_a_line_takes_its_reductions_back_with_it() -> None:
    part = cancellation(bill(TWICE_LESS, 3), (), "Grund", [1, 2, 3])
    assert part.payable == 2 * Decimal("896.47") + Decimal("43.50")
    assert [(each.reason, each.gross, each.amount) for each in part.allowances] == [
        ("Frühbucherrabatt", Decimal(60), Decimal("50.42")),
        ("Treue", Decimal("0.02"), Decimal("0.01")),
    ]


def test_of_equal_lines_as_many_are_taken_back_as_there_are() -> None:
    invoice = bill(WITH_MEALS, 1)
    twins = replace(
        invoice,
        lines=invoice.lines * 2,
        groups=tuple(replace(group, base=2 * group.base) for group in invoice.groups),
        transfer=replace(invoice.transfer, amount=Decimal("961.00")),
    )
    first = given(cancellation(twins, (), "Grund", [1]), 1)
    second = given(cancellation(twins, [first], "Grund", [4]), 2)
    with pytest.raises(NotToBeCancelled, match="line 1 of JT2022-0001 was cancelled before"):
        cancellation(twins, [first, second], "Grund", [1])


@pytest.mark.parametrize(
    ("invoice", "positions", "what"),
    [
        (bill(), [2], "JT2022-0001 has no line 2"),
        (bill(FOR_NOTHING), [1], "these lines of JT2022-0001 come to nothing"),
        (frozen_before(bill(EARLY)), [1], "JT2022-0001 has reductions that belong to no line"),
        (given(cancellation(bill(), (), "Grund"), 1), [], "ST-1 is itself a cancellation"),
    ],
)
def test_what_cannot_be_cancelled(invoice: Invoice, positions: Sequence[int], what: str) -> None:
    with pytest.raises(NotToBeCancelled, match=what):
        cancellation(invoice, (), "Grund", positions)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        yield ledger


def render(invoice: Invoice) -> bytes:
    return f"%PDF {invoice.number} {invoice.type_code}".encode()


def issue(ledger: Ledger, draft: Invoice) -> Entry:
    draft = replace(draft, number="", issued=None, due=None)
    return ledger.issue(draft, pattern="JT-{n}", on=ON, render=render, xrechnung=lambda _: "<xml>ä\n</xml>".encode())


def cancel(ledger: Ledger, number: str, *positions: int, pattern: str = "JT-{n}") -> Entry:
    return ledger.cancel(number, note="Grund", positions=positions, pattern=pattern, on=ON, render=render)


def test_a_cancelled_invoice_is_issued_anew(ledger: Ledger) -> None:
    draft = bill(count=2)
    first = issue(ledger, draft)
    assert issue(ledger, draft) == first
    counter = cancel(ledger, "jt-1")
    assert (counter.number, counter.kind, counter.cancels, counter.signed_total) == (
        "JT-2",
        "cancellation",
        "JT-1",
        Decimal("-660.00"),
    )
    assert ledger.document("JT-2") == b"%PDF JT-2 381"
    assert issue(ledger, draft).number == "JT-3"
    assert cancelled_by(ledger.entries()) == {"JT-1": ("JT-2",), "JT-2": (), "JT-3": ()}
    assert ledger.verify() == []


def test_what_is_left_of_an_invoice_stands(ledger: Ledger) -> None:
    draft = bill(count=3)
    issue(ledger, draft)
    cancel(ledger, "JT-1", 2)
    (left,) = standing(ledger.entries())
    assert [line.participant for line in left.invoice.lines] == ["Jürgen Öztürk 0", "Jürgen Öztürk 2"]
    assert left.invoice.payable == left.invoice.transfer.amount == Decimal("660.00")
    assert left.total == Decimal("990.00")
    assert issue(ledger, draft).number == "JT-1"


def test_a_cancellation_can_have_a_series_of_its_own(ledger: Ledger) -> None:
    issue(ledger, bill())
    assert cancel(ledger, "JT-1", pattern="ST-{n}").number == "ST-1"
    assert issue(ledger, bill()).number == "JT-2"
    assert ledger.verify() == []


def test_a_cancellation_that_fails_leaves_nothing(ledger: Ledger) -> None:
    issue(ledger, bill())
    with pytest.raises(UserError, match="no invoice has the number 'JT-7'"):
        cancel(ledger, "JT-7")
    with pytest.raises(ZeroDivisionError):
        ledger.cancel("JT-1", note="Grund", pattern="JT-{n}", on=ON, render=lambda _: bytes(1 // 0))
    assert [entry.number for entry in ledger.entries()] == ["JT-1"]


def test_the_xrechnung_is_kept_as_it_was_issued(ledger: Ledger) -> None:
    issue(ledger, bill())
    assert ledger.xrechnung("JT-1") == "<xml>ä\n</xml>".encode()
    assert ledger.xrechnung(cancel(ledger, "JT-1").number) == b""
    assert ledger.verify() == []


OTHER = bill(tax=replace(EXEMPT, reason="another"))


def of_other(entry: Entry) -> Entry:
    return replace(entry, invoice=replace(entry.invoice, lines=OTHER.lines, groups=OTHER.groups))


def of_number(number: str) -> Callable[[Entry], Entry]:
    def changed(entry: Entry) -> Entry:
        assert entry.invoice.preceding
        return replace(entry, invoice=replace(entry.invoice, preceding=replace(entry.invoice.preceding, number=number)))

    return changed


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda entry: replace(entry, payer_key="else"), "cancels JT-1 of another day or to another payer"),
        (of_number("JT-9"), "cancels 'JT-9', which is no invoice issued before"),
        (of_number("JT-2"), "cancels 'JT-2', which is no invoice issued before"),
        (of_other, "cancels more than is left of JT-1"),
    ],
)
def test_contradictions(ledger: Ledger, change: Callable[[Entry], Entry], finding: str) -> None:
    first, counter = issue(ledger, bill()), cancel(ledger, "JT-1")
    assert list(contradictions([first, counter])) == []
    assert list(contradictions([first, change(counter)])) == [f"entry 2 (JT-2) {finding}"]


def test_verify_reads_what_cancellations_say(ledger: Ledger) -> None:
    issue(ledger, bill())
    again = ledger.cancellation("JT-1", "Grund")
    cancel(ledger, "JT-1")
    issue(ledger, again)
    assert [problem.what for problem in ledger.verify()] == ["entry 3 (JT-3) cancels more than is left of JT-1"]
