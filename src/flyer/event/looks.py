"""How documents look and are made, as the rest of the house sees it: `theme` and `documents` of event.yaml."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from flyer.event.record import Asset, Record


class Theme(Record):
    """Colours as "#rrggbb", the folder of the font family under fonts/ ("" is built in), design and cover picture."""

    primary: str = "#005a8c"
    accent: str = "#b3261e"
    font: str = ""
    design: str = "mosaic"
    picture: Asset | None = None
    picture_text: str = ""


class ProgrammeSettings(Record):
    """`documents.programme`; "" for paper is the fold's own; `bleed` in millimetres."""

    fold: str = "auto"
    paper: str = ""
    bleed: Decimal = Decimal(3)
    marks: bool = False
    condition: str = "FOGRA51"
    drop: tuple[str, ...] = ()


class OwnStock(Record):
    """A stock of `documents.badges.stocks`; lengths in millimetres, None for a pitch where labels touch each other."""

    key: str
    kind: str = "sheet"
    paper: str
    label: tuple[Decimal, Decimal]
    columns: int = 1
    rows: int = 1
    origin: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))
    pitch: tuple[Decimal, Decimal] | None = None
    corner: Decimal = Decimal(0)


class BadgeField(Record):
    """A field of `documents.badges.layout`: lengths in millimetres, `size` in points, None and "" as the design has it.

    A field of the event's own shows a `text`, or what is in a `column` of the participants' file.
    """

    key: str
    hide: bool = False
    x: Decimal | None = None
    y: Decimal | None = None
    width: Decimal | None = None
    height: Decimal | None = None
    size: Decimal | None = None
    align: str = ""
    bold: bool | None = None
    colour: str = ""
    text: str = ""
    column: str = ""


class Wifi(Record):
    """A wireless network; without a password it is open."""

    name: str
    password: str = ""


class BadgeSettings(Record):
    """`documents.badges`; `duplex` is the edge about which the printer turns the sheet, or "none".

    `dpi` is "" where the stock's own holds. `code` says what the QR code holds: `code_url` is the pattern of an
    address with {id}, `code_email` puts the e-mail address into the vCard. `back` names what stands on the back.
    `shorten` names what may be said shorter; the `name_order` "auto" is that of the event's language.
    """

    stock: str = "avery-zweckform-l4785"
    stocks: tuple[OwnStock, ...] = ()
    duplex: str = "none"
    crop_marks: bool = False
    overprint: bool = False
    order: str = "name"
    hole: str = "none"
    dpi: str = ""
    code: str = "id"
    code_url: str = ""
    code_email: bool = False
    layout: tuple[BadgeField, ...] = ()
    back: tuple[str, ...] = ("same",)
    back_text: str = ""
    wifi: Wifi | None = None
    emergency: str = ""
    shorten: tuple[str, ...] = ()
    name_order: str = "auto"


class InvoiceFormat(StrEnum):
    """What a payer gets: nothing, a PDF, one with an e-invoice inside (ZUGFeRD), or an XRechnung with a PDF to read."""

    NONE = "none"
    PDF = "pdf"
    ZUGFERD = "zugferd"
    XRECHNUNG = "xrechnung"


class RevenueAccount(Record):
    """`documents.invoices.datev.rates`: where revenue of one rate in percent, or of one untaxed scheme, is booked.

    `tax_key` is the BU-Schlüssel, "" for an account that knows the tax itself (Automatikkonto).
    """

    rate: Decimal | None = None
    scheme: str = ""
    account: str
    tax_key: str = ""


class Datev(Record):
    """`documents.invoices.datev`: the accountant's numbers, and the accounts of a Buchungsstapel.

    `debtor_account` is one for all payers, `debtors_from` the first where each has one; one of them is "".
    `revenue_account` takes what has no account of its own. `fiscal_year_starts` is a month.
    """

    consultant: str
    client: str
    chart: str = "03"
    fiscal_year_starts: int = 1
    debtor_account: str = ""
    debtors_from: str = ""
    revenue_account: str
    rates: tuple[RevenueAccount, ...] = ()


class InvoiceSettings(Record):
    """`documents.invoices`: the pattern of the number and the days to pay when no date is set.

    `cancellation_number` "" numbers cancellations as invoices. `format` is for payers who name none and have no
    Leitweg-ID, `note` is printed on every invoice. `form` is the letter's, "A" or "B"; `letterhead` the organiser's
    letter paper, which lies under every page. `reference` is "rf" where transfers carry a creditor
    reference made from the number, `purpose` their ISO 20022 purpose code.
    """

    number: str = "{year}-{n:04}"
    cancellation_number: str = ""
    terms_days: int = 14
    format: InvoiceFormat = InvoiceFormat.ZUGFERD
    note: str = ""
    form: str = "B"
    letterhead: Asset | None = None
    reference: str = "text"
    purpose: str = ""
    datev: Datev | None = None


class SlipSettings(Record):
    """`documents.slips`: `form` is "box", "preview" or "overprint"."""

    form: str = "box"


class ReminderLevel(Record):
    """One of `documents.reminders`: days to wait after the day to pay by, days to pay then, and the fee for it.

    `text` stands in the letter instead of the usual one.
    """

    after_days: int = 7
    terms_days: int = 10
    fee: Decimal = Decimal(0)
    text: str = ""


class ReminderSettings(Record):
    """`documents.reminders`: Zahlungserinnerung, 1. Mahnung and 2. Mahnung."""

    level_1: ReminderLevel = ReminderLevel()
    level_2: ReminderLevel = ReminderLevel()
    level_3: ReminderLevel = ReminderLevel()

    @property
    def levels(self) -> tuple[ReminderLevel, ...]:
        """All of them in the order in which they are sent."""
        return self.level_1, self.level_2, self.level_3


class Documents(Record):
    """How each document is made."""

    programme: ProgrammeSettings = ProgrammeSettings()
    badges: BadgeSettings = BadgeSettings()
    invoices: InvoiceSettings = InvoiceSettings()
    slips: SlipSettings = SlipSettings()
    reminders: ReminderSettings = ReminderSettings()
