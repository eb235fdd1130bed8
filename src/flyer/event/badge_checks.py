"""What must hold between the settings of badges: what the back and the code need, and the fields of the layout."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flyer.event.reading import Draft
from flyer.event.settings import BADGE_FIELDS
from flyer.event.values import shown
from flyer.problems import Problem, did_you_mean

_BACK_NEEDS: Final = {"wifi": "wifi", "emergency": "emergency", "text": "back_text"}
"""The key that a part of the back is taken from."""

_TYPE: Final = ("size", "align", "bold", "colour")
_WITHOUT_TYPE: Final = ("logo", "code")

_BOX: Final = ("x", "y", "width", "height")


def check_badges(event: Draft) -> Iterator[Problem]:
    """Find what contradicts what under `documents.badges`; data that could not be read is passed over."""
    documents = event.get("documents")
    badges = documents.get("badges") if documents else None
    if not badges:
        return
    if badges.get("code") == "url" and "code_url" not in badges.places:
        hint = "add 'code_url: \"https://www.example.org/{id}\"'"
        yield Problem(badges.places["code"], "'code: url' needs the web address", hint)
    yield from _back(badges)
    for field in badges.drafts("layout"):
        yield from _built_in(field) if field.get("key") in BADGE_FIELDS else _own(field)


def _back(badges: Draft) -> Iterator[Problem]:
    parts = badges.get("back") or ()
    for part in dict.fromkeys(parts):
        needed = _BACK_NEEDS.get(part)
        if needed and needed not in badges.places:
            what = f"'{part}' in 'back' needs '{needed}'"
            yield Problem(badges.places["back"], what, f"add '{needed}:' beside 'back'")
        if parts.count(part) > 1:
            yield Problem(badges.places["back"], f"'{part}' stands more than once in 'back'", "name every part once")
    if "same" in parts and len(parts) > 1:
        hint = "remove it, or what stands beside it"
        yield Problem(badges.places["back"], "'same' is the whole back", hint)


def _built_in(field: Draft) -> Iterator[Problem]:
    for key in ("text", "column"):
        if key in field.places:
            hint = "give a field of your own another name"
            yield Problem(field.places[key], f"'{field.get('key')}' has its text already", hint)
    for key in _TYPE if field.get("key") in _WITHOUT_TYPE else ():
        if key in field.places:
            yield Problem(field.places[key], f"'{field.get('key')}' has no type", f"remove '{key}'")


def _own(field: Draft) -> Iterator[Problem]:
    """A field that is not built in has a box, and one text."""
    key, said = field.get("key"), {"text", "column"} & field.places.keys()
    if not said:
        near = did_you_mean(key, BADGE_FIELDS)
        hint = near if near.endswith("?") else "a field of your own has 'text' or 'column'"
        yield Problem(field.places["key"], f"badges have no field '{shown(key)}'", hint)
        return
    if len(said) > 1:
        yield Problem(field.places["column"], "a field shows a 'text' or a 'column', not both", "remove one of them")
    missing = [name for name in _BOX if name not in field.places]
    if missing and not field.get("hide"):
        what = f"the field '{shown(key)}' has no {' and no '.join(missing)}"
        yield Problem(field.places["key"], what, "add them in millimetres")
