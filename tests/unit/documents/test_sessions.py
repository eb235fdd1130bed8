from dataclasses import replace

import pytest

from entries import PLACE, entry, printed, setting
from flyer.documents.leaflet.sessions import HANG, Lane
from flyer.manuscript.model import Contribution, Speakers
from flyer.problems import Place, Problem, UserError
from flyer.typeset.dump import dump
from flyer.typeset.stack import Stack
from flyer.units import mm

LANE = Lane(setting(), mm(84), mm(18))
FIRST = Contribution("Operativ planen", PLACE, speakers=(Speakers("Jan Peter", "Stadt Aa"),), room="Raum 2")
SECOND = Contribution("Gestalten", PLACE, subtitle="Ein Bericht", text="Erstens.\n\n- Zweitens")
SESSION = entry("9:00-10:30", "Sozialplanung", room="Saal", track="Land", talks=(FIRST, SECOND))


def test_a_session_that_stands_alone_is_a_heading_with_its_time_and_a_list_of_its_talks() -> None:
    head, talk = LANE.alone(SESSION, "session 7")
    assert (head.said, talk.said) == ("", "9:00-10:30")
    assert dump(Stack().extend([head.frame, talk.frame]).frame(LANE.measure)) == (
        """frame 0.00 0.00 84.00×38.10
  frame 0.00 0.00 84.00×21.17
    H3 0.00 0.00 84.00×8.47
      frame 0.00 0.00 16.50×4.23
        text 0.00 3.17 14.69 "9:00-10:30" SourceSans3-Bold 9.00 #005a8c soft=" "
      frame 18.00 0.00 66.00×8.47
        text 0.00 3.17 19.94 "Sozialplanung" SourceSans3-Bold 9.00 soft=" "
        text 0.00 7.41 14.41 "Saal · Land" SourceSans3-Regular 9.00 #595959
    L 18.00 8.47 66.00×12.70 part=session 7 talks#0
      LI 0.00 0.00 66.00×12.70
        Lbl 0.00 0.00 3.40×4.23
          text 0.00 2.92 1.57 "▶ " SourceSans3-Regular 5.58 #b3261e
        LBody 3.40 0.00 62.60×12.70
          P 0.00 0.00 62.60×4.23
            text 0.00 3.17 21.22 "Operativ planen" SourceSans3-Regular 9.00
          P 0.00 4.23 62.60×4.23
            text 0.00 3.17 24.75 "Jan Peter" SourceSans3-It 9.00 + ", " SourceSans3-Regular 9.00 """
        """+ "Stadt Aa" SourceSans3-Regular 9.00 #595959
          P 0.00 8.47 62.60×4.23
            text 0.00 3.17 9.97 "Raum 2" SourceSans3-Regular 9.00 #595959
  frame 0.00 21.17 84.00×16.93
    L 18.00 0.00 66.00×16.93 part=session 7 talks#1
      LI 0.00 0.00 66.00×16.93
        Lbl 0.00 0.00 3.40×4.23
          text 0.00 2.92 1.57 "▶ " SourceSans3-Regular 5.58 #b3261e
        LBody 3.40 0.00 62.60×16.93
          P 0.00 0.00 62.60×4.23
            text 0.00 3.17 12.56 "Gestalten" SourceSans3-Regular 9.00
          P 0.00 4.23 62.60×4.23
            text 0.00 3.17 14.40 "Ein Bericht" SourceSans3-Regular 9.00
          P 0.00 8.47 62.60×4.23
            text 0.00 3.17 10.49 "Erstens." SourceSans3-Regular 9.00
          L 0.00 12.70 62.60×4.23 part=session 7 talk 1 list 1#0
            LI 0.00 0.00 62.60×4.23
              Lbl 0.00 0.00 2.16×4.23
                text 0.00 3.17 1.52 "–" SourceSans3-Regular 9.00 soft=" "
              LBody 2.16 0.00 60.44×4.23
                text 0.00 3.17 11.96 "Zweitens" SourceSans3-Regular 9.00
"""
    )


def test_in_a_list_the_room_leads_and_what_follows_hangs_from_it() -> None:
    lane = replace(LANE, hanging=HANG)
    title = "Städte und Landkreise planen miteinander"
    (piece,) = lane.listed(entry("9:00", title, room="Raum 1", speakers=["Jan Peter"]), "session 7", "8:00")
    assert piece.said == ""
    assert list(printed(piece.frame)) == [
        (0.0, 3.2, "9:00"),
        (18.0, 3.2, "Raum 1 Städte und Landkreise planen"),
        (21.4, 7.4, "miteinander"),
        (21.4, 11.6, "Jan Peter"),
    ]


def test_a_time_that_was_said_is_not_said_again() -> None:
    lane = replace(LANE, hanging=HANG)
    (piece,) = lane.listed(entry("9:00", "Städte", room="Raum 1"), "session 7", "9:00")
    assert piece.said == "9:00"
    assert list(printed(piece.frame)) == [(18.0, 3.2, "Raum 1 Städte")]


def test_a_time_in_two_lines_stands_beside_what_follows_the_title() -> None:
    said = entry("9:00-10:30", "Städte", text="Ein Bericht.")
    (long,) = LANE.alone(replace(said, time="09:00 bis 10:30 Uhr"), "session 7")
    assert list(printed(long.frame)) == [
        (0.0, 3.2, "09:00 bis"),
        (0.0, 7.4, "10:30 Uhr"),
        (18.0, 3.2, "Städte"),
        (18.0, 7.4, "Ein Bericht."),
    ]
    assert long.frame.size.height == 2 * setting().leading
    (short,) = LANE.alone(replace(said, time="09:00 bis 10:30 Uhr", text=""), "session 7")
    assert short.frame.size.height == 2 * setting().leading


def test_a_word_that_is_too_wide_is_a_problem_of_its_session_or_its_talk() -> None:
    talk = Contribution("Ein " + "W" * 60, Place("event.yaml", 9))
    with pytest.raises(UserError) as raised:
        LANE.alone(entry("9:00", "Städte", talks=(talk,)), "session 7")
    (problem,) = raised.value.problems
    assert problem == Problem(
        Place("event.yaml", 9),
        f"'{'W' * 60}' does not fit: it needs 150 mm, there are 63 mm",
        "shorten it, or divide it by a blank or a hyphen",
    )
