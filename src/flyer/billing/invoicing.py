"""Payers become drafts of invoices, and a draft with a number becomes an invoice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial, reduce
from operator import add
from zlib import crc32

from flyer.billing.charges import Charges
from flyer.billing.model import Buyer, Invoice, Seller, VatCategory
from flyer.billing.required import missing
from flyer.event.model import Bank, Event, Fee, InvoiceFormat, Organiser, TaxScheme
from flyer.event.numbers import LONGEST, number, series
from flyer.markup import plain
from flyer.money import ZERO, cents
from flyer.payment.check_digits import is_leitweg_id
from flyer.payment.epc import payload
from flyer.payment.error import PaymentError
from flyer.payment.latin import basic_latin
from flyer.payment.reference import creditor_reference, qr_reference
from flyer.payment.transfer import CreditTransfer
from flyer.people.model import Participant, Payer
from flyer.problems import Problem, UserError, gathered, place_of
from flyer.wording import Wording

_LONGEST_REMITTANCE = 140
"""The most characters a remittance text may have (EPC069-12, element 11)."""

_KEYS_END, _HIGHEST = 16, 99999
"""The letters of a payer's key that stand in for a number, and the highest number that a reference has room for."""

_SEPARATORS = " ,;:/-"
_FIELD = re.compile(r"\{(\w+)\}")
_WITH_SEPARATORS = r"[\s,;:/(-]*\{{{}\}}[\s,;:/)-]*"


def invoices(event: Event, payers: Iterable[Payer]) -> tuple[Invoice, ...]:
    """One draft for each payer who owes something, in the payers' order.

    UserError with all that is missing or cannot be paid.
    """
    problems, seller = _event_problems(event), _seller(event.organiser)
    return tuple(gathered(partial(_bill, event, problems, seller, payer) for payer in payers if any(_fees(payer))))


def _bill(event: Event, problems: Iterable[Problem], seller: Seller, payer: Payer) -> Invoice:
    """The draft for a payer; UserError with the problems of the event and the payer's."""
    charges = Charges.of(event.organiser.tax, _fees(payer))
    problems = [*problems, *_payer_problems(event, payer, charges)]
    if bank := event.organiser.bank:
        try:
            transfer = _transfer(event, bank, payer)
        except PaymentError as error:
            problems.append(_payment_problem(error, event, bank, payer))
    if problems:
        raise UserError(problems)
    return _draft(event, seller, payer, charges, transfer)


def numbered(draft: Invoice, number: str, on: dt.date) -> Invoice:
    """The draft as it is issued on a day: with number and due date, and the number first in the remittance text."""
    return replace(draft, number=number, issued=on, due=due(draft, on), transfer=_with_number(draft.transfer, number))


def due(draft: Invoice, on: dt.date) -> dt.date:
    """The day to pay a draft that is issued on a day: its own unless that is over, or else its terms later."""
    return draft.due if draft.due and draft.due >= on else on + dt.timedelta(days=draft.terms_days)


def _draft(event: Event, seller: Seller, payer: Payer, charges: Charges, transfer: CreditTransfer) -> Invoice:
    groups, settings, buyer = charges.groups(), event.documents.invoices, _buyer(payer)
    if VatCategory.OUTSIDE_SCOPE in charges.categories:
        seller, buyer = replace(seller, vat_id=""), replace(buyer, vat_id="")  # BR-O-02
    return Invoice(
        payer_key=payer.key,
        language=_language(event, payer),
        format=_format(payer, settings.format),
        notes=(settings.note,) if settings.note else (),
        due=event.registration.pay_by,
        terms_days=settings.terms_days,
        period=(event.starts.date(), event.ends.date()),
        currency=event.currency,
        seller=seller,
        buyer=buyer,
        lines=charges.lines,
        allowances=charges.allowances,
        groups=groups,
        rounding=cents(_owed(payer) - sum((group.base + group.tax for group in groups), ZERO)),
        transfer=transfer,
    )


