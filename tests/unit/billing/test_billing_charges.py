from dataclasses import replace
from decimal import Decimal

from flyer.billing.charges import Charges
from flyer.event.model import Fee, Part, Tax, TaxScheme
from flyer.people.model import Participant
from flyer.problems import Place

EXEMPT = Tax(scheme=TaxScheme.EXEMPT, reason="§ 4 Nr. 22", reason_code="VATEX-EU-132-1I")
NOWHERE = {"": Place("participants.csv")}
BED = Part(name="Bett", amount=Decimal(107), rate=Decimal(7))
DINNER = Part(name="Essen", amount=Decimal(50), rate=Decimal(19))
EARLY = Part(name="Frühbucher", amount=Decimal(-30))


def charged(*names: str, amount: str = "330", tax: Tax = EXEMPT, parts: tuple[Part, ...] = ()) -> Charges:
    fee = Fee(id="f", name="Beitrag", amount=Decimal(amount), includes="Kaffee", parts=parts)
    return Charges.of(tax, [(Participant(id=name, last_name=name, places=NOWHERE), fee) for name in names])


def test_parts_are_lines_of_their_own_within_the_amount() -> None:
    charges = charged("Öz", parts=(BED, DINNER))
    assert [(line.text, line.participant, line.gross, str(line.net)) for line in charges.lines] == [
        ("Beitrag", "Öz", 173, "173.00"),
        ("Bett", "Öz", 107, "100.00"),
        ("Essen", "Öz", 50, "42.02"),
    ]
    assert [line.includes for line in charges.lines] == ["Kaffee", "", ""]
    assert [(group.category, group.rate, str(group.base), str(group.tax)) for group in charges.groups()] == [
        ("E", 0, "173.00", "0.00"),
        ("S", 7, "100.00", "7.00"),
        ("S", 19, "42.02", "7.98"),
    ]


def test_a_fee_that_is_all_parts_has_no_line_of_its_own() -> None:
    assert [line.text for line in charged("Öz", amount="157", parts=(BED, DINNER)).lines] == ["Bett", "Essen"]


def test_reductions_stand_below_the_lines_and_are_taxed_as_the_fee() -> None:
    charges = charged("Öz", "Li", tax=Tax(rate=Decimal(19)), parts=(EARLY,))
    assert [(line.gross, str(line.net)) for line in charges.lines] == [(360, "302.52"), (360, "302.52")]
    (allowance,) = charges.allowances
    assert (allowance.reason, allowance.gross, str(allowance.amount)) == ("Frühbucher", 60, "50.42")
    (group,) = charges.groups()
    assert (group.rate, group.base + group.tax) == (19, 660)


def test_what_is_charged_is_said_without_markup() -> None:
    fee = Fee(
        id="f",
        name="*Beitrag*",
        amount=Decimal(330),
        includes="**Kaffee**",
        excludes=r"\*Tee",
        parts=(replace(BED, name="[Bett](https://a.de)"), replace(EARLY, name="*Frühbucher*")),
    )
    charges = Charges.of(EXEMPT, [(Participant(id="a", last_name="Öz", places=NOWHERE), fee)])
    assert [(line.text, line.includes, line.excludes, line.reductions) for line in charges.lines] == [
        ("Beitrag", "Kaffee", "*Tee", (("Frühbucher", 30),)),
        ("Bett", "", "", ()),
    ]
    assert [each.reason for each in charges.allowances] == ["Frühbucher"]


def test_net_amounts_of_each_rate_add_up_on_their_own() -> None:
    charges = charged("A", "B", "C", amount="150", parts=(replace(DINNER, amount=Decimal(100)),))
    assert [str(line.net) for line in charges.lines if line.rate] == ["84.03", "84.04", "84.03"]
    assert [group.base + group.tax for group in charges.groups()] == [150, 300]


def test_a_group_tells_each_of_its_reasons_once() -> None:
    rent = Part(name="Saal", amount=Decimal(10), scheme=TaxScheme.EXEMPT, reason="§ 4 Nr. 12")
    (group,) = charged("Öz", "Li", parts=(rent,)).groups()
    assert (group.reason, group.reason_code) == ("§ 4 Nr. 22; § 4 Nr. 12", "")
    (group,) = charged("Öz", "Li").groups()
    assert (group.reason, group.reason_code) == ("§ 4 Nr. 22", "VATEX-EU-132-1I")
