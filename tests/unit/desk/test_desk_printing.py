"""Whatever fails: nothing printed is forgotten or printed twice, nothing counts as printed that was not handed over."""

import asyncio
import time
from collections.abc import Callable
from threading import Semaphore

import pytest

from desks import Killed, unreachable
from flyer.desk.jobs import advanced, queued
from flyer.desk.log import DeskLog, Entry, Kind
from flyer.desk.surroundings import Condition, Progress, Told
from flyer.people.prints import Prints
from flyer.problems import SurroundingsError

FULL = SurroundingsError("the ledger cannot grow, the disk is full", "make room and try again")


def asked(desk) -> None:
    """Somebody asks for the badge of A1."""
    desk.browser().open("/", person="A1").send("/people/A1/print", arrives="1")


def shown(desk) -> str:
    return desk.browser().open("/", person="A1").page


def failing(monkeypatch: pytest.MonkeyPatch, kind: Kind, error: BaseException, *, times: int = 1) -> None:
    """Writing an entry of a kind fails so many times."""
    append, left = DeskLog.append, [error] * times

    def append_or_fail(self, what, **entry):
        if what is kind and left:
            raise left.pop()
        return append(self, what, **entry)

    monkeypatch.setattr(DeskLog, "append", append_or_fail)


@pytest.mark.parametrize("at", ["begin", "begun", "send", "sent", "told"])
def test_killed_at_the_printer_and_started_again(start: Callable, printer, at: str) -> None:
    desk = start()
    printer.faults[at] = Killed()
    asked(desk)
    desk.until(lambda: not printer.faults)
    desk.kill()
    again = start()
    again.until(lambda: "print done" in again.kinds())
    assert len(printer.paper) == 1
    assert [(each.participant, each.count) for each in again.printed()] == [("A1", 1)]
    assert "printed by zebra" in shown(again)


@pytest.mark.parametrize("kind", [Kind.BEGUN, Kind.HANDED, Kind.DONE])
def test_killed_while_writing_and_started_again(start: Callable, printer, monkeypatch, kind: Kind) -> None:
    desk = start()
    with monkeypatch.context() as broken:
        failing(broken, kind, Killed())
        asked(desk)
        desk.until(lambda: len(printer.jobs) == 1 and (kind is Kind.BEGUN or printer.paper))
        desk.run(asyncio.sleep(0.01))
        desk.kill()
    again = start()
    again.until(lambda: "print done" in again.kinds())
    assert len(printer.paper) == 1
    assert [(each.participant, each.count) for each in again.printed()] == [("A1", 1)]


def test_killed_while_the_log_of_prints_is_written(start: Callable, printer, monkeypatch) -> None:
    desk = start()

    def record(*_) -> None:
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(Prints, "record", record)
        asked(desk)
        desk.until(lambda: printer.paper)
        desk.kill()
    again = start()
    assert "print handed over" not in again.kinds()
    again.until(lambda: "print done" in again.kinds())
    assert (len(printer.paper), len(again.printed())) == (1, 1)


def test_a_full_disk_before_the_printer_has_anything_prints_nothing(desk, printer, monkeypatch) -> None:
    failing(monkeypatch, Kind.BEGUN, FULL)
    asked(desk)
    desk.until(lambda: printer.cancelled)
    assert (printer.paper, desk.printed()) == ([], [])
    assert "the disk is full" in shown(desk)
    desk.until(lambda: "print done" in desk.kinds())
    assert len(printer.paper) == 1
    assert "the disk is full" not in shown(desk)


def test_a_full_disk_behind_the_printer_forgets_nothing(desk, printer, monkeypatch) -> None:
    failing(monkeypatch, Kind.HANDED, FULL)
    asked(desk)
    desk.until(lambda: "print done" in desk.kinds())
    assert (len(printer.paper), len(desk.printed())) == (1, 1)


def test_a_full_disk_when_it_is_asked_for_is_told(desk, printer, monkeypatch) -> None:
    failing(monkeypatch, Kind.QUEUED, FULL)
    browser = desk.browser().open("/", person="A1").send("/people/A1/print", arrives="1")
    assert browser.answer.status_code == 503
    assert "the disk is full" in browser.page
    assert (printer.paper, desk.kinds()) == ([], [])


def test_a_printer_that_cannot_be_reached_fails_and_is_asked_again_without_a_reason(desk, printer) -> None:
    printer.faults["begin"] = unreachable()
    asked(desk)
    desk.until(lambda: "print failed" in desk.kinds())
    assert "not printed: the printer cannot be reached" in shown(desk)
    assert desk.printed() == []
    asked(desk)
    desk.until(lambda: "print done" in desk.kinds())
    assert [each.reason for each in desk.printed()] == ["new"]


