"""Orders of people: total, stable, the same for every shuffle of the same people."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flyer.people.model import Participant
from flyer.people.order import ORDERS, order, ordered

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["Müller", "Mueller", "MÜLLER", "von", "von Müller", "Groß", "Gross", "GROẞ", "ﬁ", "fi", "Ω", "", "e\u0301", "é"]
)
people = st.lists(
    st.builds(
        Participant,
        id=st.text("aB09", min_size=1, max_size=4),
        first_name=words,
        last_name=words,
        organisation=words,
        role=st.sampled_from(["participant", "guest", "host", ""]),
        group=st.text("aB09", max_size=3),
        places=st.just({}),
    ),
    unique_by=lambda each: each.id,
    max_size=6,
)


@given(people, st.randoms(use_true_random=False), st.sampled_from(sorted(ORDERS.keys() - {"given"})))
def test_a_shuffle_changes_nothing(everybody: list[Participant], shuffling: object, by: str) -> None:
    shuffled = list(everybody)
    shuffling.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ordered(shuffled, by) == ordered(everybody, by)
    assert ordered(ordered(everybody, by), by) == ordered(everybody, by)


@given(people)
def test_as_given_is_as_given(everybody: list[Participant]) -> None:
    assert ordered(everybody, "given") == everybody


@given(st.lists(st.tuples(words, words), unique=True))
def test_two_names_are_never_equal_unless_they_are_the_same(names: list[tuple[str, str]]) -> None:
    one_each = {(last or first, first if last else "") for last, first in names}
    for before, after in pairwise(sorted(order(*name) for name in one_each)):
        assert before < after
