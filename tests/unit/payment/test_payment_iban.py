import pytest

from flyer.payment import IBAN, PaymentError


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("DE07 5455 0010 0380 0214 36", "DE07 5455 0010 0380 0214 36"),
        ("de07545500100380021436", "DE07 5455 0010 0380 0214 36"),
        (" DE07\u00a05455 0010\t0380 021436\n", "DE07 5455 0010 0380 0214 36"),
        ("FR1420041010050500013M02606", "FR14 2004 1010 0505 0001 3M02 606"),
        ("NO93 8601 1117 947", "NO93 8601 1117 947"),
        ("MT84MALT011000012345MTLCAST001S", "MT84 MALT 0110 0001 2345 MTLC AST0 01S"),
    ],
)
def test_reads_what_people_write(text: str, printed: str) -> None:
    assert str(IBAN.parse(text)) == printed
    assert IBAN.parse(text).country == printed[:2]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "'' is not an IBAN"),
        ("junk", "'JUNK' is not an IBAN"),
        ("DE07-5455-0010-0380-0214-36", "'DE07-5455-0010-0380-0214-36' is not an IBAN"),
        ("DE0٧545500100380021436", "'DE0٧545500100380021436' is not an IBAN"),
        ("ZZ07545500100380021436", "'ZZ07545500100380021436' is not an IBAN: no country has 'ZZ'"),
        (
            "DE0754550010038002143",
            "'DE0754550010038002143' is not an IBAN: it has 21 characters, one of Germany has 22",
        ),
        ("DE07545500100380021463", "'DE07545500100380021463' is not an IBAN: its check digits do not fit"),
        ("DE01000000000000000048", "'DE01000000000000000048' is not an IBAN: its check digits do not fit"),
        ("DE99000000000000000030", "'DE99000000000000000030' is not an IBAN: its check digits do not fit"),
        ("DE4754550010038002143X", "'DE4754550010038002143X' is not an IBAN: its check digits do not fit"),
    ],
)
def test_says_what_is_wrong(text: str, what: str) -> None:
    with pytest.raises(PaymentError) as caught:
        IBAN.parse(text)
    assert caught.value.what == what
    assert caught.value.hint


@pytest.mark.parametrize("text", ["junk", "DE07 5455 0010 0380 0214 36", "de07545500100380021436", "DE07\n"])
def test_cannot_be_made_from_anything_but_the_compact_form(text: str) -> None:
    with pytest.raises(PaymentError):
        IBAN(text)


def test_letters_where_the_country_has_digits_do_not_pass() -> None:
    letters = "DE" + "A" * 18
    value = int("".join(str(int(c, 36)) for c in "A" * 18 + "DE00"))
    with pytest.raises(PaymentError):
        IBAN(f"{letters[:2]}{98 - value % 97:02}{letters[2:]}")
