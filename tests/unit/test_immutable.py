"""Immutable records behave as frozen dataclasses that take keywords only."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace

import pytest

from flyer.immutable import Immutable


class Rate(Immutable):
    percent: int = 19
    written: str = field(default="", compare=False, repr=False)


class Fee(Rate):
    name: str
    parts: tuple[Rate, ...] = field(default_factory=lambda: (Rate(),))


FULL = Fee(name="full", percent=7, written="7 %")


def test_defaults_stand_for_what_is_left_out() -> None:
    assert (FULL.name, FULL.percent, FULL.parts) == ("full", 7, (Rate(percent=19),))


def test_it_is_a_dataclass_to_those_who_ask() -> None:
    assert is_dataclass(FULL)
    assert [each.name for each in fields(FULL)] == ["percent", "written", "name", "parts"]
    assert replace(FULL, name="half") == Fee(name="half", percent=7)


def test_what_is_compared_makes_it_equal_and_is_hashed() -> None:
    assert Fee(name="full", percent=7, written="otherwise") == FULL
    assert len({FULL, Fee(name="full", percent=7), Fee(name="half", percent=7)}) == 2


def test_another_class_with_the_same_values_is_not_equal() -> None:
    class Discount(Rate):
        pass

    assert Discount() != Rate()


def test_it_shows_what_is_shown() -> None:
    assert repr(FULL) == "Fee(percent=7, name='full', parts=(Rate(percent=19),))"


@pytest.mark.parametrize("values", [{}, {"name": "full", "colour": "red"}], ids=["too few", "too many"])
def test_it_is_made_of_its_fields_only(values: dict[str, str]) -> None:
    with pytest.raises(TypeError, match=r"Fee lacks, or does not have: (name|colour)$"):
        Fee(**values)  # type: ignore[arg-type]


def test_nothing_is_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        FULL.name = "half"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del FULL.name


def test_it_arrives_in_another_process_as_it_was() -> None:
    assert pickle.loads(pickle.dumps(FULL)).written == "7 %"
