"""The pages of the counter: find, look, check in, print, correct, add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from flyer.desk import forms, pages, telling
from flyer.desk.finding import Hits
from flyer.desk.jobs import BROWSER, Job
from flyer.desk.log import Entry
from flyer.desk.roster import Standing
from flyer.desk.site import Site, to
from flyer.desk.telling import Outcome
from flyer.people.model import Participant
from flyer.people.rows import ROLES
from flyer.problems import Problem, UserError
from flyer.wording import Wording

_LONGEST: Final = 500
"""Characters of what is looked for: a QR code of version 13 holds no more."""


_LATEST, _LOOKED_AT = 8, 40
"""So many people to whom something has happened are shown while nobody is looked for, of so many entries."""


class CounterPages:
    """What the counter's paths answer."""

    def __init__(self, site: Site) -> None:
        self._site, self._counter = site, site.counter

    @property
    def routes(self) -> Iterator[Route]:
        """Every path with what answers it."""
        yield Route("/", self.desk)
        yield Route("/people/{id}/arrive", self.arrive, methods=["POST"])
        yield Route("/people/{id}/leave", self.leave, methods=["POST"])
        yield Route("/people/{id}/print", self.print, methods=["POST"])
        yield Route("/people/{id}/badge.png", self.picture)
        yield Route("/people/{id}", self.correction)
        yield Route("/people/{id}", self.correct, methods=["POST"])
        yield Route("/walk-in", self.walk_in)
        yield Route("/walk-in", self.add, methods=["POST"])
        yield Route("/preview", self.preview, methods=["POST"])
        yield Route("/jobs/{number:int}/paper", self.paper)
        yield Route("/jobs/{number:int}/badge.png", self.badge)
        yield Route("/jobs/{number:int}/badge.pdf", self.badge)
        yield Route("/jobs/{number:int}/cancel", self.cancel, methods=["POST"])
        yield Route("/jobs/{number:int}/came-out", self.came_out, methods=["POST"])

    async def desk(self, request: Request) -> Response:
        """Search, results and the person chosen."""
        query, counter = request.query_params, self._counter
        text = query.get("q", "")[:_LONGEST]
        hits = self._hits(text)
        asked = counter.standing(query.get("person", ""))
        shown = asked or (counter.standing(hits.people[0].id) if hits.people else None)
        is_sure = bool(text) and hits.count == 1
        words = self._site.wording(request)
        told = query.get("told", "")
        return self._site.page(
            request,
            "desk.html",
            q=text,
            hits=hits,
            standing_of=counter.roster.standing,
            standing=shown,
            is_sure=is_sure,
            is_chosen=is_sure or asked is not None,
            told=telling.message(Outcome(told), shown, words) if shown and told in list(Outcome) else None,
            latest=() if text else self._latest(words),
            **self._shown(shown),
        )

    async def arrive(self, request: Request) -> Response:
        """Check in only."""
        await self._site.sent(request)
        standing = self._site.standing(request)
        return _told(standing, self._counter.arrive(standing, request.state.device.name))

    async def leave(self, request: Request) -> Response:
        """Take a check-in back."""
        sent = await self._site.sent(request)
        standing = self._site.standing(request)
        return _told(standing, self._counter.leave(standing, request.state.device.name, sent.get("seen", "")))

    async def print(self, request: Request) -> Response:
        """Print, and check in where the form says so."""
        sent = await self._site.sent(request)
        standing, printer = self._site.standing(request), self._site.printer(request)
        outcome = await self._counter.print(
            standing,
            request.state.device.name,
            sent.get("seen", ""),
            printer,
            sent.get("reason", ""),
            arrives="arrives" in sent,
        )
        return _told(standing, outcome)

    async def picture(self, request: Request) -> Response:
        """The badge as it will be printed."""
        participant = self._site.standing(request).participant
        return Response(await self._counter.badges.picture(participant), media_type="image/png")

    async def badge(self, request: Request) -> Response:
        """The badge of a job that the browser prints."""
        as_picture = request.url.path.endswith(".png")
        badge = await self._counter.badge_here(self._job(request), as_picture=as_picture)
        if badge is None:
            raise HTTPException(404)
        return Response(badge, media_type="image/png" if as_picture else "application/pdf")

    async def paper(self, request: Request) -> Response:
        """A page of the size of a badge with nothing else on it, for the browser's print dialogue."""
        return HTMLResponse(pages.rendered("paper.html", self._site.wording(request), job=self._job(request)))

    async def cancel(self, request: Request) -> Response:
        """Stop a job."""
        await self._site.sent(request)
        job = self._job(request)
        outcome = await self._counter.cancel(job)
        return to("/", person=job.participant, told=outcome)

    async def came_out(self, request: Request) -> Response:
        """Count a badge as printed that came out although its printer did not say so."""
        await self._site.sent(request)
        job = self._job(request)
        return to("/", person=job.participant, told=self._counter.came_out(job))

    async def correction(self, request: Request) -> Response:
        """The form with what the list says."""
        participant = self._site.standing(request).participant
        return self._form(request, forms.texts(participant), participant)

    async def correct(self, request: Request) -> Response:
        """Take a correction, or show what is wrong with it."""
        sent = await self._site.sent(request)
        standing = self._site.standing(request)
        try:
            outcome = self._counter.correct(standing.participant, sent, request.state.device.name)
        except UserError as error:
            return self._form(request, sent, standing.participant, error.problems)
        return _told(standing, outcome)

    async def walk_in(self, request: Request) -> Response:
        """The form for who is on no list."""
        return self._form(request, {"role": ROLES[0], "last_name": request.query_params.get("q", "")[:_LONGEST]})

    async def add(self, request: Request) -> Response:
        """Take a walk-in, or show what is wrong."""
        sent = await self._site.sent(request)
        try:
            participant = self._counter.add(sent, request.state.device.name)
        except UserError as error:
            return self._form(request, sent, problems=error.problems)
        return to("/", person=participant.id, told=Outcome.ADDED)

    async def preview(self, request: Request) -> Response:
        """The badge as a form would have it, or, as text, why there is none."""
        sent = await self._site.sent(request)
        known = self._counter.roster.participant(sent.get("id", ""))
        event = self._counter.event
        try:
            if known:
                participant = forms.applied(known, forms.corrected(known, sent, event), event)
            else:
                participant = forms.previewed(sent, event)
            return Response(await self._counter.badges.picture(participant), media_type="image/png")
        except UserError as error:
            words = self._site.wording(request)
            said = "\n".join(words.told(each.what) for each in error.problems)
            return Response(said, 422, media_type="text/plain")

    def _hits(self, text: str) -> Hits:
        """Whom a text finds; a code or an id finds its person alone."""
        finder, roster = self._counter.roster.finder, self._counter.roster
        scanned = roster.participant(finder.scanned(text)) if text else None
        return Hits((scanned,), (), 1) if scanned else finder.find(text)

    def _latest(self, words: Wording) -> list[tuple[Entry, Participant, str]]:
        """What has happened last to whom, the newest first."""
        kinds, roster = telling.kinds(words), self._counter.roster
        found: dict[str, tuple[Entry, Participant, str]] = {}
        for entry in self._counter.log.latest(_LOOKED_AT):
            if entry.kind in kinds and (participant := roster.participant(entry.participant)):
                found.setdefault(participant.id, (entry, participant, kinds[entry.kind]))
        return list(found.values())[:_LATEST]

    def _shown(self, standing: Standing | None) -> Mapping[str, Any]:
        """What the page says of the person chosen beside how it is with them."""
        if not standing:
            return {"needs_reason": False, "is_altered": False, "here": None}
        job = standing.job
        here = job if job and job.printer == BROWSER and not job.printed and not job.failure else None
        return {
            "needs_reason": self._counter.needs_reason(standing),
            "is_altered": self._counter.is_altered(standing),
            "here": here,
        }

    def _form(
        self,
        request: Request,
        written: Mapping[str, str],
        participant: Participant | None = None,
        problems: tuple[Problem, ...] = (),
    ) -> Response:
        """The form, for a participant or for nobody yet."""
        wrong = {each.place.file for each in problems}
        return self._site.page(
            request,
            "form.html",
            422 if problems else 200,
            participant=participant,
            seen=forms.seen(participant) if participant else "",
            written={field: written.get(field, "") for field in forms.FIELDS},
            problems=problems,
            wrong=wrong,
            first_wrong=next((field for field in forms.FIELDS if field in wrong), "first_name"),
            labels=telling.labels(self._site.wording(request)),
            roles=ROLES,
        )

    def _job(self, request: Request) -> Job:
        if job := self._counter.roster.jobs.get(request.path_params["number"]):
            return job
        raise HTTPException(404)


def _told(standing: Standing, outcome: Outcome) -> Response:
    return to("/", person=standing.participant.id, told=outcome)