def test_a_line_that_breaks_behind_the_badge_is_found_out(desk, printer) -> None:
    printer.faults |= {"sent": unreachable(), "told": unreachable()}
    asked(desk)
    desk.until(lambda: "print done" in desk.kinds())
    assert (len(printer.paper), len(desk.printed())) == (1, 1)


def test_a_printer_that_refuses_the_badge_has_not_printed_it(desk, printer) -> None:
    printer.faults["send"] = SurroundingsError("the printer refuses: no PDF")
    asked(desk)
    desk.until(lambda: "print failed" in desk.kinds())
    assert "not printed: the printer refuses: no PDF" in shown(desk)
    assert (printer.cancelled, desk.printed()) == ({"1"}, [])


def failed(desk, printer, *, begun: bool = True) -> None:
    """The badge of A1 is asked for, and its printer says that it failed, or cannot be reached."""
    printer.says = Told(Progress.FAILED, "media-jam")
    if not begun:
        printer.faults["begin"] = unreachable()
    asked(desk)
    desk.until(lambda: "print failed" in desk.kinds())


def test_whose_badge_did_not_come_out_is_told_on_every_page(desk, printer) -> None:
    failed(desk, printer)
    for path in ("/", "/log", "/walk-in"):
        assert '<a href="/?person=A1">Jörg Müller</a>' in desk.browser().open(path).page.partition("<main>")[0]
    printer.says = None
    asked(desk)
    desk.until(lambda: "print done" in desk.kinds())
    assert "Not printed:" not in shown(desk)


def test_a_print_that_staff_have_stopped_is_no_news(desk, printer) -> None:
    printer.says = Told(Progress.TAKEN)
    asked(desk)
    desk.until(lambda: "print handed over" in desk.kinds())
    desk.browser().open("/", person="A1").send("/jobs/1/cancel")
    assert "Not printed:" not in shown(desk)
    assert "not printed: cancelled" in shown(desk)


def test_a_badge_that_came_out_all_the_same_counts_as_printed(start: Callable, printer) -> None:
    desk = start()
    failed(desk, printer)
    assert desk.printed() == []
    browser = desk.browser().open("/", person="A1").send("/jobs/1/came-out")
    assert browser.said == "Jörg Müller: noted that the badge came out."
    assert [(each.participant, each.reason) for each in desk.printed()] == [("A1", "new")]
    desk.stop()
    again = start()
    assert "printed by zebra" in shown(again)
    assert "Not printed:" not in shown(again)
    browser = again.browser().open("/", person="A1").send("/jobs/1/came-out")
    assert browser.said == "Jörg Müller: something has happened in between. Nothing was done; look, then decide."
    assert len(again.printed()) == 1


def test_what_never_reached_its_printer_cannot_have_come_out(desk, printer) -> None:
    failed(desk, printer, begun=False)
    assert "came-out" not in shown(desk)
    desk.browser().open("/", person="A1").send("/jobs/1/came-out")
    assert desk.printed() == []


def test_a_printer_that_says_nothing_of_a_failure_has_not_printed(desk, printer) -> None:
    printer.says = Told(Progress.FAILED)
    asked(desk)
    desk.until(lambda: "print failed" in desk.kinds())
    assert "not printed: the printer gives no reason" in shown(desk)
    assert "printed by zebra" not in shown(desk)


def test_handed_over_is_not_yet_printed(desk, printer) -> None:
    printer.says = Told(Progress.TAKEN)
    asked(desk)
    desk.until(lambda: "print handed over" in desk.kinds())
    assert "handed over to zebra" in shown(desk)
    printer.says = Told(Progress.FAILED, "media-jam")
    desk.until(lambda: "print failed" in desk.kinds())
    assert "not printed: paper jam" in shown(desk)


def test_a_job_that_waits_is_stopped(desk, printer) -> None:
    printer.says = Told(Progress.TAKEN)
    asked(desk)
    desk.until(lambda: "print handed over" in desk.kinds())
    browser = desk.browser().open("/", person="A1").send("/jobs/1/cancel")
    assert browser.said == "Jörg Müller: the badge will not be printed."
    assert printer.cancelled == {"1"}
    browser.send("/jobs/1/cancel")
    assert browser.said == "Jörg Müller: this print is over, it cannot be stopped any more."


@pytest.mark.parametrize(("stopped", "at"), [("A1", 1), ("A2", 1), ("A3", 2)])
def test_what_is_stopped_while_the_printer_is_busy_is_not_printed(desk, printer, stopped: str, at: int) -> None:
    begin, begun, go_on = printer.begin, [], Semaphore(0)

    def slowly(title: str) -> str:
        begun.append(title)
        assert go_on.acquire(timeout=5)
        return begin(title)

    printer.begin = slowly
    browser = desk.browser()
    for id_ in ("A1", "A2", "A3"):
        browser.open("/", person=id_).send(f"/people/{id_}/print", arrives="1")
        desk.until(lambda: begun)
    for _ in range(at - 1):
        go_on.release()
    desk.until(lambda: len(begun) == at)
    (job,) = (number for number, each in desk.jobs.items() if each.participant == stopped)
    browser.open("/", person=stopped).send(f"/jobs/{job}/cancel")
    assert "the badge will not be printed" in browser.said
    go_on.release(3)
    desk.until(lambda: desk.kinds().count("print done") == 2)
    desk.run(asyncio.sleep(0.02))
    assert [each.participant for each in desk.printed()] == sorted({"A1", "A2", "A3"} - {stopped})
    assert len(printer.paper) == 2


