"""What all pages share: their language and frame, the forms they send, and what is said when something fails."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from starlette.datastructures import URL
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from flyer.desk import pages
from flyer.desk.counter import Counter
from flyer.desk.devices import form_token
from flyer.desk.guard import is_own_form
from flyer.desk.jobs import BROWSER
from flyer.desk.roster import Standing
from flyer.desk.telling import moment, reason
from flyer.problems import Place, Problem, SurroundingsError, UserError
from flyer.wording import Wording

PRINTER: Final = "flyer-printer"
"""The cookie that remembers which printer a device uses."""


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
            printers=[(name, pages.condition(words, found), found) for name, found in conditions.items()],
            printer=self.printer(request),
            trouble=counter.spooler.trouble,
            device=request.state.device,
            form_token=form_token(request.state.token),
            moment=lambda at: moment(at, words),
            reason=lambda text: reason(text, words),
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
        if not is_own_form(request, fields.get("token", "")):
            raise HTTPException(403)
        return fields

    def standing(self, request: Request) -> Standing:
        """How it is with whom the path names; HTTPException when that is nobody."""
        if found := self.counter.standing(request.path_params["id"]):
            return found
        raise HTTPException(404)

    async def failed(self, request: Request, error: Exception) -> Response:
        """The page that says what is wrong: in what was written, with the surroundings, or with the address.

        A device that was not let in sees none, as pages tell of people: it gets the status in a word.
        """
        if not request.state.device:
            return PlainTextResponse(HTTPStatus(_status(error)).phrase, _status(error))
        if isinstance(error, UserError):
            return self.page(request, "problem.html", 422, problems=error.problems)
        if isinstance(error, SurroundingsError):
            return self.page(request, "problem.html", 503, problems=[Problem(_NOWHERE, error.what, error.hint)])
        words = self.wording(request)
        status = _status(error)
        what = {
            403: words("This form is out of date or from elsewhere. Load the page again."),
            404: words("There is no such page."),
            405: words("There is no such page."),
            413: words("That is too much."),
        }.get(status, words("This does not work."))
        return self.page(request, "problem.html", status, problems=[Problem(_NOWHERE, what)])


def _status(error: Exception) -> int:
    """The status of an answer to what failed."""
    if isinstance(error, HTTPException):
        return error.status_code
    return {UserError: 422, SurroundingsError: 503}.get(type(error), 413)


def to(path: str, **query: object) -> RedirectResponse:
    """Go on to a page, after a form was sent."""
    return RedirectResponse(URL(path).include_query_params(**query), 303)
