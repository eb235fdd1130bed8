import pytest

from flyer.wording import polish

SHOWN = str.maketrans({"\u00a0": "~", "\u202f": "_"})

GERMAN = [
    # abbreviations, marks and numbers
    ("z.B. heute, d. h. u.a. i. d. R.", "z._B. heute, d._h. u._a. i._d._R."),
    ("Verein für Sozialplanung e.V.", "Verein für Sozialplanung e._V."),
    ("§12 und § 4 Nr. 22 Buchst. a UStG", "§_12 und §_4 Nr._22 Buchst._a UStG"),
    ("30 %, 30%, aber 100%ig und 30%-Marke", "30_%, 30_%, aber 100%ig und 30%-Marke"),
    ("12 Uhr, 330 Euro, 330€, 30 Jahre", "12~Uhr, 330~Euro, 330~€, 30~Jahre"),
    ("am 28. März 2022, 1. Tag", "am 28.~März~2022, 1.~Tag"),
    ("Prof. Dr. phil. Isolde Heintze", "Prof.~Dr.~phil. Isolde Heintze"),
    # ranges
    ("9-12 Uhr, 09:00-10:30, S. 5-9", "9–12~Uhr, 09:00–10:30, S._5–9"),
    ("28.-30. März, 28.03.-30.03.2022", "28.–30.~März, 28.03.–30.03.2022"),
    ("2019-2022, aber 2022-03-28 und 2022-0042", "2019–2022, aber 2022-03-28 und 2022-0042"),
    ("Nr. 2022-0042, Raum 3-12, Covid-19", "Nr._2022-0042, Raum 3-12, Covid-19"),
    ("Tel. 0391 58 279-582, 04105 Leipzig", "Tel. 0391 58 279-582, 04105 Leipzig"),
    # quotes, apostrophes, dots, dashes
    ("\"neue\" und eher 'ländliche' Planung", "„neue“ und eher ‚ländliche‘ Planung"),
    ("sie sagt: \"Er sagt 'ja'.\"", "sie sagt: „Er sagt ‚ja‘.“"),
    ('„halb" gesetzt, *"kursiv"*', "„halb“ gesetzt, *„kursiv“*"),
    ("„fertig“ und ‚fertig‘", "„fertig“ und ‚fertig‘"),
    ("ein 19\" Rack, 5' breit", "ein 19\" Rack, 5' breit"),
    ("geht's, Hans' Haus, 'ne Idee, '68er", "geht’s, Hans’ Haus, ’ne Idee, ’68er"),
    ("Städte - und Kreise ... Good-Practice", "Städte – und Kreise … Good-Practice"),
    ("- ein Punkt", "- ein Punkt"),
    # left alone
    ("https://vsop.de/a-b?q='1'&p=9-12", "https://vsop.de/a-b?q='1'&p=9-12"),
    ("o'neil@vsop.de - www.vsop.de", "o'neil@vsop.de – www.vsop.de"),
    ("DE07 5455 0010 0380 0214 36", "DE07 5455 0010 0380 0214 36"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "set_"), GERMAN, ids=[typed for typed, _ in GERMAN])
def test_german(typed: str, set_: str) -> None:
    assert polish(typed, "de").translate(SHOWN) == set_


@pytest.mark.parametrize(
    ("language", "set_"),
    [
        ("de", "„a ‚b‘“"),
        ("de-AT", "„a ‚b‘“"),
        ("de-CH", "«a ‹b›»"),
        ("en", "“a ‘b’”"),
        ("en-US", "“a ‘b’”"),
    ],
)
def test_quotes_follow_the_language(language: str, set_: str) -> None:
    assert polish("\"a 'b'\"", language) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("28 March 2022 - don't be late...", "28~March 2022 – don’t be late…"),
        ("Dr Smith, pp. 5, 09:00-10:30, 5 pm", "Dr~Smith, pp.~5, 09:00–10:30, 5~pm"),
        ("March 28, 2022, 12 May, 1:30 PM", "March~28, 2022, 12~May, 1:30~PM"),
        ("30% of z.B., 5 %, 5 ‰, 5 %x", "30% of z.B., 5~%, 5~‰, 5 %x"),
        ("€ 330, 330 €, £ 5, US$ 5, 5 EUR, 5 euros", "€~330, 330~€, £~5, US$~5, 5~EUR, 5~euros"),
        ("30 years, 2 hours, 90 minutes, 3 daylong", "30~years, 2~hours, 90~minutes, 3 daylong"),
        ("No. 3, p. 5, Fig. 2, § 12, e.g. 5", "No.~3, p.~5, Fig.~2, §~12, e.g. 5"),
    ],
)
def test_english(typed: str, set_: str) -> None:
    assert polish(typed, "en").translate(SHOWN) == set_
