import datetime as dt
from decimal import Decimal

import pytest

from flyer.event.model import Event, Fee, Organiser, Registration


@pytest.fixture
def event() -> Event:
    return Event(
        name="Tagung",
        language="de",
        starts=dt.datetime(2022, 3, 28, tzinfo=dt.UTC),
        ends=dt.datetime(2022, 3, 30, tzinfo=dt.UTC),
        organiser=Organiser(name="Verein"),
        registration=Registration(
            fees=(
                Fee(id="standard", name="Teilnahmebetrag", amount=Decimal(330)),
                Fee(id="member", name="VSOP-Mitglieder", amount=Decimal(290)),
                Fee(id="free", name="Freikarte", amount=Decimal(0)),
            )
        ),
    )
