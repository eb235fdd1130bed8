"""The keys of event.yaml that say how documents look: `theme` and `documents`."""

from __future__ import annotations

from flyer.event import kinds, model
from flyer.event.shapes import Keyed, ListOf, Row, Special, Table
from flyer.event.values import choice, one_of

DESIGNS = ("mosaic", "rules")

COLOURS = Table(
    "colours",
    None,
    (
        Row("primary", kinds.COLOUR, "The main colour."),
        Row("accent", kinds.COLOUR, "The second colour."),
    ),
)

THEME = Table(
    "theme",
    model.Theme,
    (
        Row("colours", COLOURS, "Colours as #rrggbb, in quotes."),
        Row("font", kinds.PLAIN_NAME, "A folder of TrueType files under fonts/; source-sans-3 is built in."),
        Row("design", choice("a design", *DESIGNS), "How covers, headings and days look. Default: mosaic."),
        Row("picture", Special.FILE, "A photograph or drawing for the cover: SVG, PDF, PNG or JPEG."),
        Row("picture_text", kinds.LINE, "What the picture shows, for those who cannot see it."),
    ),
)

FOLDS = ("auto", "letter", "zigzag", "half", "gate", "altar", "roll", "booklet", "poster", "none")
CONDITIONS = ("FOGRA39", "FOGRA47", "FOGRA51", "FOGRA52")
DROPPED = ("text", "affiliation", "room")

PROGRAMME_SETTINGS = Table(
    "programme",
    model.ProgrammeSettings,
    (
        Row("fold", choice("a fold", *FOLDS), "How the sheet is folded. Default: auto, the smallest that holds it."),
        Row(
            "paper",
            choice("a paper size", "A3", "A4", "A5", "A6"),
            "Size of the open sheet, of a booklet's page. Default: the fold's own.",
        ),
        Row("bleed", kinds.BLEED, "What the print shop cuts off, in millimetres from 0 to 5. Default: 3."),
        Row("marks", kinds.FLAG, "Crop and fold marks for the print shop. Default: false."),
        Row(
            "condition",
            choice("a printing condition", *CONDITIONS),
            "Paper and inks of the print shop. Default: FOGRA51.",
        ),
        Row(
            "drop",
            ListOf(choice("an optional field", *DROPPED)),
            "What may be left out, in this order, when the copy does not fit.",
        ),
    ),
)

SHORTENED = ("titles", "middle_names", "legal_forms")
NAME_ORDERS = ("given-first", "family-first")

ORDERS = ("name", "organisation", "role", "registration", "given")

STOCK_KINDS = ("sheet", "plain", "die-cut", "endless", "card", "butterfly", "quarter-fold")

STOCK = Table(
    "stock",
    model.OwnStock,
    (
        Row("kind", choice("a kind of stock", *STOCK_KINDS), "What the stock is. Default: sheet."),
        Row("paper", kinds.PAPER, "A4, A4L for landscape, or width and height in millimetres.", required=True),
        Row("label", kinds.LENGTHS, "Width and height of a label before it is folded.", required=True),
        Row("columns", kinds.COUNT, "How many labels stand beside each other. Default: 1."),
        Row("rows", kinds.COUNT, "How many labels stand below each other. Default: 1."),
        Row("origin", kinds.LENGTHS, "Where the first label begins, from the left and from the top. Default: 0x0."),
        Row("pitch", kinds.LENGTHS, "From one label to the next, across and down. Default: the size of a label."),
        Row("corner", kinds.LENGTH, "Radius of a label's corners. Default: 0."),
    ),
)

RESOLUTIONS = ("203", "300", "600")
HOLES = ("none", "centre", "two", "slot")
BADGE_FIELDS = (
    "event_name",
    "logo",
    "title",
    "first_name",
    "last_name",
    "organisation",
    "role",
    "pronouns",
    "code",
)
ALIGNMENTS = ("left", "centre", "right")
CODES = ("id", "vcard", "url", "none")
BACKS = ("same", "programme", "wifi", "emergency", "text")
BADGE_COLUMNS = (
    "id",
    "title",
    "first_name",
    "last_name",
    "preferred_name",
    "pronouns",
    "organisation",
    "department",
    "email",
    "city",
    "country",
    "fee",
    "role",
    "group",
    "note",
)

