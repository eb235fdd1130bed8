"""How the fields of a badge share its height."""

import pytest

from flyer.documents.badge.design import LEAD, PITCH, Field
from flyer.documents.badge.fitting import Step, fit
from flyer.documents.badge.label import Set, arranged
from flyer.typeset.family import Style, builtin


def made(field: Field, text: str, largest: float, smallest: float) -> Set:
    style = Style(builtin(), 1.0)
    fitted = fit(text, (Step(1, largest, smallest),), style, 999, several=0, language="de")
    return Set.of(fitted, LEAD.get(field, 0.0), PITCH[field], smallest)


FIELDS = {
    Field.FIRST_NAME: made(Field.FIRST_NAME, "Ada", 30, 10),
    Field.ORGANISATION: made(Field.ORGANISATION, "Stadt", 12, 8),
}


def height(share: float) -> float:
    """The height of the fields where each keeps a share of what it has above its floor."""
    return sum(each.height * (each.floor + share * (each.fitted.size - each.floor)) for each in FIELDS.values())


@pytest.mark.parametrize(("share", "sizes"), [(1.5, [30, 12]), (1.0, [30, 12]), (0.5, [20, 10]), (0.0, [10, 8])])
def test_fields_that_are_too_high_together_lose_the_same_share(share: float, sizes: list[float]) -> None:
    found = arranged(FIELDS, height(share))
    assert found
    assert list(found.values()) == pytest.approx(sizes)


def test_no_field_goes_below_its_floor() -> None:
    assert arranged(FIELDS, height(0.0) - 0.1) is None


def test_a_last_name_is_smaller_than_the_first() -> None:
    names = {
        Field.FIRST_NAME: made(Field.FIRST_NAME, "Ada", 20, 10),
        Field.LAST_NAME: made(Field.LAST_NAME, "Öz", 22, 12),
    }
    assert arranged(names, 999) == {Field.FIRST_NAME: 20, Field.LAST_NAME: 17}
    assert arranged(names | {Field.FIRST_NAME: made(Field.FIRST_NAME, "Ada", 10, 10)}, 999) == {
        Field.FIRST_NAME: 10,
        Field.LAST_NAME: 12,
    }
