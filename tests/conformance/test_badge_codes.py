"""Every code on a finished sheet of badges is read back by another library, as printers of each resolution print it."""

import datetime as dt
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from flyer import pdf
from flyer.documents import badges
from flyer.documents.badge.code import payload, wifi
from flyer.documents.badge.sheets import Sheets
from flyer.event.model import BadgeSettings, Documents, Event, Organiser, Wifi
from flyer.people.model import Participant
from flyer.problems import Place
from flyer.typeset.family import builtin
from flyer.typeset.stocks import Edge, stocks
from flyer.wording import Wording

PEOPLE = [
    Participant(
        id=f"JT2022-{n:04}",
        title="Dr.",
        first_name=first,
        last_name="Öztürk; Müller",
        organisation="Stadt Aa, Amt für Soziales",
        email="name@example.org",
        places={"": Place("participants.csv", n)},
    )
    for n, first in enumerate(("Ada", "Maximilian Alexander", "Leonie-Sophie"), 2)
]
NETWORK = Wifi(name="Kongress;halle", password='a"b\\c:d', places={})
URL = "https://www.example.org/check-in/{id}"
CASES: dict[str, dict[str, Any]] = {
    "avery-zweckform-l4785": {"code": "id"},
    "avery-zweckform-l4784": {"code": "id"},
    "brother-dk-11201": {"code": "id"},
    "zebra-4x3": {"code": "url", "code_url": URL},
    "cr80": {"code": "vcard", "code_email": True, "hole": "slot"},
    "a6-portrait": {"code": "vcard", "hole": "two", "back": ("wifi",), "wifi": NETWORK},
    "butterfly-102x164": {"code": "url", "code_url": URL, "back": ("wifi",), "wifi": NETWORK},
}


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("stock", CASES)
def test_every_code_is_read_back(stock: str, dpi: int) -> None:
    settings = BadgeSettings(**CASES[stock], places={})
    event = Event(
        name="Tagung",
        language="de",
        starts=dt.datetime(2022, 3, 28, 13, tzinfo=dt.UTC),
        ends=dt.datetime(2022, 3, 30, 16, tzinfo=dt.UTC),
        organiser=Organiser(name="Verein", places={}),
        documents=Documents(badges=settings, places={}),
        places={"": Place("event.yaml")},
    )
    backs = settings.back == ("wifi",)
    sheets = Sheets(duplex=Edge.LONG if backs and not stocks()[stock].is_folded else None)
    document = badges.compose(event, PEOPLE, Wording.of("de"), builtin(), stocks()[stock], sheets)
    read = []
    for page in pypdfium2.PdfDocument(pdf.write(document)):
        image = page.render(scale=dpi / 72, grayscale=True).to_pil()
        read += [code.bytes.decode() for code in zxingcpp.read_barcodes(image)]
    network = [wifi(NETWORK.name, NETWORK.password)] * len(PEOPLE) if backs else []
    assert sorted(read) == sorted([payload(person, settings) for person in PEOPLE] + network)
