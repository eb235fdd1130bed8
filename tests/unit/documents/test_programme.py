import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from flyer import pdf
from flyer.documents import programme
from flyer.documents.leaflet.purpose import SCREEN, Delivery, Purpose
from flyer.event.model import Day, Event, Fee, Hotel, Organiser, Partner, Session
from flyer.problems import Place, UserError
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.typeset.frame import Conformance, Document, Fill, Frame, Link, Picture, Point, Size, Text
from flyer.units import in_mm, mm
from flyer.wording import Wording

GOLDEN = Path(__file__).parents[2] / "golden" / "documents" / "programme-panel.txt"


PRINT_SHOP = Delivery(Purpose.PRINT_SHOP)


def compose(event: Event, delivery: Delivery = SCREEN) -> Document:
    return programme.compose(event, Wording.of(event.language), builtin(), delivery)


def texts(frame: Frame, x: float = 0, y: float = 0) -> Iterator[tuple[Point, Text]]:
    for child in frame.children:
        if isinstance(child, Frame):
            yield from texts(child, x + child.at.x, y + child.at.y)
        elif isinstance(child, Text):
            yield Point(x + child.at.x, y + child.at.y), child


def words(document: Document) -> str:
    return " ".join(text.text for page in document.pages for _, text in texts(page))


def test_the_frames_of_the_first_panel_inside(vsop: Event, golden: Callable[[Path, str], None]) -> None:
    (sheet,) = compose(vsop).pages[1].children
    golden(GOLDEN, dump(sheet.children[0]))


def printed(event: Event, **settings: object) -> Event:
    """The event with other settings for its programme."""
    made = replace(event.documents.programme, **settings)  # type: ignore[arg-type]
    return replace(event, documents=replace(event.documents, programme=made))


def crowded(event: Event) -> Event:
    """The event with more sessions than a folded sheet holds."""
    sessions = tuple(Session(start=dt.time(9), title=f"Vortrag über die Planung Nummer {n}") for n in range(200))
    return replace(event, programme=(Day(date=dt.date(2022, 3, 28), sessions=sessions),))


def test_copy_that_does_not_fit_is_an_error_that_says_how_much_is_missing_and_what_would_do(vsop: Event) -> None:
    with pytest.raises(UserError) as error:
        compose(crowded(vsop))
    (problem,) = error.value.problems
    assert problem.place == vsop.documents.programme.places["fold"]
    assert re.match(r"the programme does not fit the fold 'letter': in 8.2 pt \d+ mm of its columns", problem.what)
    assert problem.hint.endswith("; 'fold: booklet' holds it as it is")


def test_what_is_higher_than_a_column_is_an_error_at_its_place_and_is_told_all_at_once(vsop: Event) -> None:
    first, second = Place("event.yaml", 9), Place("event.yaml", 90)
    text = "Worum es im Vortrag geht. " * 300
    long = [Session(start=dt.time(9), title="Lang", text=text, places={"title": place}) for place in (first, second)]
    event = replace(vsop, programme=(Day(date=dt.date(2022, 3, 28), sessions=tuple(long)),))
    for fold, paper in (("auto", ""), ("letter", "A4")):
        with pytest.raises(UserError) as error:
            compose(printed(event, fold=fold, paper=paper))
        assert {problem.place for problem in error.value.problems} == {first, second}
        assert "in one piece, a column has" in error.value.problems[0].what


def test_auto_takes_a_larger_fold_for_more_copy_and_says_so(vsop: Event) -> None:
    assert compose(printed(vsop, fold="auto", paper="")).notes == ("letter (A4), set in 8.9 pt on 10.7 pt",)
    (note,) = compose(printed(crowded(vsop), fold="auto", paper="")).notes
    assert re.match(r"booklet \(A5, \d+ pages\), set in (9|1[01])\.\d pt", note)


def test_what_may_be_left_out_is_and_that_is_said(vsop: Event) -> None:
    assert "Goertz, Bertelsmann Stiftung Prof." in re.sub(" +", " ", words(compose(vsop)))
    tight = compose(printed(vsop, fold="half", paper="A4", drop=("text", "affiliation")))
    assert tight.notes[1] == "left out to make it fit: text, affiliation"
    assert "Goertz, Bertelsmann Stiftung Prof." not in re.sub(" +", " ", words(tight))
    with pytest.raises(UserError, match="does not fit the fold 'half'"):
        compose(printed(vsop, fold="half", paper="A4"))


def test_a_paper_the_fold_is_not_made_of_is_refused_with_those_it_is(vsop: Event) -> None:
    with pytest.raises(UserError) as error:
        compose(printed(vsop, fold="half", paper="A3"))
    (problem,) = error.value.problems
    assert (problem.what, problem.hint) == ("the fold 'half' is not made of the paper 'A3'", "there is A5, A4")


