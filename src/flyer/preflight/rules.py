"""Rules that every finished page must keep, whatever it says and whoever composed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final

from flyer.preflight.accounts import accounts
from flyer.preflight.codes import quiet_zone, smallest_module
from flyer.preflight.lettering import overprint, readable_type, safe_distance, smallest_type
from flyer.preflight.page import Finding, Page, Verdict, parts
from flyer.preflight.press import hairlines, inside_the_trim, resolution, runs_into_the_bleed, total_ink
from flyer.problems import Place, Problem, UserError
from flyer.typeset.frame import Document, Frame

RULES: Final[tuple[Callable[[Page], Iterator[Finding]], ...]] = (
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

_ONE_ACCOUNT: Final = "one event has one account"


class Check:
    """Holds pages against all rules, on their way to whoever draws them: a problem for each finding.

    It stands at the title of the document; of a picture whose bytes are in `places` there.
    """

    def __init__(self, places: Mapping[bytes, Place]) -> None:
        self._places = places
        self._found: list[Problem] = []
        self._accounts: dict[str, Problem] = {}

    @property
    def problems(self) -> list[Problem]:
        """What was found so far, with all accounts where there are several."""
        return self._found if len(self._accounts) < 2 else [*self._found, *self._accounts.values()]

    def pages(self, document: Document, pages: Iterable[Frame] | None = None, first: int = 0) -> Iterator[Frame]:
        """Hand on the pages of a document as long as nothing was found; all of them are looked at.

        `pages` are some of them, from the one with the number `first` on.
        """
        place = Place(document.title)
        try:
            for number, frame in enumerate(document.pages if pages is None else pages, first):
                for page in parts(document, frame, number):
                    self._look_at(page, place, f"page {number + 1}")
                if not self._found:
                    yield frame
        except UserError as error:
            self._found += error.problems

    @property
    def places(self) -> Mapping[bytes, Place]:
        """Where the pictures stand that the event names."""
        return self._places

    def add(self, other: Check) -> None:
        """Take over what another one has found in other documents."""
        self._found += other._found
        for iban, problem in other._accounts.items():
            self._accounts.setdefault(iban, problem)

    def _look_at(self, page: Page, place: Place, name: str) -> None:
        verdict = page.verdict = page.verdict or _verdict(page)
        for what, hint in verdict.findings:
            self._found.append(Problem(place, f"{name}: {what}", hint))
        for content, (what, hint) in verdict.pictures:
            named = self._places.get(content)
            self._found.append(Problem(named, what, hint) if named else Problem(place, f"{name}: {what}", hint))
        for iban in verdict.accounts:
            if iban not in self._accounts:
                self._accounts[iban] = Problem(place, f"{name} names the account {iban}", _ONE_ACCOUNT)


def _verdict(page: Page) -> Verdict:
    """What all rules say of a page, wherever in whatever document it stands."""
    findings = chain.from_iterable([rule(page) for rule in RULES])
    return Verdict(tuple(findings), tuple(resolution(page)), tuple(accounts(page)))


def check(documents: Iterable[Document], places: Mapping[bytes, Place] = MappingProxyType({})) -> list[Problem]:
    """All problems that a Check finds in documents nobody draws."""
    found = Check(places)
    for document in documents:
        for _ in found.pages(document):
            pass
    return found.problems
