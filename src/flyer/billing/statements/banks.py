"""The CSV exports of German banks as data: the columns by which each is known, and what they hold.

Header lines as published with real exports, made anonymous, in: nicolettas-muggelbude/RechnungsFee (vorlagen/bank-csv:
Sparkasse, VR, GLS, Commerzbank, ING, DKB), BananaAccounting/Germany (Sparkasse, GLS until 2021),
hamvocke/dkb2homebank (DKB before and after 2023), sercxanto/go-homebank-csv (VR), tireminnanzi/HomeExp (Commerzbank).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One bank's columns by what they hold; "" where it has none. All that are named must be there.

    `names` are the other side's: of a credit the first, of a debit the last. `pending` is what the column `status`
    begins with where an entry is not booked. `balance` is that after the entry; the export is known without it, too.
    """

    bank: str
    booked: str
    value: str
    amount: str
    texts: tuple[str, ...]
    names: tuple[str, ...] = ()
    iban: str = ""
    currency: str = ""
    account: str = ""
    kind: str = ""
    end_to_end_id: str = ""
    status: str = ""
    pending: str = ""
    balance: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns by which the export is known."""
        single = (self.booked, self.value, self.amount, self.iban, self.currency, self.account)
        others = (self.kind, self.end_to_end_id, self.status)
        return tuple(filter(None, (*single, *others, *self.names, *self.texts)))


EXPORTS: Final = (
    Export(
        bank="Sparkasse (CSV-CAMT V2 and V8)",
        booked="Buchungstag",
        value="Valutadatum",
        amount="Betrag",
        texts=("Verwendungszweck",),
        names=("Beguenstigter/Zahlungspflichtiger",),
        iban="Kontonummer/IBAN",
        currency="Waehrung",
        account="Auftragskonto",
        kind="Buchungstext",
        end_to_end_id="Kundenreferenz (End-to-End)",
        status="Info",
        pending="Umsatz vorgemerkt",
    ),
    Export(
        bank="Sparkasse (CSV-MT940)",
        booked="Buchungstag",
        value="Valutadatum",
        amount="Betrag",
        texts=("Verwendungszweck",),
        names=("Beguenstigter/Zahlungspflichtiger",),
        iban="Kontonummer",
        currency="Waehrung",
        account="Auftragskonto",
        kind="Buchungstext",
        status="Info",
        pending="Umsatz vorgemerkt",
    ),
    Export(
        bank="Volksbank, Raiffeisenbank, GLS and other VR banks",
        booked="Buchungstag",
        value="Valutadatum",
        amount="Betrag",
        texts=("Verwendungszweck",),
        names=("Name Zahlungsbeteiligter",),
        iban="IBAN Zahlungsbeteiligter",
        currency="Waehrung",
        account="IBAN Auftragskonto",
        kind="Buchungstext",
        balance="Saldo nach Buchung",
    ),
    Export(
        bank="GLS (until 2021)",
        booked="Buchungstag",
        value="Wertstellung",
        amount="Betrag",
        texts=tuple(f"VWZ{n}" for n in range(1, 15)),
        names=("Auftraggeber/Empfänger",),
        currency="Währung",
        kind="Buchungstext",
        balance="Kontostand",
    ),
    Export(
        bank="DKB",
        booked="Buchungsdatum",
        value="Wertstellung",
        amount="Betrag (€)",
        texts=("Verwendungszweck",),
        names=("Zahlungspflichtige*r", "Zahlungsempfänger*in"),
        iban="IBAN",
        kind="Umsatztyp",
        end_to_end_id="Kundenreferenz",
        status="Status",
        pending="Vorgemerkt",
    ),
    Export(
        bank="DKB (until 2023)",
        booked="Buchungstag",
        value="Wertstellung",
        amount="Betrag (EUR)",
        texts=("Verwendungszweck",),
        names=("Auftraggeber / Begünstigter",),
        iban="Kontonummer",
        kind="Buchungstext",
        end_to_end_id="Kundenreferenz",
    ),
    Export(
        bank="ING",
        booked="Buchung",
        value="Wertstellungsdatum",
        amount="Betrag",
        texts=("Verwendungszweck",),
        names=("Auftraggeber/Empfänger",),
        currency="Währung",
        kind="Buchungstext",
        balance="Saldo",
    ),
    Export(
        bank="ING (until 2024)",
        booked="Buchung",
        value="Valuta",
        amount="Betrag",
        texts=("Verwendungszweck",),
        names=("Auftraggeber/Empfänger",),
        currency="Währung",
        kind="Buchungstext",
        balance="Saldo",
    ),
    Export(
        bank="Commerzbank",
        booked="Buchungstag",
        value="Wertstellung",
        amount="Betrag",
        texts=("Buchungstext",),
        currency="Währung",
        account="IBAN Kontoinhaber",
        kind="Umsatzart",
    ),
    Export(
        bank="Commerzbank (until 2023)",
        booked="Buchungstag",
        value="Wertstellung",
        amount="Betrag",
        texts=("Buchungstext",),
        currency="Währung",
        account="IBAN Auftraggeberkonto",
        kind="Umsatzart",
    ),
)
"""In the order in which they are tried."""
