"""Front matter: split off without touching the text, and refused by line when broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.errors import MetadataError
from extractor.reading.frontmatter import split_front_matter


def test_the_text_behind_is_untouched() -> None:
    fields, text = split_front_matter("---\npublished: 2025-08-26\npublisher: 大公報\n---\n\n# 題\n", "a.md")
    assert fields == {"published": "2025-08-26", "publisher": "大公報"}
    assert text == "\n# 題\n"


@given(st.text())
def test_a_text_without_front_matter_stays_whole(text: str) -> None:
    assert split_front_matter("校方" + text, "a.md") == ({}, "校方" + text)


@pytest.mark.parametrize("content", ["---\n\n校方宣布。\n\n---\n", "--- \n校方宣布：三間中心\n", "----\na: b\n----\n"])
def test_a_rule_across_the_page_is_text(content: str) -> None:
    assert split_front_matter(content, "a.md") == ({}, content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("---\ntitle: 甲: 乙\n---\n文", "line 2"),
        ("---\ntitle: 甲\n文", "never closed"),
        ("---\na: " + "[" * 10_000 + "\n---\n文", "brackets"),
        ("---\na: !!python/object/apply:os.system ['ls']\n---\n文", "not valid YAML"),
        ('---\n{"a", "b"\n---\n文', "not valid YAML"),
    ],
)
def test_broken_front_matter_is_refused_by_name(content: str, said: str) -> None:
    with pytest.raises(MetadataError, match=r"^a\.md: ") as caught:
        split_front_matter(content, "a.md")
    assert said in str(caught.value)


def test_empty_front_matter() -> None:
    assert split_front_matter("---\n---\n文", "a.md") == ({}, "文")
