"""What stands before every answer: who may ask, how much and how often, and what a browser may do with the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hmac import compare_digest
from ipaddress import ip_address
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flyer.desk.devices import Device, form_token, hashed
from flyer.desk.rate import Rate
from flyer.wording import Wording

COOKIE: Final = "flyer-desk"

_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Nothing from elsewhere is loaded, nobody elsewhere may show the page, and nothing is kept on the device."""

_LARGEST: Final = 16_384
"""Bytes of a form; a participant with the longest cells has less."""

_LONGEST: Final = 2_000
"""Bytes of an address with its query."""

_PER_SECOND, _AT_ONCE = 50.0, 200.0
"""How often one address may ask in the long run, and at once; who types fast asks ten times a second."""

_TOKEN: Final = 22
"""Characters of 128 bits in base 64."""

_FREE: Final = ("/join", "/desk.css")
"""What is served to a device that was not let in: nothing that says anything of anybody."""


_ENTRANCES: Final = ("/", "/join")
"""Where links of others may lead to, as nothing happens there; a badge, say, counts as printed once it is fetched."""


class TooLarge(Exception):
    """A request with more bytes than any form has."""


class Guard:
    """An application around another: turns away what has no business here, and gives every answer its headers.

    `devices` are those that were let in, by the hash of their token. This computer's own browser, called `here`, needs
    no letting in; it is given a token, too. The request's state gets `token`, `device` and whether it `is_here`.
    `wording` is that of a browser by what it accepts (Accept-Language).
    """

    def __init__(
        self,
        app: ASGIApp,
        devices: Mapping[str, Device],
        token: Callable[[], str],
        clock: Callable[[], float],
        here: str,
        wording: Callable[[str], Wording],
    ) -> None:
        self._app, self._devices, self._token, self._here, self._wording = app, devices, token, here, wording
        self._asked = Rate(_PER_SECOND, _AT_ONCE, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        token = request.cookies.get(COOKIE, "")
        device = self._devices.get(hashed(token))
        fresh = ""
        is_here = _is_here(request)
        if not device and is_here:
            device = Device(self._here)
            if len(token) < _TOKEN:
                token = fresh = self._token()
        request.state.token, request.state.device, request.state.is_here = token, device, is_here

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if fresh:
                    headers.append("Set-Cookie", cookie(fresh))
            await send(message)

        answering = self._refusal(request, device) or self._app
        await answering(scope, _limited(receive), answer)

    def _refusal(self, request: Request, device: Device | None) -> Response | None:
        """Why a request is not let through, if it is not."""
        path, posts = request.url.path, request.method == "POST"
        words = self._wording(request.headers.get("accept-language", ""))
        if not _is_named_rightly(request.headers):
            return PlainTextResponse(words("This page is not under that name."), 421)
        if not self._asked.allows(address(request)):
            return PlainTextResponse(words("That is too often. Wait a moment."), 429, {"Retry-After": "1"})
        if len(request.url.path) + len(request.url.query) > _LONGEST:
            return PlainTextResponse(words("That is too much."), 414)
        if not (_is_from_here(request.headers) or (path in _ENTRANCES and not posts)):
            return PlainTextResponse(words("This was sent by another site."), 403)
        if not device and path not in _FREE:
            if request.method == "GET":
                return RedirectResponse("/join", 303)
            return PlainTextResponse(words("This device was not let in."), 403)
        return None


def address(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""


def cookie(token: str) -> str:
    """The header that leaves a token with a device until the event is over."""
    return f"{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=1209600"


def is_own_form(request: Request, sent: str) -> bool:
    """Whether a form was made for the device that sends it."""
    return bool(request.state.token) and compare_digest(sent.encode(), form_token(request.state.token).encode())


def _limited(receive: Receive) -> Receive:
    """`receive`, which raises TooLarge when more comes than a form has."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > _LARGEST:
            raise TooLarge
        return message

    return limited


def _is_here(request: Request) -> bool:
    """Whether this computer asks."""
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _is_named_rightly(headers: Headers) -> bool:
    """Whether the page was asked for by an address or as localhost: a name could have been made to lead here."""
    host = headers.get("host", "").lower()
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    if name == "localhost":
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_from_here(headers: Headers) -> bool:
    """Whether a page of this server asks, or a person who typed the address (Fetch Metadata, Origin)."""
    site, origin = headers.get("sec-fetch-site", "same-origin"), headers.get("origin")
    return site in ("same-origin", "none") and (origin is None or origin.partition("://")[2] == headers.get("host"))
