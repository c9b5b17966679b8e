import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.text.figure_view import HEAD, TAIL, mask, numeral_spans
from extractor.text.numeral_fragments import FRAGMENTS
from extractor.text.numeral_search import SEARCH, exact_end
from extractor.text.views import fold

PIECES = [
    "大陸",
    "隊伍",
    "三",
    "十",
    "百",
    "千",
    "萬",
    "億",
    "兩",
    "點",
    "五",
    "〇",
    "廿",
    "負",
    "破",
    "過",
    "上",
    "逾",
    "近",
    "數",
    "幾",
    "多",
    "餘",
    "來",
    "個",
    "百分點",
    "百分之",
    "分之",
    "成",
    "半",
    "%",
    "3",
    "1,100",
    "2.5",
    "/",
    "壹",
    "拾",
    "貳佰",
    "以",
    "計",
    "人",
    "元",
    "，",
]
TEXTS = st.lists(st.sampled_from([*PIECES, " "]), max_size=9).map("".join).map(fold)


@pytest.mark.parametrize("name", sorted(SEARCH))
@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
@example(text=fold("大陸三地負3.5%，破億元，負2個百分點，過百人"))
def test_the_small_pattern_finds_what_the_exact_one_finds(name, text):
    small = re.compile(SEARCH[name])
    for exact in re.finditer(FRAGMENTS[name], text):
        hit = small.match(text, exact.start())
        assert hit is not None and hit.end() >= exact.end(), exact
        assert exact_end(name, text, exact.start()) == exact.end()


@given(TEXTS)
@settings(max_examples=300, deadline=None)
@example(fold("破億元，大陸三地"))
def test_the_figure_view_masks_every_numeral(text):
    spans = numeral_spans(text)
    assert spans == [match.span() for match in re.finditer(FRAGMENTS["number"], text)]
    masked = mask(text, spans)
    assert len(masked) == len(text)
    for start, end in spans:
        assert masked[start:end] == HEAD + TAIL * (end - start - 1)
