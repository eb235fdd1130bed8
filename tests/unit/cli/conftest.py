import datetime as dt

import pytest

from flyer.cli import clock


@pytest.fixture(autouse=True)
def _early(monkeypatch: pytest.MonkeyPatch) -> None:
    """The starter's event is still to come."""
    monkeypatch.setattr(clock, "now", lambda _: dt.datetime(2027, 5, 3, 9, tzinfo=dt.UTC))
