"""Invoices become bytes once: rendered and checked, by as many processes as share the work, and kept on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO, NamedTuple

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
from flyer.problems import Place, Problem, UserError
from flyer.typeset.family import Family
from flyer.typeset.frame import Document
from flyer.wording import Wording


class Rendered(NamedTuple):
    """The files of an invoice: the PDF with so many pages, and the XRechnung, empty where the payer gets none."""

    pdf: bytes
    pages: int
    xrechnung: bytes


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
    rendered: Rendered
    check: Check
    problems: tuple[Problem, ...]


class _Kept(NamedTuple):
    invoice: Invoice
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
        self._kept: dict[str, _Kept] = {}
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

    def keep(self, invoice: Invoice, rendered: Rendered) -> None:
        """Keep the files of an invoice, in the place of those another invoice to the same payer had."""
        content = rendered.pdf + rendered.xrechnung
        with blaming(self._folder, "written"):
            file = self._opened()
            file.seek(self._end)
            file.write(content)
            file.flush()
        self._kept[invoice.payer_key] = _Kept(
            invoice, self._end, len(rendered.pdf), rendered.pages, len(rendered.xrechnung)
        )
        self._end += len(content)

    def holds(self, invoice: Invoice) -> bool:
        """Whether this very invoice is kept, with this number, and nothing else in its place."""
        kept = self._kept.get(invoice.payer_key)
        return kept is not None and kept.invoice == invoice

    def pages(self, invoice: Invoice) -> int:
        """How many pages it has."""
        return self._kept[invoice.payer_key].pages

    def pdf(self, invoice: Invoice) -> bytes:
        """The PDF of an invoice that is kept."""
        kept = self._kept[invoice.payer_key]
        return self._read(kept.start, kept.length)

    def xrechnung(self, invoice: Invoice) -> bytes:
        """The XRechnung of an invoice that is kept."""
        kept = self._kept[invoice.payer_key]
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


def render_all(press: Press, invoices: Sequence[Invoice], spool: Spool, over: Map, doing: str) -> None:
    """Render and check invoices and keep them; UserError with the problems of all of them."""
    check, problems = Check(press.pictures), list[Problem]()
    attempts = over(partial(_attempt, Shared(press)), progress(invoices, doing))
    for invoice, attempt in zip(invoices, attempts, strict=True):
        check.add(attempt.check)
        problems += attempt.problems
        spool.keep(invoice, attempt.rendered)
    if found := [*problems, *check.problems]:
        raise UserError(found)


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


def render(press: Press, invoice: Invoice, check: Check) -> Rendered:
    """Turn an invoice into its files, its pages into problems of the check; UserError for what cannot be set."""
    xml = xrechnung(press, invoice) if invoice.format is InvoiceFormat.XRECHNUNG and invoice.number else b""
    document, stream = letter(press, invoice), BytesIO()
    pdf.write_to(document, stream, check.pages(document))
    return Rendered(stream.getvalue(), len(document.pages), xml)


def letter(press: Job | Press, invoice: Invoice) -> Document:
    """The invoice, composed."""
    return letters.compose(invoice, press.event, words_of(press, invoice), press.family)


def xrechnung(press: Job | Press, invoice: Invoice) -> bytes:
    """The invoice as an XRechnung."""
    return cii.write(invoice, cii.Profile.XRECHNUNG, words_of(press, invoice))


def words_of(press: Job | Press, invoice: Invoice) -> Wording:
    """The words in the language of an invoice."""
    return Wording.of(invoice.language or press.event.language)


def _attempt(press: Shared[Press], invoice: Invoice) -> _Attempt:
    check = Check(press.value.pictures)
    try:
        return _Attempt(render(press.value, invoice, check), check, ())
    except UserError as error:
        return _Attempt(Rendered(b"", 0, b""), check, error.problems)
