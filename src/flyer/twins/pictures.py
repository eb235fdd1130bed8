"""Pictures inside a page: logos as data, the GiroCode drawn in modules."""

from __future__ import annotations

import base64
from typing import Final

from flyer.manuscript.spoken import code_name, spoken
from flyer.payment import epc, symbol
from flyer.payment.transfer import CreditTransfer
from flyer.twins.markup import Html, element, escaped
from flyer.typeset.frame import QUIET_ZONE
from flyer.wording import Wording

_MEDIA_TYPES: Final = ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"%PDF-", ""))
"""How files begin, and what browsers call them; they show no PDF as a picture. Anything else is SVG."""


def picture(content: bytes, alt: str, class_: str = "") -> Html:
    """A picture as data, in which no script runs; what browsers cannot show is said instead."""
    media_type = next((type_ for start, type_ in _MEDIA_TYPES if content.startswith(start)), "image/svg+xml")
    if not media_type:
        return element("span", escaped(alt), class_=class_) if alt else Html("")
    data = base64.b64encode(content).decode("ascii")
    return element("img", src=f"data:{media_type};base64,{data}", alt=alt, class_=class_)


def giro_code(transfer: CreditTransfer, words: Wording) -> Html:
    """The GiroCode, black on white on any ground, with the transfer in words for those who cannot see it."""
    rows = symbol.encode(epc.payload(transfer)).rows
    side = len(rows)
    whole = side + 2 * QUIET_ZONE
    dark = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h1v1h-1z"
        for y, row in enumerate(rows)
        for x in range(side)
        if row >> (side - 1 - x) & 1
    )
    drawing = element(
        "svg",
        element("path", fill="#fff", d=f"M0 0h{whole}v{whole}H0z"),
        element("path", fill="#000", d=dark),
        role="img",
        aria_label=spoken(transfer, words),
        viewBox=f"0 0 {whole} {whole}",
        shape_rendering="crispEdges",
    )
    return element("figure", drawing, element("figcaption", escaped(code_name(transfer, words))), class_="code")
