import io
import json
import sys

import pytest

from flyer.cli import report
from flyer.cli.report import Report, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_json_is_one_object_and_remarks_stay_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    Report(lines=("a.pdf",), remarks=("3 read",), data={"files": [{"file": "ä.pdf"}]}).print(as_json=True)
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {"files": [{"file": "ä.pdf"}]}
    assert printed.err == "3 read\n"


def watched(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, seconds: float) -> str:
    """What `progress` shows over three things, each of which takes so many seconds."""
    clock = iter(range(100))
    monkeypatch.setattr(report.time, "monotonic", lambda: next(clock) * seconds)
    monkeypatch.setattr(sys, "stderr", stream)
    assert list(progress("abc", "writing")) == ["a", "b", "c"]
    return stream.getvalue()


def test_a_bar_is_shown_on_a_terminal_when_work_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert "writing" in watched(monkeypatch, Terminal(), 2)
    assert watched(monkeypatch, Terminal(), 0.1) == ""
    assert watched(monkeypatch, io.StringIO(), 2) == ""
