"""Which payments find their invoices by themselves, and which wait for a decision."""

from dataclasses import replace
from pathlib import Path

import pytest

from flyer.billing.book import Assignment, Basis, Book, Payment
from flyer.billing.ledger import Ledger
from flyer.billing.matching import Finding, by_hand, findings
from flyer.billing.open_items import Status, open_items
from flyer.billing.payments import Payments
from flyer.billing.statements import Transaction
from paying import IBAN, ON, entries, issue, paid, statement
from receipts import item, reminded

SEVERAL = "it names JT2022-0001 and JT2022-0003, of which 660.00 is open"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    issue(path, "Anna Öz", "Stadt Aa", "Bo Li", "Dr. Eva Müller")
    return path


def record(path: Path, *transactions: Transaction) -> tuple[Finding, ...]:
    with Ledger(path) as ledger, Payments(path) as payments:
        _, findings = payments.record([statement(*transactions)], ledger.entries(), ON)
    return findings


def after_reminders(path: Path, *transactions: Transaction) -> list[str]:
    """What is found when the first three invoices were asked for with a fee of 5.00."""
    (reminder,) = reminded(item(), "5").reminders
    sent = [replace(reminder, invoice=f"JT2022-000{n}") for n in (1, 2, 3)]
    with Ledger(path) as ledger, Payments(path) as payments:
        _, found = payments.record([statement(*transactions)], ledger.entries(), ON, sent)
    return [said(each) for each in found]


def said(finding: Finding) -> str:
    """What was found, in a line."""
    if finding.assignment:
        parts = ", ".join(f"{part.invoice[-2:]}: {part.amount}" for part in finding.assignment.parts)
        return f"{parts} by {finding.assignment.basis}"
    return f"{finding.why}? {', '.join(number[-2:] for number in finding.candidates)}" if finding.why else "unrelated"


@pytest.mark.parametrize(
    ("transaction", "expected"),
    [
        (paid("330", "JT2022-0001, Anna Oez, JT Leipzig"), "01: 330.00 by number"),
        (paid("330", "jt 2022 00 01 anna oez"), "01: 330.00 by number"),
        (paid("330", "RECHNUNG JT20220001"), "01: 330.00 by number"),
        (paid("330", "2022/JT2022-0001Anna"), "01: 330.00 by number"),
        (paid("330", creditor_reference="RF50JT20220004"), "04: 330.00 by reference"),
        (paid("330", "RF50 JT20 2200 04"), "04: 330.00 by reference"),
        (paid("330", "RF51 JT20 2200 04"), "04: 330.00 by number"),
        (paid("300", "JT2022-0001"), "01: 300.00 by number"),
        (paid("400", "JT2022-0001"), "01: 400.00 by number"),
        (paid("660", "JT2022-0001 und JT2022-0003"), "01: 330.00, 03: 330.00 by number"),
        (paid("600", "JT2022-0001, JT2022-0003"), f"{SEVERAL}? 01, 03"),
        (paid("330", "JT2022-0001, 2 Personen"), "01: 330.00 by number"),
        (paid("660", "JT2022-0001/2"), "it names JT2022-0001, and perhaps more? 01"),
        (paid("660", "JT2022-0001 bis 2"), "it names JT2022-0001, and perhaps more? 01"),
        (paid("660", "JT2022-0001 doppelt"), "01: 660.00 by number"),
        (paid("330", "JT2022-00012 "), "its number is not plain? 01"),
        (paid("330", "XJT2022-0001"), "its number is not plain? 01"),
        (paid("330", "JT2022-000"), "it names no invoice? "),
        (paid("330", "Tagung", "Anna Öz"), "01: 330.00 by amount and name"),
        (paid("330", "Tagung", "OEZ, ANNA"), "01: 330.00 by amount and name"),
        (paid("330", "Tagung", "Oz Anna"), "01: 330.00 by amount and name"),
        (paid("330", "Tagung", "Eva Muller"), "04: 330.00 by amount and name"),
        (paid("330", "Tagung Anna Öz"), "01: 330.00 by amount and name"),
        (paid("330", "Tagung Anna Öz", "Kai Öz"), "it names no invoice? 01"),
        (paid("330", "Tagung", "Eva M?ller"), "it names no invoice? 04"),
        (paid("300", "Tagung", "Anna Öz"), "the name fits, the amount does not? 01"),
        (paid("330", "Tagung", "Cem Ay"), "it names no invoice? "),
        (paid("-330", "Miete", "Hotel"), "unrelated"),
        (paid("-330", "Erstattung JT2022-0001"), "330.00 went back, but was not paid before? 01"),
        (paid("-330", "Storno", is_reversal=True), "unrelated"),
    ],
)  # fmt: skip
def test_a_payment_finds_its_invoice(path: Path, transaction: Transaction, expected: str) -> None:
    (finding,) = record(path, transaction)
    assert said(finding) == expected


