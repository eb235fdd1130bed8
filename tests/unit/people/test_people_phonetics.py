import pytest

from flyer.people.phonetics import cologne


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("wikipedia", "3412"),
        ("muellerluedenscheidt", "65752682"),
        ("breschnew", "17863"),
        ("mueller", "657"),
        ("muller", "657"),
        ("schmidt", "862"),
        ("schmitt", "862"),
        ("schneider", "8627"),
        ("fischer", "387"),
        ("weber", "317"),
        ("wagner", "3467"),
        ("meyer", "67"),
        ("becker", "147"),
        ("hoffmann", "0366"),
        ("philipp", "351"),
        ("pfeiffer", "1337"),
        ("celsius", "8588"),
        ("christian", "47826"),
        ("kristian", "47826"),
        ("tchaikowsky", "844384"),
        ("xavier", "4837"),
        ("max", "648"),
        ("marx", "6748"),
        ("akxa", "048"),
        ("aychlmajr", "04567"),
        ("bergischgladbach", "174845214"),
        ("arbeitsamt", "071862"),
        ("eberhardt", "01772"),
        ("ahab", "01"),
        ("h", ""),
        ("", ""),
    ],
)
def test_codes(word: str, code: str) -> None:
    assert cologne(word) == code
