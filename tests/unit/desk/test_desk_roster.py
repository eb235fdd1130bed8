"""What both logs tell of the list, also when the list has changed since."""

import asyncio
from dataclasses import replace

import pytest

from desks import PEOPLE, person
from flyer.desk import app, forms
from flyer.desk.events import Hub
from flyer.desk.log import DeskLog, Kind
from flyer.people.prints import Prints, ToPrint
from flyer.problems import UserError


def names(desk) -> list[str]:
    page = desk.browser().open("/missing").page
    return [
        part.partition("<")[0] for part in page.split('<td><a href="/?person=')[1:] for part in [part.partition(">")[2]]
    ]


def correct(desk, id_: str, **fields: str) -> None:
    desk.browser().open(f"/people/{id_}").send(f"/people/{id_}", **{"role": "participant", **fields})


def test_a_desk_that_starts_again_knows_everything(start) -> None:
    desk = start()
    correct(desk, "A2", first_name="Anna", last_name="Maier")
    desk.browser().open("/walk-in").send("/walk-in", first_name="Ada", last_name="Byron", role="guest")
    desk.browser().open("/", person="A1").send("/people/A1/arrive")
    desk.stop()
    assert names(start()) == [
        "Ada Byron",
        "Emmerich Groß",
        "Anna Maier",
        "Max &lt;b&gt; O&#39;Brien &amp; Co",
        "Şule Yıldız",
    ]


def test_a_list_that_was_mended_since_is_right(start) -> None:
    desk = start()
    correct(desk, "A2", first_name="Anna", last_name="Maier")
    desk.stop()
    people = (PEOPLE[0], replace(PEOPLE[1], last_name="Mayer"))
    assert names(start(people=people)) == ["Anna Mayer", "Jörg Müller"]


def test_a_list_that_has_taken_the_changes_over_has_them_once(start) -> None:
    desk = start(people=PEOPLE[:2])
    desk.browser().open("/walk-in").send("/walk-in", first_name="Ada", last_name="Byron", role="guest")
    (walked_in,) = [entry.participant for entry in desk.log.after(0)]
    desk.stop()
    again = start(people=(*PEOPLE[:2], person(walked_in, "Ada", "Byron", role="guest")))
    assert names(again) == ["Ada Byron", "Anna Meyer", "Jörg Müller"]


def test_a_correction_of_somebody_who_is_gone_is_nobody(start) -> None:
    desk = start()
    correct(desk, "A2", first_name="Anna", last_name="Maier")
    desk.stop()
    assert names(start(people=PEOPLE[:1])) == ["Jörg Müller"]


@pytest.mark.parametrize(
    "field", ["title", "first_name", "last_name", "preferred_name", "pronouns", "organisation", "email"]
)
def test_each_field_is_corrected_alone(event, field: str) -> None:
    before = replace(PEOPLE[0], fee=event.registration.fees[0])
    written = {**forms.texts(before), field: "a@example.org"}
    changes = forms.corrected(before, written, event)
    assert list(changes) == [field]
    after = forms.applied(before, changes, event)
    assert forms.texts(after) == written
    assert after.address == before.address


def test_role_and_fee_are_chosen(event) -> None:
    written = {**forms.texts(PEOPLE[0]), "role": "speaker", "fee": "Mitglieder"}
    changes = forms.corrected(PEOPLE[0], written, event)
    assert changes == {"role": ["participant", "speaker"], "fee": ["", "member"]}
    assert forms.applied(PEOPLE[0], changes, event).fee == event.registration.fees[1]


def test_what_was_wrong_before_does_not_stop_a_correction(event) -> None:
    assert PEOPLE[0].fee is None  # an export that knows no fees
    changes = forms.corrected(PEOPLE[0], {**forms.texts(PEOPLE[0]), "title": "Dr."}, event)
    assert changes == {"title": ["", "Dr."]}


def test_a_problem_names_its_field(event) -> None:
    written = {"first_name": 'A "quoted", name', "organisation": ";\n", "email": "x", "role": "king", "fee": "gold"}
    with pytest.raises(UserError) as error:
        forms.checked(written, event)
    assert [each.place.file for each in error.value.problems] == ["email", "fee", "role"]


def test_what_another_program_has_written_is_known_at_once(desk) -> None:
    browser = desk.browser().open("/", person="A1")
    with DeskLog(desk.path) as log, Prints(desk.path) as prints:
        log.append(Kind.ARRIVED, at=desk.time, device="elsewhere", participant="A1")
        printed = ToPrint("A2", "Anna Meyer|Amt für Soziales|participant", "new")
        prints.record(prints.begin(1, desk.time), [printed], desk.time)
    assert browser.send("/people/A1/arrive").said == "Jörg Müller was checked in before: Mon 09:00, elsewhere."
    assert "This badge was printed before." in browser.open("/", person="A2").page


def test_pages_hear_what_another_program_has_written(start, monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(app, "_GLANCE", 0.002)
    monkeypatch.setattr(Hub, "tell", lambda _, concerned: told.append(concerned))
    desk = start(printers={})
    with DeskLog(desk.path) as log:
        log.append(Kind.ARRIVED, at=desk.time, device="elsewhere", participant="A1")
    desk.until(lambda: "A1" in told)
    desk.run(asyncio.sleep(0.02))
    assert told == ["A1"]


def test_two_who_correct_the_same_person_do_not_undo_each_other(desk) -> None:
    one, other = (desk.browser().open("/people/A2") for _ in range(2))
    fields = {"first_name": "Anna", "last_name": "Meyer", "organisation": "Amt für Soziales", "role": "participant"}
    one.send("/people/A2", **{**fields, "first_name": "Hanna"})
    other.send("/people/A2", **{**fields, "last_name": "Maier"})
    assert other.answer.status_code == 422
    assert "somebody has written &#39;Hanna&#39; in the meantime" in other.page
    assert 'value="Maier"' in other.page
    other.send("/people/A2", **{**fields, "first_name": "Hanna", "last_name": "Maier"})
    assert "Hanna Maier" in names(desk)
