"""Lines: a string and a style become measured runs, letter by letter in the first face that has the letter."""

# set_runs(text: str, style: Style) -> tuple[Run, ...]     cached; never fails on letters that Family.missing() passed
# width(text: str, style: Style) -> Length
# line(text: str, style: Style, at: Point, *, align: Align = Align.LEFT, soft: str = "") -> Text
#     one unbroken line whose baseline starts (LEFT), is centred (CENTRE) or ends (RIGHT) at `at`
