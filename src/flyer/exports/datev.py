"""A Buchungsstapel for DATEV: EXTF 700, category 21, format version 13; Windows-1252, CRLF and decimal commas."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

from flyer.billing.entry import Entry
from flyer.billing.model import Buyer, Invoice, VatCategory
from flyer.event.model import Datev
from flyer.exports.spreadsheet import Cell, Table
from flyer.money import ZERO, cents
from flyer.payment.latin import basic_latin
from flyer.problems import Problem, UserError, place_of


def _named(names: str) -> tuple[str, ...]:
    return tuple(" ".join(names.split()).split("; "))


def _pairs(kind: str, content: str, count: int) -> Iterator[str]:
    for n in range(1, count + 1):
        yield from (f"{kind} {n}", f"{content} {n}")


COLUMNS: Final = (
    *_named("""
        Umsatz (ohne Soll/Haben-Kz); Soll/Haben-Kennzeichen; WKZ Umsatz; Kurs; Basis-Umsatz; WKZ Basis-Umsatz; Konto;
        Gegenkonto (ohne BU-Schlüssel); BU-Schlüssel; Belegdatum; Belegfeld 1; Belegfeld 2; Skonto; Buchungstext;
        Postensperre; Diverse Adressnummer; Geschäftspartnerbank; Sachverhalt; Zinssperre; Beleglink
    """),
    *_pairs("Beleginfo - Art", "Beleginfo - Inhalt", 8),
    *_named("""
        KOST1 - Kostenstelle; KOST2 - Kostenstelle; Kost-Menge; EU-Land u. UStID (Bestimmung);
        EU-Steuersatz (Bestimmung); Abw. Versteuerungsart; Sachverhalt L+L; Funktionsergänzung L+L;
        BU 49 Hauptfunktionstyp; BU 49 Hauptfunktionsnummer; BU 49 Funktionsergänzung
    """),
    *_pairs("Zusatzinformation - Art", "Zusatzinformation- Inhalt", 20),
    *_named("""
        Stück; Gewicht; Zahlweise; Forderungsart; Veranlagungsjahr; Zugeordnete Fälligkeit; Skontotyp; Auftragsnummer;
        Buchungstyp; USt-Schlüssel (Anzahlungen); EU-Land (Anzahlungen); Sachverhalt L+L (Anzahlungen);
        EU-Steuersatz (Anzahlungen); Erlöskonto (Anzahlungen); Herkunft-Kz; Buchungs GUID; KOST-Datum;
        SEPA-Mandatsreferenz; Skontosperre; Gesellschaftername; Beteiligtennummer; Identifikationsnummer;
        Zeichnernummer; Postensperre bis; Bezeichnung SoBil-Sachverhalt; Kennzeichen SoBil-Buchung; Festschreibung;
        Leistungsdatum; Datum Zuord. Steuerperiode; Fälligkeit; Generalumkehr (GU); Steuersatz; Land;
        Abrechnungsreferenz; BVV-Position; EU-Land u. UStID (Ursprung); EU-Steuersatz (Ursprung); Abw. Skontokonto
    """),
)
"""The columns of format version 13."""

DEBTOR_HEADER: Final = ("account", "name", "street", "postcode", "city", "country", "vat_id")

_FIRST_CREDITOR: Final = 7
"""What creditors' accounts begin with at least; those below are debtors'."""

_SCHEMES: Final = {
    "exempt": VatCategory.EXEMPT,
    "outside_scope": VatCategory.OUTSIDE_SCOPE,
    "zero": VatCategory.ZERO,
    "reverse_charge": VatCategory.REVERSE_CHARGE,
}
"""What is not taxed, in the words of event.yaml."""

_CODE_PAGE: Final = "cp1252"
_LONGEST_TEXT: Final = 60
_FOREIGN: Final = re.compile(r"[^A-Za-z0-9$&%*+/-]")
"""What Belegfeld 1 cannot hold."""


def misfits(settings: Datev) -> Iterator[Problem]:
    """One problem for each account of another length: revenue accounts are alike, a debtor has one digit more."""
    length = len(settings.revenue_account)
    for row in settings.rates:
        if len(row.account) != length:
            what = f"the account {row.account} has another length than {settings.revenue_account}"
            yield Problem(place_of(row, "account"), what, "accounts for revenue have as many digits each")
        if (row.rate is None) == (not row.scheme):
            hint = "write one of them: a rate of VAT, or the scheme of what is not taxed"
            yield Problem(place_of(row), f"the account {row.account} is not for either a rate or a scheme", hint)
    said = {key: account for key in ("debtor_account", "debtors_from") if (account := getattr(settings, key))}
    if len(said) != 1:
        what = "payers have both an account for all of them and one each" if said else "payers have no account"
        hint = "write either debtor_account, for all of them, or debtors_from, the first of those with one each"
        yield Problem(place_of(settings, next(reversed(said), "")), what, hint)
    for key, account in said.items():
        if len(account) != length + 1:
            what = f"the debtor's account {account} has not {length + 1} digits"
            yield Problem(place_of(settings, key), what, "it has one digit more than those for revenue")


def debtors(entries: Iterable[Entry], settings: Datev) -> dict[str, str]:
    """The account of each payer by the payer's key.

    With `debtors_from` they are numbered as they first appear in the ledger: as that only grows, an account stays.
    UserError when there are more payers than accounts for debtors.
    """
    keys = dict.fromkeys(entry.payer_key for entry in entries)
    if not settings.debtors_from:
        return dict.fromkeys(keys, settings.debtor_account)
    first = int(settings.debtors_from)
    last, end = first + len(keys) - 1, _FIRST_CREDITOR * 10 ** (len(settings.debtors_from) - 1)
    if last >= end:
        what = f"the {len(keys)} payers from {first} on reach {last}, debtors' accounts end before {end}"
        raise UserError([Problem(place_of(settings, "debtors_from"), what, "write a smaller debtors_from")])
    return {key: str(n) for n, key in enumerate(keys, start=first)}


def debtor_list(entries: Iterable[Entry], settings: Datev) -> Table:
    """Who stands behind each debtor's account: name and address as on the payer's last invoice."""
    entries = tuple(entries)
    buyers = {entry.payer_key: entry.invoice.buyer for entry in entries}
    rows = ((account, buyers[key]) for key, account in debtors(entries, settings).items())
    return (DEBTOR_HEADER, *(_debtor(account, buyer) for account, buyer in rows))


def _debtor(account: str, buyer: Buyer) -> Sequence[Cell]:
    address = buyer.address
    return account, buyer.name, address.street, address.postcode, address.city, address.country, buyer.vat_id


def stacks(entries: Sequence[Entry], settings: Datev, created: dt.datetime) -> dict[str, bytes]:
    """A Buchungsstapel for each fiscal year, by its name: 2022, or 2022-23 where it does not begin in January.

    For each rate of VAT it books the gross amount from the debtor to revenue. Cancellations are booked the other way
    round: what stood in Soll stands in Haben. Letters that Windows-1252 lacks are written in basic Latin.
    """
    accounts = debtors(entries, settings)
    years: dict[int, list[Entry]] = {}
    for entry in entries:
        years.setdefault(_fiscal_year(entry, settings), []).append(entry)
    return {_named_year(year, settings): _stack(year, years[year], accounts, settings, created) for year in years}


def _fiscal_year(entry: Entry, settings: Datev) -> int:
    """The year in which the fiscal year of an entry begins."""
    return entry.issued_at.year - (entry.issued_at.month < settings.fiscal_year_starts)


def _named_year(year: int, settings: Datev) -> str:
    return str(year) if settings.fiscal_year_starts == 1 else f"{year}-{(year + 1) % 100:02}"


def _stack(
    year: int, entries: Sequence[Entry], accounts: Mapping[str, str], settings: Datev, created: dt.datetime
) -> bytes:
    rows = [_header(year, entries, settings, created), [*COLUMNS]]
    for entry in entries:
        rows += _bookings(entry, accounts[entry.payer_key], settings)
    return "".join(f"{';'.join(row)}\r\n" for row in rows).encode(_CODE_PAGE)


def _header(year: int, entries: Sequence[Entry], settings: Datev, created: dt.datetime) -> list[str]:
    days = [entry.issued_at.date() for entry in entries]
    said = {
        1: _quoted("EXTF"),
        2: "700",
        3: "21",
        4: _quoted("Buchungsstapel"),
        5: "13",
        6: f"{created:%Y%m%d%H%M%S}{created.microsecond // 1000:03}",
        8: _quoted("FL"),
        9: _quoted("flyer"),
        11: settings.consultant,
        12: settings.client,
        13: f"{year}{settings.fiscal_year_starts:02}01",
        14: str(len(settings.revenue_account)),
        15: f"{min(days):%Y%m%d}",
        16: f"{max(days):%Y%m%d}",
        17: _quoted(f"Rechnungen {_named_year(year, settings)}"),
        19: "1",
        20: "0",
        21: "0",
        22: _quoted(entries[0].currency),
        27: _quoted(settings.chart),
    }
    return [said.get(field, "") for field in range(1, 32)]


def _bookings(entry: Entry, debtor: str, settings: Datev) -> Iterator[list[str]]:
    for (category, rate), amount in _gross(entry.invoice).items():
        account, tax_key = _revenue(category, rate, settings)
        said = {
            1: f"{abs(amount)}".replace(".", ","),
            2: _quoted("S" if (amount > 0) != bool(entry.cancels) else "H"),
            3: _quoted(entry.currency),
            7: debtor,
            8: account,
            9: _quoted(tax_key) if tax_key else "",
            10: f"{entry.issued_at:%d%m}",
            11: _quoted(_FOREIGN.sub("-", entry.number)),
            12: _quoted(f"{entry.due:%d%m%y}"),
            14: _quoted(_text(f"{entry.number} {entry.invoice.buyer.name}")),
        }
        yield [said.get(field, "") for field in range(1, len(COLUMNS) + 1)]


def _revenue(category: VatCategory, rate: Decimal, settings: Datev) -> tuple[str, str]:
    """Account and BU-Schlüssel: of the scheme, or else of the rate, or else those of all revenue."""
    of_scheme = (row for row in settings.rates if _SCHEMES.get(row.scheme) is category)
    of_rate = (row for row in settings.rates if row.rate == rate)
    row = next(chain(of_scheme, of_rate), None)
    return (row.account, row.tax_key) if row else (settings.revenue_account, "")


def _gross(invoice: Invoice) -> dict[tuple[VatCategory, Decimal], Decimal]:
    """What is payable, by category and rate: the prices asked, which unlike net and tax need no rounding."""
    sums: dict[tuple[VatCategory, Decimal], Decimal] = defaultdict(lambda: ZERO)
    for line in invoice.lines:
        sums[line.category, line.rate] += line.quantity * line.gross
    for allowance in invoice.allowances:
        sums[allowance.category, allowance.rate] -= allowance.gross
    return {kind: cents(gross) for kind, gross in sums.items() if gross}


def _text(text: str) -> str:
    """The text in the letters of the code page, as long as a Buchungstext may be; its first is a number's."""
    return "".join(each if _has(each) else basic_latin(each) for each in text)[:_LONGEST_TEXT]


def _has(letter: str) -> bool:
    return bool(letter.encode(_CODE_PAGE, "ignore"))


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
