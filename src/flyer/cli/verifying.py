"""Payment codes are proven: read back from the finished PDF and compared with the data, before it takes its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, TypeAlias, TypeVar

from flyer.cli.report import progress
from flyer.documents.transfer_form import remittance_rows
from flyer.payment import epc, symbol
from flyer.payment.error import PaymentError
from flyer.payment.transfer import CreditTransfer
from flyer.pdf import reading
from flyer.pdf.reading import Seen
from flyer.problems import SurroundingsError
from flyer.typeset.frame import Document, Frame, Modules

T = TypeVar("T")

SAMPLE, ALL = "sample", "all"
LEAST: Final = 20
"""Codes in a sample; fewer are all read."""

MISSING: Final = "payment codes were not read back: pip install 'flyer[verify]'"
_HINT: Final = "nothing was written; look at the letter paper and the fonts, and report it if it is neither"
_TERMS: Final = re.compile(rb"<ram:(PaymentReference|IBANID|AccountName|DuePayableAmount)>([^<]*)<")
"""BT-83, BT-84, BT-85 and BT-115 of an e-invoice."""


class Expected(NamedTuple):
    """What a page, counted from 0 or below 0 from the last, must say: a transfer, in a code and in `printed` words.

    `code` is empty where the page has no payment code; `beside` is the file of the e-invoice that goes with it.
    """

    page: int
    transfer: CreditTransfer
    code: bytes
    printed: tuple[str, ...]
    beside: Path | None = None

    @classmethod
    def of(cls, page: int, transfer: CreditTransfer, code: bytes, beside: Path | None = None) -> Expected:
        """What a page says on which a transfer stands in full; the words of a text stand in two rows or more lines."""
        amount = (f"{transfer.amount:.2f}",) if transfer.amount is not None else ()
        words = chain.from_iterable(map(str.split, remittance_rows(transfer.message)))
        return cls(page, transfer, code, (transfer.iban.compact, *amount, *words), beside)


Wanted: TypeAlias = Callable[[], Expected]
"""What a page must say, found out when it is read."""


def prove(wanted: Mapping[Path, Sequence[Wanted]], opened: Callable[[Path], BinaryIO], extent: str = SAMPLE) -> int:
    """Compare what finished files say with what they must, and count it; `opened` gives the file that will be there.

    Nothing is compared without the libraries. Raises SurroundingsError that names the first that says something else.
    """
    every = [(file, each) for file, those in wanted.items() for each in those]
    if not (every and reading.is_able()):
        return 0
    chosen = picked(every, extent)
    found: list[str] = []
    for file, each, seen in _seen(progress(chosen, "reading"), opened):
        where = f"page {each.page + 1} of '{file}'" if each.page >= 0 else f"'{file}'"
        found += (f"{where} {fault}" for fault in faults(each, seen))
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise SurroundingsError(f"{found[0]}{more}", _HINT)
    return len(chosen)


def pages_with(document: Document, code: bytes) -> list[int]:
    """The pages of a document on which a payment code is drawn."""
    rows = symbol.encode(code).rows
    return [number for number, page in enumerate(document.pages) if _draws(page, rows)]


def _draws(frame: Frame, rows: tuple[int, ...]) -> bool:
    return any(
        _draws(child, rows) if isinstance(child, Frame) else isinstance(child, Modules) and child.rows == rows
        for child in frame.children
    )


def picked(things: Sequence[T], extent: str) -> Sequence[T]:
    """Those of the things that are looked at."""
    return things if extent == ALL else [things[n] for n in sample(len(things))]


def sample(count: int) -> list[int]:
    """Which of `count` things are looked at: at least 20, evenly spread, the first and the last among them."""
    return sorted({n * (count - 1) // (LEAST - 1) for n in range(LEAST)}) if count > LEAST else list(range(count))


def _seen(
    chosen: Iterable[tuple[Path, Wanted]], opened: Callable[[Path], BinaryIO]
) -> Iterator[tuple[Path, Expected, Seen]]:
    """What must be on the pages, one after the other, and what is on them and in the files beside them."""
    for file, group in groupby(chosen, key=itemgetter(0)):
        those = [each() for _, each in group]
        with opened(file) as stream:
            try:
                for each, seen in zip(those, reading.look(stream, [each.page for each in those]), strict=True):
                    yield file, each, seen._replace(attachments=(*seen.attachments, *_beside(each, opened)))
            except reading.Unreadable as error:
                raise SurroundingsError(f"'{file}' cannot be read back: {error}", _HINT) from error


def _beside(wanted: Expected, opened: Callable[[Path], BinaryIO]) -> Iterator[bytes]:
    if wanted.beside:
        with opened(wanted.beside) as stream:
            yield stream.read()


def faults(wanted: Expected, seen: Seen) -> Iterator[str]:
    """What a page says otherwise than it must: in its payment code, in print, or in the e-invoice that goes with it."""
    codes = [code for code in seen.codes if _is_payment(code)]
    if wanted.code and not codes:
        yield "has no payment code that can be read"
    for code in codes:
        if code != wanted.code and _read(code) != wanted.transfer:
            yield f"has a payment code that says {_said(code)} where the data say {_said(wanted.code)}"
    for datum in wanted.printed:
        if _plain(datum) not in _plain(seen.letters):
            yield f"does not print '{datum}', which its payment code holds"
    for attachment in seen.attachments:
        for term, value in _stated(wanted.transfer).items():
            if value not in (found := _terms(attachment).get(term, [])):
                yield f"has an e-invoice whose {term} is {found}, where the data say '{value}'"


def _is_payment(code: bytes) -> bool:
    return code.startswith((b"BCD", b"SPC"))


def _read(code: bytes) -> CreditTransfer | None:
    try:
        return epc.read(code)
    except PaymentError:
        return None


def _said(code: bytes) -> str:
    return f"'{code.decode('utf-8', 'replace')}'".replace("\n", " / ")


def _plain(text: str) -> str:
    """A text whose decimal comma is a point."""
    return text.replace(",", ".")


def _stated(transfer: CreditTransfer) -> dict[str, str]:
    return {
        "PaymentReference": transfer.message,
        "IBANID": transfer.iban.compact,
        "AccountName": transfer.name,
        "DuePayableAmount": f"{transfer.amount or 0:.2f}",
    }


def _terms(xml: bytes) -> dict[str, list[str]]:
    import html

    found: dict[str, list[str]] = {}
    for term, value in _TERMS.findall(xml):
        found.setdefault(term.decode(), []).append(html.unescape(value.decode()))
    return found
