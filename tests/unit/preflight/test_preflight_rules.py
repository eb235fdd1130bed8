from collections.abc import Iterator
from dataclasses import replace

from sheets import IBAN, TRIMMED, at, code, document, text

from flyer.preflight import Check, check
from flyer.problems import Place, Problem, UserError
from flyer.typeset.frame import Document, Frame, Picture, Size


def test_the_same_account_everywhere() -> None:
    invoice = document(text(f"IBAN {IBAN}"), code(alt=f"IBAN {IBAN}"), title="Rechnung")
    programme = document(text("DE07545500100380021436, USt-IdNr. DE136695976", 10))
    assert check([invoice, programme]) == []
    wrong = document(text("IBAN DE02 1203 0000 0000 2020 51"), title="Ausweise")
    assert [str(problem) for problem in check([invoice, programme, wrong])] == [
        "Rechnung: page 1 names the account DE07545500100380021436\n  hint: one event has one account",
        "Ausweise: page 1 names the account DE02120300000000202051\n  hint: one event has one account",
    ]


def test_an_account_in_a_code_is_one_too() -> None:
    invoice = document(code(alt="GiroCode: IBAN DE02120300000000202051"), title="Rechnung")
    assert len(check([document(text(f"IBAN {IBAN}")), invoice])) == 2


def test_an_account_is_a_word_of_its_own() -> None:
    assert check([document(text(f"IBAN {IBAN}")), document(text("XDE02120300000000202051"))]) == []


def test_a_problem_names_document_and_page() -> None:
    good = document(text("gut"))
    both = document(text("gut"), title="Ausweise")
    pages = (*both.pages, *document(text("winzig", size=4)).pages)
    bad = Document(title="Ausweise", language="de", dated=both.dated, paper=both.paper, pages=pages)
    (problem,) = check([good, bad])
    assert str(problem) == (
        "Ausweise: page 2: 'winzig' is set in 4.0 points, the least is 6\n  hint: shorten what stands there"
    )


def test_a_problem_with_a_picture_of_the_event_stands_where_the_event_names_it() -> None:
    logo = Frame(at(0, 0), Size(9, 9), (Picture(at(30, 30), Size(9, 9), b"<svg"),), alt="Haus")
    place = Place("event.yaml", 7, 12)
    (problem,) = set(check([document(logo), document(logo, logo)], {b"<svg": place}))
    assert (problem.place, problem.what) == (place, "a picture is a damaged SVG file")
    (problem,) = check([document(logo)], {b"<svg>": place})
    assert (problem.place, problem.what) == (Place("Programm"), "page 1: a picture is a damaged SVG file")


def test_pages_are_handed_on_until_something_is_found_and_all_are_looked_at() -> None:
    good, small = (document(text(said, size=size)).pages[0] for said, size in (("gut", 9), ("winzig", 4)))
    found = Check({})
    assert [*found.pages(replace(document(), pages=(good, small, good, small)))] == [good]
    assert [problem.what.split(":")[0] for problem in found.problems] == ["page 2", "page 4"]
    assert [*found.pages(document(text("gut")))] == []


def test_what_the_making_of_pages_says_no_with_is_found_too() -> None:
    class Pages(tuple[Frame, ...]):
        def __iter__(self) -> Iterator[Frame]:
            yield from super().__iter__()
            raise UserError([Problem(Place("participants.csv", 2), "it does not fit")])

    small = document(text("winzig", size=4))
    found = check([replace(small, pages=Pages(small.pages)), small])
    assert [problem.place.file for problem in found] == ["Programm", "participants.csv", "Programm"]


def labels(*frames: Frame, **more: object) -> Document:
    """A page of frames side by side, which are judged one by one."""
    return document(*frames, Frame(at(0, 80), Size(9, 9), (text("gut", 50, 1),)), **more)


def test_labels_that_share_ink_are_one_page() -> None:
    one, other = (Frame(at(0, 0), Size(9, 9), (text(said, y=y),)) for said, y in (("unten", 60), ("oben", 59)))
    assert [each.what for each in check([labels(one, other)])] == ["page 1: 'oben' is printed on 'unten'"]


def test_what_returns_is_found_wherever_it_returns() -> None:
    small = Frame(at(0, 0), Size(9, 9), (text("winzig", size=4),))
    found = check([labels(small), labels(small, title="Zwei")])
    assert [problem.place for problem in found] == [Place("Programm"), Place("Zwei")]
    assert {problem.what for problem in found} == {"page 1: 'winzig' is set in 4.0 points, the least is 6"}


def test_what_returns_is_held_against_the_sheet_it_stands_on() -> None:
    edge = Frame(at(0, 0), Size(9, 9), (text("gut", 7, 60),))
    assert check([labels(edge)]) == []
    assert [problem.what for problem in check([labels(edge, **TRIMMED)])] == [
        "page 1: 'gut' reaches beyond the edge of the paper"
    ]
    assert check([labels(edge)]) == []


def test_what_returns_names_its_account_in_every_document() -> None:
    said = Frame(at(0, 0), Size(9, 9), (text(f"IBAN {IBAN}"),))
    other = document(text("IBAN DE02 1203 0000 0000 2020 51"))
    for _ in range(2):
        assert len(check([labels(said), other])) == 2
