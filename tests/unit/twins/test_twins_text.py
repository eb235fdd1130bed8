from collections.abc import Callable
from pathlib import Path

from flyer.event.model import Event
from flyer.manuscript.model import Manuscript
from flyer.manuscript.programme import manuscript
from flyer.twins.text import text
from flyer.wording import Wording
from manuscripts import words_in, words_of

GOLDEN = Path(__file__).parents[2] / "golden" / "twins" / "programme.txt"


def test_the_text_of_the_repositorys_event(vsop: Event, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, text(manuscript(vsop, Wording.of("de"))))


def test_its_words_are_those_of_the_manuscript_in_their_order(vsop: Event) -> None:
    each = manuscript(vsop, Wording.of("de"))
    assert words_in(text(each).replace("https://", "")) == words_of(each)


def test_a_programme_as_text(afternoon: Manuscript) -> None:
    assert (
        text(afternoon).replace("\u00a0", " ")
        == """\
Sommertagung
Zusammen planen
===============

28. März 2022
Leipzig


Worum es geht
-------------

Erstens.
– eins
– zwei

Mehr <https://a.example/?b=1&c>


Programm, Montag, 28.03.2022
----------------------------

12:00 Uhr            Ankunft

13:00 Uhr            Plenum
                     A
                     • Ein Beitrag
                       Eva <b>Ü</b>, Amt „X“ & Y
                       Raum 7

13:00 bis 14:30 Uhr  Werkstatt
                     B

23:00 bis 01:00 Uhr  Fest
                     mit
                     Musik


Anmeldung
---------

Formular auf https://www.a.example/


Beitrag
-------

330,00 €  Beitrag, inkl. Essen
0,00 €    Gäste


Bankverbindung
--------------

Verein
IBAN: DE07 5455 0010 0380 0214 36


Kontakt
-------

buero@a.example
Tel.: 0391 58


Bitte beachten.
"""
    )
