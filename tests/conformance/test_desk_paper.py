"""What the browser prints without CUPS: a page of the size of a label, in true scale, the badge as it was looked at."""

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops

from pictures_alike import ALIKE, difference
from served import Served

DOTS = 300


def raster(pdf: bytes) -> Image.Image:
    """The only page of a PDF."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        assert len(document) == 1
        return document[0].render(scale=DOTS / 72).to_pil().convert("L")


@pytest.fixture
def printed(open_page: Callable[..., Any], served: Served) -> tuple[bytes, bytes, bytes]:
    """The paper that Chromium makes of the page that is printed, the badge itself, and what was looked at."""
    page = open_page()
    page.keyboard.type("Lützenkirchen")
    looked_at = page.request.get(page.locator("#person .badge").evaluate("badge => badge.src")).body()
    with page.expect_response("**/badge.png") as sent:
        page.keyboard.press("Enter")
    paper = sent.value.url.replace("badge.png", "paper")
    page.locator("#told .good").wait_for()
    page.goto(paper)
    page.locator("img").evaluate("image => image.decode()")
    badge = page.request.get(paper.replace("paper", "badge.pdf")).body()
    return page.pdf(prefer_css_page_size=True, print_background=True), badge, looked_at


def test_the_browser_prints_one_page_of_a_label_in_true_scale(printed: tuple[bytes, bytes, bytes]) -> None:
    paper, badge, looked_at = printed
    with pypdfium2.PdfDocument(io.BytesIO(paper)) as document:
        width, height = (side / 72 * 25.4 for side in document[0].get_size())
    assert (width, height) == (pytest.approx(80, abs=0.2), pytest.approx(50, abs=0.2))
    page = raster(paper)
    seen = Image.open(io.BytesIO(looked_at)).resize(raster(badge).size)
    assert difference(page, raster(badge)) < ALIKE < difference(page, ImageChops.offset(raster(badge), 3, 0))
    assert difference(page, seen) < ALIKE
    found, meant = (zxingcpp.read_barcodes(each)[0] for each in (page, raster(badge)))
    assert found.text == meant.text
    assert abs(found.position.top_left.x - meant.position.top_left.x) <= 2
    assert abs(found.position.bottom_right.y - meant.position.bottom_right.y) <= 2
