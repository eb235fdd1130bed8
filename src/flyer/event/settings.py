"""The keys of event.yaml that say how documents look: `theme` and `documents`."""

from __future__ import annotations

from flyer.event import kinds, model
from flyer.event.shapes import Row, Table
from flyer.event.values import choice

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
    ),
)

FOLDS = ("letter", "zigzag", "half", "gate", "booklet", "none")

PROGRAMME_SETTINGS = Table(
    "programme",
    model.ProgrammeSettings,
    (
        Row("fold", choice("a fold", *FOLDS), "How the sheet is folded. Default: letter."),
        Row("paper", choice("a paper size", "A3", "A4", "A5", "A6"), "Size of the open sheet. Default: A4."),
        Row("bleed", kinds.BLEED, "Bleed in millimetres. Default: 0."),
    ),
)

BADGE_SETTINGS = Table(
    "badges",
    model.BadgeSettings,
    (Row("stock", kinds.PLAIN_NAME, "Id of a label stock; 'flyer stocks' lists them."),),
)

INVOICE_SETTINGS = Table(
    "invoices",
    model.InvoiceSettings,
    (
        Row("number", kinds.NUMBER, "Pattern of the number, with {n}, {n:04} and {year}."),
        Row("terms_days", kinds.DAYS, "Days to pay, when registration has no pay_by. Default: 14."),
    ),
)

DOCUMENTS = Table(
    "documents",
    model.Documents,
    (
        Row("programme", PROGRAMME_SETTINGS, "The programme flyer."),
        Row("badges", BADGE_SETTINGS, "The name badges."),
        Row("invoices", INVOICE_SETTINGS, "The invoices."),
    ),
)
