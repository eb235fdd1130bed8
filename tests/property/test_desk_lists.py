"""Whatever is written at a desk: its list can be loaded again, and what is wrong with a form can be told."""

import csv
import datetime as dt
import io
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from flyer.desk import forms
from flyer.desk.tables import participants
from flyer.event.model import Event, Fee, Organiser, Registration
from flyer.exports.spreadsheet import as_csv
from flyer.people.load import load
from flyer.problems import Phrase, UserError
from flyer.wording import Wording

EVENT = Event(
    name="Tagung",
    language="de",
    starts=dt.datetime(2022, 3, 28, tzinfo=dt.UTC),
    ends=dt.datetime(2022, 3, 30, tzinfo=dt.UTC),
    organiser=Organiser(name="Verein"),
    registration=Registration(fees=(Fee(id="standard", name="Teilnahmebetrag", amount=Decimal(330)),)),
)
HEADER = ("id", "title", "first_name", "last_name", "organisation", "city", "role", "fee", "note")

texts = st.text(st.sampled_from("'=-+@＝\"; ,\tab"), max_size=5) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=9
)


@st.composite
def people(draw: st.DrawFn) -> list[list[str]]:
    ids = draw(st.lists(st.text(st.sampled_from("-._aB1"), min_size=1, max_size=4), min_size=1, max_size=4,
                        unique_by=str.casefold))  # fmt: skip
    return [[id_, draw(texts), draw(texts), "Müller", *(draw(texts) for _ in range(2)), "participant", "standard",
             draw(texts)] for id_ in ids]  # fmt: skip


@given(people())
@example([["-a", "'=1+1", "'s Gravenhage", "-", "''@", "=A1", "participant", "standard", "'-x"]])
def test_the_list_survives_being_taken_for_the_participants_file(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER, *rows])
    try:
        people = load(text.getvalue().encode(), "participants.csv", EVENT).participants
    except UserError:
        return
    exported = as_csv(participants(people))
    assert list(load(exported, "participants.csv", EVENT).participants) == list(people)
    cells = [cell for row in csv.reader(io.StringIO(exported.decode("utf-8-sig")), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠"))]


def untold(text: object) -> list[object]:
    """What of a text cannot be said in another language, beside what people wrote themselves."""
    if isinstance(text, Phrase):
        return [each for name, value in text.fields.items() if name in NESTED for each in untold(value)]
    return [text] if text else []


NESTED = ("noun", "whose", "what", "missing")
"""The fields of phrases that hold words of the program's own."""

forms_written = st.fixed_dictionaries(
    {},
    optional={
        field: texts | st.sampled_from(["king", "gold", "#NV", "x@", "Ã¼", "participant", "guest", "a" * 201, "\ufeff"])
        for field in forms.FIELDS
    },
)


@given(forms_written)
def test_whatever_is_wrong_with_a_form_can_be_said_in_german(written: dict[str, str]) -> None:
    german = Wording.of("de")
    try:
        forms.checked(written, EVENT)
    except UserError as error:
        for problem in error.problems:
            assert problem.place.file in forms.FIELDS
            assert untold(problem.what) == untold(problem.hint) == []
            assert problem.what not in (german.told(problem.what), "")
