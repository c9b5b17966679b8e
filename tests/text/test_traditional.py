"""Names in Traditional characters."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.text.traditional import PersonScript, traditional


def test_simplified_characters_become_traditional():
    assert traditional("广东省科学技术厅") == "廣東省科學技術廳"


def test_a_traditional_name_is_left_alone():
    assert traditional("香港理工大學環境系后里台") == "香港理工大學環境系后里台"


@given(st.text())
def test_the_length_stays(text):
    assert len(traditional(text)) == len(text)


SCRIPT = PersonScript({"钟": "鍾"}, {"云": "雲", "恒": "恒"})


@given(st.text(), st.booleans())
def test_a_person_keeps_the_length_of_the_name(text, simplified):
    assert len(SCRIPT.traditional(text, simplified=simplified)) == len(text)


@given(st.text("钟云范志赞恒卓贤李群", max_size=6), st.booleans())
def test_what_cannot_change_does_not(text, simplified):
    if not SCRIPT.may_change(text):
        assert SCRIPT.traditional(text, simplified=simplified) == text


def test_a_character_of_several_forms_stays_unless_it_is_listed():
    assert SCRIPT.traditional("范志赞", simplified=True) == "范志赞"
    assert SCRIPT.traditional("钟钟", simplified=True) == "鍾钟"


def test_outside_simplified_print_only_sure_characters_tell():
    assert SCRIPT.traditional("范云", simplified=False) == "范云"
    assert SCRIPT.traditional("范云", simplified=True) == "范雲"
    assert SCRIPT.traditional("范恒云", simplified=False) == "范恒云"
