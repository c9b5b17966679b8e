import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.rulebook.partial import branches


@pytest.mark.parametrize(
    ("pattern", "elements"),
    [
        ("甲{number}乙", [["甲", "{number}", "乙"]]),
        ("甲乙?|丙", [["甲", "乙?"], ["丙"]]),
        ("(?:甲|乙)+?[丙|)]{2,3}", [["(?:甲|乙)+?", "[丙|)]{2,3}"]]),
        (r"\(甲\)(?<!(?:乙))", [[r"\(", "甲", r"\)", "(?<!(?:乙))"]]),
        ("[^]]甲", [["[^]]", "甲"]]),
    ],
)
def test_a_pattern_is_cut_into_alternatives_and_elements(pattern, elements):
    assert branches(pattern) == elements


def test_every_packaged_pattern_is_cut_without_loss(rulebook):
    for rule in rulebook.rules:
        if rule.pattern:
            assert "|".join("".join(elements) for elements in branches(rule.pattern)) == rule.pattern, rule.id


@given(st.lists(st.sampled_from(["甲", "乙?", "{digits}", "(?:丙|丁)*", "[戊己]"]), min_size=1, max_size=5))
def test_the_elements_make_up_the_pattern(elements):
    assert branches("".join(elements)) == [elements]
