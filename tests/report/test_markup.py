"""Any text at all gets into the page as text, and out of it again."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from extractor.report.canvas import Canvas
from extractor.report.drawing import fitted, text_width
from extractor.report.markup import el
from extractor.report.sentences import printable
from extractor.report.wording import Both


@given(st.text())
def test_text_comes_out_as_it_went_in(text):
    clean = printable(text)
    assert len(clean) == len(text)
    element = el("p", clean, el("mark", clean), clean, title=clean)
    written = etree.tostring(element, method="html", encoding="utf-8")
    back = html.fragment_fromstring(written.decode())
    assert back.text_content() == clean * 3
    assert back.get("title") == clean
    assert [child.tag for child in back] == ["mark"]


@given(st.text(max_size=60), st.floats(20, 400))
def test_a_cut_text_fits(text, width):
    assert text_width(fitted(text, width)) <= max(width, 12)
    assert fitted(text, 10_000) == text


def test_a_mark_says_what_it_is_in_both_languages_and_leads_into_the_page():
    canvas = Canvas(100, 40)
    canvas.symbols([{"x": 5, "y": 5, "ink": "money", "href": "#q1", "tip": Both("<甲>", "A & B")}], size=50)
    canvas.texts([{"x": 5, "y": 20, "text": Both("乙", "B")}, {"x": 5, "y": 30, "text": "</svg><script>"}])
    svg = canvas.svg(Both("圖", "picture"), "wide")
    (link,) = svg.iter("a")
    assert link.get("href") == "#q1"
    assert link.find(".//title").text == "<甲> / A & B"
    texts = list(svg.iter("text"))
    assert [(span.get("class"), span.text) for span in texts[0]] == [("zh", "乙"), ("en", "B")]
    assert texts[1].text == "</svg><script>"
    written = etree.tostring(svg).decode()
    assert "style=" not in written and "font-family" not in written and "http" not in written
