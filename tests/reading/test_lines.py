"""Which lines belong together."""

from __future__ import annotations

import pytest

from extractor.reading.lines import paragraphs, split_lines


def _joined(text: str, marked: bool = False) -> list[tuple[int, int]]:
    return paragraphs(text, split_lines(text), marked)


def test_lines_keep_their_ink_and_indent() -> None:
    first, second, third = split_lines("　甲 \n\n- 乙  ")
    assert (first.start, first.end, first.left, first.right, first.indent) == (1, 2, 0, 3, 2)
    assert second.blank
    assert third.hard


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("甲大學昨日宣布將會成立三\n間中心，並將在明年起運作。", [(0, 1)]),
        ("甲大學昨日宣布將會成立三\n間中心，並將在明年起運作\n，而校方亦會招聘。", [(0, 2)]),
        ("甲大學昨日宣布將會成立三  \n間中心，並將在明年起運作。", [(0, 0), (1, 1)]),
        ("甲大學昨日宣布將會成立三\n　　間中心，並在明年運作。", [(0, 0), (1, 1)]),
        ("校方宣布。\n校方表示。", [(0, 0), (1, 1)]),
        ("獲獎名單\n甲大學昨日宣布將會成立三間中心，並將在明年起運作。", [(0, 0), (1, 1)]),
        ("The university will\nopen three centres.", [(0, 1)]),
    ],
)
def test_a_fixed_width_is_undone(text: str, stretches: list[tuple[int, int]]) -> None:
    assert _joined(text) == stretches


def test_lines_set_in_under_a_mark_belong_to_it() -> None:
    assert _joined("- 甲：\n  乙。\n丙。", marked=True) == [(0, 1), (2, 2)]
