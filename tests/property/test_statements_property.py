"""Statements that were damaged on their way are never booked; those that banks have garbled find the right invoices."""

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flyer.billing.book import Book, Payment
from flyer.billing.entry import Entry
from flyer.billing.matching import findings
from flyer.billing.payments import Imported
from flyer.billing.reckoning import Fate, of_import
from flyer.billing.statements import Transaction, read
from flyer.money import ZERO
from flyer.problems import UserError
from paying import IBAN, entries

CORPUS = {path.name: path.read_bytes() for path in sorted((Path(__file__).parents[1] / "data/statements").iterdir())}
FIRST = ("Anna", "Bülent", "Çağla", "Dörte", "Éva", "Jörg", "Kai", "Zoë", "Søren", "Łukasz")
PATTERNS = ("JT2022-{n:04}", "{year}-{n:04}", "RE {year} {n}", "JT2022-{n}", "{n}", "T{n:02}", "R-A{n:03}")
LAST = ("Öztürk", "Müller", "von der Heyde", "Weiß", "Li", "Ağaoğlu", "Großmann", "Nuñez", "Ay", "Schäfer-Löwe")


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A statement of the corpus, cut, with bits turned over, with pieces repeated, or in another encoding."""
    name = draw(st.sampled_from(sorted(CORPUS)))
    data = bytearray(CORPUS[name])
    match draw(st.sampled_from(["cut", "bits", "repeat", "encoding", "zeros"])):
        case "cut":
            del data[draw(st.integers(0, len(data))) :]
        case "bits":
            for at in draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=5)):
                data[at] ^= 1 << draw(st.integers(0, 7))
        case "repeat":
            at = draw(st.integers(0, len(data) - 1))
            data[at:at] = data[at : at + draw(st.integers(1, 200))]
        case "encoding":
            return name, data.decode("cp1252", "replace").encode(draw(st.sampled_from(["utf-16", "utf-8", "utf-7"])))
        case "zeros":
            at = draw(st.integers(0, len(data) - 1))
            data[at : at + 8] = bytes(8)
    return name, bytes(data)


@given(damaged())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_statement_is_refused_or_adds_up(case: tuple[str, bytes]) -> None:
    name, data = case
    with suppress(UserError):
        for statement in read(data, name):
            assert statement.imbalance is None
            assert all(f"{each.name}{each.text}".isprintable() for each in statement.transactions)
            if name.endswith(("sta", "txt")):
                assert statement.opening is not None


@given(st.binary(max_size=400))
def test_what_is_no_statement_is_refused(data: bytes) -> None:
    with suppress(UserError):
        assert all(statement.imbalance is None for statement in read(data, "statement"))


@pytest.mark.parametrize("name", [name for name in CORPUS if not name.startswith("broken")])
def test_a_statement_that_is_cut_off_tells_nothing_wrong(name: str) -> None:
    whole = Counter(each for statement in read(CORPUS[name], name) for each in statement.transactions)
    for end in range(0, len(CORPUS[name]) - 1, 7):
        with suppress(UserError):
            told = Counter(each for one in read(CORPUS[name][:end], name) for each in one.transactions)
            assert told <= whole


class Truth(NamedTuple):
    """A payment as it was meant: for which invoices, and how it is told."""

    meant: tuple[str, ...]
    amount: Decimal
    name: str
    text: str


def paid(issued: tuple[Entry, ...], chance: random.Random) -> Iterator[Truth]:
    """What payers do: pay by number or without one, in parts, for several at once, too much, too little, and more."""
    todo = list(issued)
    chance.shuffle(todo)
    while todo:
        entry = todo.pop()
        buyer, amount = entry.invoice.buyer.name, entry.invoice.payable
        text = f"{entry.number}, {buyer}, JT Leipzig"
        match chance.choice(["whole"] * 6 + ["no number", "parts", "several", "wrong", "nobody", "other person"]):
            case "whole":
                yield Truth((entry.number,), amount, buyer, text)
            case "no number":
                yield Truth((entry.number,), amount, buyer, "Teilnahmegebühr Jahrestagung")
            case "parts":
                part = Decimal(chance.randrange(1, int(amount)))
                yield Truth((entry.number,), part, buyer, text)
                yield Truth((entry.number,), amount - part, buyer, f"Rest {entry.number}")
            case "several":
                others = [todo.pop() for _ in range(min(len(todo), chance.randrange(1, 4)))]
                listed = (entry, *others)
                total = sum((each.invoice.payable for each in listed), ZERO)
                yield Truth(tuple(each.number for each in listed), total, buyer, " ".join(e.number for e in listed))
            case "wrong":
                yield Truth((entry.number,), amount + chance.choice([-30, 30]), buyer, text)
            case "nobody":
                yield Truth((), amount, chance.choice(FIRST), "Spende")
            case "other person":
                yield Truth((entry.number,), amount, "Kasse des Amtes", text)


def garbled(text: str, chance: random.Random) -> str:
    """What banks make of a text: lost umlauts, capitals, blanks put in; nothing of it makes another number."""
    if chance.random() < 0.5:
        text = "".join(letter if letter.isascii() else chance.choice(("", "?", ".", "ae")) for letter in text)
    if chance.random() < 0.3:
        text = text.upper()
    if chance.random() < 0.3:
        at = chance.randrange(len(text) + 1)
        text = f"{text[:at]} {text[at:]}"
    return text


def comma(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")


def statement(truths: list[Truth], chance: random.Random) -> bytes:
    """An MT940 file of one day's payments, texts in lines of 27 characters."""
    lines, total = [], ZERO
    for n, truth in enumerate(truths):
        text = garbled(truth.text, chance)
        parts = [text[at : at + 27] for at in range(0, len(text), 27)][:14]
        fields = "".join(f"?{(20 + i) if i < 10 else (50 + i)}{part}" for i, part in enumerate(parts))
        lines.append(f":61:2203010301C{comma(truth.amount)}N166NONREF//{n:010}\n")
        lines.append(f":86:166?00GUTSCHRIFT{fields}?32{garbled(truth.name, chance)[:27]}\n")
        total += truth.amount
    head = f":20:START\n:25:{IBAN}\n:28C:1/1\n:60F:C220301EUR0,00\n"
    return f"{head}{''.join(lines)}:62F:C220301EUR{comma(total)}\n-\n".encode()


