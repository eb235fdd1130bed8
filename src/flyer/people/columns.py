"""The header of a participants' file becomes fields: in English or German, or as another system exports it."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from flyer.event.values import shown
from flyer.people.tables import Table
from flyer.problems import Place, Problem

NAMES: Mapping[str, str] = {
    "id": "id, nr, nummer, kennung, teilnehmernummer, teilnehmer id, participant id",
    "title": "title, titel, akademischer titel, academic title",
    "first_name": "first name, vorname, given name, forename, rufname",
    "last_name": "last name, nachname, familienname, family name, surname",
    "preferred_name": "preferred name, badge name, name on badge, calling name, nickname, bevorzugter name, wunschname,"
    " spitzname, name auf dem schild, name auf dem namensschild",
    "name_order": "name order, namensfolge, namensreihenfolge",
    "name": "name, full name, vollständiger name, teilnehmername, attendee name",
    "pronouns": "pronouns, pronomen",
    "organisation": "organisation, organization, company, affiliation, institution, einrichtung, firma,"
    " unternehmen, behörde, dienststelle, arbeitgeber, körperschaft, träger, verein",
    "department": "department, abteilung, amt, fachbereich, referat",
    "email": "email, email address, email adresse, mail, mailadresse, attendee email",
    "street": "street, street address, address, straße, straße hausnummer, straße und hausnummer, adresse, anschrift",
    "postcode": "postcode, postal code, zip, zip code, plz, postleitzahl",
    "city": "city, town, ort, stadt, wohnort",
    "country": "country, country code, land, staat, ländercode",
    "fee": "fee, fee id, gebühr, beitrag, tarif, teilnahmebetrag, teilnahmebeitrag, teilnahmegebühr, tagungsbeitrag",
    "role": "role, rolle",
    "invoice_to": "invoice to, bill to, payer, rechnung an, rechnungsempfänger, zahler, kostenträger",
    "group": "group, invoice group, gruppe, rechnungsgruppe",
    "buyer_reference": "buyer reference, leitweg id, leitweg, käuferreferenz",
    "order_number": "order number, purchase order, po number, bestellnummer, auftragsnummer, bestellzeichen,"
    " aktenzeichen, geschäftszeichen",
    "vat_id": "vat id, vat number, ust id, ust id nr, umsatzsteuer id, umsatzsteueridentifikationsnummer",
    "invoice_format": "invoice format, e invoice, rechnungsformat, e rechnung",
    "language": "language, invoice language, sprache, rechnungssprache, korrespondenzsprache",
    "note": "note, notes, remark, remarks, comment, notiz, bemerkung, bemerkungen, anmerkung, kommentar",
}
"""Each field and what its column may be called; `name` is a full name to be taken apart."""


class Export(NamedTuple):
    """The export of another system: columns that prove it, and its own names for the fields, the preferred first.

    What `fields` and NAMES do not name is ignored, and so is `ignored`. A name followed by "$" means the last
    column of that name, one without the first. `role` is that of a row that names none.
    """

    system: str
    signatures: tuple[str, ...]
    fields: Mapping[str, str] = MappingProxyType({})
    ignored: str = ""
    role: str = "participant"


EXPORTS = (
    Export(
        "pretix",
        signatures=("order code, attendee name", "bestellnummer, name teilnehmer*in"),
        fields={
            "id": "pseudonymization id, pseudonyme id",
            "title": "attendee name: title, name teilnehmer*in: titel",
            "first_name": "attendee name: given name, attendee name: first name, name teilnehmer*in: vorname",
            "last_name": "attendee name: family name, attendee name: last name, name teilnehmer*in: nachname,"
            " name teilnehmer*in: familienname",
            "preferred_name": "attendee name: calling name, name teilnehmer*in: rufname",
            "name": "attendee name, name teilnehmer*in",
            "organisation": "company, firma, unternehmen, company$, firma$, unternehmen$",
            "email": "attendee email, e-mail teilnehmer*in, email, e-mail",
            "street": "address$, adresse$, address, adresse",
            "postcode": "zip code$, postleitzahl$, zip code, postleitzahl",
            "city": "city$, ort$, stadt$, city, ort, stadt",
            "country": "country$, land$, country, land",
            "fee": "product, produkt",
            "invoice_to": "company$, firma$, unternehmen$, invoice address name, rechnungsadresse: name",
            "group": "order code, bestellnummer",
            "status": "status",
        },
        ignored="state, comment, kommentar",
    ),
    Export(
        "Indico",
        signatures=(
            "id, name, first name, last name, email address",
            "id, name, registration date",
            "id, name, registration state",
        ),
        fields={"status": "registration state"},
        ignored="address, position",
    ),
    Export(
        "pretalx",
        signatures=(
            "id, name, biography",
            "id, name, biografie",
            "id, name, proposal ids",
            "id, name, einreichungs-ids",
            "id, name, proposal titles",
        ),
        ignored="titel",
        role="speaker",
    ),
)
"""Headers as the systems write them: pretix `orderlist.py` and `checkinlists/exporters.py`, Indico
`registration/util.py`, pretalx `orga/forms/speaker.py`, in English and in their German translations."""

CAME_TO_NOTHING = ("canceled", "cancelled", "storniert", "expired", "abgelaufen", "rejected", "withdrawn")
"""What an export's status says of a registration that nobody will come by."""


