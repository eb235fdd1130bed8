import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from flyer import pdf
from flyer.documents import programme
from flyer.event.model import Day, Event, Fee, Hotel, Partner, ProgrammeSettings, Session
from flyer.problems import UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.folds import FOLDS
from flyer.typeset.frame import Document, Fill, Frame, Link, Picture, Point, Role, Size, Text
from flyer.units import in_mm, mm
from flyer.wording import Wording

GOLDEN = Path(__file__).parents[2] / "golden" / "documents" / "programme.txt"


def compose(event: Event) -> Document:
    return programme.compose(event, Wording.of(event.language), builtin())


def texts(frame: Frame, x: float = 0, y: float = 0) -> Iterator[tuple[Point, Text]]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from texts(child, x + child.at.x, y + child.at.y)
        elif isinstance(child, Text):
            yield Point(x + child.at.x, y + child.at.y), child


def words(document: Document) -> str:
    return " ".join(text.text for page in document.pages for _, text in texts(page))


def test_the_frames_of_the_repositorys_flyer(vsop: Event, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, "\n\n".join(map(dump, compose(vsop).pages)) + "\n")


def test_every_panel_stands_once_and_holds_its_text_4_mm_from_trim_and_fold(vsop: Event) -> None:
    seen = []
    for page in compose(vsop).pages:
        (sheet,) = page.children
        for panel in sheet.children:
            if isinstance(panel, Frame) and panel.role is Role.SECT:
                assert panel.part
                seen.append(panel.part.rank)
                for at, text in texts(panel):
                    assert mm(4) <= at.x
                    assert at.x + text.width <= panel.size.width - mm(4)
                    assert mm(4) <= at.y <= panel.size.height - mm(4)
    fold = FOLDS["letter"]
    assert sorted(seen) == sorted(panel.number for panel in (*fold.outer, *fold.inner))


def test_lines_on_one_side_do_not_touch(vsop: Event) -> None:
    for page in compose(vsop).pages:
        boxes = [(at.x, at.x + text.width, at.y) for at, text in texts(page) if text.text.strip()]
        for i, (left, right, base) in enumerate(boxes):
            for other_left, other_right, other in boxes[:i]:
                if left < other_right and other_left < right:
                    assert abs(base - other) > 6, (base, other)


def test_a_day_that_goes_on_in_the_next_panel_says_so(vsop: Event) -> None:
    assert words(compose(vsop)).count("Fortsetzung") == 2


def test_more_sessions_than_panels_hold_are_an_error_that_says_how_much_is_missing(vsop: Event) -> None:
    sessions = tuple(Session(start=dt.time(9), title=f"Vortrag über die Planung Nummer {n}") for n in range(200))
    crowded = replace(vsop, programme=(Day(date=dt.date(2022, 3, 28), sessions=sessions),))
    with pytest.raises(
        UserError, match=r"the programme does not fit the 'letter' fold: in 8.2 pt it needs \d+ mm more"
    ):
        compose(crowded)


def test_both_sides_report_at_once(vsop: Event) -> None:
    sessions = tuple(Session(start=dt.time(9), title=f"Vortrag über die Planung Nummer {n}") for n in range(200))
    crowded = replace(vsop, about="Wort " * 2000, programme=(Day(date=dt.date(2022, 3, 28), sessions=sessions),))
    with pytest.raises(UserError) as error:
        compose(crowded)
    assert len(error.value.problems) == 2


def test_a_fold_that_is_not_made_yet_is_refused_by_name(vsop: Event) -> None:
    documents = replace(vsop.documents, programme=ProgrammeSettings(fold="gate"))
    with pytest.raises(UserError, match="the fold 'gate' is not made yet"):
        compose(replace(vsop, documents=documents))


def test_a_paper_that_is_not_used_yet_is_refused_by_name(vsop: Event) -> None:
    documents = replace(vsop.documents, programme=ProgrammeSettings(paper="A3"))
    with pytest.raises(UserError, match="the paper 'A3' is not made yet"):
        compose(replace(vsop, documents=documents))