def _language(event: Event, payer: Payer) -> str:
    """The payer's own, or the event's at home and wherever it is an official language, or else English."""
    if payer.language:
        return payer.language
    country, words = payer.address.country, Wording.of(event.language)
    at_home = country == event.organiser.address.country or words.is_official_in(country)
    return event.language if at_home else "en"


def _format(payer: Payer, usual: InvoiceFormat) -> InvoiceFormat:
    if payer.invoice_format:
        return InvoiceFormat(payer.invoice_format)
    return InvoiceFormat.XRECHNUNG if is_leitweg_id(payer.buyer_reference) else usual


def _payer_problems(event: Event, payer: Payer, charges: Charges) -> Iterator[Problem]:
    """What no invoice to this payer can say, or not in the format that it is to have."""
    if _format(payer, event.documents.invoices.format) is InvoiceFormat.XRECHNUNG:
        yield from missing(_seller(event.organiser), _buyer(payer), event)
    if VatCategory.OUTSIDE_SCOPE in charges.categories and len(charges.categories) > 1:
        what = f"the fees of '{payer.name}' are partly outside the scope of VAT, which needs an invoice of its own"
        yield Problem(place_of(payer), what, "give the rows of those fees another 'group' (EN 16931, BR-O-11)")
    organiser = event.organiser
    if VatCategory.OUTSIDE_SCOPE in charges.categories and not (organiser.register or organiser.tax.number):
        what = "what is outside the scope of VAT is invoiced without a VAT id, and the seller has no tax number"
        yield Problem(place_of(organiser, "tax"), what, "write 'number' under tax (EN 16931, BR-O-02, BR-CO-26)")
    if VatCategory.REVERSE_CHARGE in charges.categories:
        address = payer.address
        if not payer.vat_id:
            what = f"'{payer.name}' owes the VAT (reverse charge) and has no VAT id"
            yield Problem(place_of(payer, "vat_id"), what, "fill the column vat_id")
        if not (address.street and address.postcode and address.city):
            what = f"'{payer.name}' owes the VAT (reverse charge) and has no full address"
            yield Problem(place_of(payer), what, "an invoice needs one then, however small it is (§ 33 UStDV)")


def _fees(payer: Payer) -> Iterator[tuple[Participant, Fee]]:
    for participant in payer.participants:
        if participant.fee and participant.fee.amount:
            yield participant, participant.fee


def _owed(payer: Payer) -> Decimal:
    return reduce(add, (fee.amount for _, fee in _fees(payer)))


def _seller(organiser: Organiser) -> Seller:
    return Seller(
        name=organiser.name,
        address=organiser.address,
        register=organiser.register,
        tax_number=organiser.tax.number,
        vat_id=organiser.tax.vat_id,
        contact_name=organiser.contact.name,
        phone=organiser.contact.phone or organiser.phone,
        email=organiser.contact.email or organiser.email,
        website=organiser.website,
    )


def _buyer(payer: Payer) -> Buyer:
    return Buyer(
        name=payer.name,
        attention=payer.attention,
        department=payer.department,
        address=payer.address,
        reference=payer.buyer_reference,
        order_number=payer.order_number,
        vat_id=payer.vat_id,
        places=payer.places,
    )


def _transfer(event: Event, bank: Bank, payer: Payer) -> CreditTransfer:
    """The payer's transfer, checked to have room for the longest number; raises PaymentError.

    Where the number will be a reference, the payer's key stands in for it.
    """
    settings = event.documents.invoices
    reference = ""
    if bank.iban.is_qr_iban:
        reference = qr_reference(str(crc32(payer.key.encode())))
    elif settings.reference == "rf" and _format(payer, settings.format) is not InvoiceFormat.NONE:
        reference = creditor_reference(payer.key[-_KEYS_END:])
    transfer = CreditTransfer(
        name=bank.account_holder,
        iban=bank.iban,
        bic=bank.bic,
        amount=_owed(payer),
        purpose=settings.purpose,
        reference=reference,
        remittance="" if reference else _remittance(event, payer),
    )
    longest = number(series(settings.number, event.starts.year), _HIGHEST) if reference else "9" * LONGEST
    numbered = _with_number(transfer, longest)
    if not bank.iban.is_swiss:
        payload(numbered)
    return transfer


