"""Rules that every finished page must keep, whatever it says and whoever composed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Final

from flyer.preflight.accounts import accounts_in
from flyer.preflight.codes import quiet_zone, smallest_module
from flyer.preflight.lettering import overprint, readable_type, safe_distance, smallest_type
from flyer.preflight.page import SOUND, Finding, Page, Verdict, parts
from flyer.preflight.press import hairlines, inside_the_trim, resolution, runs_into_the_bleed, total_ink
from flyer.problems import Place, Problem, UserError
from flyer.typeset.frame import Document, Frame

RULES: Final[tuple[Callable[[Page], Iterable[Finding]], ...]] = (
    inside_the_trim,
    runs_into_the_bleed,
    safe_distance,
    smallest_type,
    readable_type,
    overprint,
    quiet_zone,
    smallest_module,
    hairlines,
    total_ink,
)

_TOGETHER: Final = 16
"""How many pages are made before they are looked at, and looked at before any is drawn: work of one kind, many times in
a row, takes nine tenths of what it takes in turns with other work."""

_ONE_ACCOUNT: Final = "one event has one account"


class Check:
    """Holds pages against all rules, on their way to whoever draws them: a problem for each finding.

    It stands at the title of the document; of a picture whose bytes are in `places` there.
    """

    def __init__(self, places: Mapping[bytes, Place]) -> None:
        self._places = places
        self._found: list[Problem] = []
        self._accounts: dict[str, Problem] = {}
        self._documents = 0

    @property
    def problems(self) -> list[Problem]:
        """What was found so far, with all accounts where there are several."""
        return self._found if len(self._accounts) < 2 else [*self._found, *self._accounts.values()]

    def pages(self, document: Document, pages: Iterable[Frame] | None = None, first: int = 0) -> Iterator[Frame]:
        """Hand on the pages of a document as long as nothing was found; all of them are looked at.

        `pages` are some of them, from the one with the number `first` on.
        """
        self._documents += 1
        place, missed = Place(document.title), list[Problem]()
        frames = _made(document.pages if pages is None else pages, missed)
        while together := list(islice(frames, _TOGETHER)):
            good: list[Frame] = []
            for number, frame in enumerate(together, first):
                pages_of = parts(document, frame, number, returns=self._documents > 1)
                _judge([page for page in pages_of if page.verdict is None])
                for page in pages_of:
                    if page.verdict and page.verdict is not SOUND:
                        self._tell(page.verdict, place, f"page {number + 1}")
                if not self._found:
                    good.append(frame)
            first += len(together)
            yield from good
        self._found += missed

    @property
    def places(self) -> Mapping[bytes, Place]:
        """Where the pictures stand that the event names."""
        return self._places

    def add(self, other: Check) -> None:
        """Take over what another one has found in other documents."""
        self._found += other._found
        for iban, problem in other._accounts.items():
            self._accounts.setdefault(iban, problem)

    def _tell(self, verdict: Verdict, place: Place, name: str) -> None:
        for what, hint in verdict.findings:
            self._found.append(Problem(place, f"{name}: {what}", hint))
        for content, (what, hint) in verdict.pictures:
            named = self._places.get(content)
            self._found.append(Problem(named, what, hint) if named else Problem(place, f"{name}: {what}", hint))
        for iban in verdict.accounts:
            if iban not in self._accounts:
                self._accounts[iban] = Problem(place, f"{name} names the account {iban}", _ONE_ACCOUNT)


def _made(pages: Iterable[Frame], missed: list[Problem]) -> Iterator[Frame]:
    """The pages as they are made; what did not fit on them is `missed` in the end."""
    try:
        yield from pages
    except UserError as error:
        missed += error.problems


def _judge(pages: Sequence[Page]) -> None:
    """Give pages the verdict of all rules, wherever in whatever document they stand."""
    in_lines = accounts_in([line.text for page in pages for line in page.ink.long])
    in_codes = accounts_in([alt for page in pages for _, _, _, alt in page.ink.codes])
    for page in pages:
        accounts = accounts_in([text.text for _, text, _ in page.ink.texts]) if in_lines else page.ink.accounts
        if in_codes:
            accounts = [*accounts, *accounts_in([alt for _, _, _, alt in page.ink.codes])]
        findings, pictures = [found for rule in RULES for found in rule(page)], [*resolution(page)]
        page.verdict = Verdict(findings, pictures, accounts) if findings or pictures or accounts else SOUND


def check(documents: Iterable[Document], places: Mapping[bytes, Place] = MappingProxyType({})) -> list[Problem]:
    """All problems that a Check finds in documents nobody draws."""
    found = Check(places)
    for document in documents:
        for _ in found.pages(document):
            pass
    return found.problems