def test_for_a_print_shop_grounds_run_into_the_bleed_and_marks_stand_outside(vsop: Event) -> None:
    document = compose(printed(vsop, bleed=Decimal(3)), PRINT_SHOP)
    assert (document.paper.width, document.trim, document.bleed) == (mm(303), Size(mm(297), mm(210)), mm(3))
    assert document.conformance == {Conformance.PDF_X_1A}
    assert pdf_boxes(pdf.write(document)) == [[0, 0, 303, 216], [3, 3, 300, 213], [0, 0, 303, 216]]
    edges = [(x, y, x + fill.size.width, y + fill.size.height) for x, y, fill in fills(document.pages[0])]
    assert min(y for _, y, _, _ in edges) == pytest.approx(0)
    assert max(right for _, _, right, _ in edges) == pytest.approx(mm(303))
    assert max(foot for _, _, _, foot in edges) == pytest.approx(mm(216))
    marked = compose(printed(vsop, bleed=Decimal(3), marks=True), PRINT_SHOP)
    assert pdf_boxes(pdf.write(marked)) == [[0, 0, 323, 236], [13, 13, 310, 223], [10, 10, 313, 226]]


@pytest.mark.parametrize("purpose", [Purpose.SCREEN, Purpose.OFFICE])
def test_only_for_a_print_shop_there_are_bleed_and_marks(vsop: Event, purpose: Purpose) -> None:
    document = compose(printed(vsop, bleed=Decimal(3), marks=True), Delivery(purpose))
    assert (document.paper, document.bleed) == (Size(mm(297), mm(210)), 0.0)
    edges = [(x, x + fill.size.width) for page in document.pages for x, _, fill in fills(page)]
    assert (min(left for left, _ in edges), max(right for _, right in edges)) == pytest.approx((0, mm(297)))


def test_the_document_knows_where_it_is_folded_and_how_far_text_stays_away(vsop: Event) -> None:
    document = compose(vsop)
    assert [[round(in_mm(x)) for x in side] for side in document.creases] == [[97, 197], [100, 200]]
    assert document.safety == mm(4)


def test_the_ground_of_a_masthead_bleeds_over_the_edges_of_the_sheet_and_not_into_the_copy(
    events: Mapping[str, Event],
) -> None:
    document = compose(printed(events["day"], fold="poster", paper="", bleed=Decimal(3)), PRINT_SHOP)
    x, y, ground = max(fills(document.pages[0]), key=lambda each: each[2].size.width * each[2].size.height)
    assert (x, y, ground.size.width) == pytest.approx((0, 0, mm(303)))
    assert y + ground.size.height <= mm(3 + 92) + 1e-6


def test_for_the_office_pages_of_a_booklet_stand_beside_each_other_and_the_edge_to_flip_is_named(
    events: Mapping[str, Event],
) -> None:
    booklet = compose(printed(events["three-days"], fold="booklet"), Delivery(Purpose.OFFICE))
    assert (len(booklet.pages), booklet.paper) == (4, Size(mm(296), mm(210)))
    assert booklet.notes[-1] == "print on both sides of the paper and flip it on its short edge"
    loose = compose(printed(events["three-days"], fold="none"), Delivery(Purpose.OFFICE))
    assert loose.notes[-1] == "print on both sides of the paper and flip it on its long edge"
    poster = compose(printed(events["day"], fold="poster"), Delivery(Purpose.OFFICE))
    assert "flip" not in " ".join(poster.notes)


@pytest.mark.parametrize("design", ["mosaic", "rules"])
@pytest.mark.parametrize("name", ["evening", "day", "three-days", "no-speakers", "partners"])
def test_in_large_print_nothing_is_smaller_than_16_points(events: Mapping[str, Event], name: str, design: str) -> None:
    event = replace(events[name], theme=replace(events[name].theme, design=design))
    document = compose(event, Delivery(large_print=True))
    assert document.paper == Size(mm(210), mm(297))
    small = [text.text for page in document.pages for _, text in texts(page) if text.runs[0].size < 16 - 1e-6]
    assert {text for text in small if any(map(str.isalnum, text))} == set()


def test_bookmarks_lead_to_the_days_and_to_parallel_sessions_under_their_time() -> None:
    def at(start: int, end: int, title: str, room: str = "") -> Session:
        return Session(start=dt.time(start), end=dt.time(end), title=title, room=room)

    first = Day(
        date=dt.date(2026, 6, 20),
        sessions=(at(9, 10, "Begrüßung"), at(10, 12, "B", "Raum 10"), at(10, 12, "A", "Raum 2")),
    )
    second = Day(date=dt.date(2026, 6, 21), title="Ausflug")
    noon = dt.datetime(2026, 6, 20, 12, tzinfo=dt.UTC)
    event = Event(
        name="Fest",
        language="en",
        starts=noon,
        ends=noon,
        organiser=Organiser(name="Verein"),
        programme=(first, second),
    )
    with pikepdf.open(BytesIO(pdf.write(compose(event)))) as file, file.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Fest"
        assert shape(title.children)[:2] == [
            (
                "Day 1 Saturday, 20 June 2026",
                [
                    ("09:00–10:00 Begrüßung", []),
                    ("10:00–12:00", [("Raum 2 A", []), ("Raum 10 B", [])]),
                ],
            ),
            ("Ausflug Sunday, 21 June 2026", []),
        ]


def shape(items: Iterable[pikepdf.OutlineItem]) -> list[tuple[str, list[Any]]]:
    return [(item.title.replace("\u00a0", " "), shape(item.children)) for item in items]


def test_a_day_that_goes_on_in_the_next_panel_says_so(vsop: Event) -> None:
    assert words(compose(vsop)).count("Fortsetzung") == 2


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
    with pytest.raises(UserError, match="the venue does not fit the cover"):
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
        ("0391 58 279 582", "tel:039158279582"),
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