def test_the_reference_that_an_invoice_bears_names_it() -> None:
    first, second = entries("Anna Öz", "Bo Li")
    transfer = replace(first.invoice.transfer, reference="RF18539007547034", remittance="")
    first = replace(first, invoice=replace(first.invoice, transfer=transfer))
    texts = ("RF18539007547034", "rf18 5390 0754 7034", "RF18539007547035")
    told = [paid("331", creditor_reference=text) for text in texts]
    payments = tuple(
        Payment(number=n, account=IBAN, format="MT940", transaction=each) for n, each in enumerate(told, 1)
    )
    assert [said(each) for each in findings(Book(payments), (first, second))] == [
        "01: 331.00 by reference",
        "01: 331.00 by reference",
        "it names no invoice? ",
    ]


def test_a_number_is_no_prefix_of_another(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    issue(path, *(f"A{n}" for n in range(12)), pattern="JT2022-{n}")
    texts = (
        "JT2022-1",
        "JT2022-12",
        "JT2022-1 2 Personen",
        "JT2022-1, Zimmer 2",
        "Gebühr Tagung 2022 JT2022-1",
        "Gebühr Tagung JT2022-1",
    )
    assert [said(each) for each in record(path, *(paid("330", text) for text in texts))] == [
        "-1: 330.00 by number",
        "12: 330.00 by number",
        "its number is not plain? 12, -1",
        "-1: 330.00 by number",
        "its number is not plain? -1",
        "-1: 330.00 by number",
    ]


def test_what_may_be_named_besides_keeps_a_number_from_being_certain(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    issue(path, *(f"A{n}" for n in range(12)), pattern="JT2022-{n}")
    for amount in ("660", "330"):
        *_, finding = record(path, paid(amount, "JT2022-1 2 und JT2022-3"))
        assert said(finding) == "it names JT2022-3, and perhaps more? -3, 12, -1"


def test_short_and_everyday_numbers_need_a_name(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    issue(path, "Anna Öz", "Bo Li", pattern="{n}")
    issue(path, "Cem Ay", pattern="{year}-{n:04}")
    told = (
        paid("330", "1", "Anna Öz"),
        paid("330", "Tagung am 2.3.", "Kai"),
        paid("330", "2022-0001"),
        paid("330", "20 22 00 01"),
    )
    assert [said(each) for each in record(path, *told)] == [
        "1: 330.00 by amount and name",
        "its number is not plain? 2",
        "01: 330.00 by number",
        "its number is not plain? 01",
    ]


def test_a_month_is_no_number(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    issue(path, "Anna Öz", "Bo Li", pattern="{year}-{n:02}")
    (finding,) = record(path, paid("330", "Tagung 2022-02"))
    assert said(finding) == "its number is not plain? 02"


def test_who_has_the_same_open_twice_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    issue(path, "Anna Öz", "ANNA OEZ")
    (finding,) = record(path, paid("330", "Tagung", "Anna Öz"))
    assert said(finding) == "the same payer has 330.00 open more than once? 01, 02"


def test_what_names_its_invoice_comes_before_what_only_fits(path: Path) -> None:
    fits, names = record(path, paid("330", "Tagung", "Anna Öz"), paid("330", "JT2022-0001"))
    assert (said(fits), said(names)) == ("it names no invoice? 02, 03, 04", "01: 330.00 by number")


def test_several_payments_for_one_invoice(path: Path) -> None:
    found = record(path, paid("100", "JT2022-0001"), paid("130", "JT2022-0001"), paid("100", "JT2022-0001"))
    assert [said(each)[:10] for each in found] == ["01: 100.00", "01: 130.00", "01: 100.00"]
    assert items(path)["JT2022-0001"] == (Status.PAID, 0)


def test_refunds_and_returns_open_the_invoice_again(path: Path) -> None:
    told = (
        paid("400", "JT2022-0001", "Anna Öz"),
        paid("-70", "Erstattung JT2022-0001", "Anna Öz"),
        paid("330", "JT2022-0002", "Stadt Aa"),
        paid("-330", "JT2022-0002", "Stadt Aa", is_reversal=True),
        paid("330", "Tagung", "Bo Li"),
        paid("-330", "Rückgabe Tagung", "Bo Li", is_reversal=True),
    )
    assert [said(each) for each in record(path, *told)] == [
        "01: 400.00 by number",
        "01: -70.00 by number",
        "02: 330.00 by number",
        "02: -330.00 by reversal",
        "03: 330.00 by amount and name",
        "03: -330.00 by reversal",
    ]
    assert items(path) == {
        "JT2022-0001": (Status.PAID, 0),
        "JT2022-0002": (Status.OPEN, 330),
        "JT2022-0003": (Status.OPEN, 330),
        "JT2022-0004": (Status.OPEN, 330),
    }


def test_nothing_is_taken_back_before_it_came_or_from_another_account(path: Path) -> None:
    tomorrow = ON.date().replace(day=2)
    came, back = paid("77", "Tagung", booked=tomorrow), paid("-77", "Tagung", is_reversal=True)
    with Ledger(path) as ledger, Payments(path) as payments:
        told = [statement(came, back), statement(paid("-77", "Tagung", booked=tomorrow, is_reversal=True), account="")]
        _, findings = payments.record(told, ledger.entries(), ON)
    assert [said(each) for each in findings] == ["it names no invoice? ", "unrelated", "unrelated"]


def test_a_return_without_a_trace_of_its_payment_is_asked_about(path: Path) -> None:
    told = (paid("330", "JT2022-0001", "Anna Öz"), paid("-330", "RUECKGABE", "Bank", is_reversal=True))
    assert [said(each) for each in record(path, *told)] == ["01: 330.00 by number", "it may take back payment 1? "]


def test_a_return_is_known_by_its_end_to_end_id(path: Path) -> None:
    told = (
        paid("330", "JT2022-0001", "Anna Öz", end_to_end_id="A-17"),
        paid("330", "JT2022-0003", "Bo Li"),
        paid("-330", "RUECKGABE", "Bank", end_to_end_id="A-17", is_reversal=True),
    )
    assert said(record(path, *told)[2]) == "01: -330.00 by reversal"


def test_what_takes_back_an_undecided_payment_waits_with_it(path: Path) -> None:
    found = record(path, paid("77", "Tagung", "Bo Li"), paid("-77", "Tagung", "Bo Li", is_reversal=True))
    assert [said(each) for each in found] == [
        "the name fits, the amount does not? 03",
        "it may take back payment 1? 03",
    ]


def test_a_cancelled_invoice_is_not_paid_any_more(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.cancel("JT2022-0001", note="Irrtum", pattern="JT2022-{n:04}", on=ON, render=lambda _: b"")
    issue(path, "Anna Öz")
    (finding,) = record(path, paid("330", "JT2022-0001", "Anna Öz"))
    assert said(finding) == "it names JT2022-0001, which was cancelled? 06"


def test_what_was_paid_for_a_cancelled_invoice_goes_back_by_either_number(path: Path) -> None:
    record(path, paid("330", "JT2022-0001"))
    with Ledger(path) as ledger:
        ledger.cancel("JT2022-0001", note="Irrtum", pattern="JT2022-{n:04}", on=ON, render=lambda _: b"")
    assert items(path)["JT2022-0001"] == (Status.OVERPAID, -330)
    (finding,) = record(path, paid("-330", "JT2022-0005 Erstattung"))
    assert said(finding) == "01: -330.00 by number"
    assert items(path)["JT2022-0001"] == (Status.CANCELLED, 0)


def test_who_was_released_is_not_matched_again(path: Path) -> None:
    record(path, paid("330", "JT2022-0001"))
    with Payments(path) as payments:
        payments.release(1, ON, "for the other one")
    (finding,) = record(path)
    assert said(finding) == "it was released? 01"


def test_a_payment_waits_for_an_invoice_that_is_issued_later(path: Path) -> None:
    (finding,) = record(path, paid("330", "Tagung", "Cem Ay"))
    assert not finding.assignment
    issue(path, "Cem Ay")
    (finding,) = record(path)
    assert said(finding) == "05: 330.00 by amount and name"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("700", {"JT2022-0001": 330, "JT2022-0003": 370}),
        ("400", {"JT2022-0001": 330, "JT2022-0003": 70}),
        ("300", {"JT2022-0001": 300}),
        ("-300", {"JT2022-0003": -300}),
    ],
)
def test_by_hand_each_invoice_gets_what_it_has_open(path: Path, amount: str, expected: dict[str, int]) -> None:
    payment = Payment(number=1, account=IBAN, format="MT940", transaction=paid(amount))
    with Ledger(path) as ledger, Payments(path) as payments:
        opened = open_items(ledger.entries(), payments.book())
    assignment = by_hand(payment, ["JT2022-0001", "JT2022-0003"], opened, "so it was meant")
    assert {part.invoice: part.amount for part in assignment.parts} == expected
    assert assignment == Assignment(payment=1, parts=assignment.parts, basis=Basis.DECISION, reason="so it was meant")


def items(path: Path) -> dict[str, tuple[Status, int]]:
    with Ledger(path) as ledger, Payments(path) as payments:
        return {item.number: (item.status, item.open) for item in open_items(ledger.entries(), payments.book())}


def test_a_long_name_is_known_by_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    issue(path, "Bundesarbeitsgemeinschaft der Freien Wohlfahrtspflege", "Stadt Aa")
    told = (paid("330", "Tagung", "BUNDESARBEITSGEMEINSCHAFT D"), paid("330", "Tagung", "Stadt"))
    assert [said(each) for each in record(path, *told)] == ["01: 330.00 by amount and name", "it names no invoice? 02"]


@pytest.mark.parametrize(
    ("transaction", "expected"),
    [
        (paid("335", "Beitrag", "Anna Öz"), "01: 335.00 by amount and name"),
        (paid("330", "Beitrag", "Anna Öz"), "01: 330.00 by amount and name"),
        (paid("334", "Beitrag", "Anna Öz"), "the name fits, the amount does not? 01"),
        (paid("670", "JT2022-0001 JT2022-0003"), "01: 335.00, 03: 335.00 by number"),
        (paid("660", "JT2022-0001 JT2022-0003"), "01: 330.00, 03: 330.00 by number"),
        (paid("665", "JT2022-0001 JT2022-0003"), f"{SEVERAL}? 01, 03"),
        (paid("665", "JT2022-0001 JT2022-0004"), "01: 335.00, 04: 330.00 by number"),
    ],
)
def test_fees_of_reminders_may_be_paid_with_the_invoice(path: Path, transaction: Transaction, expected: str) -> None:
    assert after_reminders(path, transaction) == [expected]


def test_a_fee_that_was_paid_is_not_asked_for_again(path: Path) -> None:
    first = paid("335", "JT2022-0001", "Anna Öz")
    assert after_reminders(path, first, paid("5", "Gebühr", "Anna Öz"))[1] == "it names no invoice? "


def test_by_hand_fees_count_when_it_is_enough_for_all() -> None:
    first, second = (replace(reminded(item(), "5"), entry=each) for each in entries("Anna Öz", "Bo Li"))
    for amount, parts in (("670", [335, 335]), ("669", [330, 339]), ("700", [335, 365])):
        payment = Payment(number=1, account=IBAN, format="", transaction=paid(amount))
        given = by_hand(payment, ("JT2022-0001", "JT2022-0002"), (first, second), "")
        assert [part.amount for part in given.parts] == parts
