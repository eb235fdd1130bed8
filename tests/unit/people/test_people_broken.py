"""Broken participants' files: all that is wrong with them, with place and hint, kept as text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flyer.event.model import Event
from flyer.people.load import load
from flyer.people.payers import payers
from flyer.problems import UserError

GOLDENS = Path(__file__).parents[2] / "golden" / "people"
BROKEN = sorted(path for path in GOLDENS.iterdir() if path.suffix != ".txt")


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_a_broken_file_says_all_that_is_wrong(path: Path, event: Event, golden: Callable[[Path, str], None]) -> None:
    with pytest.raises(UserError) as caught:
        payers(load(path.read_bytes(), path.name, event))
    golden(path.with_suffix(".txt"), f"{caught.value}\n")


def test_every_problem_has_a_hint_and_a_place_in_its_file(event: Event) -> None:
    for path in BROKEN:
        with pytest.raises(UserError) as caught:
            payers(load(path.read_bytes(), path.name, event))
        for problem in caught.value.problems:
            assert problem.hint
            assert problem.place.file == path.name
