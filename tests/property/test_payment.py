"""What holds for every payment datum, however it is put together."""

import string
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649
from stdnum.ch import esr

from flyer.payment import BIC, IBAN, CreditTransfer, PaymentError, epc, swiss, symbol
from flyer.payment.check_digits import leitweg_id, vat_id
from flyer.payment.latin import BASIC_LATIN, basic_latin
from flyer.payment.reference import creditor_reference, qr_reference
from flyer.payment.swiss import Party

T = TypeVar("T")


def check_digits(country: str, account: str) -> str:
    value = int("".join(str(int(c, 36)) for c in f"{account}{country}00"))
    return f"{98 - value % 97:02}"


accounts = st.integers(0, 10**18 - 1).map("{:018}".format)
ibans = accounts.map(lambda account: f"DE{check_digits('DE', account)}{account}")
seen = st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" ")


def outcome(make: Callable[..., T], *args: Any, **fields: Any) -> T | PaymentError:
    try:
        return make(*args, **fields)
    except PaymentError as error:
        return error


def texts(longest: int) -> st.SearchStrategy[str]:
    composed = st.text(seen, max_size=longest).map(lambda text: unicodedata.normalize("NFC", text).strip())
    return composed.filter(lambda text: len(text) <= longest)


transfers = st.builds(
    CreditTransfer,
    name=texts(70).filter(bool),
    iban=ibans.map(IBAN),
    bic=st.none() | st.just(BIC("LUHSDE6AXXX")),
    amount=st.none() | st.decimals("0.01", "999999999.99", places=2),
    purpose=st.text(string.ascii_uppercase, max_size=4),
    remittance=texts(140),
    information=texts(70),
) | st.builds(
    CreditTransfer,
    name=texts(70).filter(bool),
    iban=ibans.map(IBAN),
    reference=st.from_regex(r"[A-Z0-9]{1,21}", fullmatch=True).map(lambda body: f"RF{check_digits('RF', body)}{body}"),
)


@given(ibans, st.integers(1, 4))
def test_iban_comes_back_however_it_is_grouped(compact: str, size: int) -> None:
    grouped = " ".join(compact[i : i + size] for i in range(0, len(compact), size)).lower()
    assert IBAN.parse(grouped) == IBAN.parse(str(IBAN(compact))) == IBAN(compact)


@given(ibans, st.integers(2, 21), st.sampled_from(string.digits))
def test_one_wrong_digit_is_found(compact: str, at: int, digit: str) -> None:
    if compact[at] != digit:
        with pytest.raises(PaymentError):
            IBAN(compact[:at] + digit + compact[at + 1 :])


@given(ibans, st.integers(2, 20))
def test_two_swapped_digits_are_found(compact: str, at: int) -> None:
    if compact[at] != compact[at + 1]:
        with pytest.raises(PaymentError):
            IBAN(compact[:at] + compact[at + 1] + compact[at] + compact[at + 2 :])


@given(st.text())
def test_basic_latin_holds_nothing_else_and_stays_as_it_is(text: str) -> None:
    spelled = basic_latin(text)
    assert BASIC_LATIN.issuperset(spelled)
    assert basic_latin(spelled) == spelled


@given(st.text(sorted(BASIC_LATIN)))
def test_basic_latin_leaves_what_is_basic(text: str) -> None:
    assert basic_latin(text) == " ".join(text.split())


@given(st.text())
def test_basic_latin_does_not_depend_on_the_normal_form(text: str) -> None:
    assert basic_latin(unicodedata.normalize("NFD", text)) == basic_latin(unicodedata.normalize("NFC", text))


@given(transfers)
def test_a_payload_reads_back_as_its_transfer_or_is_refused_for_its_size(transfer: CreditTransfer) -> None:
    content = outcome(epc.payload, transfer)
    if isinstance(content, PaymentError):
        assert "it has room for 331" in content.what
    else:
        assert len(content) <= 331
        assert not content.endswith(b"\n")
        assert epc.read(content) == transfer


@given(transfers, st.data())
def test_a_damaged_payload_is_read_or_refused_in_words(transfer: CreditTransfer, data: st.DataObject) -> None:
    content = bytearray(b"BCD\n002\n1\nSCT\n\nVerein\nDE07545500100380021436\n" + transfer.remittance.encode())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=3)):
        content[at] = data.draw(st.integers(0, 255))
    assert isinstance(outcome(epc.read, bytes(content)), CreditTransfer | PaymentError)


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(PaymentError):
        epc.read(content)


@given(st.text(max_size=40))
def test_nothing_but_a_payment_error_comes_out_of_a_number(text: str) -> None:
    for parse in (IBAN.parse, IBAN, BIC.parse, BIC):
        assert isinstance(outcome(parse, text), IBAN | BIC | PaymentError)
    for check in (leitweg_id, vat_id):
        assert isinstance(outcome(check, text), str | PaymentError)


@given(st.decimals() | st.decimals("-1", "1E+12", places=2))
def test_an_amount_is_right_or_refused_in_words(amount: Decimal) -> None:
    transfer = outcome(CreditTransfer, name="Verein", iban=IBAN("DE07545500100380021436"), amount=amount)
    if isinstance(transfer, PaymentError):
        assert transfer.field == "amount"
    else:
        assert transfer.amount == amount.quantize(Decimal("0.01"))
        assert Decimal("0.01") <= amount <= Decimal("999999999.99")


@given(st.from_regex(r"[A-Za-z0-9]{1,7}([ .+-][A-Za-z0-9]{1,6}){0,2}", fullmatch=True))
def test_every_number_becomes_a_creditor_reference_that_holds_it(number: str) -> None:
    reference = creditor_reference(number)
    assert iso11649.is_valid(reference)
    assert reference[4:] == "".join(filter(str.isalnum, number)).upper()


@given(st.from_regex(r"[0-9]{1,26}", fullmatch=True))
def test_every_number_becomes_a_qr_reference_that_holds_it(number: str) -> None:
    reference = qr_reference(number)
    assert (len(reference), int(reference[:-1])) == (27, int(number))
    assert esr.is_valid(reference) or not number.strip("0")


parties = st.builds(
    Party.of, texts(90).filter(bool), texts(90), texts(20), texts(40), st.sampled_from(["CH", "DE", "AT"])
)


@given(transfers, parties, st.none() | parties, st.sampled_from(["CHF", "EUR"]))
def test_whatever_a_swiss_bill_says_it_has_its_lines_and_fits(
    transfer: CreditTransfer, creditor: Party, debtor: Party | None, currency: str
) -> None:
    """No name or street can add a line or grow a code beyond version 25."""
    content = swiss.payload(transfer, currency, creditor, debtor)
    elements = content.decode().split("\r\n")
    assert (len(elements), elements[0], elements[-1]) == (31, "SPC", "EPD")
    assert len(content.decode()) <= 997
    symbol.encode(content, "M", swiss.LARGEST_VERSION)
