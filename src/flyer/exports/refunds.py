"""Refunds as a SEPA credit transfer initiation (pain.001.001.09). The door to sepaxml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final
from xml.etree import ElementTree

from flyer.billing.refunding import Refund
from flyer.event.model import Bank
from flyer.payment.latin import basic_latin
from flyer.problems import SurroundingsError

SCHEMA: Final = "pain.001.001.09"
_NAMESPACE: Final = {"p": f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"}

_NAME, _TEXT = 70, 140
"""The most characters of a name and of a remittance text (EPC132-08)."""

_NO_BIC: Final = "NOTPROVIDED"
"""What stands for a bank that is known by the IBAN alone (EPC132-08)."""


def write(refunds: Sequence[Refund], bank: Bank, text: str, number: int, on: dt.datetime) -> bytes:
    """Turn refunds into the file that a bank takes, which debits the account; equal refunds give equal bytes.

    `text` follows each invoice's number in the remittance information; `number` tells the files of an event apart. The
    file is checked against the schema. SurroundingsError where the library is missing.
    """
    sepaxml = _sepaxml()
    config = {"name": _latin(bank.account_holder, _NAME), "IBAN": bank.iban.compact, "currency": "EUR", "batch": True}
    bic = {"BIC": bank.bic.compact} if bank.bic else {}
    transfer = sepaxml.SepaTransfer({**config, **bic}, schema=SCHEMA, clean=False)
    for refund in refunds:
        transfer.add_payment(
            {
                "name": _latin(refund.name, _NAME),
                "IBAN": refund.iban.compact,
                "amount": int(refund.amount * 100),
                "execution_date": on.date(),
                "description": _latin(f"{refund.invoice}, {text}", _TEXT),
                "endtoend_id": f"{refund.invoice}-R{number}",
            }
        )
    written = _settled(transfer.export(validate=False), number, on)
    sepaxml.validation.try_valid_xml(written, SCHEMA)
    return written


def _settled(written: bytes, number: int, on: dt.datetime) -> bytes:
    """The file with ids and moment of this run, where the library draws lots and looks at the clock."""
    root = ElementTree.fromstring(written)  # noqa: S314 - the library has written it
    message = f"REFUND-{on:%Y%m%d%H%M%S}-{number:04}"
    _say(root, ".//p:GrpHdr/p:MsgId", message)
    _say(root, ".//p:GrpHdr/p:CreDtTm", f"{on:%Y-%m-%dT%H:%M:%S}")
    _say(root, ".//p:PmtInf/p:PmtInfId", f"{message}-1")
    _say(root, ".//p:PmtInf/p:BtchBookg", "false")  # each is to be found in the statement by itself
    for agent in root.findall(".//p:DbtrAgt/p:FinInstnId", _NAMESPACE):
        if not len(agent):
            other = ElementTree.SubElement(agent, f"{{{_NAMESPACE['p']}}}Othr")
            ElementTree.SubElement(other, f"{{{_NAMESPACE['p']}}}Id").text = _NO_BIC
    ElementTree.indent(root)
    ElementTree.register_namespace("", _NAMESPACE["p"])
    body: str = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def _say(root: ElementTree.Element, path: str, text: str) -> None:
    for element in root.findall(path, _NAMESPACE):
        element.text = text


def _latin(text: str, longest: int) -> str:
    return basic_latin(text)[:longest].strip()


def _sepaxml() -> Any:
    """The library, loaded when the first file is written."""
    try:
        import sepaxml.validation
    except ModuleNotFoundError as error:
        raise SurroundingsError("refunds need a library that is missing", "pip install 'flyer[refunds]'") from error
    return sepaxml
