"""One row of a participants' file becomes a Participant, or all that is wrong with the row."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from flyer.event.codes import COUNTRIES
from flyer.event.kinds import EMAIL, LANGUAGE, VAT_ID
from flyer.event.model import Address, Event, Fee
from flyer.event.settings import INVOICE_FORMAT, NAME_ORDERS
from flyer.event.values import UNPRINTABLE, Wrong, shown, unprinted
from flyer.payment.check_digits import leitweg_id
from flyer.payment.error import PaymentError
from flyer.people.columns import CAME_TO_NOTHING, Columns
from flyer.people.countries import NAMES
from flyer.people.names import FAMILY_FIRST, GIVEN_FIRST, fingerprint, split_name
from flyer.people.places import CellPlaces, Head
from flyer.people.roll import Form
from flyer.people.tables import Row, Table
from flyer.problems import Phrase, Problem, UserError, did_you_mean
from flyer.wording import NoWording, Wording

ROLES = ("participant", "speaker", "organiser", "staff", "press", "guest")

_OTHER_ROLES: Mapping[str, str] = {
    word: role
    for role, words in {
        "participant": "attendee teilnehmer teilnehmerin teilnehmende delegate",
        "speaker": "referent referentin vortrag vortragende presenter lecturer redner rednerin",
        "organiser": "organizer veranstalter veranstalterin organisation orga vorstand host",
        "staff": "mitarbeiter mitarbeiterin helfer helferin team crew volunteer",
        "press": "presse media journalist journalistin",
        "guest": "gast visitor begleitung vip",
    }.items()
    for word in words.split()
}
_OTHER_LANGUAGES: Mapping[str, str] = {"deutsch": "de", "german": "de", "englisch": "en", "english": "en"}
_OTHER_NAME_ORDERS: Mapping[str, str] = {
    word: order
    for order, words in {
        GIVEN_FIRST: ("given first", "first name first", "vorname zuerst", "vorname nachname"),
        FAMILY_FIRST: ("family first", "last name first", "familienname zuerst", "nachname zuerst", "nachname vorname"),
    }.items()
    for word in words
}
_LONGEST, _LONGEST_NOTE = 200, 2000
_UNPRINTABLE = re.compile(f"[\n\xad\u200b{UNPRINTABLE}]")
_ENCODED_TWICE = re.compile("Ã[¤¶¼Ÿ„–œ©¨¡³º±§]|Â[\xa0-\xbf]|â€")
_ODD = "ÃÂâ\ufffc\ufffd"
"""What may be encoded twice, and what Python calls printable and is not."""

_FORMULA_ERRORS = ("#REF!", "#BEZUG!", "#N/A", "#NV", "#VALUE!", "#WERT!", "#NAME?", "#DIV/0!", "#NUM!", "#ZAHL!")
_PROTECTED = re.compile(r"\s*'+[=+\-@＝＋－＠]")
"""What is no formula because of an apostrophe that spreadsheets do not count as text."""

_ID = re.compile("[A-Za-z0-9._-]{1,40}")
_HOME = Address().country
_POSTCODE_DIGITS = {"DE": 5, "AT": 4, "CH": 4, "LI": 4}


class RowReader(NamedTuple):
    """What rows are read by: the form they are kept in, the width of the header, which cells hold what, and the event's
    fees by their ids and names.

    `readers` read the cells of the fields, `plain_readers` those of plain rows, where not every text will do; `cells`
    are the preferred ones of the fields, and `several` is whether any has more than one.
    """

    form: Form
    width: int
    columns: Columns
    fees: Mapping[str, Fee]
    readers: Mapping[str, Callable[[str], str]]
    plain_readers: Mapping[str, Callable[[str], str]]
    cells: tuple[int, ...]
    several: bool

    @staticmethod
    def of(table: Table, columns: Columns, event: Event) -> RowReader:
        """Make the reader of a table's rows; a fee's name stands for it where no other fee has the same."""
        fees = event.registration.fees
        names = [fee.name.casefold() for fee in fees]
        known = {name: fee for name, fee in zip(names, fees, strict=True) if names.count(name) == 1}
        known |= {fee.id.casefold(): fee for fee in fees}
        full = columns.cells.get("name")
        at = {"title": full, "first_name": full, "last_name": full, **columns.cells} if full else columns.cells
        head = Head(table.name, table.delimiter, at)
        form = Form.of(head, columns.cells.keys() - {"status"}, {fee.id: fee for fee in fees})
        return RowReader(
            form=form,
            width=len(table.header.cells),
            columns=columns,
            fees=known,
            readers={field: partial(_read, field) for field in columns.cells},
            plain_readers={field: _KINDS[field] for field in columns.cells if field in _KINDS},
            cells=tuple(preferred for preferred, *_ in columns.cells.values()),
            several=any(len(cells) > 1 for cells in columns.cells.values()),
        )

    def came_to_nothing(self, row: Row) -> bool:
        """Whether the system the row was exported from says that it was cancelled."""
        return "status" in self.columns.cells and self._cell(row, "status").strip().casefold() in CAME_TO_NOTHING

    def places(self, row: Row) -> CellPlaces:
        """Where the fields of a row stand."""
        return CellPlaces(self.form.head, row.line, row.cells, row.text)

    def texts(self, row: Row) -> dict[str, str]:
        """Turn a row into the texts of its participant; raises UserError with everything that is wrong with the row."""
        if len(row.cells) < self.width or any(map(str.strip, row.cells[self.width :])):
            what = f"the row has {len(row.cells)} cells, the header has {self.width}"
            hint = f"put a cell with a '{self.form.head.delimiter}' in it in quotation marks, and leave no cell out"
            raise UserError([Problem(self.places(row)[""], what, hint)])
        cells, readers = self._cells(row), self.readers
        if _is_plain(row.cells):
            cells, readers = map(str.strip, cells), self.plain_readers
        texts = dict(zip(self.readers, cells, strict=True))
        wrongs: list[tuple[str, Wrong | PaymentError]] = []
        for field, read in readers.items():
            try:
                texts[field] = (cell := texts[field]) and read(cell)
            except (Wrong, PaymentError) as error:
                wrongs.append((field, error))
        texts["role"] = texts.get("role") or (self.columns.export.role if self.columns.export else ROLES[0])
        if not (texts.get("first_name") or texts.get("last_name")):
            title, texts["first_name"], texts["last_name"] = split_name(
                texts.get("name", ""), texts.get("name_order", "")
            )
            texts["title"] = texts.get("title") or title
        wrongs += self._missing(texts)
        if wrongs:
            places = self.places(row)
            raise UserError(Problem(places[field], wrong.what, wrong.hint) for field, wrong in wrongs)
        return self._completed(texts)

    def _completed(self, texts: dict[str, str]) -> dict[str, str]:
        """The same with an id and a country, and the fee by its id."""
        if not texts.get("id"):
            name = f"{texts.get('first_name', '')} {texts.get('last_name', '')}"
            texts["id"] = fingerprint(name, texts.get("email", ""), texts.get("organisation", ""))
        if texts.get("fee"):
            texts["fee"] = self.fees[texts["fee"].casefold()].id
        texts["country"] = texts.get("country") or _HOME
        return texts

    def _cells(self, row: Row) -> Iterable[str]:
        """The cell of each field."""
        if self.several:
            return [self._cell(row, field) for field in self.readers]
        return map(row.cells.__getitem__, self.cells)

    def _cell(self, row: Row, field: str) -> str:
        """The first cell for `field` that holds anything."""
        for index in self.columns.cells.get(field, ()):
            if index < len(row.cells) and row.cells[index].strip():
                return row.cells[index]
        return ""

    def _missing(self, texts: Mapping[str, str]) -> Iterator[tuple[str, Wrong]]:
        """What no cell tells alone: a name, a fee that the event has, a postcode of its country."""
        at = self.form.head.at
        if not (texts.get("first_name") or texts.get("last_name")) and at.keys() & {"first_name", "last_name"}:
            field = "last_name" if "last_name" in at else "first_name"
            fill = Phrase("fill first_name or last_name, or delete the row")
            yield field, Wrong(Phrase("the row has no name"), fill)
        fee = texts.get("fee", "")
        if fee and fee.casefold() not in self.fees:
            unknown = Phrase("write it under registration: fees: in event.yaml")
            hint = did_you_mean(fee, tuple(self.form.fees)) or unknown
            yield "fee", Wrong(Phrase("the event has no fee '{fee}'", fee=shown(fee)), hint)
        if not fee and "fee" in at and self.fees and texts["role"] == ROLES[0]:
            fees = ", ".join(self.form.fees)
            choose = Phrase("write one of: {fees}; or give who pays nothing another role", fees=fees)
            yield "fee", Wrong(Phrase("the participant has no fee"), choose)
        country = texts.get("country") or _HOME
        postcode, digits = texts.get("postcode", ""), _POSTCODE_DIGITS.get(country)
        if postcode and digits and not (len(postcode) == digits and postcode.isascii() and postcode.isdigit()):
            hint = f"it has {digits} digits there, with zeros in front; write another country into its column"
            yield "postcode", Wrong(f"'{shown(postcode)}' is not a postcode of {country}", hint)


def _read(field: str, cell: str) -> str:
    """Turn a cell into its text, NFC and without needless blanks; raises Wrong when it is none of its field."""
    text = cell.strip(" \t\r\n\xa0")
    if _PROTECTED.match(text):
        text = text[1:]
    if text in _FORMULA_ERRORS:
        what = Phrase("'{text}' is the error of a formula", text=text)
        raise Wrong(what, Phrase("mend the formula, or write the value"))
    if not (text.isascii() and text.isprintable()):
        text = _checked(text)
    text = " ".join(text.split())
    longest = _LONGEST_NOTE if field == "note" else _LONGEST
    if len(text) > longest:
        what = Phrase("'{text}' has {count} characters", text=shown(text), count=len(text))
        raise Wrong(what, Phrase("write at most {count}", count=longest))
    return _KINDS[field](text) if text and field in _KINDS else text


def _is_plain(cells: Sequence[str]) -> bool:
    """Whether no cell needs more mending than at its ends: all are NFC, have single blanks, are short, and may be no
    error of a formula nor be kept from being one."""
    text = "|".join(cells)
    if not text.isprintable() or "  " in text or "#" in text or ("'" in text and any(map(_PROTECTED.match, cells))):
        return False
    if len(text) > _LONGEST and max(map(len, cells)) > _LONGEST:
        return False
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not any(map(text.__contains__, _ODD)))


def _checked(text: str) -> str:
    """The text in NFC; raises Wrong where its characters are not those somebody meant."""
    text = unicodedata.normalize("NFC", text)
    if unprintable := _UNPRINTABLE.search(text):
        raise Wrong(unprinted(text, unprintable[0]), Phrase("write the cell anew"))
    if _ENCODED_TWICE.search(text):
        what = Phrase("the letters of '{text}' are garbled", text=shown(text))
        raise Wrong(what, Phrase("export the table again, as UTF-8"))
    return text


def _id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise Wrong(f"'{shown(text)}' is not an id", "write at most 40 letters A to Z, digits, '.', '_' and '-'")
    return text


def _country(text: str) -> str:
    code = NAMES.get(text.casefold(), text.upper())
    if code not in COUNTRIES:
        near = difflib.get_close_matches(text.casefold(), NAMES, n=1, cutoff=0.7)
        hint = f"did you mean '{NAMES[near[0]]}'?" if near else "write its code of ISO 3166: DE, AT, CH …"
        raise Wrong(f"'{shown(text)}' is not a country", hint)
    return code


def _role(text: str) -> str:
    role = _OTHER_ROLES.get(text.casefold(), text.casefold())
    if role not in ROLES:
        raise Wrong(Phrase("unknown role '{role}'", role=shown(text)), did_you_mean(text, ROLES))
    return role


def _language(text: str) -> str:
    tag: str = LANGUAGE.read(_OTHER_LANGUAGES.get(text.casefold(), text))
    try:
        return Wording.of(tag).language
    except NoWording as error:
        raise Wrong(error.what, error.hint) from error


def _name_order(text: str) -> str:
    order = _OTHER_NAME_ORDERS.get(text.casefold(), text.casefold())
    if order not in NAME_ORDERS:
        raise Wrong(f"unknown order of names '{shown(text)}'", did_you_mean(text, NAME_ORDERS))
    return order


_KINDS: Mapping[str, Callable[[str], str]] = {
    "id": _id,
    "email": EMAIL.read,
    "country": _country,
    "role": _role,
    "name_order": _name_order,
    "buyer_reference": leitweg_id,
    "invoice_format": lambda text: INVOICE_FORMAT.read(text.casefold()),
    "language": _language,
    "vat_id": VAT_ID.read,
}
"""How the text of a field is checked further, and the form it is kept in."""
