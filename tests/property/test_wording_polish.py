import re

from hypothesis import example, given
from hypothesis import strategies as st

from flyer.wording import polish

PIECES = st.sampled_from(
    [*"\"'-–—.„“”‚‘’«»‹›… \u00a0\u202f\n*([,;:§%€5012a", "z.B.", "S. ", "Dr. ", "28.", "März", "2022", "Uhr",
     "...", " - ", "10:30", "9-12", "www.a.de", "a@b.de", "'s ",
     "'ne ", "\ue000", "DE07 5455 0010 0380 0214 36"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30)
LANGUAGES = st.sampled_from(["de", "de-CH", "en"])


@given(TEXTS, LANGUAGES)
@example("a - - - b", "de")
def test_polishing_twice_is_polishing_once(text: str, language: str) -> None:
    once = polish(text, language)
    assert polish(once, language) == once


@given(TEXTS, LANGUAGES)
def test_letters_digits_and_signs_stay(text: str, language: str) -> None:
    def kept(text: str) -> str:
        return re.sub(r"[ \u00a0\u202f\"'„“”‚‘’«»‹›–-]", "", text.replace("…", "..."))

    assert kept(polish(text, language)) == kept(text)
