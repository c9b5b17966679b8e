from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractor.text.figure_view import HEAD, TAIL, mask, numeral_spans
from extractor.text.views import fold

_PIECES = st.sampled_from(
    [
        "3",
        "1,100萬",
        "兩",
        "十多",
        "逾百",
        "萬",
        "%",
        "元",
        "至",
        "、",
        "人",
        "上",
        "數",
        "千瓦",
        "2.5",
        "百分之",
        "一",
        " ",
        "，",
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_the_view_has_the_length_of_the_text_and_masks_only_numerals(text):
    folded = fold(text)
    spans = numeral_spans(folded)
    view = mask(folded, spans)
    assert len(view) == len(folded)
    assert all(view[start] == HEAD and set(view[start + 1 : end]) <= {TAIL} for start, end in spans)
    inside = {position for start, end in spans for position in range(start, end)}
    assert all(view[at] == folded[at] for at in range(len(folded)) if at not in inside)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_numerals_stand_in_order_and_never_overlap(text):
    spans = numeral_spans(fold(text))
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_a_magnitude_that_belongs_to_the_unit_stays_with_it():
    def numerals(text):
        folded = fold(text)
        return [folded[start:end] for start, end in numeral_spans(folded)]

    assert numerals("500千瓦") == ["500"]
    assert numerals("1013百帕") == ["1013"]
    assert numerals("13.5千米") == ["13.5"]
    assert numerals("三千人") == ["三千"]
