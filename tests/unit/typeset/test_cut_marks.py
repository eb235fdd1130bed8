import pytest

from flyer.typeset.cut_marks import cut_marks
from flyer.typeset.frame import Frame, Rule
from flyer.typeset.stocks import Stock, stocks
from flyer.units import in_mm

MARKED = {stock.id: marks for stock in stocks().values() if (marks := cut_marks(stock))}


def ends(rule: Rule) -> tuple[float, ...]:
    return tuple(round(in_mm(length), 2) for length in (rule.start.x, rule.start.y, rule.end.x, rule.end.y))


def rules(frame: Frame) -> list[Rule]:
    return [rule for rule in frame.children if isinstance(rule, Rule)]


def test_touching_labels_share_a_cut() -> None:
    drawn = list(map(ends, rules(MARKED["badge-90x135-3up"])))
    cuts_at_the_top = [13.5, 103.5, 193.5, 283.5]
    assert [rule for rule in drawn if rule[3] == 31.5] == [(x, 36.5, x, 31.5) for x in cuts_at_the_top]
    assert len(drawn) == 2 * (4 + 2)


def test_labels_apart_have_a_cut_on_each_side() -> None:
    assert len(rules(MARKED["avery-c32015"])) == 2 * (4 + 8)


@pytest.mark.parametrize("stock", [stocks()[id_] for id_ in MARKED], ids=lambda stock: stock.id)
def test_marks_stay_on_the_paper_and_off_the_labels(stock: Stock) -> None:
    for rule in rules(MARKED[stock.id]):
        for point in (rule.start, rule.end):
            assert 0 <= point.x <= stock.paper.width
            assert 0 <= point.y <= stock.paper.height
            assert not any(
                slot.x < point.x < slot.x + stock.label.width and slot.y < point.y < slot.y + stock.label.height
                for slot in stock.slots
            )


@pytest.mark.parametrize("stock", ["a6-portrait-4up", "cr80", "lyreco-143.344"])
def test_there_are_none_where_labels_reach_the_edge(stock: str) -> None:
    assert stock not in MARKED
    assert len(MARKED) > 20