def camt(truths: list[Truth], chance: random.Random) -> bytes:
    """A camt.053 file of the same, some of them booked in batches."""
    todo, entries_told = list(truths), []
    while todo:
        batch = [todo.pop(0) for _ in range(min(len(todo), chance.choice([1, 1, 5])))]
        details = "".join(
            f'<TxDtls><Amt Ccy="EUR">{truth.amount}</Amt><RltdPties><Dbtr><Pty><Nm>{garbled(truth.name, chance)}</Nm>'
            f"</Pty></Dbtr></RltdPties><RmtInf><Ustrd>{garbled(truth.text, chance)[:140]}</Ustrd></RmtInf></TxDtls>"
            for truth in batch
        )
        total = sum((truth.amount for truth in batch), ZERO)
        entries_told.append(
            f'<Ntry><Amt Ccy="EUR">{total}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
            f"<BookgDt><Dt>2022-03-01</Dt></BookgDt><NtryDtls>{details}</NtryDtls></Ntry>"
        )
    return (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>'
        f"<Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>{''.join(entries_told)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def matched(issued: tuple[Entry, ...], truths: list[Truth], transactions: tuple[Transaction, ...]) -> Counter[str]:
    """How many payments found their invoices and how many wait; fails when one found another's."""
    payments = tuple(
        Payment(number=n, account=IBAN, format="MT940", transaction=each) for n, each in enumerate(transactions, 1)
    )
    counted: Counter[str] = Counter()
    received: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for truth, finding in zip(truths, findings(Book(payments), issued), strict=True):
        if finding.assignment:
            assert {part.invoice for part in finding.assignment.parts} == set(truth.meant), truth
            assert sum((part.amount for part in finding.assignment.parts), ZERO) == truth.amount
        else:
            assert finding.why, truth
        counted["found" if finding.assignment else "waiting"] += 1
        for part in finding.assignment.parts if finding.assignment else ():
            received[part.invoice] += part.amount
    return counted


def people(count: int, chance: random.Random) -> list[str]:
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    places = [f"Stadt {first}dorf, Amt {n}" for n, first in enumerate(FIRST * (count // 10 + 1))]
    return chance.sample([*names, *places], count)


def round_trip(
    count: int, seed: int, written: Callable[[list[Truth], random.Random], bytes], pattern: str = "JT2022-{n:04}"
) -> Counter[str]:
    chance = random.Random(seed)
    issued = entries(*people(count, chance), pattern=pattern)
    truths = list(paid(issued, chance))
    (told,) = read(written(truths, chance), "statement")
    assert told.total == sum((truth.amount for truth in truths), ZERO)
    return matched(issued, truths, told.transactions)


@pytest.mark.parametrize("written", [statement, camt])
@given(seed=st.integers(0, 2**32), pattern=st.sampled_from(PATTERNS))
@settings(max_examples=25)
def test_what_payers_and_banks_do_is_matched_right_or_waits(
    written: Callable[[list[Truth], random.Random], bytes], seed: int, pattern: str
) -> None:
    round_trip(40, seed, written, pattern)


@pytest.mark.parametrize("written", [statement, camt])
def test_of_a_thousand_invoices_most_payments_find_theirs(
    written: Callable[[list[Truth], random.Random], bytes],
) -> None:
    counted = round_trip(1000, 1, written)
    assert counted["found"] > 8 * counted["waiting"]


@given(st.lists(st.sampled_from(["JT2022-0001", "Spende", ""]), max_size=6), st.integers(0, 6))
def test_every_cent_of_a_statement_is_accounted_for(texts: list[str], known: int) -> None:
    issued = entries("Anna Öz")
    transactions = tuple(
        Transaction(
            booked=dt.date(2022, 3, 1),
            value_date=dt.date(2022, 3, 1),
            amount=Decimal(100 + n),
            currency="EUR",
            is_credit=bool(n % 3),
            remittance=(text,),
        )
        for n, text in enumerate(texts)
    )
    (one,) = read(statement([], random.Random(0)), "statement.sta")
    whole = type(one)(format="MT940", account=IBAN, currency="EUR", transactions=transactions)
    new = tuple(
        Payment(number=n, account=IBAN, format="MT940", transaction=each)
        for n, each in enumerate(transactions[known:], 1)
    )
    reckoned = of_import([Imported(whole, new)], findings(Book(new), issued))
    assert sum((each.total for each in reckoned.values()), ZERO) == whole.total
    assert sum(each.number for each in reckoned.values()) == len(transactions)
    assert reckoned[Fate.KNOWN].number == min(known, len(transactions))
