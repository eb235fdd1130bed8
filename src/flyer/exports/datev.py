"""A Buchungsstapel for DATEV: EXTF 700, category 21, format version 13; Windows-1252, CRLF and decimal commas."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from flyer.billing.entry import Entry
from flyer.billing.model import Invoice
from flyer.event.model import Datev
from flyer.money import ZERO, cents
from flyer.payment.latin import basic_latin
from flyer.problems import Problem, place_of


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
    if len(settings.debtor_account) != length + 1:
        what = f"the debtor's account {settings.debtor_account} has not {length + 1} digits"
        yield Problem(place_of(settings, "debtor_account"), what, "it has one digit more than those for revenue")


def stack(entries: Sequence[Entry], settings: Datev, created: dt.datetime) -> bytes:
    """The bookings of entries of one year: for each rate of VAT the gross amount, from the debtor to revenue.

    Cancellations are booked the other way round. Letters that Windows-1252 lacks are written in basic Latin.
    """
    rows = [_header(entries, settings, created), [*COLUMNS]]
    for entry in entries:
        rows += _bookings(entry, settings)
    return "".join(f"{';'.join(row)}\r\n" for row in rows).encode(_CODE_PAGE)


def _header(entries: Sequence[Entry], settings: Datev, created: dt.datetime) -> list[str]:
    days = [entry.issued_at.date() for entry in entries]
    year = min(days).year
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
        13: f"{year}0101",
        14: str(len(settings.revenue_account)),
        15: f"{min(days):%Y%m%d}",
        16: f"{max(days):%Y%m%d}",
        17: _quoted(f"Rechnungen {year}"),
        19: "1",
        20: "0",
        21: "0",
        22: _quoted("EUR"),
        27: _quoted(settings.chart),
    }
    return [said.get(field, "") for field in range(1, 32)]


def _bookings(entry: Entry, settings: Datev) -> Iterator[list[str]]:
    accounts = {row.rate: row.account for row in settings.rates}
    for rate, amount in _gross(entry.invoice).items():
        said = {
            1: f"{abs(amount)}".replace(".", ","),
            2: _quoted("S" if (amount > 0) != bool(entry.cancels) else "H"),
            3: _quoted(entry.currency),
            7: settings.debtor_account,
            8: accounts.get(rate, settings.revenue_account),
            10: f"{entry.issued_at:%d%m}",
            11: _quoted(_FOREIGN.sub("-", entry.number)),
            12: _quoted(f"{entry.due:%d%m%y}"),
            14: _quoted(_text(f"{entry.number} {entry.invoice.buyer.name}")),
        }
        yield [said.get(field, "") for field in range(1, len(COLUMNS) + 1)]


def _gross(invoice: Invoice) -> dict[Decimal, Decimal]:
    """What is payable, by rate: the prices asked, which unlike net and tax need no rounding."""
    sums: dict[Decimal, Decimal] = {}
    for line in invoice.lines:
        sums[line.rate] = sums.get(line.rate, ZERO) + line.quantity * line.gross
    for allowance in invoice.allowances:
        sums[allowance.rate] = sums.get(allowance.rate, ZERO) - allowance.gross
    return {rate: cents(gross) for rate, gross in sums.items() if gross}


def _text(text: str) -> str:
    """The text in the letters of the code page, as long as a Buchungstext may be; its first is a number's."""
    return "".join(each if _has(each) else basic_latin(each) for each in text)[:_LONGEST_TEXT]


def _has(letter: str) -> bool:
    return bool(letter.encode(_CODE_PAGE, "ignore"))


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def by_year(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """The entries by the year they were issued in, which is that of their books."""
    years: dict[int, list[Entry]] = {}
    for entry in entries:
        years.setdefault(entry.issued_at.year, []).append(entry)
    return years
