import base64
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from flyer.event.model import Asset, Event, Theme
from flyer.manuscript.model import Logo, Manuscript
from flyer.manuscript.programme import manuscript
from flyer.twins.html import page
from flyer.wording import Wording
from manuscripts import words_in, words_of
from pages import parsed, read

GOLDEN = Path(__file__).parents[2] / "golden" / "twins" / "programme.html"
GERMAN = Wording.of("de")


@pytest.fixture
def written(afternoon: Manuscript) -> str:
    return page(afternoon, Theme(), GERMAN)


def test_the_page_of_the_repositorys_event(vsop: Event, golden: Callable[[Path, str], None]) -> None:
    body = page(manuscript(vsop, GERMAN), vsop.theme, GERMAN).partition("<body")[2]
    golden(GOLDEN, "<body" + re.sub(r'(base64,| d="M)[^"]+', r"\1…", body))


def test_its_words_are_those_of_the_manuscript_in_their_order(vsop: Event, afternoon: Manuscript) -> None:
    for each in (manuscript(vsop, GERMAN), afternoon):
        assert words_in(read(page(each, Theme(), GERMAN))) == words_of(each)


def test_it_needs_nothing_and_runs_nothing(written: str) -> None:
    root = parsed(written)
    policy = next(meta.get("content") for meta in root.iter("meta") if meta.get("http-equiv"))
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert not {"script", "link", "iframe", "object", "form"} & {each.tag for each in root.iter()}
    assert not re.search(r"url\(|@import", written)
    for each in root.iter():
        assert each.get("src", "data:").startswith("data:")
        assert each.get("href", "#").startswith(("#", "https://", "mailto:", "tel:"))
        assert not [name for name in each.keys() if name.startswith("on") or name == "style"]  # noqa: SIM118


def test_what_users_wrote_is_text(written: str) -> None:
    assert "Eva &lt;b&gt;Ü&lt;/b&gt;</span>, Amt „X“ &amp; Y</p>" in written
    assert '<a href="https://a.example/?b=1&amp;c">Mehr</a>' in written
    assert "<title>Sommertagung: Zusammen planen</title>" in written
    assert '<h1 class="title"><em>Zusammen</em> planen</h1>' in written


def test_headings_go_down_step_by_step_and_ids_are_given_once(written: str) -> None:
    root = parsed(written)
    levels = [int(each.tag[1]) for each in root.iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    named = [each.get(key, "").removeprefix("#") for each in root.iter() for key in ("aria-labelledby", "href")]
    assert {name for name in named if name and ":" not in name} <= set(ids)


def test_times_and_dates_are_said_to_machines(written: str) -> None:
    assert [each.get("datetime") for each in parsed(written).iter("time")] == [
        "2022-03-28",
        "2022-03-28T12:00",
        "2022-03-28T13:00",
        "2022-03-28T13:00",
        "2022-03-28T14:30",
        "2022-03-28T23:00",
        "2022-03-29T01:00",
    ]


def test_times_of_twelve_hours_are_said_to_machines_in_twenty_four(afternoon: Manuscript) -> None:
    (day,) = afternoon.days
    entry = replace(day.entries[2], time="1:00–2:30\u00a0PM")
    made = replace(afternoon, days=(replace(day, entries=(entry,)),))
    times = [(each.text, each.get("datetime")) for each in parsed(page(made, Theme(), GERMAN)).iter("time")]
    assert times[1:] == [("1:00", "2022-03-28T13:00"), ("2:30", "2022-03-28T14:30")]


def test_what_begins_at_the_same_time_stands_side_by_side(written: str) -> None:
    (slot,) = (each for each in parsed(written).iter("div") if each.get("class") == "parallel")
    assert [words_in("".join(article.itertext()))[3:5] for article in slot] == [["Plenum", "A"], ["14", "30"]]


def test_fees_are_a_table_with_row_heads_and_a_name(written: str) -> None:
    (table,) = parsed(written).iter("table")
    assert table.get("aria-labelledby") == "fact-2"
    assert [(each.get("scope"), each.text) for each in table.iter("th")] == [("row", "330,00 €"), ("row", "0,00 €")]


def test_whom_to_write_to_is_an_address(written: str) -> None:
    (address,) = parsed(written).iter("address")
    assert [each.get("href") for each in address.iter("a")] == ["mailto:buero@a.example", "tel:039158"]


def test_the_days_are_linked_where_there_are_several(vsop: Event, written: str) -> None:
    assert not list(parsed(written).iter("nav"))
    (navigation,) = parsed(page(manuscript(vsop, GERMAN), vsop.theme, GERMAN)).iter("nav")
    assert [each.get("href") for each in navigation.iter("a")] == ["#day-1", "#day-2", "#day-3"]


def test_a_logo_is_data_in_which_nothing_runs(afternoon: Manuscript) -> None:
    png = b"\x89PNG\r\n\x1a\n"
    logos = (*afternoon.cover.logos, Logo(png, "Logo: Amt"), Logo(b"%PDF-1.4", "Logo: Bund"))
    root = parsed(page(replace(afternoon, cover=replace(afternoon.cover, logos=logos)), Theme(), GERMAN))
    assert [(each.get("src"), each.get("alt")) for each in root.iter("img")] == [
        (f"data:image/svg+xml;base64,{base64.b64encode(logos[0].content).decode()}", "Logo: Verein"),
        (f"data:image/png;base64,{base64.b64encode(png).decode()}", "Logo: Amt"),
    ]
    items = next(each for each in root.iter("ul") if each.get("class") == "logos")
    assert ["".join(each.itertext()) for each in items] == ["", "", "Logo: Bund"]


def test_the_picture_of_the_cover_may_only_adorn(afternoon: Manuscript) -> None:
    theme = Theme(picture=Asset(path="a.jpg", content=b"\xff\xd8\xff\xe0"))
    first = next(parsed(page(afternoon, theme, GERMAN)).iter("img"))
    assert (first.get("src"), first.get("alt")) == ("data:image/jpeg;base64,/9j/4A==", "")


def test_another_reader_reads_the_code_and_its_name_says_the_same(written: str) -> None:
    (drawing,) = parsed(written).iter("{http://www.w3.org/2000/svg}svg")
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == "GiroCode: Kontoinhaber Verein, IBAN DE07 5455 0010 0380 0214 36"
    side = int(drawing.get("viewBox", "").split()[2])
    image = Image.new("L", (side * 8, side * 8), 255)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawing[1].get("d", "")):
        left, top = int(x) * 8, int(y) * 8
        ImageDraw.Draw(image).rectangle((left, top, left + 7, top + 7), fill=0)
    (found,) = zxingcpp.read_barcodes(image)
    assert found.text.splitlines()[5:7] == ["Verein", "DE07545500100380021436"]


@pytest.mark.parametrize("design", ["mosaic", "rules"])
def test_each_design_has_its_look(afternoon: Manuscript, design: str) -> None:
    assert f'<body class="{design}">' in page(afternoon, Theme(design=design), GERMAN)
