from collections.abc import Callable

from flyer.documents.blank import Blank
from flyer.documents.slip_test_sheet import compose
from flyer.event.model import Event
from flyer.preflight import check
from flyer.typeset.dump import dump
from flyer.typeset.family import builtin
from flyer.wording import Wording

Said = Callable[..., list[str]]


def test_the_sheet_says_how_to_use_it_and_has_the_form_where_the_profile_says(conference: Event, said: Said) -> None:
    document = compose(conference, Blank(x=2, y=190), Wording.of("de"), builtin())
    (page,) = document.pages
    lines = said(page, tagged=True)
    assert (document.title, lines[0]) == ("Testbogen: Zahlscheine", "Testbogen: Zahlscheine")
    assert "slips.toml" in " ".join(lines)
    assert "frame 2.00 190.00 150.00×105.80" in dump(page)
    assert dump(page).count("frame 152.00 190.00 0.00×0.00") == 1
    assert check([document]) == []
