"""Records stay what they are when they are packed because they are many."""

import pickle
from itertools import islice

import pytest

import flyer.cli.executors  # noqa: F401 - makes the places of an event fit to be packed
from flyer.people import records
from flyer.people.model import Participant
from flyer.people.records import Packed, kept

ROWS = [f"P{n}\x1fÄ{n * n}\x1f{n}\x1f\ud800".encode(errors="surrogatepass") for n in range(1000)]
GUEST = Participant(id="guest", places={})


def test_few_are_a_list() -> None:
    assert kept(iter(ROWS)) == ROWS
    assert kept([]) == []


def test_many_are_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "RUN", len(ROWS) - 1)
    packed = kept(iter(ROWS))
    assert isinstance(packed, Packed)
    assert [*packed] == ROWS


@pytest.mark.parametrize("people", [ROWS, ROWS[:1], ROWS[:128], ROWS[:129], [*ROWS, GUEST, *ROWS[:300]]])
def test_packed_records_are_a_sequence(people: list[bytes | Participant]) -> None:
    packed = Packed(people)
    assert len(packed) == len(people)
    assert [*packed] == [packed[at] for at in range(len(people))] == people
    assert (packed[-1], packed[3:700:2], packed[::-1]) == (people[-1], people[3:700:2], people[::-1])
    with pytest.raises(IndexError):
        packed[len(people)]
    assert [*pickle.loads(pickle.dumps(packed))] == people


def test_packed_records_take_less() -> None:
    blocks = Packed(ROWS)._blocks
    assert 2 * sum(map(len, blocks)) < sum(map(len, ROWS))
    assert all(isinstance(block, bytes) for block in islice(blocks, 5))
