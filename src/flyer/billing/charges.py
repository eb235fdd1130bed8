"""Fees become lines, reductions and VAT groups: gross amounts are taken apart so that their sum comes back.

What is said of them is said without markup, for the e-invoice has none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from operator import sub
from typing import Final

from flyer.billing.model import Allowance, Line, VatCategory, VatGroup
from flyer.billing.taxation import Treatment, treatment
from flyer.event.model import Fee, Part, Tax
from flyer.markup import plain
from flyer.money import ZERO, cents
from flyer.people.model import Participant

_PRICE: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Charges:
    """What a payer is charged: lines (BG-25) and reductions below them (BG-20)."""

    lines: tuple[Line, ...]
    allowances: tuple[Allowance, ...]

    @staticmethod
    def of(tax: Tax, fees: Iterable[tuple[Participant, Fee]]) -> Charges:
        """A line a fee and a line a part of it; reductions of the same name and treatment are one."""
        net = _Net()
        lines: list[Line] = []
        reductions: dict[tuple[str, Treatment], Decimal] = {}
        for participant, fee in fees:
            for charged, amount in _charged(fee):
                reductions_here = _reductions(fee) if charged is fee else ()
                lines.append(_line(charged, amount, participant, treatment(charged, tax), net, reductions_here))
            for reason, gross in _reductions(fee):
                key = reason, treatment(fee, tax)
                reductions[key] = reductions.get(key, ZERO) + gross
        allowances = [
            Allowance(amount=-net.of(how, -gross), gross=gross, reason=name, category=how.category, rate=how.rate)
            for (name, how), gross in reductions.items()
        ]
        return Charges(tuple(lines), tuple(allowances))

    @property
    def categories(self) -> set[VatCategory]:
        """How they are taxed; a reduction is taxed as its fee."""
        return {line.category for line in self.lines}

    def groups(self) -> tuple[VatGroup, ...]:
        """The VAT groups (BG-23) in the order of their first lines; the reasons of one group are told in one text."""
        bases: dict[tuple[VatCategory, Decimal], Decimal] = defaultdict(lambda: ZERO)
        reasons: dict[tuple[VatCategory, Decimal], dict[tuple[str, str], None]] = defaultdict(dict)
        for line in self.lines:
            bases[line.category, line.rate] += line.net
            reasons[line.category, line.rate][line.reason, line.reason_code] = None
        for allowance in self.allowances:
            bases[allowance.category, allowance.rate] -= allowance.amount
        return tuple(
            VatGroup(
                category=category,
                rate=rate,
                base=base,
                reason="; ".join(dict.fromkeys(filter(None, (text for text, _ in reasons[category, rate])))),
                reason_code=_common([code for _, code in reasons[category, rate]]),
            )
            for (category, rate), base in bases.items()
        )


def _common(codes: list[str]) -> str:
    """The code that all reasons of a group have; a group has but one (BT-121)."""
    return codes[0] if len(set(codes)) == 1 else ""


def _charged(fee: Fee) -> Iterator[tuple[Fee | Part, Decimal]]:
    """The fee with what its parts leave of it, before reductions, then its parts."""
    rest = reduce(sub, (part.amount for part in fee.parts), fee.amount)
    if rest:
        yield fee, rest
    yield from ((part, part.amount) for part in fee.parts if part.amount > 0)


def _reductions(fee: Fee) -> tuple[tuple[str, Decimal], ...]:
    """The reductions of a fee, above zero."""
    return tuple((plain(part.name), -part.amount) for part in fee.parts if part.amount < 0)


def _line(
    charged: Fee | Part,
    gross: Decimal,
    participant: Participant,
    how: Treatment,
    net: _Net,
    reductions: tuple[tuple[str, Decimal], ...],
) -> Line:
    price = (gross / _divisor(how)).quantize(_PRICE, ROUND_HALF_UP)
    amount = net.of(how, gross)
    includes, excludes = (charged.includes, charged.excludes) if isinstance(charged, Fee) else ("", "")
    return Line(
        text=plain(charged.name),
        includes=plain(includes),
        excludes=plain(excludes),
        participant=participant.full_name,
        price=price if cents(price) == amount else amount,
        gross=gross,
        category=how.category,
        rate=how.rate,
        reason=how.reason,
        reason_code=how.reason_code,
        reductions=reductions,
    )


class _Net:
    """Takes gross amounts one after the other to their net amounts.

    Of each category and rate the net amounts add up to the net of the gross sum, so that one may be a cent off its own.
    """

    def __init__(self) -> None:
        self._sums: dict[tuple[VatCategory, Decimal], tuple[Decimal, Decimal]] = {}

    def of(self, how: Treatment, gross: Decimal) -> Decimal:
        """The net amount of the next gross amount, in cents."""
        gross_so_far, net_so_far = self._sums.get((how.category, how.rate), (ZERO, ZERO))
        gross_so_far += gross
        net = cents(gross_so_far / _divisor(how)) - net_so_far
        self._sums[how.category, how.rate] = gross_so_far, net_so_far + net
        return net


def _divisor(how: Treatment) -> Decimal:
    return 1 + how.rate / 100
