"""Whatever a programme says, a page and a text say the same, and nothing in it becomes anything but words."""

import datetime as dt
import re
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from flyer.event.model import Kind, Theme
from flyer.manuscript.model import (
    Content,
    Contribution,
    Cover,
    DayPlan,
    Entry,
    Line,
    Manuscript,
    Payment,
    Prose,
    Rate,
    Rates,
    Section,
    Speakers,
)
from flyer.problems import Place
from flyer.twins.html import page
from flyer.twins.lines import columns
from flyer.twins.text import text
from flyer.wording import Wording
from manuscripts import words_in, words_of
from pages import parsed, read

T = TypeVar("T")

PLACES = st.just(Place("event.yaml"))
SPITEFUL = (
    "<script>alert(1)</script>",
    "</style></title>--><img src=x onerror=alert(1)>",
    "\" onclick='alert(1)' &amp; &#60;",
    "*kursiv* **fett** ***beides*** \\* *offen",
    '[Mehr](https://a.example/?b=1&c=<d>"e) [x](javascript:alert(1))',
    "https://a.example/ist/lang/" + "sehr/" * 20,
    "- eins\n- zwei\n\nAbsatz\nweiter",
    "\u202eשלום\u202c und عبد 日本語 a\u200bb U\u0308",
    'z. B. 5 - 6 "Zitat" 10-12 Uhr',
)
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\u00ad")
TEXTS = st.lists(st.text(LETTERS, max_size=20) | st.sampled_from(SPITEFUL), max_size=3).map(" ".join)
NAMES = st.text(LETTERS, max_size=20).map(lambda said: re.sub(r"[*\\\\\[\s]+", " ", said)) | st.sampled_from(
    SPITEFUL[:3]
)
LINE_TEXTS = TEXTS.map(lambda said: " ".join(said.split()))


def few(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


LINKED = LINE_TEXTS.map(lambda said: Line(f"{said} www.a.example", (("www.a.example", "https://www.a.example/"),)))
LINES = st.builds(Line, LINE_TEXTS) | LINKED
CONTENTS: st.SearchStrategy[Content] = st.one_of(
    LINES,
    st.builds(Prose, TEXTS),
    st.builds(
        Rates, st.lists(st.builds(Rate, st.just("330,00 €"), LINE_TEXTS, LINE_TEXTS), min_size=1, max_size=3).map(tuple)
    ),
    st.builds(Payment, few(LINES), PLACES),
)
SECTIONS = st.builds(Section, LINE_TEXTS, few(CONTENTS), PLACES)
SPEAKERS = few(st.builds(Speakers, NAMES, LINE_TEXTS))
TALKS = few(st.builds(Contribution, LINE_TEXTS, PLACES, subtitle=TEXTS, speakers=SPEAKERS, text=TEXTS, room=LINE_TEXTS))
ENTRIES = st.builds(
    Entry,
    st.sampled_from(("13:00 Uhr", "13:00 bis 14:00 Uhr", "1 pm")),
    LINE_TEXTS,
    PLACES,
    st.sampled_from((dt.time(13), dt.time(12))),
    st.none() | st.just(dt.time(14)),
    kind=st.sampled_from(Kind),
    where=LINE_TEXTS,
    subtitle=TEXTS,
    text=TEXTS,
    speakers=SPEAKERS,
    talks=TALKS,
)
DAYS = st.builds(DayPlan, LINE_TEXTS, st.just("Montag, 28.03.2022"), few(ENTRIES), PLACES, st.dates())
COVERS = st.builds(
    Cover, LINE_TEXTS, LINE_TEXTS, LINE_TEXTS, few(LINE_TEXTS), few(LINE_TEXTS), st.just(()), PLACES, PLACES
)
MANUSCRIPTS = st.builds(
    Manuscript, st.sampled_from(("de", "en")), LINE_TEXTS, COVERS, few(SECTIONS), few(DAYS), few(SECTIONS)
)
SPELLED_OUT = re.compile(r"\s+<(?:https?://)[^\s()]*>|https?://(?=www\.a\.example)")
"""What a text says more: where words lead."""


@settings(max_examples=40)
@given(MANUSCRIPTS)
def test_a_page_says_what_the_manuscript_says(manuscript: Manuscript) -> None:
    written = page(manuscript, Theme(), Wording.of(manuscript.language))
    assert words_in(read(written)) == words_of(manuscript)
    tags = {each.tag for each in parsed(written).iter()}
    assert not tags & {"script", "img"}


@settings(max_examples=40)
@given(MANUSCRIPTS)
def test_a_text_says_what_the_manuscript_says(manuscript: Manuscript) -> None:
    written = text(manuscript)
    assert words_in(SPELLED_OUT.sub("", written)) == words_of(manuscript)
    wide = [line for line in written.splitlines() if columns(line) > 72]
    assert all(columns(line.split()[-1]) > 20 for line in wide)
