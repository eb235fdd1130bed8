"""Paragraphs: spans of text become lines by optimum fit, flush left and ragged right."""

# @dataclass(frozen=True, slots=True)
# class Span: text: str; style: Style; url: str = ""; hyphenate: bool = True
#
# break_lines(spans: Sequence[Span], measure: Length, *, language: str = "", indent: Length = 0, hanging: Length = 0)
#     -> tuple[Line, ...]
#     Knuth-Plass over the whole paragraph; language "" hyphenates nothing; "\n" in a span forces a break;
#     no-break spaces (U+00A0, U+202F, U+2060) are kept and never broken at; breaks after - – / and at U+00AD, U+200B;
#     a word wider than the measure raises TooWide(word, needs, has).
#
# paragraph(spans, measure, leading: Length, *, at: Point, language="", role: Role | None = Role.P,
#           align: Align = LEFT, hanging=0) -> Frame
#     a frame of height len(lines) * leading (or line count * leading), first baseline so that text hangs on the grid
#
# markup.py:  spans(text: str, style: Style) -> tuple[Span, ...]    *italic*, **bold**, [text](https://…), bare URLs kept
