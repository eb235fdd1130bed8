"""The names and abbreviations of countries that people write instead of their ISO 3166 codes."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    name: code
    for code, names in {
        "AT": "austria, österreich, a",
        "AU": "australia, australien",
        "BE": "belgium, belgien, b",
        "BG": "bulgaria, bulgarien",
        "BR": "brazil, brasilien",
        "CA": "canada, kanada",
        "CH": "switzerland, schweiz",
        "CN": "china",
        "CY": "cyprus, zypern",
        "CZ": "czechia, czech republic, tschechien",
        "DE": "germany, deutschland, d, ger, deu, brd",
        "DK": "denmark, dänemark",
        "EE": "estonia, estland",
        "ES": "spain, spanien, e",
        "FI": "finland, finnland",
        "FR": "france, frankreich, f",
        "GB": "united kingdom, great britain, vereinigtes königreich, grossbritannien, england, uk",
        "GR": "greece, griechenland, el",
        "HR": "croatia, kroatien",
        "HU": "hungary, ungarn",
        "IE": "ireland, irland",
        "IL": "israel",
        "IN": "india, indien",
        "IS": "iceland, island",
        "IT": "italy, italien, i",
        "JP": "japan",
        "LI": "liechtenstein",
        "LT": "lithuania, litauen",
        "LU": "luxembourg, luxemburg",
        "LV": "latvia, lettland",
        "MT": "malta",
        "NL": "netherlands, niederlande, holland",
        "NO": "norway, norwegen",
        "PL": "poland, polen",
        "PT": "portugal",
        "RO": "romania, rumänien",
        "RS": "serbia, serbien",
        "SE": "sweden, schweden",
        "SI": "slovenia, slowenien",
        "SK": "slovakia, slowakei",
        "TR": "turkey, türkiye, türkei",
        "UA": "ukraine",
        "US": "united states, united states of america, usa, vereinigte staaten",
    }.items()
    for name in names.split(", ")
}
"""Names in English and German, as `str.casefold` leaves them, and their alpha-2 codes."""