class Columns(NamedTuple):
    """Which cells of a row hold a field, the preferred first, and whose export it is, if it is one."""

    cells: Mapping[str, tuple[int, ...]]
    export: Export | None = None


def match(table: Table) -> tuple[Columns, list[Problem]]:
    """Turn a table's header into its Columns, and say of every column that cannot be used why not."""
    keys = [_key(cell) for cell in table.header.cells]
    export = next((e for e in EXPORTS if any(set(_keys(s)) <= set(keys) for s in e.signatures)), None)
    cells, problems = _exported(keys, export) if export else _written(keys, table)
    if not {"first_name", "last_name", "name"} & cells.keys():
        place = Place(table.name, table.header.line)
        problems.append(Problem(place, "no column holds a name", "name two columns first_name and last_name"))
    return Columns(cells, export), problems


def _exported(keys: list[str], export: Export) -> tuple[dict[str, tuple[int, ...]], list[Problem]]:
    """The export's own names first, then the common ones where the field is still open."""
    at = {f"{key}$": index for index, key in enumerate(keys)}
    at.update({key: index for index, key in reversed(list(enumerate(keys)))})
    cells = {}
    for name, spec in export.fields.items():
        if found := tuple(dict.fromkeys(at[key] for key in _keys(spec) if key in at)):
            cells[name] = found
    taken = {index for found in cells.values() for index in found}
    ignored = set(_keys(export.ignored))
    for index, key in enumerate(keys):
        name = _FIELDS.get(key, "")
        if name and index not in taken and key not in ignored:
            cells.setdefault(name, (index,))
    return cells, []


def _written(keys: list[str], table: Table) -> tuple[dict[str, tuple[int, ...]], list[Problem]]:
    """Every column has to be known, and none may say what another says."""
    cells: dict[str, tuple[int, ...]] = {}
    problems = []
    names = [_FIELDS.get(key) for key in keys]
    if "first_name" in names and "last_name" not in names:
        names = ["last_name" if name == "name" else name for name in names]  # "Name, Vorname" in German
    for index, (key, name) in enumerate(zip(keys, names, strict=True)):
        place = table.place(table.header, index)
        word = shown(table.header.cells[index])
        if not key and not any("".join(row.cells[index : index + 1]).strip() for row in table.rows):
            continue
        if not key:
            problems.append(Problem(place, "a column with data has no name", _KNOWN))
        elif name is None:
            problems.append(Problem(place, f"unknown column '{word}'", _nearest(key)))
        elif name in cells:
            other = shown(table.header.cells[cells[name][0]])
            what = f"the columns '{other}' and '{word}' both mean {name}"
            problems.append(Problem(place, what, "delete one of them"))
        else:
            cells[name] = (index,)
    if "name" in cells and "last_name" in cells:
        what = "the column for the full name says again what first_name and last_name say"
        problems.append(Problem(table.place(table.header, cells["name"][0]), what, "delete one of them"))
    return cells, problems


def _nearest(key: str) -> str:
    near = difflib.get_close_matches(key, _FIELDS, n=1, cutoff=0.7)
    return f"did you mean '{_FIELDS[near[0]]}'?" if near else _KNOWN


def _key(name: str) -> str:
    """A column's name without case, umlauts, and everything but letters and digits; a "$" at the end stays."""
    plain = unicodedata.normalize("NFC", name.casefold()).translate(_UMLAUTS)
    return "".join(filter(str.isalnum, plain)) + ("$" if name.endswith("$") else "")


def _keys(names: str) -> Iterator[str]:
    return (_key(name) for name in names.split(",") if name)


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_FIELDS = {key: name for name, names in NAMES.items() for key in _keys(names)}
_KNOWN = f"known columns: {', '.join(NAMES)}"
