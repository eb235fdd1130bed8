import pytest

from flyer.wording import Wording
from flyer.wording.extent import extent


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
