"""A programme of one afternoon in which everything a manuscript can hold stands once."""

import datetime as dt

import pytest

from flyer.event.model import Kind
from flyer.manuscript.model import (
    Contribution,
    Cover,
    DayPlan,
    Entry,
    Line,
    Logo,
    Manuscript,
    Payment,
    Prose,
    Rate,
    Rates,
    Section,
    Speakers,
)
from flyer.payment.iban import IBAN
from flyer.payment.transfer import CreditTransfer
from flyer.problems import Place

HERE = Place("event.yaml")
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><script>alert(1)</script></svg>'


@pytest.fixture
def afternoon() -> Manuscript:
    talk = Contribution("Ein *Beitrag*", HERE, speakers=(Speakers("Eva <b>Ü</b>", 'Amt "X" & Y'),), room="Raum 7")
    return Manuscript(
        language="de",
        title="Sommertagung: *Zusammen* planen",
        cover=Cover(
            name="Sommertagung",
            title="*Zusammen* planen",
            subtitle="",
            when=("28. März 2022",),
            where=("Leipzig",),
            logos=(Logo(LOGO, "Logo: Verein"),),
            title_place=HERE,
            venue_place=HERE,
        ),
        texts=(
            Section("Worum es geht", (Prose("Erstens.\n\n- eins\n- zwei\n\n[Mehr](https://a.example/?b=1&c)"),), HERE),
        ),
        days=(
            DayPlan(
                "Programm",
                "Montag, 28.03.2022",
                (
                    Entry("12:00 Uhr", "Ankunft", HERE, dt.time(12), kind=Kind.ARRIVAL),
                    Entry("13:00 Uhr", "Plenum", HERE, dt.time(13), room="A", where="A", talks=(talk,)),
                    Entry("13:00 bis 14:30 Uhr", "Werkstatt", HERE, dt.time(13), dt.time(14, 30), room="B", where="B"),
                    Entry("23:00 bis 01:00 Uhr", "Fest", HERE, dt.time(23), dt.time(1), subtitle="mit\nMusik"),
                ),
                HERE,
                dt.date(2022, 3, 28),
            ),
        ),
        practical=(
            Section(
                "Anmeldung", (Line("Formular auf www.a.example", (("www.a.example", "https://www.a.example/"),)),), HERE
            ),
            Section(
                "Beitrag", (Rates((Rate("330,00 €", "Beitrag", "inkl. Essen"), Rate("0,00 €", "Gäste", ""))),), HERE
            ),
            Section(
                "Bankverbindung",
                (
                    Payment(
                        (Line("Verein"), Line("IBAN: DE07 5455 0010 0380 0214 36")),
                        HERE,
                        CreditTransfer(name="Verein", iban=IBAN("DE07545500100380021436")),
                    ),
                ),
                HERE,
            ),
            Section(
                "Kontakt",
                (
                    Line("buero@a.example", (("buero@a.example", "mailto:buero@a.example"),)),
                    Line("Tel.: 0391 58", (("0391 58", "tel:039158"),)),
                ),
                HERE,
            ),
            Section("", (Prose("Bitte beachten."),), HERE, notice=True),
        ),
    )
