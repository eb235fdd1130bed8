"""MT940 (SWIFT customer statement, also in the form of DFÜ-Abkommen Anlage 3) becomes statements."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from flyer.billing.statements.details import Details
from flyer.billing.statements.model import Statement, Transaction
from flyer.billing.statements.remittance import provided
from flyer.money import cents
from flyer.payment.check_digits import iban_country, is_iban
from flyer.people.encodings import decode
from flyer.problems import Place, Problem, UserError

_TAG: Final = re.compile(r":(\d\d[A-Z]?):(.*)", re.DOTALL)
_BALANCE: Final = re.compile(r"([CD])(\d{6})([A-Z]{3})(\d{1,12},\d{0,2})")
_LINE: Final = re.compile(
    r"(?P<value>\d{6})(?P<entry>\d{4})?(?P<mark>[RE]?[CD])(?P<funds>[A-Z])?(?P<amount>\d{1,12}(?:,\d{0,2})?)"
    r"(?P<type>[NSF][A-Z0-9]{3})(?P<customer>(?:(?!//)[^\n]){0,35})(?://(?P<bank>[^\n]{0,34}))?(?:\n(?P<more>.*))?",
    re.DOTALL,
)
"""Field 61, its subfields 1 to 9."""

_AGAIN = "get the statement from the bank again"


class _Field(NamedTuple):
    line: int
    tag: str
    text: str


def read(data: bytes, name: str) -> tuple[Statement, ...]:
    """Turn a file into its statements; UserError with all that cannot be read."""
    problems: list[Problem] = []
    statements = []
    for fields in _messages(decode(data, name), name, problems):
        try:
            statements.append(_statement(fields, name, problems))
        except _Unreadable as error:
            problems.append(Problem(Place(name, error.line), error.what, _AGAIN))
    if not statements and not problems:
        problems.append(Problem(Place(name), "the file has no statement in it", _AGAIN))
    if problems:
        raise UserError(problems)
    return tuple(statements)


class _Unreadable(ValueError):
    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line, self.what = line, what


def _messages(text: str, name: str, problems: list[Problem]) -> Iterator[list[_Field]]:
    """The fields of each statement; one begins with field 20."""
    fields: list[_Field] = []
    for field in _fields(text, name, problems):
        if field.tag == "20" and fields:
            yield fields
            fields = []
        fields.append(field)
    if fields:
        yield fields


def _fields(text: str, name: str, problems: list[Problem]) -> Iterator[_Field]:
    """The fields with all their lines, without what SWIFT wraps messages in."""
    begun, tag, lines = 0, "", list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if form := _TAG.match(line):
            if tag:
                yield _Field(begun, tag, "\n".join(lines))
            begun, tag, lines = number, form[1], [form[2]]
        elif not line.strip() or line[0] in "{}\x01\x03\x1a" or line.startswith("-}") or line.rstrip() == "-":
            continue
        elif tag:
            lines.append(line)
        else:
            problems.append(Problem(Place(name, number), "a statement begins with ':20:'", _AGAIN))
            return
    if tag:
        yield _Field(begun, tag, "\n".join(lines))


def _statement(fields: list[_Field], name: str, problems: list[Problem]) -> Statement:
    account, opening, closing = (_only(fields, tags) for tags in (("25", "25P"), ("60F", "60M"), ("62F", "62M")))
    opened, currency = _balance(opening)
    closed, _ = _balance(closing)
    entries = list(_entries(fields, currency, name, problems))
    transactions = tuple(entry for entry in entries if entry)
    return Statement(
        format="MT940",
        identification=" ".join(field.text.strip() for field in fields if field.tag in ("20", "28C")),
        account=_account(account.text),
        currency=currency,
        opening=opened,
        closing=closed,
        transactions=transactions,
        left_out=len(entries) - len(transactions),
        place=Place(name, fields[0].line),
    )


def _only(fields: list[_Field], tags: tuple[str, ...]) -> _Field:
    """The one field with one of the tags that a statement has."""
    found = [field for field in fields if field.tag in tags]
    if not found:
        raise _Unreadable(fields[0].line, f"the statement is cut off: it has no field :{tags[0]}:")
    if len(found) > 1:
        raise _Unreadable(found[1].line, f"the statement has a second field :{found[1].tag}:")
    return found[0]


def _entries(fields: list[_Field], currency: str, name: str, problems: list[Problem]) -> Iterator[Transaction | None]:
    """What fields 61 book, each with the field 86 behind it; None for what is only expected (marks EC and ED)."""
    for field, after in zip(fields, [*fields[1:], None], strict=True):
        if field.tag == "61":
            try:
                yield _transaction(field, after.text if after and after.tag == "86" else "", currency, name)
            except _Unreadable as error:
                problems.append(Problem(Place(name, error.line), error.what, _AGAIN))


def _balance(field: _Field) -> tuple[Decimal, str]:
    form = _BALANCE.fullmatch(field.text.strip())
    if not form or not form.string.isascii():
        raise _Unreadable(field.line, f"'{field.text.strip()}' is no balance")
    return cents(_amount(form[4]) * (1 if form[1] == "C" else -1)), form[3]


def _account(text: str) -> str:
    """Field 25 as an IBAN, where banks put BIC, words and currency around it, or as the account number alone.

    A German bank code and account number become an IBAN (ISO 13616, DE).
    """
    compact = re.sub(r"[^A-Z0-9/]", "", text.upper())
    for found in re.finditer(r"(?=([A-Z]{2}\d{2}[A-Z0-9]{11,}))", compact):
        country = iban_country(found[1])
        if country and is_iban(found[1][: country.length]):
            return found[1][: country.length]
    bare = re.sub(r"/?[A-Z]{3}$", "", compact)
    if german := re.fullmatch(r"(\d{8})(?:/0*(\d{1,10})|(\d{10}))", bare):
        bban = german[1] + (german[2] or german[3]).zfill(10)
        return f"DE{98 - int(f'{bban}131400') % 97:02}{bban}"
    return re.sub(r"^[A-Z0-9]{8,11}/(?=\d+$)", "", bare)


def _transaction(field: _Field, details: str, currency: str, name: str) -> Transaction | None:
    """What a field 61 books, None for what it only expects."""
    form = _LINE.fullmatch(field.text.strip())
    if not form or not field.text.split("\n")[0].isprintable():
        raise _Unreadable(field.line, f"'{' '.join(field.text.split())}' is no entry of a statement")
    if form["mark"].startswith("E"):
        return None
    value = _day(field, form["value"])
    told = Details.of(details)
    is_return = form["mark"].startswith("R") or told.is_return
    customer = provided(form["customer"].strip())
    return Transaction(
        booked=_entry_day(field, form["entry"], value) if form["entry"] else value,
        value_date=value,
        amount=_amount(form["amount"]),
        currency=currency,
        is_credit=form["mark"] in ("C", "RD"),
        is_reversal=is_return,
        name=told.name or told.remittance.name,
        iban=told.iban or told.remittance.iban,
        end_to_end_id=told.remittance.end_to_end_id,
        remittance=told.remittance.lines or tuple(filter(None, [customer])),
        servicer_reference=provided((form["bank"] or "").strip()),
        place=Place(name, field.line),
    )


def _amount(text: str) -> Decimal:
    return cents(Decimal(text.replace(",", ".")))


def _day(field: _Field, text: str) -> dt.date:
    try:
        return dt.date(2000 + int(text[:2]), int(text[2:4]), int(text[4:]))
    except ValueError as error:
        raise _Unreadable(field.line, f"'{text}' is no date") from error


def _entry_day(field: _Field, text: str, value: dt.date) -> dt.date:
    """The entry date, which has no year: the one nearest to the value date."""
    days = []
    for year in (value.year - 1, value.year, value.year + 1):
        try:
            days.append(dt.date(year, int(text[:2]), int(text[2:])))
        except ValueError:
            continue
    if not days:
        raise _Unreadable(field.line, f"'{text}' is no date")
    return min(days, key=lambda day: abs(day - value))
