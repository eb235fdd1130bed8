import pytest

from flyer.wording import natural


@pytest.mark.parametrize(
    "ordered",
    [
        ["", "Raum 2", "Raum 10", "Raum 10a", "Raum 10b"],
        ["1.9", "1.10", "2", "Aula", "Zelt"],
        ["Raum 07", "Raum 8", "RAUM 9"],
        ["Raum 1", "Raum " + "9" * 5000],
        ["Saal", "saal"],
    ],
)
def test_numbers_in_names_count_as_numbers(ordered: list[str]) -> None:
    assert sorted(set(ordered), key=natural) == ordered
