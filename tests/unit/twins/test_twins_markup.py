import pytest

from flyer.markup import Run
from flyer.twins.markup import element, escaped, lines, running


def test_attributes_and_children_are_escaped() -> None:
    made = element("p", escaped("<a> & 'b'"), class_='"x" & y', aria_label="", data_at="1")
    assert made == '<p class="&quot;x&quot; &amp; y" data-at="1">&lt;a&gt; &amp; &#x27;b&#x27;</p>'


def test_a_picture_that_only_adorns_says_so_and_has_no_end() -> None:
    assert element("img", src="data:,", alt="") == '<img src="data:," alt="">'


def test_pieces_stand_on_lines_of_their_own() -> None:
    assert lines((element("p"), escaped(""), element("p"))) == "\n<p></p>\n<p></p>\n"


@pytest.mark.parametrize(
    ("run", "html"),
    [
        (Run("a\n <b>"), "a &lt;b&gt;"),
        (Run("a", bold=True, italic=True), "<strong><em>a</em></strong>"),
        (Run("a", "https://b.example/?c&d"), '<a href="https://b.example/?c&amp;d">a</a>'),
        (Run("a", "tel:1"), '<a href="tel:1">a</a>'),
        (Run("a", "javascript:alert(1)"), "a"),
        (Run("a", "JAVASCRIPT:alert(1)"), "a"),
        (Run("a", "data:text/html,b"), "a"),
    ],
)
def test_runs(run: Run, html: str) -> None:
    assert running([run]) == html
