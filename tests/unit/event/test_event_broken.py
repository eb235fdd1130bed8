"""Broken events: all their problems with place and hint, as people see them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flyer.event.load import load
from flyer.problems import UserError

GOLDENS = Path(__file__).parents[2] / "golden" / "event"
FILES = {
    "logos/good.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "logos/text.svg": b"a logo",
    "logos/empty.png": b"",
}


@pytest.mark.parametrize("path", sorted(GOLDENS.glob("*.yaml")), ids=lambda path: path.stem)
def test_all_problems_are_told(path: Path, golden: Callable[[Path, str], None]) -> None:
    with pytest.raises(UserError) as refused:
        load(path.read_bytes(), path.name, FILES.get)
    golden(path.with_suffix(".txt"), f"{refused.value}\n")
