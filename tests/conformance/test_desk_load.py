"""Eight clients at a desk for a minute, where there is time for it: nothing is lost, printed twice or left untold."""

import os

from bench.desk import loaded

SECONDS = 60 if os.environ.get("CI") else 3


def test_eight_clients_lose_nothing() -> None:
    assert loaded(SECONDS)
