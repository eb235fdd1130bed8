"""What all pages share: their language and frame, the forms they send, and what is said when something fails."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from starlette.datastructures import URL
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from flyer.desk import pages, states
from flyer.desk.counter import Counter
from flyer.desk.devices import form_token, hashed
from flyer.desk.guard import is_own_form
from flyer.desk.jobs import BROWSER
from flyer.desk.roster import Standing
from flyer.desk.telling import moment, reason
from flyer.problems import Place, Problem, SurroundingsError, UserError
from flyer.wording import Wording

PRINTER: Final = "flyer-printer"
"""The cookie that remembers which printer a device uses."""


_UNPRINTED: Final = 6
"""So many whose badge did not come out are named on every page."""

_NOWHERE: Final = Place("")


class Site:
    """Renders pages for the counter they are about, and reads the forms they send."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter

    def wording(self, request: Request) -> Wording:
        """The wording of a page: what the browser prefers, else the event's language."""
        return pages.words_for(request.headers.get("accept-language", ""), self.counter.event.language)

    def page(self, request: Request, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
        """A page, with what stands on every one."""
        words, counter = self.wording(request), self.counter
        conditions = counter.spooler.conditions
        html = pages.rendered(
            template,
            words,
            event=counter.event,
            counts=counter.roster.counts,
            printers=[(name, states.condition(words, found), found) for name, found in conditions.items()],
            printer=self.printer(request),
            trouble=counter.spooler.trouble,
            unprinted=list(islice(counter.roster.unprinted, _UNPRINTED)),
            here_path=request.url.path,
            device=request.state.device,
            form_token=form_token(request.state.token),
            moment=lambda at: moment(at, words),
            reason=lambda text: reason(text, words),
            why=lambda failure: states.why(words, failure),
            **shown,
        )
        return HTMLResponse(html, status)

    def printer(self, request: Request) -> str:
        """The printer a device uses: the one it chose, or else the first."""
        chosen, known = request.cookies.get(PRINTER), self.counter.surroundings.printers
        return chosen if chosen is not None and (chosen in known or chosen == BROWSER) else next(iter(known), BROWSER)

    async def sent(self, request: Request) -> Mapping[str, str]:
        """The fields of a form of ours; HTTPException for any other."""
        form = await request.form(max_files=0, max_fields=40)
        fields = {name: value for name, value in form.items() if isinstance(value, str)}
        if not is_own_form(request, fields.get("token", "")) or self._was_locked_out(request):
            raise HTTPException(403)
        return fields

    async def sent_from_here(self, request: Request) -> Mapping[str, str]:
        """The fields of a form that only this computer may send; HTTPException for any other."""
        if not request.state.is_here:
            raise HTTPException(403)
        return await self.sent(request)

    def _was_locked_out(self, request: Request) -> bool:
        """Whether the device was locked out while it was still sending."""
        return not request.state.is_here and hashed(request.state.token) not in self.counter.roster.devices

    def standing(self, request: Request) -> Standing:
        """How it is with whom the path names; HTTPException when that is nobody."""
        if found := self.counter.standing(request.path_params["id"]):
            return found
        raise HTTPException(404)

    async def failed(self, request: Request, error: Exception) -> Response:
        """The page that says what is wrong: in what was written, with the surroundings, or with the address.

        A device that was not let in sees none, as pages tell of people: it gets a sentence.
        """
        words, status = self.wording(request), _status(error)
        what = {
            403: words("This form is out of date or from elsewhere. Load the page again."),
            404: words("There is no such page."),
            405: words("There is no such page."),
            413: words("That is too much."),
        }.get(status, words("This does not work."))
        if not request.state.device or self._was_locked_out(request):
            return PlainTextResponse(what, status)
        match error:
            case UserError(problems=problems):
                pass
            case SurroundingsError(what=failure, hint=hint):
                problems = (Problem(_NOWHERE, failure, hint),)
            case _:
                problems = (Problem(_NOWHERE, what),)
        return self.page(request, "problem.html", status, problems=problems)


def _status(error: Exception) -> int:
    """The status of an answer to what failed."""
    if isinstance(error, HTTPException):
        return error.status_code
    return {UserError: 422, SurroundingsError: 503}.get(type(error), 413)


def to(path: str, **query: object) -> RedirectResponse:
    """Go on to a page, after a form was sent."""
    return RedirectResponse(URL(path).include_query_params(**query), 303)