BADGE_FIELD = Table(
    "badge field",
    model.BadgeField,
    (
        Row("hide", kinds.FLAG, "Leave the field out. Default: false."),
        Row("x", kinds.LENGTH, "From the badge's left edge to the field, in millimetres."),
        Row("y", kinds.LENGTH, "From the badge's top edge to the field, in millimetres."),
        Row("width", kinds.LENGTH, "Width of the field, in millimetres; of the code its side."),
        Row("height", kinds.LENGTH, "Height of the field, in millimetres."),
        Row("size", kinds.POINTS, "The largest size of the type, in points."),
        Row("align", choice("an alignment", *ALIGNMENTS), "Where the text stands in its field."),
        Row("bold", kinds.FLAG, "Whether the type is bold."),
        Row("colour", kinds.COLOUR, "Colour of the text as #rrggbb, in quotes."),
        Row("text", kinds.LINE, "What a field of your own says."),
        Row("column", choice("a column", *BADGE_COLUMNS), "The column that a field of your own shows."),
    ),
)

WIFI = Table(
    "wifi",
    model.Wifi,
    (
        Row("name", kinds.LINE, "Name of the network (SSID).", required=True),
        Row("password", kinds.LINE, "Its password (WPA). Default: none, the network is open."),
    ),
)

BADGE_SETTINGS = Table(
    "badges",
    model.BadgeSettings,
    (
        Row("stock", kinds.PLAIN_NAME, "Id of a label stock; 'flyer stocks' lists them."),
        Row("stocks", Keyed(STOCK), "Stocks of your own by their ids, in millimetres."),
        Row(
            "duplex",
            choice("an edge of the sheet", "none", "long", "short"),
            "Print backs too, on sheets turned about this edge. Default: none.",
        ),
        Row("crop_marks", kinds.FLAG, "Marks to cut along, on paper without labels. Default: false."),
        Row("overprint", kinds.FLAG, "Only the names, on stock with the rest printed before. Default: false."),
        Row("order", choice("an order", *ORDERS), "What badges are sorted by; given is as in the list. Default: name."),
        Row("hole", choice("a hole", *HOLES), "What is punched at the top and kept free. Default: none."),
        Row("dpi", choice("a resolution", *RESOLUTIONS), "The printer's, dots an inch. Default: the stock's."),
        Row("code", choice("a content of the QR code", *CODES), "What the QR code holds. Default: id."),
        Row("code_url", kinds.CODE_URL, "Web address in the code, with {id}; required with code: url."),
        Row("code_email", kinds.FLAG, "Whether the vCard has the e-mail address. Default: false."),
        Row("layout", Keyed(BADGE_FIELD), "Fields moved, resized or hidden, and fields of your own, by their names."),
        Row("back", ListOf(choice("a part of the back", *BACKS)), "What the back shows, from the top. Default: same."),
        Row("back_text", kinds.TEXT, "The text on the back, with text in 'back'."),
        Row("wifi", WIFI, "The wireless network, with wifi in 'back'."),
        Row(
            "shorten",
            ListOf(choice("a rule", *SHORTENED)),
            "What may be said shorter where it would be set in small type. Default: nothing.",
        ),
        Row(
            "name_order",
            choice("an order of names", "auto", *NAME_ORDERS),
            "Which name comes first. Default: auto, as in the event's language.",
        ),
        Row("emergency", kinds.PHONE, "The number to call in an emergency, with emergency in 'back'."),
    ),
)

LETTER_FORMS = ("A", "B")
INVOICE_FORMAT = one_of("a format of invoices", model.InvoiceFormat)

CHARTS = ("03", "04", "42", "49")
UNTAXED = ("exempt", "outside_scope", "zero", "reverse_charge")
"""Schemes of tax under which revenue is booked on accounts of its own."""

REVENUE_ACCOUNT = Table(
    "revenue account",
    model.RevenueAccount,
    (
        Row("rate", kinds.PERCENT, "A rate of VAT in percent."),
        Row("scheme", choice("an untaxed scheme", *UNTAXED), "Or what is not taxed, and why."),
        Row("account", kinds.LEDGER_ACCOUNT, "The account for revenue of this kind.", required=True),
        Row("tax_key", kinds.TAX_KEY, "The BU-Schlüssel. Default: none, the account knows the tax (Automatikkonto)."),
    ),
)

