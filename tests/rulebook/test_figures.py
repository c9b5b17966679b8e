from decimal import Decimal

import pytest

from extractor.reading import article_from_text
from extractor.rulebook.figures import FigureReader, figure_between, share_magnitude
from extractor.text.analyse import analyse
from extractor.text.views import fold


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("7", "8萬", "7万"),
        ("15萬", "20萬", "15万"),
        ("300", "2萬", "300"),
        ("三", "四百萬", "三百万"),
        ("500", "1,000萬", "500万"),
        ("三", "五十", "三"),
        ("1", "1.5億", "1亿"),
        ("2019", "2021", "2019"),
    ],
)
def test_the_smaller_coefficient_borrows_the_magnitude(low, high, expected):
    assert share_magnitude(fold(low), fold(high)) == expected


def test_a_range_needs_a_rise():
    assert figure_between("5", "3") is None
    assert figure_between(fold("7"), fold("8萬")).min == Decimal(70000)


@pytest.mark.parametrize(
    ("text", "figure", "qualifier"),
    [
        ("約100人", "100", "approximate"),
        ("最多可獲100元", "100", "at_most"),
        ("不得超過100元", "100", "at_most"),
        ("合約100萬元", "100", "exact"),
        ("最近100日", "100", "exact"),
        ("100人起訴", "100人", "exact"),
        ("100人以上", "100人", "at_least"),
        ("約有100人", "100", "approximate"),
        ("只有100人", "100", "exact"),
    ],
)
def test_hedges_bound_a_figure_and_false_friends_do_not(rulebook, text, figure, qualifier):
    reader = FigureReader(rulebook.scan(analyse(article_from_text(text))))
    start = text.index(figure)
    number = reader.figure(start, start + 3)
    assert reader.bound(number, start, start + len(figure)).qualifier == qualifier
