import pytest

from flyer.manuscript.extent import extent
from flyer.wording import Wording


@pytest.mark.parametrize(
    ("includes", "excludes", "said"),
    [
        ("Mittagessen, Kaffee", "Übernachtung", "inkl. Mittagessen, Kaffee; ohne Übernachtung"),
        ("Mittagessen", "", "inkl. Mittagessen"),
        ("", "Übernachtung", "ohne Übernachtung"),
        ("", "", ""),
    ],
)
def test_what_a_fee_pays_for(includes: str, excludes: str, said: str) -> None:
    assert extent(includes, excludes, Wording.of("de")) == said