def test_backgrounds_run_into_the_bleed_and_text_does_not(vsop: Event) -> None:
    documents = replace(vsop.documents, programme=ProgrammeSettings(bleed=Decimal(3)))
    document = compose(replace(vsop, documents=documents))
    assert (document.paper.width, document.trim, document.bleed) == (mm(303), Size(mm(297), mm(210)), mm(3))
    assert pdf_boxes(pdf.write(document)) == [[0, 0, 303, 216], [3, 3, 300, 213], [0, 0, 303, 216]]
    edges = [(x, y, x + fill.size.width, y + fill.size.height) for x, y, fill in fills(document.pages[0])]
    assert min(y for _, y, _, _ in edges) == pytest.approx(0)
    assert max(right for _, _, right, _ in edges) == pytest.approx(mm(303))
    assert max(foot for _, _, _, foot in edges) == pytest.approx(mm(216))


def pdf_boxes(content: bytes) -> list[list[int]]:
    with pikepdf.open(BytesIO(content)) as file:
        page = file.pages[0]
        return [[round(in_mm(float(n))) for n in box] for box in (page.mediabox, page.trimbox, page.BleedBox)]


def fills(frame: Frame, x: float = 0, y: float = 0) -> Iterator[tuple[float, float, Fill]]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from fills(child, x + child.at.x, y + child.at.y)
        elif isinstance(child, Fill):
            yield x + child.at.x, y + child.at.y, child


@pytest.mark.parametrize("field", ["title", "subtitle"])
def test_more_words_than_the_cover_holds_are_an_error_with_what_is_missing(vsop: Event, field: str) -> None:
    with pytest.raises(UserError, match=r"the title does not fit the cover: \d+ mm are missing"):
        compose(replace(vsop, **{field: "Sozialplanung in Stadt und Land " * 30}))


def test_a_venue_too_long_for_the_cover_is_an_error_at_its_name(vsop: Event) -> None:
    assert vsop.venue
    with pytest.raises(UserError, match="the name does not fit the cover"):
        compose(replace(vsop, venue=replace(vsop.venue, name="Haus der Begegnung " * 40)))


def test_twelve_logos_stand_in_rows_on_the_cover(vsop: Event) -> None:
    many = compose(replace(vsop, partners=vsop.partners * 6)).pages[0]
    places = [(x, y, x + size.width, y + size.height) for x, y, size in pictures(many)]
    assert len(places) == 13
    assert all(
        mm(206) <= left and right <= mm(289) and mm(150) <= top and foot <= mm(200) for left, top, right, foot in places
    )
    for i, (left, top, right, foot) in enumerate(places):
        assert not any(a < right and left < c and b < foot and top < d for a, b, c, d in places[:i])


def pictures(frame: Frame, x: float = 0, y: float = 0) -> Iterator[tuple[float, float, Size]]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from pictures(child, x + child.at.x, y + child.at.y)
        elif isinstance(child, Picture):
            yield x + child.at.x, y + child.at.y, child.size


def test_markup_in_the_title_is_set_and_not_in_the_files_title(vsop: Event) -> None:
    document = compose(replace(vsop, title="Planen *für alle*"))
    assert document.title == "VSOP Jahrestagung 2022: Planen für alle"
    assert "*" not in words(document).replace("Teilnehmer*innen", "")


def test_one_evening_without_speakers_fees_or_partners(vsop: Event) -> None:
    day = Day(date=dt.date(2022, 3, 28), sessions=(Session(start=dt.time(19), title="Konzert"),))
    evening = Event(
        name="Sommerfest",
        language="de",
        starts=vsop.starts,
        ends=vsop.starts + dt.timedelta(hours=3),
        organiser=replace(vsop.organiser, bank=None, logo=None),
        programme=(day,),
    )
    said = words(compose(evening))
    assert "Sommerfest" in said
    assert "19:00\u00a0Uhr Konzert" in said
    assert "Teilnahmebetrag" not in said


def test_in_english(vsop: Event) -> None:
    fees = (Fee(id="all", name="Ticket", amount=vsop.registration.fees[0].amount),)
    english = replace(vsop, language="en", registration=replace(vsop.registration, fees=fees))
    said = words(compose(english))
    for phrase in ("28–30 March 2022", "Registration deadline: 11 March 2022", "€330.00", "Monday, 28 March 2022"):
        assert phrase in said.replace("\u00a0", " ")


