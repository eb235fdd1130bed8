import pytest

from flyer.people.names import FAMILY_FIRST, GIVEN_FIRST, fingerprint, name_order, split_name


@pytest.mark.parametrize(
    ("full", "title", "first", "last"),
    [
        ("Anna Weber", "", "Anna", "Weber"),
        ("Anna Maria Weber-Groß", "", "Anna Maria", "Weber-Groß"),
        ("Ludwig van Beethoven", "", "Ludwig", "van Beethoven"),
        ("Maria de la Cruz", "", "Maria", "de la Cruz"),
        ("Max Freiherr von und zu Hohenstein", "", "Max", "Freiherr von und zu Hohenstein"),
        ("von Rabenau", "", "", "von Rabenau"),
        ("Dr. Anna Weber", "Dr.", "Anna", "Weber"),
        ("Prof. Dr. Dr. h. c. Anna von Weber", "Prof. Dr. Dr. h. c.", "Anna", "von Weber"),
        ("C. Weber", "", "C.", "Weber"),
        ("Dr. Weber", "Dr.", "", "Weber"),
        ("Weber, Anna", "", "Anna", "Weber"),
        ("Weber, A.", "", "A.", "Weber"),
        ("Beethoven, Ludwig van", "", "Ludwig", "van Beethoven"),
        ("Weber, Prof. Dr. Anna Maria", "Prof. Dr.", "Anna Maria", "Weber"),
        ("Anna Weber, M.A.", "", "Anna", "Weber, M.A."),
        ("Dr. Anna Weber, MBA", "Dr.", "Anna", "Weber, MBA"),
        ("Sukarno", "", "", "Sukarno"),
        ("Ben Zorn", "", "Ben", "Zorn"),
        ("Al Maria de Grass", "", "Al Maria", "de Grass"),
        ("Prof. Dr.-Ing. Annegret Vogt", "Prof. Dr.-Ing.", "Annegret", "Vogt"),
        ("Univ.-Prof. Dipl.-Soz.-Päd. Ole Ek", "Univ.-Prof. Dipl.-Soz.-Päd.", "Ole", "Ek"),
        ("", "", "", ""),
    ],
)
def test_a_full_name_is_taken_apart(full: str, title: str, first: str, last: str) -> None:
    assert split_name(full) == (title, first, last)


@pytest.mark.parametrize(
    ("full", "title", "first", "last"),
    [
        ("Nagy János", "", "János", "Nagy"),
        ("Dr. Nagy János", "Dr.", "János", "Nagy"),
        ("Nguyễn Văn An", "", "Văn An", "Nguyễn"),
        ("Nagy, János", "", "János", "Nagy"),
        ("Nagy", "", "", "Nagy"),
    ],
)
def test_a_full_name_that_begins_with_the_family_name(full: str, title: str, first: str, last: str) -> None:
    assert split_name(full, FAMILY_FIRST) == (title, first, last)


@pytest.mark.parametrize(
    ("language", "order"), [("hu", FAMILY_FIRST), ("zh-Hant-TW", FAMILY_FIRST), ("de-AT", GIVEN_FIRST)]
)
def test_the_order_of_names_is_that_of_the_language(language: str, order: str) -> None:
    assert name_order(language) == order


def test_a_fingerprint_is_short_stable_and_blind_to_case() -> None:
    assert fingerprint("Anna Weber", "a@example.org", "") == "71XWWQGB"
    assert fingerprint("ANNA WEBER", "A@example.org", "") == "71XWWQGB"
    assert fingerprint("Anna", "Weber") != fingerprint("AnnaWeber", "")
