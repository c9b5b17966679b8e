"""Every inked code point lies in exactly one block, and the block is what a reader would call it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.reading import article_from_text
from extractor.reading.layout import lay_out
from extractor.text.analyse import analyse

BODY = "甲大學在今年的評選中獲得三個獎項，乙大學則獲得兩個獎項，兩校的代表昨日均有出席在會展舉行的頒獎典禮。"
PIECES = [
    "\n", "\n\n", " ", "\t", "|", "---", "# ", "- ", "**", "▲", "註：", "<figure>", "</figure>",
    "<table>", "<td>",
    "</table>",
    "【某報訊】", "記者", "陳小文", "攝", "。", "1. ", "一、", "（一）", "\u3000", "\u200b",
    "校方", "http://x", BODY, "\\*",
    "圖：",
]  # fmt: skip


def _labels(text: str, headline: str | None = None) -> list[tuple[str, int, str]]:
    return [(block.label, block.level, text[block.start : block.end]) for block in lay_out(text, headline)]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_blocks_tile_the_ink(text: str) -> None:
    position = 0
    for block in lay_out(text):
        assert not text[position : block.start].strip()
        assert block.start < block.end
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        for cell in block.cells:
            assert block.start <= cell.start < cell.end <= block.end
        position = block.end
    assert not text[position:].strip()


def test_a_page_of_the_press() -> None:
    text = (
        f"# 兩大學獲獎\n\n{BODY}\n\n某某報記者 陳小文\n\n相關新聞刊 A3\n\n"
        f"▲校長（左）領獎。\n\n獲獎名單公布\n\n{BODY}\n\n"
        "\\*註：獎金由基金會提供。\n"
    )
    assert [label for label, _, _ in _labels(text)] == [
        "headline", "paragraph", "byline", "footnote", "caption", "heading", "paragraph", "footnote",
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["- 甲大學**", "- **甲大學**", "**甲大學**", "甲大學獲獎名單"])
def test_a_bold_line_over_a_list_is_its_heading(head: str) -> None:
    text = f"# 名單\n\n{head}\n- 一實驗室\n- 二實驗室 **新建**\n"
    assert _labels(text)[1:] == [
        ("heading", 7, head), ("list", 0, "- 一實驗室"), ("list", 0, "- 二實驗室 **新建**"),
    ]  # fmt: skip


def test_the_first_nested_item_may_have_lost_its_indent() -> None:
    text = "# 名單\n\n- 甲大學**\n- 一實驗室\n  - 二實驗室\n"
    assert [level for _, level, _ in _labels(text)] == [0, 7, 0, 0]


def test_lists_nest_by_indent_and_by_custom() -> None:
    text = "# 題\n\n- 甲\n    - 乙\n    - 丙\n- 丁\n\n一、戊\n1. 己\n2. 庚\n二、辛\n"
    assert [level for label, level, _ in _labels(text) if label == "list"] == [0, 1, 1, 0, 0, 1, 1, 0]


def test_figures_of_markdown_are_captions() -> None:
    text = f'# 題\n\n{BODY}\n\n<figure>\n<img src="a.jpg">\n<figcaption>校長領獎。</figcaption>\n</figure>\n\n'
    text += "{{< video >}}\n"
    assert [label for label, _, _ in _labels(text)] == ["headline", "paragraph", "caption", "caption"]


def test_a_paragraph_broken_at_a_fixed_width_is_one_block() -> None:
    text = "政府發言人表示，有關的計\n劃將於明年初推出，並會撥\n款一億元支持各大學的研究\n"
    text += "工作，預計可惠及三百名學\n者。\n另外，當局亦會檢討準則。\n"
    assert [label for label, _, _ in _labels(text)] == ["paragraph", "paragraph"]


def test_a_paragraph_a_line_is_a_block_a_line() -> None:
    text = f"兩大學獲獎\n{BODY}\n{BODY}另外。\n{BODY}\n"
    assert [label for label, _, _ in _labels(text)] == ["headline", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("相關新聞刊A3、A4版", "footnote"), ("（詳見A3版）", "footnote"), ("資料來源：統計處", "footnote"),
        ("＊截至上月底", "footnote"),
        ("圖為校長致辭。", "caption"), ("校長出席儀式。（陳小文攝）", "caption"),
        ("▶陳小文（甲大學）", "caption"),
        ("●校方將成立中心", "list"), ("（二）校方將成立中心。", "list"), ("2025年的中心。", "paragraph"),
        ("1.5億元的中心。", "paragraph"), ("二、校方將成立中心", "heading"),
        ("一、二線城市的中心。", "paragraph"), ("2021年1月3日", "paragraph"),
        ("**校方將成立中心**", "heading"), ("**問：去年辦過展覽，展出了三件作品。還有嗎？**", "heading"),
        ("**校方將成立三間中心。還有一間。**", "paragraph"),
        ("校方將成立三間中心。", "paragraph"), ("註冊人數上升。", "paragraph"), ("＊＊＊", "paragraph"),
    ],
)  # fmt: skip
def test_lines_by_their_marks(line: str, label: str) -> None:
    assert _labels(f"# 題目一則\n\n{BODY}\n\n{line}\n\n{BODY}\n")[2] == (
        label,
        7 if label == "heading" else 0,
        line,
    )


def test_metadata_name_the_headline() -> None:
    assert _labels(f"兩大學　獲獎\n\n## 背景\n\n{BODY}\n", "兩大學 獲獎")[0][0] == "headline"


def test_a_sentence_alone_is_no_headline() -> None:
    assert _labels("校方昨日宣布成立中心。") == [("paragraph", 0, "校方昨日宣布成立中心。")]


@pytest.mark.parametrize(
    "piece",
    [
        "校方",
        "|\n",
        "a\t\n",
        "- a\n",
        "<table>\n",
        "<figure>\n",
        "短行\n",
        "（",
        "**",
        "【",
        "#",
        "\tx\n",
        "a|",
    ],
)
def test_time_grows_with_length_and_not_faster(piece: str) -> None:
    def measured(count: int) -> float:
        text = piece * count
        begun = time.process_time()
        lay_out(text)
        return time.process_time() - begun

    measured(10)
    small = min(measured(2_000) for _ in range(2))
    assert measured(16_000) < 30 * small + 0.2


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("南 區 晨 報", "南區晨報"),
        ("# 南區晨報", "南區晨報"),
        ("大公報", None),
        ("2026年4月22日", None),
        ("大公報\n\n2026-04-22 04:30", None),
    ],
)
def test_the_papers_name_and_the_day_are_no_headline(head: str, publisher: str | None) -> None:
    text = f"{head}\n\n海堤工程年底動工\n\n{BODY}\n"
    labels = [(block.label, text[block.start : block.end]) for block in lay_out(text, None, publisher)]
    assert ("headline", "海堤工程年底動工") in labels
    assert [label for label, _ in labels].count("headline") == 1


def test_a_name_alone_is_a_headline_still() -> None:
    assert _labels("南區晨報\n")[0][0] != "headline"
    assert _labels(f"南區晨報停刊\n\n{BODY}\n")[0] == ("headline", 0, "南區晨報停刊")


def test_a_headline_broken_at_a_fixed_width_is_one_line() -> None:
    lines = [
        "南區海堤加固工程年底動工首期涉3億7",
        "千萬元",
        "",
        "　　本報訊：土木工程拓展署昨日向區議會簡介南區海",
        "堤加固計劃，署方表示工程分兩期進行，首期主要加高",
        "現有海堤一公尺，並於低窪地段增設擋水閘門三道。",
    ]
    article = article_from_text("\n".join(lines))
    assert article.headline == "南區海堤加固工程年底動工首期涉3億7千萬元"
    assert "3億7千萬元" in analyse(article).plain
