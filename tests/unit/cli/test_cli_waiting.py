"""Drafts that wait to be issued are packed: no invoice is held, and each comes back as it was."""

import pytest

from flyer.billing.invoicing import invoices
from flyer.billing.model import Invoice
from flyer.cli.waiting import Waiting
from flyer.event.model import Event
from flyer.people.load import load
from flyer.people.payers import payers
from flyer.problems import place_of

HEADER = "id,first_name,last_name,street,postcode,city,fee\n"


@pytest.fixture
def drafts(vsop: Event) -> tuple[Invoice, ...]:
    rows = "".join(f"P{n},Eva,Muster{n},Weg {n},12345,Ort,standard\n" for n in range(70))
    return invoices(vsop, payers(load((HEADER + rows).encode(), "p.csv", vsop)))


def test_they_come_back_in_their_order_and_know_their_places(drafts: tuple[Invoice, ...]) -> None:
    waiting = Waiting(drafts)
    assert (len(waiting), tuple(waiting), waiting[69]) == (70, drafts, drafts[69])
    assert [str(place_of(draft.buyer, "street")) for draft in waiting][68:] == ["p.csv:70:18", "p.csv:71:18"]


def test_who_leaves_is_not_there_any_more(drafts: tuple[Invoice, ...]) -> None:
    waiting = Waiting(drafts)
    leaving = waiting.leaving()
    assert (next(leaving), len(waiting)) == (drafts[0], 70)
    assert tuple(leaving) == drafts[1:]
    assert not tuple(waiting)
