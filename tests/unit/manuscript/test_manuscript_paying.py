import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from flyer.event.model import Bank, Fee, Organiser, Registration
from flyer.manuscript.model import Manuscript, Payment
from flyer.payment.bic import BIC
from flyer.payment.iban import IBAN
from flyer.problems import Place, UserError

FEES = (Fee(id="a", name="Eintritt", amount=Decimal(12)),)
PLACES = {"": Place("event.yaml", 1), "account_holder": Place("event.yaml", 2), "reference": Place("event.yaml", 3)}


def registration(**changes: Any) -> Registration:
    return Registration(reference="{invoice}, {participant}, Fest", fees=FEES, places=PLACES, **changes)


def organiser(holder: str = "Musikverein Aa", bic: str = "LUHSDE6AXXX") -> Organiser:
    iban = IBAN("DE07545500100380021436")
    bank = Bank(account_holder=holder, iban=iban, bic=BIC(bic) if bic else None, places=PLACES)
    return Organiser(name="Musikverein Aa", bank=bank)


def test_how_to_pay(practical: Callable[..., dict[str, list[str]]]) -> None:
    said = practical(organiser=organiser(), registration=registration(pay_by=dt.date(2026, 6, 10)))
    assert said["Bankverbindung"] == [
        "Bitte überweisen Sie den Teilnahmebetrag bis 10.06.2026 an:",
        "Musikverein Aa",
        "IBAN: DE07 5455 0010 0380 0214 36",
        "BIC: LUHSDE6AXXX",
        "Verwendungszweck: Name TN, Fest",
    ]


def paid(made: Manuscript) -> Payment:
    (payment,) = [each for section in made.practical for each in section.content if isinstance(each, Payment)]
    return payment


def test_the_transfer_says_the_same_and_leaves_the_amount_open(written: Callable[..., Manuscript]) -> None:
    transfer = paid(written(organiser=organiser(bic=""), registration=registration())).transfer
    assert transfer is not None
    assert (transfer.name, transfer.remittance, transfer.amount) == ("Musikverein Aa", "Name TN, Fest", None)


def test_outside_the_euro_there_is_no_transfer(written: Callable[..., Manuscript]) -> None:
    assert paid(written(organiser=organiser(), registration=registration(), currency="CHF")).transfer is None


def test_switzerland_has_no_code_without_a_bill(written: Callable[..., Manuscript]) -> None:
    bank = Bank(account_holder="Verein", iban=IBAN("CH9300762011623852957"), places=PLACES)
    payment = paid(written(organiser=Organiser(name="Verein", bank=bank), registration=registration()))
    assert payment.transfer is None
    assert "CH93" in str(payment.lines)


def test_without_fees_there_is_nothing_to_pay(practical: Callable[..., dict[str, list[str]]]) -> None:
    assert "Bankverbindung" not in practical(organiser=organiser())


def test_an_account_holder_too_long_for_a_transfer_is_told_where_it_stands(written: Callable[..., Manuscript]) -> None:
    with pytest.raises(UserError, match=r"event.yaml:2: the beneficiary's name has 80 characters"):
        written(organiser=organiser(holder="M" * 80), registration=registration())


def test_a_missing_bic_is_told_at_the_account(written: Callable[..., Manuscript]) -> None:
    bank = Bank(account_holder="Verein", iban=IBAN("GB82WEST12345698765432"), places=PLACES)
    with pytest.raises(UserError, match=r"event.yaml:1: the account in GB needs a BIC"):
        written(organiser=Organiser(name="Verein", bank=bank), registration=registration())