def _with_number(transfer: CreditTransfer, number: str) -> CreditTransfer:
    if transfer.iban.is_qr_iban:
        return replace(transfer, reference=qr_reference(number))
    if transfer.reference:
        return replace(transfer, reference=creditor_reference(number))
    return replace(transfer, remittance=_fit(", ".join(filter(None, (number, transfer.remittance)))))


def _remittance(event: Event, payer: Payer) -> str:
    names = [participant.full_name for participant, _ in _fees(payer)]
    fees = dict.fromkeys(plain(fee.name) for _, fee in _fees(payer))
    return remittance(event, names[0] if len(names) == 1 else payer.name, ", ".join(fees))


def remittance(event: Event, participant: str, fee: str = "") -> str:
    """The event's pattern filled in, in the letters every bank carries, at most 140 of them.

    The number is left out, for its place is in front; so are separators around what is empty.
    """
    values = {"participant": participant, "event": event.name, "fee": fee, "invoice": ""}
    pattern = event.registration.reference
    for empty in (name for name, value in values.items() if not value):
        pattern = re.sub(_WITH_SEPARATORS.format(empty), ", ", pattern)
    filled = _FIELD.sub(lambda field: values.get(field[1], field[0]), pattern)
    return _fit(basic_latin(filled))


def _fit(text: str) -> str:
    """Cut a remittance text after the last word that has room."""
    if len(text) > _LONGEST_REMITTANCE:
        text = text[: _LONGEST_REMITTANCE + 1].rpartition(" ")[0] or text[:_LONGEST_REMITTANCE]
    return text.strip(_SEPARATORS)


def _payment_problem(error: PaymentError, event: Event, bank: Bank, payer: Payer) -> Problem:
    """The problem at the datum it comes from: account and number are the organiser's, the rest the payer's."""
    key = {"name": "account_holder", "iban": "iban", "bic": "bic"}.get(error.field)
    place = place_of(event.documents.invoices, "number") if error.field == "reference" else place_of(payer)
    return Problem(place_of(bank, key) if key else place, error.what, error.hint)


def _event_problems(event: Event) -> list[Problem]:
    """What the event does not say, or says in a way that no invoice can (§ 14 (4) UStG, EN 16931)."""
    organiser, tax, address = event.organiser, event.organiser.tax, event.organiser.address
    rows = (
        (organiser.bank, organiser, "bank", "the account to pay to is missing", "write it under organiser"),
        (
            address.street and address.city,
            organiser,
            "street",
            "the seller's address is missing",
            "an invoice names street, postcode and city",
        ),
        (
            tax.number or tax.vat_id,
            organiser,
            "tax",
            "the seller has neither tax number nor VAT id",
            "write 'number' or 'vat_id' under tax",
        ),
        (
            tax.scheme is not TaxScheme.STANDARD or tax.rate > 0,
            tax,
            "rate",
            f"the rate {tax.rate} does not go with 'scheme: standard'",
            "write 'scheme: exempt' with a reason where no tax is due",
        ),
        (
            event.currency == "EUR" or (event.currency == "CHF" and organiser.bank and organiser.bank.iban.is_swiss),
            event,
            "currency",
            f"a SEPA credit transfer cannot be made in {event.currency}",
            "invoices are made in EUR, to accounts in Switzerland and Liechtenstein also in CHF",
        ),
    )
    return [Problem(place_of(record, key), what, hint) for holds, record, key, what, hint in rows if not holds]
