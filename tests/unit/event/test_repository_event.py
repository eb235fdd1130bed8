"""The repository's own event carries every fact of the conference; the starter events are good to begin with.

Those of tests/events have the shapes that other tests take them for.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from flyer.event.load import load
from flyer.event.model import Event, Session, Talk

ROOT = Path(__file__).parents[3]


def event_of(folder: Path) -> Event:
    def content(path: str) -> bytes | None:
        return (folder / path).read_bytes() if (folder / path).is_file() else None

    return load((folder / "event.yaml").read_bytes(), "event.yaml", content)


@pytest.fixture(scope="module")
def conference() -> Event:
    return event_of(ROOT)


def test_what_when_where(conference: Event) -> None:
    assert conference.name == "VSOP Jahrestagung 2022"
    assert conference.title == "Integrierte Sozialplanung für kreisfreie Städte und Landkreise"
    assert conference.starts.isoformat() == "2022-03-28T13:00:00+02:00"
    assert conference.ends.date() == dt.date(2022, 3, 30)
    assert conference.doors_open is not None
    assert conference.doors_open.time() == dt.time(12, 0)
    assert conference.venue is not None
    assert (conference.venue.name, conference.venue.address.street) == (
        "Kongresshalle am Zoo Leipzig",
        "Pfaffendorfer Str. 31",
    )
    assert (conference.venue.address.postcode, conference.venue.address.city) == ("04105", "Leipzig")
    assert conference.notice == (
        "Sonderhinweis: Es gelten die zum Zeitpunkt der Veranstaltung gesetzlich oder verordnungsrechtlich inhaltlich "
        "und zeitlich fixierten Corona-Regularien."
    )


def test_who_invites_and_how_to_reach_them(conference: Event) -> None:
    assert [partner.name for partner in conference.partners] == [
        "Bertelsmann Stiftung",
        "Hochschule Mittweida (University of Applied Sciences)",
    ]
    assert (conference.organiser.email, conference.organiser.phone) == ("geschaeftsstelle@vsop.de", "0391 58 279 582")
    assert all(holder.logo for holder in (conference.organiser, *conference.partners))
    assert "Hochschule Mittweida" in conference.about
    assert "Bertelsmann Stiftung" in conference.about


def test_registration_fees_and_bank(conference: Event) -> None:
    registration, bank = conference.registration, conference.organiser.bank
    assert (registration.deadline, registration.pay_by) == (dt.date(2022, 3, 11), dt.date(2022, 3, 23))
    assert registration.url == "https://www.vsop.de"
    assert registration.reference == "{invoice}, {participant}, JT Leipzig VSOP"
    assert [(fee.id, fee.name, fee.amount) for fee in registration.fees] == [
        ("standard", "Teilnahmebetrag", Decimal(330)),
        ("member", "VSOP Mitglieder", Decimal(290)),
    ]
    assert {(fee.includes, fee.excludes) for fee in registration.fees} == {
        ("Tagungsgetränke, Mittagessen", "Abendessen u. Übernachtung")
    }
    assert bank is not None
    assert (bank.account_holder, str(bank.iban), str(bank.bic)) == (
        "Verein für Sozialplanung",
        "DE07 5455 0010 0380 0214 36",
        "LUHSDE6AXXX",
    )


def test_where_to_stay_and_the_evening(conference: Event) -> None:
    assert [
        f"{hotel.name}, {hotel.address.street}, {hotel.address.postcode} {hotel.address.city}"
        for hotel in conference.accommodation
    ] == [
        "Intercity Hotel, Tröndlinring 2, 04105 Leipzig",
        "Hotel Big Mama, Kurt-Schumacher-Straße 23, 04105 Leipzig",
    ]
    (evening,) = conference.sections
    assert (evening.title, evening.text) == (
        "Abendveranstaltung",
        "Für vom VSOP e.V. organisierte Lokalbesuche tragen die Teilnehmer*innen der Jahrestagung bei Teilnahme die "
        "Kosten der Verpflegung in der Regel selbst. Mögliche Sonderregelungen zur Jubiläumsveranstaltung 30 Jahre "
        "VSOP e.V. werden kurzfristig bekannt gegeben.",
    )


def lines(entry: Session | Talk) -> list[str]:
    """An entry as it is printed: title, subtitle, text, speakers and talks of a session; a talk's text comes last."""
    people = [f"> {who.name}, {who.affiliation}".removesuffix(", ") for who in entry.speakers]
    text = entry.text.splitlines()
    if isinstance(entry, Talk):
        return [f"| {entry.title}", *entry.subtitle.splitlines(), *people, *text]
    head = f"{entry.start:%H:%M}{f'–{entry.end:%H:%M}' if entry.end else ''} {entry.title}"
    talks = [line for talk in entry.talks for line in lines(talk)]
    return [head, *entry.subtitle.splitlines(), *text, *people, *talks]


