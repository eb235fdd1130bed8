"""Every fact of the conference stands on the flyer, in reading order, as another program reads it."""

import re
from collections.abc import Callable
from pathlib import Path

from flyer import pdf
from flyer.documents import programme
from flyer.event.model import Event
from flyer.typeset.family import builtin
from flyer.wording import Wording

FACTS = Path(__file__).parents[1] / "data" / "vsop-jahrestagung-2022.txt"
"""The words of the printed programme of 2022, in reading order: cover, the three days, then flap and back."""


def bare(text: str) -> str:
    """Text without blanks and soft hyphens."""
    return re.sub(r"[\s\u00ad]", "", text)


def test_every_fact_in_reading_order(vsop: Event, judge: Callable[..., str]) -> None:
    document = programme.compose(vsop, Wording.of(vsop.language), builtin())
    read = re.findall(r'"(.*)"$', judge("pdfinfo", "-struct-text", pdf.write(document)), re.MULTILINE)
    text, at = bare(" ".join(read)), 0
    for fact in FACTS.read_text("utf-8").splitlines():
        found = text.find(bare(fact), at)
        assert found >= 0, f"'{fact}' is not read after '…{text[max(0, at - 60) : at]}'"
        at = found + len(bare(fact))
