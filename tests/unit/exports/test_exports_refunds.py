"""Refunds as pain.001.001.09, which the library checks against the schema."""

import datetime as dt
import sys
from decimal import Decimal

import pytest
from lxml import etree

from flyer.billing.refunding import Refund
from flyer.event.model import Bank
from flyer.exports.refunds import write
from flyer.money import ZERO
from flyer.payment.bic import BIC
from flyer.payment.iban import IBAN
from flyer.problems import SurroundingsError

ON = dt.datetime(2022, 4, 1, 9, 30, 5, tzinfo=dt.UTC)
BANK = Bank(account_holder="Verein für Sozialplanung", iban=IBAN("DE07545500100380021436"), bic=BIC("LUHSDE6AXXX"))
PAYER = IBAN("DE02120300000000202051")
REFUNDS = (
    Refund(invoice="JT2022-0001", amount=Decimal("1.15"), gone=ZERO, name="Łukasz & Söhne <GmbH>", iban=PAYER),
    Refund(invoice="JT 1.2", amount=Decimal("12345.60"), gone=ZERO, name="Ö" * 70, iban=PAYER),
)


def said(file: bytes, path: str) -> list[str]:
    steps = path.replace("/", "/p:")
    namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
    return [each.text for each in etree.fromstring(file).iterfind(f".//p:{steps}", {"p": namespace})]


def test_a_file_for_the_bank() -> None:
    file = write(REFUNDS, BANK, "Erstattung, Tagung für Räte", 7, ON)
    told = {
        "GrpHdr/MsgId": ["REFUND-20220401093005-0007"],
        "GrpHdr/CreDtTm": ["2022-04-01T09:30:05"],
        "GrpHdr/NbOfTxs": ["2"],
        "GrpHdr/CtrlSum": ["12346.75"],
        "PmtInf/PmtInfId": ["REFUND-20220401093005-0007-1"],
        "PmtInf/BtchBookg": ["false"],
        "ReqdExctnDt/Dt": ["2022-04-01"],
        "Dbtr/Nm": ["Verein fuer Sozialplanung"],
        "DbtrAcct/Id/IBAN": ["DE07545500100380021436"],
        "DbtrAgt/FinInstnId/BICFI": ["LUHSDE6AXXX"],
        "PmtId/EndToEndId": ["JT2022-0001-R7", "JT 1.2-R7"],
        "Amt/InstdAmt": ["1.15", "12345.60"],
        "Cdtr/Nm": ["Lukasz + Soehne .GmbH.", "Oe" * 35],
        "CdtrAcct/Id/IBAN": [PAYER.compact] * 2,
        "RmtInf/Ustrd": [f"{number}, Erstattung, Tagung fuer Raete" for number in ("JT2022-0001", "JT 1.2")],
    }
    assert {path: said(file, path) for path in told} == told


def test_equal_refunds_give_equal_bytes() -> None:
    assert write(REFUNDS, BANK, "x", 1, ON) == write(REFUNDS, BANK, "x", 1, ON)


def test_without_a_bic_the_iban_tells_the_bank() -> None:
    bank = Bank(account_holder="Verein", iban=BANK.iban)
    file = write(REFUNDS, bank, "x", 1, ON)
    assert (said(file, "DbtrAgt/FinInstnId/Othr/Id"), said(file, "BICFI")) == (["NOTPROVIDED"], [])


def test_the_library_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sepaxml", None)
    with pytest.raises(SurroundingsError, match="refunds need a library that is missing") as caught:
        write(REFUNDS, BANK, "x", 1, ON)
    assert caught.value.hint == "pip install 'flyer[refunds]'"
