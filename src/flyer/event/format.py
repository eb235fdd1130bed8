"""Every key of event.yaml, as rows of data. The loader and the JSON Schema are both made from them."""

from __future__ import annotations

from flyer.event import kinds, model
from flyer.event.settings import DOCUMENTS, THEME
from flyer.event.shapes import Keyed, ListOf, Row, Special, Table
from flyer.event.values import choice, one_of

ADDRESS = Table(
    "address",
    model.Address,
    (
        Row("street", kinds.LINE, "Street and house number."),
        Row("postcode", kinds.LINE, "Postcode; it is text, so leading zeros stay."),
        Row("city", kinds.LINE, "Town or city."),
        Row("country", kinds.COUNTRY, "Country as ISO 3166 alpha-2 code. Default: DE."),
    ),
)

HEAD = Table(
    "event",
    None,
    (
        Row("name", kinds.LINE, "The short name, printed on every document.", required=True),
        Row("title", kinds.TEXT, "The theme, set large on the cover."),
        Row("subtitle", kinds.TEXT, "A second line under the theme."),
        Row(
            "language",
            kinds.LANGUAGE,
            "Language of the documents (BCP 47): labels, dates, hyphenation.",
            required=True,
        ),
        Row("timezone", kinds.TIMEZONE, "Time zone of all times. Default: Europe/Berlin."),
        Row("starts", kinds.MOMENT, "Date and time of the beginning.", required=True),
        Row("ends", kinds.MOMENT, "Date and time of the end.", required=True),
        Row("doors_open", kinds.MOMENT, "From when people may come."),
        Row("website", kinds.URL, "The event's web page."),
        Row("currency", kinds.CURRENCY, "Currency of all amounts (ISO 4217). Default: EUR."),
        Row(
            "about",
            kinds.TEXT,
            "What the event is about: paragraphs, with a blank line between; *italic*, **bold**.",
        ),
        Row("audience", kinds.TEXT, "Whom the event is for."),
        Row("notice", kinds.TEXT, "A notice, set bold and boxed."),
    ),
)

VENUE = Table(
    "venue",
    model.Venue,
    (Row("name", kinds.LINE, "Name of the venue.", required=True),),
    {"address": ADDRESS},
)

CONTACT = Table(
    "contact",
    model.Contact,
    (
        Row("name", kinds.LINE, "Name of the person or office."),
        Row("email", kinds.EMAIL, "E-mail address."),
        Row("phone", kinds.PHONE, "Telephone number."),
    ),
)

REASON_CODES = ("VATEX-EU-132", *(f"VATEX-EU-132-1{letter}" for letter in "ABCDEFGHIJKLMNOPQ"), "VATEX-EU-135-1")
"""Exemptions that events may have, by articles of Directive 2006/112/EC (VATEX code list of EN 16931, BT-121)."""

REASON_CODE = Row(
    "reason_code",
    choice("an exemption of the VATEX code list", *REASON_CODES),
    "The same as a code for machines, with scheme: exempt.",
)

TAX = Table(
    "tax",
    model.Tax,
    (
        Row("number", kinds.LINE, "Tax number (Steuernummer)."),
        Row("vat_id", kinds.VAT_ID, "VAT identification number (USt-IdNr.)."),
        Row("scheme", one_of("a tax scheme", model.TaxScheme), "How the fees are taxed. Default: standard."),
        Row("rate", kinds.PERCENT, "Rate in percent, with scheme: standard. Default: 19."),
        Row("reason", kinds.TEXT, "Reason printed on the invoice; required with scheme: exempt."),
        REASON_CODE,
    ),
)

BANK = Table(
    "bank",
    model.Bank,
    (
        Row(
            "account_holder",
            kinds.ACCOUNT_HOLDER,
            "Holder of the account, exactly as the bank knows the name.",
            required=True,
        ),
        Row("iban", kinds.IBAN, "IBAN of the account.", required=True),
        Row("bic", kinds.BIC, "BIC of the bank."),
        Row("bank_name", kinds.LINE, "Name of the bank."),
    ),
)

ORGANISER = Table(
    "organiser",
    model.Organiser,
    (
        Row("name", kinds.LINE, "The legal name: the seller on the invoice.", required=True),
        Row("short_name", kinds.LINE, "The name people use."),
        Row("email", kinds.EMAIL, "E-mail address."),
        Row("phone", kinds.PHONE, "Telephone number."),
        Row("website", kinds.URL, "Web page."),
        Row("logo", Special.FILE, "Logo: SVG, PDF, PNG or JPEG, path relative to event.yaml."),
        Row("contact", CONTACT, "The person named on invoices."),
        Row("register", kinds.LINE, "Entry in a register, printed in the letter's footer."),
        Row("tax", TAX, "Tax data, printed on invoices."),
        Row("bank", BANK, "The account to pay to; required when there are fees."),
    ),
    {"address": ADDRESS},
)

PARTNER = Table(
    "partner",
    model.Partner,
    (
        Row("name", kinds.LINE, "Name of the partner.", required=True),
        Row("role", kinds.LINE, "What the partner does, e.g. sponsor."),
        Row("logo", Special.FILE, "Logo: SVG, PDF, PNG or JPEG, path relative to event.yaml."),
        Row("website", kinds.URL, "Web page."),
    ),
)

