import datetime as dt
from collections.abc import Callable

import pytest

from flyer.billing.frozen import canonical, freeze, thaw
from flyer.billing.invoicing import numbered
from flyer.billing.model import Invoice


def test_canonical_text_does_not_depend_on_order() -> None:
    assert canonical({"b": "ä", "a": [1, None]}) == canonical({"a": [1, None], "b": "ä"}) == '{"a":[1,null],"b":"ä"}'


def test_an_invoice_comes_back_as_it_was(draft: Callable[..., Invoice]) -> None:
    for invoice in (draft("Anna Öz", "Bo Li"), numbered(draft("Anna Öz"), "7", dt.date(2022, 3, 1))):
        assert thaw(freeze(invoice)) == invoice
        assert freeze(thaw(freeze(invoice))) == freeze(invoice)


def test_what_is_frozen_can_be_read_by_anyone(draft: Callable[..., Invoice]) -> None:
    text = freeze(draft("Anna Öz"))
    assert '"due":"2022-03-23"' in text
    assert '"iban":{"compact":"DE07545500100380021436"}' in text
    assert '"participant":"Anna Öz"' in text
    assert '"places"' not in text


def test_text_frozen_before_a_field_was_added_can_be_thawed(draft: Callable[..., Invoice]) -> None:
    invoice = draft("Anna Öz")
    assert thaw(freeze(invoice).replace('"rounding":"0",', "")) == invoice


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"payer_key":1}', "{", "[" * 100_000])
def test_what_is_no_invoice_cannot_be_thawed(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        thaw(text)
