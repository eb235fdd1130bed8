"""Catalogues as translators write them (.po) are read as they are: compiling them took longer than setting a letter."""

from __future__ import annotations

import json
import re
from gettext import GNUTranslations, c2py
from typing import BinaryIO, Final

_STRING: Final = r'"(?:[^"\\\n]|\\.)*"'
_TERM: Final = re.compile(rf"^(msgctxt|msgid|msgstr)(?:\[(\d)\])?((?:\s*{_STRING})+)", re.MULTILINE)
_PLURAL: Final = re.compile(r"^Plural-Forms:.*plural=([^;]+)", re.MULTILINE)


class Catalogue(GNUTranslations):
    """What a catalogue says, found as in one that gettext has compiled; nothing in it may be marked as fuzzy."""

    def _parse(self, fp: BinaryIO) -> None:  # type: ignore[override]
        self._catalog: dict[str | tuple[str, int], str] = {}
        context = phrase = ""
        for term, form, strings in _TERM.findall(fp.read().decode()):
            text = "".join(map(json.loads, re.findall(_STRING, strings)))
            if term == "msgctxt":
                context = text
            elif term == "msgid":
                phrase, context = self.CONTEXT % (context, text) if context else text, ""
            elif text:
                self._catalog[(phrase, int(form)) if form else phrase] = text
        rule = _PLURAL.search(self._catalog.get("", ""))
        self.plural = c2py(rule[1] if rule else "n != 1")
