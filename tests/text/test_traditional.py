"""Names in Traditional characters."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.text.traditional import traditional


def test_simplified_characters_become_traditional():
    assert traditional("广东省科学技术厅") == "廣東省科學技術廳"


def test_a_traditional_name_is_left_alone():
    assert traditional("香港理工大學環境系后里台") == "香港理工大學環境系后里台"


@given(st.text())
def test_the_length_stays(text):
    assert len(traditional(text)) == len(text)