def test_the_page_tells_how_printers_are(desk, printer) -> None:
    desk.until(lambda: "zebra: ready" in desk.browser().open("/").page)
    printer.state = Condition(is_ready=False, waiting=2, reasons=("media-empty-error", "strange <b>"))
    asked(desk)
    desk.until(lambda: "zebra: out of paper, strange &lt;b&gt;" in desk.browser().open("/").page)
    printer.state = Condition(is_ready=True, waiting=1, reasons=("marker-supply-low-warning",))
    asked(desk)
    desk.browser().open("/", person="A2").send("/people/A2/print")
    desk.until(lambda: "zebra: ink or ribbon is low, 1 job waits" in desk.browser().open("/").page)


def test_a_printer_that_vanishes_is_told(desk, printer) -> None:
    printer.faults["condition"] = unreachable()
    asked(desk)
    desk.until(lambda: '<li class="warns">zebra: the printer cannot be reached</li>' in desk.browser().open("/").page)


def test_a_clock_that_jumps_back_changes_no_order(start: Callable, printer) -> None:
    desk = start()
    asked(desk)
    desk.until(lambda: "print done" in desk.kinds())
    desk.time = desk.time.replace(year=2001)
    desk.browser().open("/", person="A1").send("/people/A1/print", reason="lost")
    desk.until(lambda: desk.kinds().count("print done") == 2)
    desk.stop()
    again = start()
    assert [each.reason for each in again.printed()] == ["new", "lost"]
    assert "printed 2 ×, last Thu 09:00" in shown(again)


def test_whose_row_is_gone_is_not_printed(start: Callable, printer) -> None:
    desk = start()
    printer.faults["begin"] = Killed()
    asked(desk)
    desk.until(lambda: not printer.faults)
    desk.kill()
    again = start(people=())
    again.until(lambda: "print failed" in again.kinds())
    assert printer.paper == []


@pytest.mark.parametrize(
    ("at", "why"), [("begin", "not printed: cancelled"), ("sent", "see whether the badge came out")]
)
def test_a_print_is_stopped_when_the_desk_was_started_without_its_printer(
    start: Callable, printer, at: str, why: str
) -> None:
    desk = start()
    printer.faults[at] = Killed()
    asked(desk)
    desk.until(lambda: not printer.faults)
    desk.kill()
    again = start(printers={})
    browser = again.browser().open("/", person="A1").send("/jobs/1/cancel")
    assert browser.said == "Jörg Müller: the badge will not be printed."
    assert why in browser.page
    browser.send("/people/A1/print", arrives="1")
    assert browser.said == "Jörg Müller: the badge goes to this browser."


def test_a_print_that_is_done_while_it_is_stopped_counts_as_printed(desk, printer) -> None:
    printer.says = Told(Progress.TAKEN)
    asked(desk)
    desk.until(lambda: "print handed over" in desk.kinds())
    cancel = printer.cancel

    def cancelled_too_late(remote: str) -> None:
        printer.says = Told(Progress.DONE)
        end = time.monotonic() + 5
        while "print done" not in list(kinds(desk)) and time.monotonic() < end:
            time.sleep(0.001)
        printer.says = None
        printer.cancel = cancel

    printer.cancel = cancelled_too_late
    browser = desk.browser().open("/", person="A1").send("/jobs/1/cancel")
    assert browser.said == "Jörg Müller: this print is over, it cannot be stopped any more."
    assert "print failed" not in desk.kinds()


def kinds(desk) -> list[str]:
    """What the log tells, read by whatever thread asks."""
    with DeskLog(desk.path) as log:
        return [entry.kind.value for entry in log.after(0)]


def test_a_badge_that_came_out_after_it_was_stopped_counts_as_printed_and_is_not_waited_for() -> None:
    entry = {"at": "2027-05-03T09:00:00+00:00", "device": "", "participant": "A1", "job": 1, "data": {}}
    job = queued(Entry(sequence=1, kind=Kind.QUEUED, **{**entry, "data": {"printer": "zebra", "reason": "new"}}))
    job = advanced(job, Entry(sequence=2, kind=Kind.FAILED, **{**entry, "data": {"failure": "cancelled"}}))
    job = advanced(job, Entry(sequence=3, kind=Kind.HANDED, **entry))
    assert (job.printed, job.is_going_on, job.failure) == (True, False, "cancelled")
