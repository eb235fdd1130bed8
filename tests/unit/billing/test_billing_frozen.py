import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from flyer.billing.frozen import canonical, freeze, thaw
from flyer.billing.invoicing import numbered
from flyer.billing.model import Invoice, TypeCode
from flyer.event.model import InvoiceFormat


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


FORM_1 = (
    '{"buyer":{"address":{"city":"","country":"DE","postcode":"","street":""},"attention":"","department":"",'
    '"name":"Anna Öz","order_number":"","reference":"","vat_id":""},"currency":"EUR","due":"2022-03-23",'
    '"groups":[{"base":"330","category":"E","rate":"0","reason":"Umsatzsteuerfrei nach § 4 Nr. 22 Buchst. a UStG"}],'
    '"issued":"2022-03-01","lines":[{"category":"E","excludes":"","gross":"330","includes":"Mittagessen",'
    '"participant":"Anna Öz","price":"330","quantity":"1","rate":"0","text":"Teilnahmebetrag"}],"number":"7",'
    '"payer_key":"anna öz","period":["2022-03-28","2022-03-30"],"rounding":"0","seller":{"address":{"city":"Leipzig",'
    '"country":"DE","postcode":"04109","street":"Ritterstraße 1"},"contact_name":"","email":"",'
    '"name":"Verein für Sozialplanung e. V.","phone":"","register":"","tax_number":"201/123/40209","vat_id":"",'
    '"website":""},"terms_days":14,"transfer":{"amount":"330","bic":{"compact":"LUHSDE6AXXX"},'
    '"iban":{"compact":"DE07545500100380021436"},"information":"","name":"Verein für Sozialplanung","purpose":"",'
    '"reference":"","remittance":"7, Anna Oez, JT Leipzig VSOP"}}'
)
"""What `freeze` wrote before forms had numbers."""


def test_the_first_form_is_read_as_what_it_was(draft: Callable[..., Invoice]) -> None:
    invoice = numbered(draft("Anna Öz"), "7", dt.date(2022, 3, 1))
    thawed = thaw(FORM_1)
    assert (thawed.format, thawed.type_code, thawed.payable) == (InvoiceFormat.PDF, TypeCode.INVOICE, 330)
    without_reasons = tuple(replace(line, reason="") for line in invoice.lines)
    assert thawed == replace(invoice, language="", format=InvoiceFormat.PDF, lines=without_reasons)
    assert '"version":3' in freeze(thawed)


def test_forms_of_later_versions_are_refused(draft: Callable[..., Invoice]) -> None:
    with pytest.raises(ValueError, match="form 4, this program reads up to 3"):
        thaw(freeze(draft("Anna Öz")).replace('"version":3', '"version":4'))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"payer_key":1}', "{", "[" * 100_000])
def test_what_is_no_invoice_cannot_be_thawed(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        thaw(text)
