import contextlib
import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from flyer.billing.cancelling import NotToBeCancelled, cancellation
from flyer.billing.frozen import freeze, thaw
from flyer.billing.invoicing import invoices, numbered
from flyer.billing.model import Invoice
from flyer.billing.since import differences
from flyer.event.model import Address, Bank, Event, Fee, Organiser, Part, Registration, Tax, TaxScheme
from flyer.event.numbers import number, read_pattern, series
from flyer.event.values import Wrong
from flyer.money import cents, percentage
from flyer.payment.epc import payload, read
from flyer.payment.iban import IBAN
from flyer.payment.latin import BASIC_LATIN
from flyer.people.model import Participant, Payer
from flyer.problems import Place

NOWHERE = {"": Place("participants.csv")}
IBAN_ = IBAN("DE07545500100380021436")

amounts = st.decimals(Decimal("0.01"), 5000, places=2)
rates = st.decimals(Decimal("0.1"), Decimal("99.9"), places=1)
names = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=60)
patterns = st.lists(st.sampled_from(["{invoice}", "{participant}", "{event}", "{fee}", ", ", " / ", "(", "RE ", ")"]))
taxes = st.one_of(
    st.builds(Tax, number=st.just("1"), rate=rates),
    st.builds(Tax, number=st.just("1"), scheme=st.just(TaxScheme.SMALL_BUSINESS)),
)


@st.composite
def priced(draw: st.DrawFn, id_: str) -> Fee:
    """A fee with up to three parts and a reduction."""
    taxed = draw(st.lists(st.tuples(names, amounts, st.sampled_from([7, 19])), max_size=3))
    parts = [Part(name=name, amount=amount, rate=Decimal(rate)) for name, amount, rate in taxed]
    whole = draw(amounts) + sum((part.amount for part in parts), Decimal(0))
    reduction = [Part(name=draw(names), amount=-draw(amounts))] if draw(st.booleans()) else []
    return Fee(id=id_, name=draw(names), amount=whole, parts=(*parts, *reduction))


@st.composite
def drafts(draw: st.DrawFn) -> Invoice:
    """The one draft for a payer of up to six participants, with every text and amount drawn."""
    fees = [draw(priced(str(n))) for n in range(draw(st.integers(1, 6)))]
    organiser = Organiser(
        name=draw(names),
        address=Address(street="Weg 1", city="Ort"),
        tax=draw(taxes),
        bank=Bank(account_holder="Verein für Sozialplanung", iban=IBAN_),
    )
    event = Event(
        name=draw(names),
        language="de",
        starts=dt.datetime(2022, 3, 28, tzinfo=dt.UTC),
        ends=dt.datetime(2022, 3, 30, tzinfo=dt.UTC),
        organiser=organiser,
        registration=Registration(
            reference="".join(draw(patterns)), pay_by=draw(st.none() | st.dates()), fees=tuple(fees)
        ),
    )
    people = tuple(Participant(id=fee.id, first_name=draw(names), fee=fee, places=NOWHERE) for fee in fees)
    payer = Payer(key=draw(names), name=draw(names), participants=people, places=NOWHERE)
    (draft,) = invoices(event, [payer])
    return draft


@given(drafts())
def test_the_fees_are_what_is_to_be_paid(draft: Invoice) -> None:
    fees = sum(line.gross for line in draft.lines) - sum(allowance.gross for allowance in draft.allowances)
    assert draft.payable == draft.transfer.amount == fees
    assert abs(draft.rounding) <= Decimal("0.01") * len(draft.groups)
    assert draft.net == sum(group.base for group in draft.groups)
    assert draft.line_total == sum(line.net for line in draft.lines)
    assert all(group.base >= 0 for group in draft.groups)
    assert not any(amount.is_zero() and amount.is_signed() for amount in (draft.net, draft.tax, draft.rounding))
    for line in draft.lines:
        exact = line.gross / (1 + line.rate / 100)
        assert abs(line.price - exact) <= Decimal("0.01")
        assert line.net == cents(line.price)


@given(drafts(), st.data())
def test_what_is_taken_back_line_by_line_is_the_whole(draft: Invoice, data: st.DataObject) -> None:
    issued = numbered(draft, "7", dt.date(2022, 3, 1))
    taken: list[Invoice] = []
    for position in [*data.draw(st.permutations(range(1, len(issued.lines) + 1))), None]:
        with contextlib.suppress(NotToBeCancelled):  # of a line that its reduction makes nothing of
            part = cancellation(issued, taken, "Grund", [position] if position else ())
            taken.append(numbered(part, f"ST-{len(taken)}", dt.date(2022, 3, 2)))
    assert sum(part.payable for part in taken) == issued.payable
    assert all(thaw(freeze(part)) == part for part in taken)


@given(amounts, rates)
def test_rounding_is_used_only_where_no_net_amount_gives_the_fee(amount: Decimal, rate: Decimal) -> None:
    net = cents(amount / (1 + rate / 100))
    reachable = {base + percentage(base, rate) for base in (net - Decimal("0.01"), net, net + Decimal("0.01"))}
    assert (net + percentage(net, rate) == amount) or amount not in reachable


@given(drafts(), st.dates(dt.date(2000, 1, 1), dt.date(2999, 1, 1)))
def test_the_printed_remittance_is_the_coded_one_and_begins_with_the_number(draft: Invoice, on: dt.date) -> None:
    issued = numbered(draft, "JT2022-0001", on)
    remittance = issued.transfer.remittance
    assert remittance.startswith("JT2022-0001")
    assert len(remittance) <= 140
    assert set(remittance) <= BASIC_LATIN
    assert remittance == remittance.strip(" ,;:/-")
    assert read(payload(issued.transfer)) == issued.transfer


@given(drafts(), st.dates(dt.date(2000, 1, 1), dt.date(2999, 1, 1)))
def test_frozen_invoices_come_back(draft: Invoice, on: dt.date) -> None:
    for invoice in (draft, numbered(draft, "7", on)):
        assert thaw(freeze(invoice)) == invoice
        assert freeze(thaw(freeze(invoice))) == freeze(invoice)
    assert differences(numbered(draft, "7", on), draft) == ()


@given(st.text("JT-. +{}n:04year/", max_size=30), st.integers(1, 9999), st.integers(1, 9999))
def test_good_patterns_give_each_count_a_number_of_its_own(pattern: str, one: int, other: int) -> None:
    with contextlib.suppress(Wrong):
        of_series = series(read_pattern(pattern), 2022)
        assert (number(of_series, one) == number(of_series, other)) == (one == other)
        assert "/" not in number(of_series, one)
        assert set(number(of_series, one)) <= BASIC_LATIN
