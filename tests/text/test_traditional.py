"""Names in Traditional characters."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.text.traditional import traditional, traditional_person


def test_simplified_characters_become_traditional():
    assert traditional("广东省科学技术厅") == "廣東省科學技術廳"


def test_a_traditional_name_is_left_alone():
    assert traditional("香港理工大學環境系后里台") == "香港理工大學環境系后里台"


@given(st.text())
def test_the_length_stays(text):
    assert len(traditional(text)) == len(text)


@given(st.text(), st.booleans())
def test_a_person_keeps_the_length_of_the_name(text, simplified):
    assert len(traditional_person(text, {"钟": "鍾"}, {"云": "雲"}, simplified=simplified)) == len(text)


def test_a_character_of_several_forms_stays_unless_it_is_listed():
    assert traditional_person("范志赞", {}, {}, simplified=True) == "范志赞"
    assert traditional_person("钟钟", {"钟": "鍾"}, {}, simplified=True) == "鍾钟"


def test_outside_simplified_print_only_sure_characters_tell():
    assert traditional_person("范云", {}, {"云": "雲"}, simplified=False) == "范云"
    assert traditional_person("范云", {}, {"云": "雲"}, simplified=True) == "范雲"
