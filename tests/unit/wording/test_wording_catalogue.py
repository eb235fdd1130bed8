"""Catalogues are read as gettext reads them when they are compiled."""

from __future__ import annotations

import gettext
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import flyer.wording
from flyer.wording.catalogue import Catalogue

CATALOGUES = sorted((Path(flyer.wording.__file__).parent / "catalogues").glob("*.po"))
POLISH = r"""
msgid ""
msgstr ""
"Language: pl\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"

#. a note
#: there.py:1
msgctxt "role"
msgid "Press"
msgstr "Prasa"

msgid "a \"quote\"\tand "
"more\n"
msgstr ""
"„cytat”\t"
"i więcej\n"

msgid "one day"
msgid_plural "{n} days"
msgstr[0] "jeden dzień"
msgstr[1] "{n} dni(2)"
msgstr[2] "{n} dni"

msgid "not yet"
msgstr ""
#~ msgid "gone"
#~ msgstr "nie ma"
"""


@pytest.mark.parametrize("written", [*(path.read_bytes() for path in CATALOGUES), POLISH.encode()])
def test_a_catalogue_says_what_it_says_when_it_is_compiled(written: bytes) -> None:
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(written)))
    compiled.seek(0)
    known, found = gettext.GNUTranslations(compiled), Catalogue(BytesIO(written))
    assert {**vars(found)["_catalog"], "": ""} == {**vars(known)["_catalog"], "": ""}
    assert [*map(found.plural, range(30))] == [*map(vars(known)["plural"], range(30))]


def test_phrases_are_found() -> None:
    polish = Catalogue(BytesIO(POLISH.encode()))
    assert polish.pgettext("role", "Press") == "Prasa"
    assert polish.gettext('a "quote"\tand more\n') == "„cytat”\ti więcej\n"
    assert [polish.ngettext("one day", "{n} days", n) for n in (1, 3, 5)] == ["jeden dzień", "{n} dni(2)", "{n} dni"]
    assert polish.gettext("not yet") == "not yet"
    assert polish.gettext("gone") == "gone"