PERSON = Table(
    "person",
    model.Person,
    (
        Row("name", kinds.LINE, "Title, first and last name as printed.", required=True),
        Row("affiliation", kinds.LINE, "Where the person comes from, printed after the name."),
        Row("role", kinds.LINE, "Role at the event. Default: speaker."),
        Row("badge", kinds.FLAG, "Whether the person gets a badge. Default: false."),
    ),
)

TAXED = (
    Row(
        "scheme",
        one_of("a tax scheme", model.TaxScheme),
        "How it is taxed. Default: standard where a rate is given, else as the organiser's tax says.",
    ),
    Row("rate", kinds.PERCENT, "Rate in percent. Default: the organiser's."),
    Row("reason", kinds.TEXT, "Reason printed on the invoice, where there is no tax."),
    REASON_CODE,
)

PART = Table(
    "part",
    model.Part,
    (
        Row("name", kinds.LINE, "Name as printed.", required=True),
        Row("amount", kinds.SIGNED_MONEY, "Amount, tax included; with a minus it is a reduction.", required=True),
        *TAXED,
    ),
)

FEE = Table(
    "fee",
    model.Fee,
    (
        Row("id", kinds.LINE, "What the participants' file names.", required=True),
        Row("name", kinds.LINE, "Name of the fee as printed.", required=True),
        Row("amount", kinds.MONEY, "Amount in the event's currency.", required=True),
        Row("includes", kinds.LINE, "What the fee pays for."),
        Row("excludes", kinds.LINE, "What it does not pay for."),
        *TAXED,
        Row("parts", ListOf(PART), "What of the amount is invoiced and taxed apart, such as meals and lodging."),
    ),
)

REGISTRATION = Table(
    "registration",
    model.Registration,
    (
        Row("url", kinds.URL, "Where to register."),
        Row("opens", kinds.DATE, "First day of registration."),
        Row("deadline", kinds.DATE, "Last day of registration."),
        Row("pay_by", kinds.DATE, "Last day of payment."),
        Row(
            "reference",
            kinds.REFERENCE,
            "The transfer's text, with {invoice}, {participant}, {event} and {fee}.",
        ),
        Row("fees", ListOf(FEE), "The fees, in the order they are printed."),
    ),
)

HOTEL = Table(
    "hotel",
    model.Hotel,
    (
        Row("name", kinds.LINE, "Name of the hotel.", required=True),
        Row("phone", kinds.PHONE, "Telephone number."),
        Row("website", kinds.URL, "Web page."),
        Row("price", kinds.LINE, "Price as printed."),
        Row("note", kinds.TEXT, "A remark."),
    ),
    {"address": ADDRESS},
)

SECTION = Table(
    "section",
    model.Section,
    (
        Row("title", kinds.LINE, "Heading.", required=True),
        Row("text", kinds.TEXT, "Paragraphs, with a blank line between; *italic*, **bold**.", required=True),
    ),
)

TALK = Table(
    "talk",
    model.Talk,
    (
        Row("title", kinds.TEXT, "Title.", required=True),
        Row("subtitle", kinds.TEXT, "Printed under the title."),
        Row("text", kinds.TEXT, "Printed after the speakers."),
        Row("speakers", ListOf(Special.SPEAKER), "Who speaks."),
        Row("room", kinds.LINE, "Room, when it is not the session's."),
    ),
)

SESSION = Table(
    "session",
    model.Session,
    (
        Row("start", kinds.TIME, "Time of the beginning.", required=True),
        Row("end", kinds.TIME, "Time of the end; printed only when written."),
        Row("title", kinds.TEXT, "Title.", required=True),
        Row("subtitle", kinds.TEXT, "Printed under the title."),
        Row("text", kinds.TEXT, "Printed under the subtitle."),
        Row("kind", one_of("a kind of session", model.Kind), "What kind of entry it is. Default: session."),
        Row("room", kinds.LINE, "Room."),
        Row("track", kinds.LINE, "Track, when sessions run in parallel."),
        Row("speakers", ListOf(Special.SPEAKER), "Who speaks, welcomes or chairs."),
        Row("talks", ListOf(TALK), "What happens inside the session, without times of its own."),
    ),
)

DAY = Table(
    "day",
    model.Day,
    (
        Row("date", kinds.DATE, "Date of the day.", required=True),
        Row("title", kinds.LINE, "Heading. Default: made from position and language."),
        Row("sessions", ListOf(SESSION), "The day's entries, in the order of time."),
    ),
)

EVENT = Table(
    "file",
    model.Event,
    (
        Row("event", HEAD, "What, when and in which language.", required=True),
        Row("venue", VENUE, "Where the event takes place."),
        Row("organiser", ORGANISER, "Who invites, and sells on the invoice.", required=True),
        Row("partners", ListOf(PARTNER), "Partners, printed with their logos in this order."),
        Row("people", Keyed(PERSON), "Persons named once and referred to by their key."),
        Row("registration", REGISTRATION, "How and until when to register and pay."),
        Row("accommodation", ListOf(HOTEL), "Hotels."),
        Row("sections", ListOf(SECTION), "Further blocks of the flyer, in this order."),
        Row("programme", ListOf(DAY), "The days."),
        Row("theme", THEME, "Colours, font, design and cover picture."),
        Row("documents", DOCUMENTS, "How each document is made."),
    ),
)
