"""A manuscript becomes one web page that needs nothing besides itself: no scripts, no fonts, no other files."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from flyer.event.model import Theme
from flyer.manuscript.model import Cover, DayPlan, Manuscript
from flyer.markup import plain
from flyer.twins.colours import palette
from flyer.twins.inline import inline
from flyer.twins.markup import Html, element, escaped, lines, running
from flyer.twins.pictures import picture
from flyer.twins.schedule import day
from flyer.twins.sections import sections
from flyer.wording import Wording

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What the page may load (Content Security Policy 3): nothing but its own style and pictures."""


def page(manuscript: Manuscript, theme: Theme, words: Wording) -> str:
    """Turn a manuscript into an HTML document in the event's colours.

    Its text without the skip link and the navigation is the manuscript in reading order.
    """
    content = (
        element("div", sections(manuscript.texts, words, "text"), class_="texts"),
        *(day(plan, words, f"day-{number}") for number, plan in enumerate(manuscript.days, start=1)),
        element("div", sections(manuscript.practical, words, "fact"), class_="facts"),
    )
    body = (
        element("a", escaped(words("Skip to content")), class_="skip", href="#content"),
        element("header", _cover(manuscript.cover, theme, words)),
        _navigation(manuscript.days, words),
        element("main", lines(content), id="content"),
    )
    head = element("head", _head(plain(words.polish(manuscript.title)), theme))
    root = element("html", lines((head, element("body", lines(body), class_=theme.design))), lang=manuscript.language)
    return f"<!DOCTYPE html>\n{root}\n"


def _head(title: str, theme: Theme) -> Html:
    style = resources.files(__package__).joinpath("page.css").read_text("utf-8")
    return lines(
        (
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", escaped(title)),
            element("style", Html(f"\n{palette(theme)}\n{style}")),
        )
    )


def _cover(cover: Cover, theme: Theme, words: Wording) -> Html:
    def said(name: str, text: str, class_: str) -> Html:
        return element(name, running(inline(text, words.language)), class_=class_) if text else Html("")

    title = (
        said("p" if cover.title else "h1", cover.name, "name"),
        said("h1", cover.title, "title"),
        said("p", cover.subtitle, "subtitle"),
    )
    facts = (
        *(said("p", text, "when") for text in cover.when),
        *(said("p", text, "where") for text in cover.where),
    )
    logos = [element("li", picture(logo.content, logo.alt)) for logo in cover.logos]
    return lines(
        (
            element("div", lines(title), class_="field"),
            picture(theme.picture.content, theme.picture_text, "picture") if theme.picture else Html(""),
            element("div", lines(facts), class_="facts"),
            element("ul", lines(logos), class_="logos") if logos else Html(""),
        )
    )


def _navigation(days: tuple[DayPlan, ...], words: Wording) -> Html:
    """Links to the days where there are several."""

    def links() -> Iterator[Html]:
        for number, plan in enumerate(days, start=1):
            said = element("strong", escaped(plain(words.polish(plan.heading)))), Html(" "), escaped(plan.date)
            yield element("li", element("a", *said, href=f"#day-{number}"))

    if len(days) < 2:
        return Html("")
    return element("nav", element("ul", lines(links())), aria_label=words("Days"))