DATEV = Table(
    "datev",
    model.Datev,
    (
        Row("consultant", kinds.CONSULTANT, "The consultant's number (Beraternummer).", required=True),
        Row("client", kinds.CLIENT, "The client's number (Mandantennummer).", required=True),
        Row("chart", choice("a chart of accounts", *CHARTS), "The chart of accounts (SKR), in quotes. Default: 03."),
        Row("fiscal_year_starts", kinds.MONTH, "The month in which the fiscal year begins. Default: 1."),
        Row("debtor_account", kinds.LEDGER_ACCOUNT, "One account for all payers."),
        Row("debtors_from", kinds.LEDGER_ACCOUNT, "Or the first account of payers, who then have one each."),
        Row("revenue_account", kinds.LEDGER_ACCOUNT, "The account for revenue.", required=True),
        Row("rates", ListOf(REVENUE_ACCOUNT), "Accounts for revenue of some rates of VAT, or untaxed for some reason."),
    ),
)

REFERENCES = ("text", "rf")

INVOICE_SETTINGS = Table(
    "invoices",
    model.InvoiceSettings,
    (
        Row("number", kinds.NUMBER, "Pattern of the number, with {n}, {n:04} and {year}."),
        Row("cancellation_number", kinds.NUMBER, "Pattern for cancellations. Default: they are numbered as invoices."),
        Row("terms_days", kinds.DAYS, "Days to pay, when registration has no pay_by. Default: 14."),
        Row(
            "format",
            INVOICE_FORMAT,
            "What payers get who name no format and have no Leitweg-ID. Default: zugferd.",
        ),
        Row("note", kinds.TEXT, "A note printed on every invoice."),
        Row("form", choice("a form of DIN 5008", *LETTER_FORMS), "Where address and folds stand. Default: B."),
        Row(
            "letterhead",
            Special.FILE,
            "Letter paper of A4: PDF with one page or a second for later pages, SVG, PNG or JPEG.",
        ),
        Row(
            "reference",
            choice("a reference", *REFERENCES),
            "What transfers carry: the text, or a creditor reference made from the number (RF). Default: text.",
        ),
        Row("purpose", kinds.PURPOSE, "Purpose code of transfers (ISO 20022). Default: none."),
        Row("datev", DATEV, "What 'flyer ledger export --format datev' needs."),
    ),
)

SLIP_FORMS = ("box", "preview", "overprint")

SLIP_SETTINGS = Table(
    "slips",
    model.SlipSettings,
    (
        Row(
            "form",
            choice("a form of slips", *SLIP_FORMS),
            "The data in a box, as a picture of the bank's form, or alone for bought blanks. Default: box.",
        ),
    ),
)

REMINDER_LEVEL = Table(
    "reminder level",
    model.ReminderLevel,
    (
        Row("after_days", kinds.DAYS, "Days to wait after the day to pay by. Default: 7."),
        Row("terms_days", kinds.DAYS, "Days to pay after the letter. Default: 10."),
        Row("fee", kinds.MONEY, "A fee for the letter, on top of those of the levels before. Default: 0."),
        Row("text", kinds.TEXT, "The text of the letter, instead of the usual one."),
    ),
)

REMINDER_SETTINGS = Table(
    "reminders",
    model.ReminderSettings,
    (
        Row("level_1", REMINDER_LEVEL, "The Zahlungserinnerung."),
        Row("level_2", REMINDER_LEVEL, "The 1. Mahnung."),
        Row("level_3", REMINDER_LEVEL, "The 2. Mahnung."),
    ),
)

DOCUMENTS = Table(
    "documents",
    model.Documents,
    (
        Row("programme", PROGRAMME_SETTINGS, "The programme flyer."),
        Row("badges", BADGE_SETTINGS, "The name badges."),
        Row("invoices", INVOICE_SETTINGS, "The invoices."),
        Row("slips", SLIP_SETTINGS, "The payment slips."),
        Row("reminders", REMINDER_SETTINGS, "The reminders."),
    ),
)
