"""Which lines belong together."""

from __future__ import annotations

import pytest

from extractor.reading.layout import lay_out
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


def test_lines_of_uneven_width_that_read_on_are_one_paragraph():
    text = (
        "　　泳灘管理處昨日公布下季安排，全港十四\n個泳灘會延長開放時間，由早上七時起至傍晚\n"
        "六時半止，當值救生員增至二十\n二名，市民可於網上查詢。"
    )
    (block,) = lay_out(text)
    assert text[block.start : block.end] == text.strip()


def test_a_list_of_names_a_line_each_stays_apart():
    text = "陳大文 東區泳會會長\n李小慧 西區泳會司庫\n何世昌 南區泳會秘書\n歐陽靖 北區泳會教練"
    assert len(lay_out(text)) == 4


def test_a_figure_cut_at_the_end_of_a_line_goes_on():
    text = "擴建工程明年展開 首期涉3億7\n千萬元"
    assert len(lay_out(text)) == 1
