from flyer.typeset.family import Cut, Style, builtin
from flyer.typeset.lines import width
from flyer.typeset.words import Span, Stream, Word, forced_lines, words_of

ROMAN = Style(builtin(), 10.0)
BOLD = Style(builtin(), 10.0, Cut.BOLD)


def lines_of(*spans: Span) -> list[list[Word]]:
    return [words_of(tokens) for tokens in forced_lines(spans)]


def texts(words: list[Word]) -> list[list[str]]:
    return [[part.text for part in word.parts] for word in words]


def test_text_is_cut_at_blanks_and_not_at_no_break_spaces() -> None:
    (words,) = lines_of(Span(" 5\u00a0Uhr,  z.\u202fB.\tin\r\n ", ROMAN))
    assert texts(words) == [["5\u00a0Uhr,"], ["z.\u202fB."], ["in"]]


def test_a_word_may_have_parts_of_several_styles() -> None:
    (words,) = lines_of(Span("ein „", ROMAN), Span("fettes", BOLD), Span("“ Wort", ROMAN))
    assert texts(words) == [["ein"], ["„", "fettes", "“"], ["Wort"]]
    assert [word.blank for word in words] == [(), (Span(" ", ROMAN),), (Span(" ", ROMAN),)]


def test_a_blank_is_one_and_stands_between_words() -> None:
    plain, bold = Span(" ein ", ROMAN), Span(" fetter ", BOLD)
    (tokens,) = forced_lines([plain, bold, Span("\n", ROMAN)])
    assert tokens == [("ein", plain), (" ", plain), ("fetter", bold)]


def test_a_new_line_ends_a_list_of_words() -> None:
    lines = lines_of(Span("eins zwei\ndrei\n\n \n", ROMAN), Span("\nvier", BOLD))
    assert [texts(words) for words in lines] == [[["eins"], ["zwei"]], [["drei"]], [["vier"]]]


def test_a_word_can_be_cut_across_its_parts() -> None:
    word = Word((Span("Sozial", ROMAN), Span("planung", BOLD)), ())
    assert word.cut(3, 8, "-") == [Span("ial", ROMAN), Span("pl-", BOLD)]
    assert word.cut(6) == [Span("planung", BOLD)]
    assert word.cut(0, 6, "-") == [Span("Sozial-", ROMAN)]


def test_breaks_stand_where_lines_end_and_begin() -> None:
    (words,) = lines_of(Span("Vor Tagung", ROMAN))
    stream = Stream(words, "de")
    before, blank, word = width("Vor", ROMAN), width(" ", ROMAN), width("Tagung", ROMAN)
    assert [(round(b.end, 6), round(b.start, 6), b.inside) for b in stream.breaks] == [
        (0, 0, -1),
        (round(before, 6), round(before + blank, 6), -1),
        (round(before + blank + width("Ta-", ROMAN), 6), round(before + blank + word - width("gung", ROMAN), 6), 1),
        (round(before + blank + word, 6), round(before + blank + word, 6), -1),
    ]


def test_lengths_are_those_of_what_stands_between() -> None:
    (words,) = lines_of(Span("AVAT Verwaltungsgerichtsbarkeit VATA", ROMAN))
    stream = Stream(words, "de")
    for a in range(len(stream.breaks)):
        for b in range(a + 1, len(stream.breaks)):
            shown = "".join(part.text for part in stream.between(a, b))
            assert round(stream.length(a, b), 6) == round(width(shown, ROMAN), 6), shown


def test_spans_that_are_not_to_be_hyphenated_are_not() -> None:
    (words,) = lines_of(Span("Sozialplanung ", ROMAN, hyphenate=False), Span("Sozialplanung", ROMAN))
    assert {b.inside for b in Stream(words, "de").breaks} == {-1, 1}