PROGRAMME = """\
1. Tag 28.03.2022
12:00 Ankunft und kleiner Imbiss
Kongresshalle am Zoo Leipzig
13:00 Gemeinsame Begrüßung
> Dr. Regina v. Goertz, Bertelsmann Stiftung
> Prof. Dr. phil. Isolde Heintze, Hochschule Mittweida, University of Applied Sciences
> Dr. Ingo Gottschalk, Vorsitzender des VSOP e.V.
13:30 Sozialplanung im ländlichen Raum und in der Stadt
| Operativ planen und gestalten. Wie kann integrierte Sozialplanung in Landkreisen gelingen?
> Prof. Dr. phil. Isolde Heintze, Hochschule Mittweida, University of Applied Sciences, Fakultät Soziale Arbeit
| Integrierte Sozialplanung als Herausforderung in und zwischen Kreisen, Städten und Gemeinden
> Prof. Dr. Holger Wunderlich, Ostfalia Hochschule für angewandte Wissenschaften
15:00 Pause
15:30 Moderierte Workshop-Arbeit 1. Arbeitsphase
– Standortbestimmung zur Sozialplanung in kreisfreien Städten und Landkreisen – Wo stehen wir heute?
17:30 Ende Arbeitsgruppen
19:00 Jubiläumsveranstaltung 30 Jahre VSOP e.V.
2. Tag 29.03.2022
09:00 Ankommen
10:00 Moderierte Workshop-Arbeit 2. Arbeitsphase
– Beispiele und Anforderungen zur Sozialplanung aus der Sicht kreisfreier Städte und Landkreise – Was entwickelt sich?
| Inputs: Integrierte Sozialplanung als Mehrwert für Landkreise
> Dr. Klaus Schulenburg, Stellvertreter des Geschäftsführenden Präsidialmitglieds, Referent für Soziales, Gesundheit \
und Krankenhauswesen, Bayerischer Landkreistag
| Verschiedene Dimensionen der integrierten Sozialplanung – von der operativen zur strategischen Ebene
> Gabriele Reichhardt, Strategische Sozialplanung, Referat Soziales und gesellschaftliche Integration, Stadt Stuttgart
> Jan Peter, Sozialamt, Stadt Stuttgart
| Digitale integrierte Sozialplanung und kommunale Kooperation
> Katja de Jong, Landkreis Pinneberg, Stabsstelle Sozialplanung und Steuerung, Jugendhilfe- und Sozialplanung
| Sozial- und Wohnraumplanung und Segregation
> Dr. Marius Otto, Stadt Aachen, Fachbereich Wohnen, Soziales und Integration
| Kooperationen zwischen Wissenschaft und Praxis: Hilfe zur Selbsthilfe für eine integrierte Sozialplanung
> Isolde Heintze, Hochschule Mittweida, Fakultät Soziale Arbeit
> Friederike Haubold, Hochschule Mittweida, Fakultät Soziale Arbeit
> Tabea Esche, Hochschule Mittweida, Fakultät Soziale Arbeit
| Kooperation zwischen Landkreisen und kreisangehörigen Kommunen beim Aufbau eines kleinräumigen Monitorings
> Anke Niederschulte, Kreis Düren, Amt für Demografie, Kinder, Jugend, Familien und Senioren u. a.
13:00 Mittagspause
14:00 Moderierte Workshop-Arbeit 3. Arbeitsphase
– Kooperationen zwischen kreisfreien Städten und Landkreisen im Rahmen der Sozialplanung – Was ist möglich?
| Inputs: Kommunikation und Wissensvernetzung
Good- und Bad-Practice-Beispiele
> Andrea Roskosch-Schenker, Stadt Dornbirn (Österreich), Abteilung Gesundheit und Sozialplanung
| Sozial- und umweltgerechte Mobilität der Zukunft unter dem Aspekt ländlicher Raum und Stadt-Land-Verflechtung
> Volker Kersting, Ruhruniversität Bochum
> Monika Bradna, Stadt Esslingen am Neckar, Amt für Soziales, Integration und Sport
| Was entwickelt sich? Gemeinsame Sozialberichterstattung von Stadt und Landkreis Göttingen
> Daniela Jeksties, Landkreis Göttingen, Referat Demografie und Sozialplanung
> Christina Hammer, Stadt Göttingen, Sozialplanung
| Sozialdaten in der Quartiersarbeit
> Richard Förg, Stadt Bocholt, Stabsstelle soziale Planung und Quartiersentwicklung
| Je ein Forum zum offenen Austausch zur Weiterentwicklung der Sozialplanung in
– Städten
– Landkreisen
> Tabea Esche
> Friederike Haubold
sowie Studierende der Sozialen Arbeit an der Hochschule Mittweida, University of Applied Sciences
17:00 Ende Arbeitsphase 3, davor Kaffeepause individuell
19:00 Restaurant
Innenstadt Leipzig, Angebot für selbstzahlende Teilnehmende
3. Tag 30.03.2022
09:00 Moderierte Workshop-Arbeit 4. Arbeitsphase
Reflexion zu Herausforderungen einer integrierten Sozialplanung vor Ort – Was kann ich tun?
11:00 Plenum
Eindrücke und Schlussfolgerungen aus der Sicht der Referierenden und Moderierenden – Was kann ich resümieren?
11:45 Schlusswort
> Dr. Ingo Gottschalk, VSOP e.V.
13:00–16:00 Mitgliederversammlung und Wahl Vorstand des VSOP e.V.
Kongresshalle am Zoo Leipzig
"""


