"""camt.052, 053 and 054 of every version (ISO 20022) become statements."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from flyer.billing.statements.model import Statement, Transaction
from flyer.billing.statements.remittance import Remittance, provided
from flyer.billing.statements.xml import parsed
from flyer.money import cents
from flyer.problems import Place, Problem, UserError

_NAMESPACE: Final = re.compile(r"camt\.05[234]\.001\.\d\d$")
_STATEMENTS: Final = ("BkToCstmrStmt/Stmt", "BkToCstmrAcctRpt/Rpt", "BkToCstmrDbtCdtNtfctn/Ntfctn")
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)
"""Balance types (ExternalBalanceType1Code): opening booked, or what closed the day before; closing booked."""

_BOOKED, _NOT_BOOKED = ("BOOK", ""), ("PDNG", "INFO", "FUTR")
"""Entry statuses (ExternalEntryStatus1Code); an entry without one is booked."""

_AMOUNT: Final = re.compile(r"\d{1,15}(\.\d{1,2}0*)?", re.ASCII)
_AGAIN = "get the statement from the bank again"


def read(data: bytes, name: str) -> tuple[Statement, ...]:
    """Turn a file into its statements; UserError with all that cannot be read."""
    document, namespace = parsed(data, name)
    kind = _NAMESPACE.search(namespace)
    if not kind or document.tag != "Document":
        what = f"the file is no account statement: its kind is '{namespace or document.tag}'"
        raise UserError([Problem(Place(name), what, "known are camt.052, camt.053 and camt.054")])
    reader = _Reader(name)
    statements = [reader.statement(each, kind[0]) for path in _STATEMENTS for each in document.iterfind(path)]
    if not statements:
        reader.problems.append(Problem(Place(name), "the file has no statement in it", _AGAIN))
    if reader.problems:
        raise UserError(reader.problems)
    return tuple(statements)


class _Reader:
    """Reads the elements of one file and gathers what is wrong with them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.problems: list[Problem] = []

    def statement(self, element: Any, kind: str) -> Statement:
        currency = _text(element, "Acct/Ccy")
        balances = {_text(each, "Tp/CdOrPrtry/Cd"): self._signed(each) for each in element.iterfind("Bal")}
        transactions: list[Transaction] = []
        left_out = 0
        for entry in element.iterfind("Ntry"):
            status = _text(entry, "Sts/Cd") or _text(entry, "Sts")
            if status in _BOOKED:
                transactions += self._transactions(entry)
            elif status in _NOT_BOOKED:
                left_out += 1
            else:
                self._refuse(entry, f"the entry has the status '{status}'", "known are BOOK, PDNG, INFO and FUTR")
        return Statement(
            format=kind,
            identification=_text(element, "Id"),
            account="".join((_text(element, "Acct/Id/IBAN") or _text(element, "Acct/Id/Othr/Id")).split()),
            currency=currency or next((each.currency for each in transactions), ""),
            opening=next((balances[code] for code in _OPENING if code in balances), None),
            closing=next((balances[code] for code in _CLOSING if code in balances), None),
            transactions=tuple(transactions),
            left_out=left_out,
            place=self._place(element),
        )

    def _transactions(self, entry: Any) -> Iterator[Transaction]:
        """What is booked in an entry: its details where they add up to it, or else the entry as one."""
        details = entry.findall("NtryDtls/TxDtls")
        currency, whole, reference = _currency(entry), self._signed(entry), _text(entry, "AcctSvcrRef")
        if not currency:
            self._refuse(entry, "the entry does not say its currency", _AGAIN)
        amounts = [self._detailed(each, entry, currency) for each in details]
        if len(details) > 1 and None not in amounts and sum(filter(None, amounts)) == whole:
            for each, amount in zip(details, amounts, strict=True):
                yield self._transaction(entry, [each], amount or Decimal(0), _text(each, "Refs/AcctSvcrRef"), reference)
        else:
            own = _text(details[0], "Refs/AcctSvcrRef") if len(details) == 1 else ""
            yield self._transaction(entry, details, whole, reference or own, "")

    def _detailed(self, details: Any, entry: Any, currency: str) -> Decimal | None:
        """The amount of one of an entry's details, None where they do not tell it in the entry's currency."""
        for path in ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"):
            found = details.find(path)
            if found is not None and found.get("Ccy") == currency:
                sign = _text(details, "CdtDbtInd") or _text(entry, "CdtDbtInd")
                return self._amount(details, (found.text or "").strip()) * (1 if sign == "CRDT" else -1)
        return None

    def _transaction(self, entry: Any, details: list[Any], signed: Decimal, reference: str, batch: str) -> Transaction:
        is_reversal = _text(entry, "RvslInd") in ("true", "1") or any(
            each.find("RtrInf") is not None for each in details
        )
        other = "Dbtr" if (signed >= 0) != is_reversal else "Cdtr"
        lines = [line for each in details for line in _texts(each, "RmtInf/Ustrd")]
        added = [line for each in details for line in _texts(each, "RmtInf/Strd/AddtlRmtInf")]
        told = Remittance.of(lines or added or _texts(entry, "AddtlNtryInf"))
        references = [line for each in details for line in _texts(each, "RmtInf/Strd/CdtrRefInf/Ref")]
        party = [f"RltdPties/{other}/Nm", f"RltdPties/{other}/Pty/Nm"]
        return Transaction(
            booked=self._day(entry, "BookgDt"),
            value_date=self._day(entry, "ValDt" if entry.find("ValDt") is not None else "BookgDt"),
            amount=abs(signed),
            currency=_currency(entry),
            is_credit=signed >= 0,
            is_reversal=is_reversal,
            name=_first(details, party) or told.name,
            iban="".join((_first(details, [f"RltdPties/{other}Acct/Id/IBAN"]) or told.iban).split()),
            end_to_end_id=provided(_first(details, ["Refs/EndToEndId"])) or told.end_to_end_id,
            creditor_reference=" ".join(references),
            remittance=told.lines,
            servicer_reference=provided(reference),
            batch=provided(batch),
            place=self._place(details[0] if len(details) == 1 else entry),
        )

    def _signed(self, element: Any) -> Decimal:
        sign = _text(element, "CdtDbtInd")
        if sign not in ("CRDT", "DBIT"):
            self._refuse(element, f"'{sign}' says neither that money came in nor that it went out", _AGAIN)
        return self._amount(element, _text(element, "Amt")) * (1 if sign == "CRDT" else -1)

    def _amount(self, element: Any, text: str) -> Decimal:
        if not _AMOUNT.fullmatch(text):
            self._refuse(element, f"'{text}' is no amount", _AGAIN)
            return Decimal(0)
        return cents(Decimal(text))

    def _day(self, entry: Any, path: str) -> dt.date:
        text = _text(entry, f"{path}/Dt") or _text(entry, f"{path}/DtTm")
        try:
            return dt.date.fromisoformat(text[:10])
        except ValueError:
            self._refuse(entry, f"'{text}' is no date" if text else "the entry has no booking date", _AGAIN)
            return dt.date.min

    def _refuse(self, element: Any, what: str, hint: str) -> None:
        self.problems.append(Problem(self._place(element), what, hint))

    def _place(self, element: Any) -> Place:
        return Place(self._name, element.sourceline or 0)


def _text(element: Any, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _texts(element: Any, path: str) -> list[str]:
    return [text for each in element.iterfind(path) if (text := (each.text or "").strip())]


def _first(elements: list[Any], paths: list[str]) -> str:
    return next((text for each in elements for path in paths if (text := _text(each, path))), "")


def _currency(entry: Any) -> str:
    found = entry.find("Amt")
    return found.get("Ccy", "") if found is not None else ""
