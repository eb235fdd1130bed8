"""The labels that badges are printed on, as the event and the command line name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from flyer.documents.own_stocks import stocks
from flyer.event.model import Event
from flyer.problems import Place, Problem, UserError, did_you_mean, place_of
from flyer.typeset.stocks import Stock


def with_settings(event: Event, given: Mapping[str, Any]) -> Event:
    """The event as if its badges had the settings of the command line, those that are not None.

    Raises click.BadParameter for a stock that there is not.
    """
    settings = {key: value for key, value in given.items() if value is not None}
    if "stock" in settings and settings["stock"] not in stocks(event):
        what = f"there is no stock '{settings['stock']}'; {nearest(settings['stock'], stocks(event))}"
        raise click.BadParameter(what, param_hint="--stock")
    documents = event.documents
    places = {key: Place(f"--{key.replace('_', '-')}") for key in settings}
    badges = replace(documents.badges, **settings, places={**documents.badges.places, **places})
    return replace(event, documents=replace(documents, badges=badges))


def stock_of(event: Event) -> Stock:
    """The stock the event's badges are printed on; UserError when there is none of that name."""
    settings, known = event.documents.badges, stocks(event)
    if settings.stock not in known:
        what, hint = f"there is no stock '{settings.stock}'", nearest(settings.stock, known)
        raise UserError([Problem(place_of(settings, "stock"), what, hint)])
    return known[settings.stock]


def nearest(id_: str, known: Mapping[str, Stock]) -> str:
    """A hint at the stock that was meant: one that ends with what was typed, or is written nearly so."""
    ends = [each for each in known if each.endswith(id_)]
    near = f"did you mean '{ends[0]}'?" if ends else did_you_mean(id_, tuple(known))
    return near if near.endswith("?") else "`flyer stocks` lists those there are"
