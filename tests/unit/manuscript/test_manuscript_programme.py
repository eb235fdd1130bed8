from collections.abc import Callable
from pathlib import Path

from flyer.event.model import Address, Asset, Event, Organiser, Partner, Venue
from flyer.manuscript.model import Logo, Manuscript, Prose
from flyer.manuscript.programme import manuscript
from flyer.problems import Place
from flyer.wording import Wording
from manuscripts import words_in, words_of

FACTS = Path(__file__).parents[2] / "data" / "vsop-jahrestagung-2022.txt"


def test_the_cover_of_an_evening(written: Callable[..., Manuscript]) -> None:
    made = written()
    assert (made.language, made.title, made.texts, made.days) == ("de", "Sommerfest", (), ())
    assert (made.cover.name, made.cover.title, made.cover.where, made.cover.logos) == ("Sommerfest", "", (), ())
    assert [when.replace("\u00a0", " ") for when in made.cover.when] == ["20. Juni 2026"]


def test_the_cover_with_all_it_may_have(written: Callable[..., Manuscript]) -> None:
    one, two = Asset(path="a.svg", content=b"a"), Asset(path="b.svg", content=b"b")
    made = written(
        title="Musik *für alle*",
        subtitle="im Park",
        venue=Venue(name="Stadtpark", address=Address(city="Aa")),
        organiser=Organiser(name="Musikverein Aa", logo=one),
        partners=(Partner(name="Chor"), Partner(name="Stadt Aa", logo=two)),
    )
    assert made.title == "Sommerfest: Musik *für alle*"
    assert (made.cover.subtitle, made.cover.where) == ("im Park", ("Aa, Stadtpark",))
    assert made.cover.logos == (Logo(b"a", "Logo: Musikverein Aa"), Logo(b"b", "Logo: Stadt Aa"))


def test_what_it_is_about_and_whom_it_is_for(written: Callable[..., Manuscript]) -> None:
    whole, about, audience = (Place("event.yaml", line) for line in (1, 2, 3))
    texts = written(about="Musik.", audience="Alle.", places={"": whole, "about": about, "audience": audience}).texts
    assert [(text.heading, text.content, text.place) for text in texts] == [
        ("Worum es geht", (Prose("Musik."),), about),
        ("Für wen", (Prose("Alle."),), audience),
    ]


def test_in_english(written: Callable[..., Manuscript]) -> None:
    made = written(language="en", about="Music.")
    assert [each.heading for each in (*made.texts, *made.practical)] == [
        "About the event",
        "Date",
        "Information and coordination",
    ]


def test_every_fact_of_the_repositorys_event_in_reading_order(vsop: Event) -> None:
    words, at = words_of(manuscript(vsop, Wording.of(vsop.language)), days_first=True), 0
    said = "".join(words)
    for fact in FACTS.read_text("utf-8").splitlines():
        bare = "".join(words_in(fact))
        found = said.find(bare, at)
        assert found >= 0, f"'{fact}' is not read after '…{said[max(0, at - 60) : at]}'"
        at = found + len(bare)
