"""Invoices become bytes once: rendered and checked, by as many processes as share the work, and kept on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, Final, NamedTuple

from flyer import pdf, preflight
from flyer.billing import cii
from flyer.billing.model import Invoice
from flyer.cli.executors import Map, Shared
from flyer.cli.making import Job
from flyer.cli.report import progress
from flyer.cli.writing import blaming
from flyer.documents import invoices as letters
from flyer.event.model import Event, InvoiceFormat
from flyer.preflight import Check
from flyer.problems import Place, Problem, UserError, gathered
from flyer.typeset.family import Family
from flyer.typeset.frame import Attachment, Document
from flyer.wording import Wording


class Rendered(NamedTuple):
    """The files of an invoice: the PDF with so many pages, and the XRechnung, empty where the payer gets none."""

    pdf: bytes
    pages: int
    xrechnung: bytes


_TOGETHER: Final = 32
"""How many invoices are made together, step by step: what they need waits in memory meanwhile, about 3 MB."""


class Press(NamedTuple):
    """What letters are rendered with."""

    event: Event
    family: Family
    pictures: Mapping[bytes, Place]

    @classmethod
    def of(cls, job: Job) -> Press:
        """The part of a job that it takes."""
        return cls(job.event, job.family, preflight.picture_places(job.event))


class _Attempt(NamedTuple):
    """What became of several invoices, nothing of those that cannot be set."""

    rendered: Sequence[Rendered]
    check: Check
    problems: tuple[Problem, ...]


class Kept(NamedTuple):
    """Where the files of an invoice are in a spool: so many bytes of a PDF with so many pages, and of an XRechnung."""

    start: int
    length: int
    pages: int
    xrechnung: int


class Spool:
    """Rendered invoices on disk, in a file without a name, which is gone with the process however that ends.

    It is in `folder`, or where the system keeps such files when nothing can be written there. A context manager.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._end = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return self._end

    def keep(self, rendered: Rendered) -> Kept:
        """Keep the files of an invoice."""
        content = rendered.pdf + rendered.xrechnung
        with blaming(self._folder, "written"):
            file = self._opened()
            file.seek(self._end)
            file.write(content)
            file.flush()
        kept = Kept(self._end, len(rendered.pdf), rendered.pages, len(rendered.xrechnung))
        self._end += len(content)
        return kept

    def pdf(self, kept: Kept) -> bytes:
        """The PDF that is kept."""
        return self._read(kept.start, kept.length)

    def xrechnung(self, kept: Kept) -> bytes:
        """The XRechnung that is kept."""
        return self._read(kept.start + kept.length, kept.xrechnung)

    def _read(self, start: int, length: int) -> bytes:
        with blaming(self._folder, "read"):
            file = self._opened()
            file.seek(start)
            return file.read(length)

    def _opened(self) -> BinaryIO:
        if self._file is None:
            try:
                self._file = TemporaryFile(dir=self._folder)  # noqa: SIM115
            except OSError:
                self._file = TemporaryFile()  # noqa: SIM115
        return self._file


def render_all(press: Press, invoices: Iterable[Invoice], spool: Spool, over: Map) -> list[Kept]:
    """Render and check invoices and keep their files; UserError with the problems of all of them."""
    check, problems, more = Check(press.pictures), list[Problem](), iter(invoices)
    batches: Iterator[list[Invoice]] = iter(lambda: [*islice(more, _TOGETHER)], [])
    kept: list[Kept] = []
    for attempt in over(partial(_attempt, Shared(press)), batches):
        check.add(attempt.check)
        problems += attempt.problems
        kept += map(spool.keep, attempt.rendered)
    if found := [*problems, *check.problems]:
        raise UserError(found)
    return kept


def examine(press: Press, invoices: Sequence[Invoice]) -> None:
    """Compose and check invoices, and keep nothing; UserError with the problems of all of them."""
    check, problems = Check(press.pictures), list[Problem]()
    for invoice in progress(invoices, "composing"):
        try:
            for _ in check.pages(letter(press, invoice)):
                pass
        except UserError as error:
            problems += error.problems
    if found := [*problems, *check.problems]:
        raise UserError(found)


def render(press: Press, invoices: Sequence[Invoice], check: Check) -> list[Rendered]:
    """Turn invoices into their files, their pages into problems of the check; UserError for all that cannot be set.

    They take every step together: what a processor did just before, it does in about three quarters of the time.
    """
    attached = [letters.attachments(invoice, words_of(press, invoice)) for invoice in invoices]
    codes = gathered(partial(letters.payment_code, invoice, press.event) for invoice in invoices)
    xmls = [_issued_xrechnung(press, invoice) for invoice in invoices]
    composed = gathered(partial(letter, press, *each) for each in zip(invoices, attached, codes, strict=True))
    looked_at = [[*check.pages(document)] for document in composed]
    files = pdf.write_all(zip(composed, looked_at, strict=True))
    return [Rendered(file, len(document.pages), xml) for file, document, xml in zip(files, composed, xmls, strict=True)]


def _issued_xrechnung(press: Press, invoice: Invoice) -> bytes:
    """The XRechnung of an invoice with a number whose payer gets one."""
    wanted = invoice.format is InvoiceFormat.XRECHNUNG and invoice.number
    return xrechnung(press, invoice) if wanted else b""


def letter(
    press: Press, invoice: Invoice, attached: tuple[Attachment, ...] | None = None, code: tuple[int, ...] | None = None
) -> Document:
    """The invoice, composed; see `letters.compose`."""
    return letters.compose(invoice, press.event, words_of(press, invoice), press.family, attached, code)


def xrechnung(press: Job | Press, invoice: Invoice) -> bytes:
    """The invoice as an XRechnung."""
    return cii.write(invoice, cii.Profile.XRECHNUNG, words_of(press, invoice))


def words_of(press: Job | Press, invoice: Invoice) -> Wording:
    """The words in the language of an invoice."""
    return Wording.of(invoice.language or press.event.language)


def _attempt(press: Shared[Press], invoices: Sequence[Invoice]) -> _Attempt:
    check = Check(press.value.pictures)
    try:
        return _Attempt(render(press.value, invoices, check), check, ())
    except UserError as error:
        return _Attempt((), check, error.problems)
