import dataclasses

import pytest

from flyer.event.model import Event, Registration
from flyer.people.load import load
from flyer.people.model import People
from flyer.problems import UserError, place_of


def people(event: Event, *lines: str, skip_invalid: bool = False) -> People:
    return load("\n".join(lines).encode(), "p.csv", event, skip_invalid=skip_invalid)


def problems(event: Event, *lines: str) -> list[str]:
    with pytest.raises(UserError) as caught:
        people(event, *lines)
    return [f"{problem.place}: {problem.what}" for problem in caught.value.problems]


BROKEN = (
    "first_name,last_name,fee,email",
    "Anna,Weber,standard,anna@example.org",
    "Bert,Groß,standart,bert@example",
    "Cora,Alt",
    "Anna,Weber,standard,anna@example.org",
    "Dora,Neu,member,",
)


def test_all_problems_come_at_once_in_the_order_of_the_file(event: Event) -> None:
    assert problems(event, *BROKEN) == [
        "p.csv:3:11: the event has no fee 'standart'",
        "p.csv:3:20: 'bert@example' is not an e-mail address",
        "p.csv:4: the row has 2 cells, the header has 4",
        "p.csv:5: the row says the same as line 2",
    ]


def test_skipping_counts_and_tells(event: Event) -> None:
    found = people(event, *BROKEN, skip_invalid=True)
    assert [participant.first_name for participant in found.participants] == ["Anna", "Dora"]
    assert (found.read, found.skipped) == (5, 3)
    assert [problem.place.line for problem in found.problems] == [3, 3, 4, 5]


def test_skipping_does_not_mend_a_header(event: Event) -> None:
    with pytest.raises(UserError, match="unknown column 'mail address of'") as caught:
        people(event, "name,fee,mail address of", "Ann,standart,x", skip_invalid=True)
    assert len(caught.value.problems) == 2


def test_a_header_and_its_rows_are_blamed_together(event: Event) -> None:
    assert problems(event, "name,fee,xyzzy", "Ann,standart,x") == [
        "p.csv:1:10: unknown column 'xyzzy'",
        "p.csv:2:5: the event has no fee 'standart'",
    ]


def test_an_id_belongs_to_one_row(event: Event) -> None:
    assert problems(event, "id,name,fee", "a-1,Ann,free", "A-1,Bob,free", ",Cem,free", ",Cem,member") == [
        "p.csv:3:1: the id 'A-1' is that of line 2 already",
        "p.csv:5:1: the id '8HDP9GEY' is that of line 4 already",
    ]


def test_a_fee_column_is_missed_only_where_someone_pays(event: Event) -> None:
    assert problems(event, "name,role", "Ann,press", "Bob,") == ["p.csv:1: no column holds the fee"]
    assert len(people(event, "name,role", "Ann,press").participants) == 1
    without = dataclasses.replace(event, registration=Registration())
    assert people(without, "name", "Ann").participants[0].fee is None
    assert problems(without, "name,fee", "Ann,x") == ["p.csv:2:5: the event has no fee 'x'"]


def test_a_header_alone_is_not_enough(event: Event) -> None:
    assert problems(event, "name,fee", "", ",") == ["p.csv:1: the file has a header but no participants"]


def test_cells_beyond_the_header_have_to_be_empty(event: Event) -> None:
    assert len(people(event, "name,fee", "Ann,free,, ,").participants) == 1
    assert problems(event, "name,fee", "Ann,free,,x") == ["p.csv:2: the row has 4 cells, the header has 2"]


PRETIX = (
    "Order code,Status,Email,Product,Attendee name,Company,Address,ZIP code,City,Country,Pseudonymization ID,"
    "Company,Invoice address name,Address,ZIP code,City,Country,VAT ID"
)


def test_an_export_of_pretix_is_read_as_it_comes(event: Event) -> None:
    found = people(
        event,
        PRETIX,
        "AB3CD,paid,b@example.org,Teilnahmebetrag,Dr. Ann Lee,,,,,,X1,Stadt Ulm,Kasse,Am Markt 1,89073,Ulm,DE,",
        "AB3CD,canceled,b@example.org,Teilnahmebetrag,Bob Ray,,,,,,X2,Stadt Ulm,Kasse,Am Markt 1,89073,Ulm,DE,",
        "EF4GH,pending,c@example.org,VSOP-Mitglieder,Cem Öz,Verein,Weg 2,10117,Berlin,DE,X3,,Cem Öz,,,,,",
    )
    assert (found.read, found.skipped, found.problems) == (3, 1, ())
    ann, cem = found.participants
    assert (ann.id, ann.full_name, ann.email, ann.organisation) == ("X1", "Dr. Ann Lee", "b@example.org", "Stadt Ulm")
    assert (ann.invoice_to, ann.group, ann.address.street) == ("Stadt Ulm", "AB3CD", "Am Markt 1")
    assert (cem.invoice_to, cem.organisation, cem.address.street) == ("Cem Öz", "Verein", "Weg 2")
    assert str(place_of(ann, "organisation")) == "p.csv:2:62"
    assert str(place_of(cem, "organisation")) == "p.csv:4:52"


def test_exports_without_fees_are_read_as_they_come(event: Event) -> None:
    indico = people(
        event,
        "ID,Name,First Name,Last Name,Email Address,Affiliation,Country,Registration state",
        "1,Ann Lee,Ann,Lee,ann@example.org,CERN,Switzerland,Completed",
        "2,Bob Ray,Bob,Ray,bob@example.org,CERN,France,Withdrawn",
    )
    assert [(p.id, p.role, p.fee, p.address.country) for p in indico.participants] == [("1", "participant", None, "CH")]
    pretalx = people(event, "ID,Name,Biography,Email,Proposal titles", 'SPK1,Ann Lee,"I\nam",a@example.org,"One\nTwo"')
    assert [(p.id, p.role, p.last_name) for p in pretalx.participants] == [("SPK1", "speaker", "Lee")]
