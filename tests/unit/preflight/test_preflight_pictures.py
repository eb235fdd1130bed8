import io
from dataclasses import replace

import pikepdf
import pytest

from flyer.event.model import Asset, Event, InvoiceSettings
from flyer.preflight import picture_places, pictures
from flyer.problems import Place
from flyer.typeset.pictures.page import pages

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="Hmm" viewBox="0 0 210 H"/>'


def pdf(*sizes: tuple[int, int]) -> bytes:
    """A PDF file of empty pages, in points."""
    file, stream = pikepdf.new(), io.BytesIO()
    for size in sizes:
        file.add_blank_page(page_size=size)
    file.save(stream, static_id=True)
    return stream.getvalue()


def with_logo(event: Event, content: bytes) -> Event:
    return replace(event, organiser=replace(event.organiser, logo=Asset(path="logos/ours.svg", content=content)))


def test_the_repositorys_logos_can_be_printed(vsop: Event) -> None:
    assert pictures(vsop) == []


def test_a_damaged_logo_is_a_problem_where_the_event_names_it(vsop: Event) -> None:
    (problem,) = pictures(with_logo(vsop, b"<svg"))
    assert problem.place == vsop.organiser.places["logo"]
    assert problem.what.startswith("'logos/ours.svg' ")
    assert problem.hint


def test_a_damaged_cover_picture_is_a_problem_where_the_theme_names_it(vsop: Event) -> None:
    place = Place("event.yaml", 7, 12)
    theme = replace(vsop.theme, picture=Asset(path="market.jpg", content=b"\xff\xd8\xff"), places={"picture": place})
    (problem,) = pictures(replace(vsop, theme=theme))
    assert problem.place == place
    assert problem.what.startswith("'market.jpg' ")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-", "'paper.pdf' is a damaged PDF file"),
        (SVG.replace(b"H", b"210"), "'paper.pdf' is 210 × 210 mm, letter paper is A4"),
        (SVG.replace(b"H", b"297"), ""),
        (pdf((595, 842), (595, 842)), ""),
        (pdf((595, 842), (842, 595)), "'paper.pdf' is 297 × 210 mm, letter paper is A4"),
        (pdf((595, 842), (595, 842), (595, 842)), "'paper.pdf' has 3 pages"),
    ],
)
def test_letter_paper_is_one_page_or_two_of_a4_that_can_be_printed(vsop: Event, content: bytes, what: str) -> None:
    paper, place = Asset(path="paper.pdf", content=content), Place("event.yaml", 70, 17)
    settings = InvoiceSettings(letterhead=paper, places={"letterhead": place})
    problems = pictures(replace(vsop, documents=replace(vsop.documents, invoices=settings)))
    assert [(problem.what, problem.place) for problem in problems] == ([(what, place)] if what else [])


def test_an_event_without_pictures_has_no_such_problem(vsop: Event) -> None:
    assert pictures(replace(vsop, organiser=replace(vsop.organiser, logo=None), partners=())) == []


def test_every_picture_has_the_place_where_the_event_names_it(vsop: Event) -> None:
    picture = Asset(path="market.jpg", content=b"market")
    theme = replace(vsop.theme, picture=picture, places={"picture": Place("event.yaml", 7, 12)})
    places = picture_places(replace(with_logo(vsop, b"ours"), theme=theme))
    assert (places[b"ours"], places[b"market"]) == (vsop.organiser.places["logo"], Place("event.yaml", 7, 12))
    assert len(places) == 2 + len(vsop.partners)


def test_both_pages_of_letter_paper_have_its_place(vsop: Event) -> None:
    place, content = Place("event.yaml", 70, 17), pdf((595, 842), (595, 842))
    settings = InvoiceSettings(letterhead=Asset(path="paper.pdf", content=content), places={"letterhead": place})
    places = picture_places(replace(vsop, documents=replace(vsop.documents, invoices=settings)))
    assert [places[each] for each in pages(content)] == [place, place]