def test_the_programme_carries_over_word_for_word(conference: Event) -> None:
    printed = [
        line
        for day in conference.programme
        for line in (f"{day.title} {day.date:%d.%m.%Y}", *(line for entry in day.sessions for line in lines(entry)))
    ]
    assert printed == PROGRAMME.splitlines()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_starter_event_loads(language: str) -> None:
    event = event_of(ROOT / "src" / "flyer" / "starter" / language)
    assert event.language == language
    assert len(event.programme[0].sessions) == 4
    assert len(event.registration.fees) == 2
    assert event.organiser.logo is not None


SHAPES = {
    # name: language, days, sessions, tracks, whether there are speakers, partners with logos, fees
    "day": ("en-GB", 1, 7, 0, True, 0, 2),
    "evening": ("de", 1, 1, 0, False, 0, 0),
    "five-days": ("de", 5, 300, 8, True, 0, 0),
    "no-speakers": ("en", 2, 10, 0, False, 0, 0),
    "partners": ("de", 1, 7, 2, True, 12, 0),
    "three-days": ("de", 3, 19, 2, True, 2, 3),
}


def test_events_of_every_shape(events: Mapping[str, Event]) -> None:
    assert {name: shape(event) for name, event in events.items()} == SHAPES


def shape(event: Event) -> tuple[str, int, int, int, bool, int, int]:
    sessions = [session for day in event.programme for session in day.sessions]
    entries = (*sessions, *(talk for session in sessions for talk in session.talks))
    return (
        event.language,
        len(event.programme),
        len(sessions),
        len({session.track for session in sessions if session.track}),
        any(entry.speakers for entry in entries),
        sum(partner.logo is not None for partner in event.partners),
        len(event.registration.fees),
    )
