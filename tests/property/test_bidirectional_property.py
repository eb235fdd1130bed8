"""Lines of both directions: every glyph is drawn where it was measured."""

import datetime as dt
import io
from collections.abc import Iterator

import pikepdf
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from flyer import pdf
from flyer.typeset.family import Style, builtin
from flyer.typeset.frame import Document, Frame, Point, Role, Size
from flyer.typeset.lines import line, width

PAPER = Size(2000.0, 40.0)
TEXT = st.text(st.sampled_from("abVAאבגנّمحا019()-., "), min_size=1, max_size=20)


def ends(page: pikepdf.Page) -> Iterator[float]:
    """Where the pen stands after each operator that shows text, from the start of the line."""
    fonts: dict[str, dict[int, float]] = {}
    for name, font in page.Resources.Font.items():
        firsts, rows = list(font.DescendantFonts[0].W)[::2], list(font.DescendantFonts[0].W)[1::2]
        starts = zip(map(int, firsts), rows, strict=True)
        fonts[name] = {first + at: float(wide) for first, row in starts for at, wide in enumerate(row)}
    start: float | None = None
    x = 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BT":
                start = None
            case "Td":
                x = start = 0.0 if start is None else start + float(operands[0])
            case "Tf":
                widths, size = fonts[str(operands[0])], float(operands[1])
            case "TJ":
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        codes = bytes(part)
                        glyphs = (int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2))
                        x += sum(widths[glyph] for glyph in glyphs) * size / 1000
                        yield x
                    else:
                        x -= float(part) * size / 1000


@settings(max_examples=60)
@given(TEXT)
@example("00\u0651")
def test_the_ink_ends_where_the_line_was_measured_to_end(text: str) -> None:
    style = Style(builtin(), 10.0)
    assume(text.strip() and not builtin().missing(text))
    frame = Frame(Point(0.0, 0.0), PAPER, (line(text, style, Point(20.0, 20.0)),), role=Role.P)
    written = pdf.write(Document("T", "de", dt.datetime(2022, 3, 28, tzinfo=dt.UTC), PAPER, (frame,)))
    with pikepdf.open(io.BytesIO(written)) as file:
        reached = max(ends(file.pages[0]))
    assert abs(reached - width(text, style)) < 0.05