def test_too_long_a_word_on_the_cover_makes_the_title_smaller_not_wider(vsop: Event) -> None:
    long = replace(vsop, title="Donaudampfschifffahrtsgesellschaftskapitänsverordnung")
    (title,) = [text for _, text in texts(compose(long).pages[0]) if text.text.startswith("Donau")]
    assert title.width <= mm(82)


@pytest.mark.parametrize("field", ["title", "about"])
def test_a_word_no_line_can_hold_is_an_error_with_its_width(vsop: Event, field: str) -> None:
    with pytest.raises(UserError, match=r"'X+' does not fit: it needs \d+ mm, there are 8. mm"):
        compose(replace(vsop, **{field: "X" * 90}))


def links(frame: Frame) -> Iterator[tuple[str, str]]:
    for child in frame.children:
        if isinstance(child, Frame):
            urls = [item.url for item in child.children if isinstance(item, Link)]
            if urls:
                yield "".join(text.text for _, text in texts(child)), urls[0]
            else:
                yield from links(child)


def test_everything_that_leads_somewhere_is_a_link(vsop: Event) -> None:
    partners = (Partner(name="Stiftung", website="https://stiftung.example.org"), Partner(name="Hochschule"))
    hotels = (Hotel(name="Gasthof", website="https://gasthof.example.org/"),)
    event = replace(vsop, partners=partners, accommodation=hotels, website="https://jt.example.org")
    assert list(links(compose(event).pages[0])) == [
        ("Stiftung", "https://stiftung.example.org"),
        ("www.vsop.de", "https://www.vsop.de"),
        ("gasthof.example.org", "https://gasthof.example.org/"),
        ("geschaeftsstelle@vsop.de", "mailto:geschaeftsstelle@vsop.de"),
        ("jt.example.org", "https://jt.example.org"),
    ]


def test_room_and_track_stand_below_the_title(vsop: Event) -> None:
    session = Session(start=dt.time(9), title="Werkstatt", room="Saal 2", track="Praxis")
    assert "Werkstatt Saal 2 · Praxis" in words(
        compose(replace(vsop, programme=(Day(date=dt.date(2022, 3, 28), sessions=(session,)),)))
    )


def test_a_word_too_wide_is_told_where_it_was_written(vsop: Event) -> None:
    section = replace(vsop.sections[0], title="X" * 90)
    session = replace(vsop.programme[0].sessions[1], title="Y" * 90)
    day = replace(vsop.programme[0], sessions=(session,))
    with pytest.raises(UserError) as error:
        compose(replace(vsop, sections=(section,), programme=(day,)))
    assert {p.place for p in error.value.problems} == {section.places["title"], session.places["title"]}


def test_a_payment_code_that_cannot_be_made_is_a_problem_at_its_datum(vsop: Event) -> None:
    registration = replace(vsop.registration, reference="{participant} " + "Tagung " * 60)
    with pytest.raises(UserError) as error:
        compose(replace(vsop, registration=registration))
    assert [p.place for p in error.value.problems] == [registration.places["reference"]]


def test_outside_the_euro_there_are_bank_details_but_no_giro_code(vsop: Event) -> None:
    said = words(compose(replace(vsop, currency="CHF")))
    assert "IBAN" in said
    assert "GiroCode" not in said


def test_a_reference_that_is_only_the_number_leaves_no_empty_row(vsop: Event) -> None:
    registration = replace(vsop.registration, reference="{invoice}")
    assert "Verwendungszweck" not in words(compose(replace(vsop, registration=registration)))


def test_a_day_without_sessions_is_announced(vsop: Event) -> None:
    day = Day(date=dt.date(2022, 3, 29), title="Exkursion")
    assert "Exkursion Dienstag, 29.03.2022" in words(compose(replace(vsop, programme=(vsop.programme[0], day))))


def test_doors_that_open_on_another_day_name_it(vsop: Event) -> None:
    doors = vsop.starts - dt.timedelta(days=1)
    said = words(compose(replace(vsop, doors_open=doors)))
    assert "Anmeldung vor Ort ab Sonntag, 27.03.2022, 13:00\u00a0Uhr geöffnet" in said


def test_a_days_title_does_not_run_into_its_date(vsop: Event) -> None:
    day = replace(vsop.programme[0], title="Ein Tag mit einem sehr langen Namen und noch mehr Worten")
    with pytest.raises(UserError, match=r"'Ein Tag .*' does not fit"):
        compose(replace(vsop, programme=(day,)))
