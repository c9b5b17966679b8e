from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.article import Article, Block, Cell
from extractor.text.analyse import analyse
from extractor.text.plain import strip_markup


def article(text, *blocks):
    return Article("a", "a.txt", "0", text, blocks or (Block("paragraph", 0, len(text)),))


def plain(text, label="paragraph"):
    return strip_markup(article(text, Block(label, 0, len(text))))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共撥款**3.2**億元", "共撥款3.2億元"),
        ("共1,**100**萬元", "共1,100萬元"),
        ("**粗體****再粗**結束", "粗體再粗結束"),
        ("***最重要***的事", "最重要的事"),
        ("這是*斜體*字", "這是斜體字"),
        ("這是__底線__字", "這是底線字"),
        (r"\*註：原價\$5", "*註：原價$5"),
        ("見[政府網頁](https://example.hk/a_(b)?q=1)公布", "見政府網頁公布"),
        ("見[**報告**](/a/b.pdf)全文", "見報告全文"),
        ("圖![校園](img/a.png)下", "圖下"),
        ('前{{< video src="x" >}}後', "前後"),
        ("甲<b>乙</b><br/>丙<!-- 丁 -->", "甲乙丙"),
        ("用`代碼`寫", "用代碼寫"),
        ("零\u200b寬\ufeff空\u00ad格\ufe0f", "零寬空格"),
    ],
)
def test_markup_goes(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "考獲7科5**狀元",
        "兩人各得5*及5**佳績",
        "* 第一點",
        "3*4*5的盒子",
        "評分：***",
        "密碼長____位",
        "a<b而c>d",
        "見註[1]及[2]",
        "[1](見下文)",
        "數學題2 * 3 * 4",
        "一個_底_線",
    ],
)
def test_what_only_looks_like_markup_stays(text):
    assert plain(text) == text


def test_an_article_without_markup_is_its_own_plain_text():
    source = article("香港今日公布數字。\n\n另一段。", Block("paragraph", 0, 9), Block("paragraph", 11, 15))
    text, offsets, blocks = strip_markup(source)
    assert text is source.text and offsets is None and blocks is source.blocks


def test_hard_wraps_go_where_a_line_was_full():
    assert plain("研究團隊花了三年時間在海底採集樣本並\n分析其中的成分，結果今日發表") == (
        "研究團隊花了三年時間在海底採集樣本並分析其中的成分，結果今日發表"
    )
    assert plain("研究團隊在海底採集到的樣本共2,\n　　000個") == "研究團隊在海底採集到的樣本共2,000個"
    for broken in ("共2\n,000個", "共8.\n7%", "共3\n.8萬人"):
        assert plain(f"研究團隊在海底採集到的樣本{broken}") == f"研究團隊在海底採集到的樣本{broken}".replace("\n", "")
    assert plain("陳大文\n李小明") == "陳大文\n李小明"
    assert plain("研究團隊花了三年在海底採集樣本。\n分析成分").count("\n") == 1
    assert plain("研究團隊花了三年時間在海底採集樣本  \n分析其中的成分").count("\n") == 1
    assert plain("研究團隊花了三年時間在海底採集樣本並\n分析", label="table").count("\n") == 1


def test_scanning_gaps_go_only_where_most_characters_stand_apart():
    assert plain("香 港 科 技 學 院 今 日 宣 布") == "香港科技學院今日宣布"
    assert plain("出席者有 陳 大 文 和多位學者及研究人員代表") == "出席者有 陳 大 文 和多位學者及研究人員代表"
    assert plain("香港大學 中文大學 科技大學") == "香港大學 中文大學 科技大學"


def test_blocks_and_cells_move_along_and_empty_blocks_vanish():
    text = "**甲**\n\n****\n\n**乙**\t丙"
    source = article(
        text,
        Block("heading", 0, 5),
        Block("paragraph", 7, 11),
        Block("table", 13, 20, cells=(Cell(13, 18, 0, 0), Cell(19, 20, 0, 1))),
    )
    stripped, _, blocks = strip_markup(source)
    assert [stripped[block.start : block.end] for block in blocks] == ["甲", "乙\t丙"]
    assert [stripped[cell.start : cell.end] for cell in blocks[1].cells] == ["乙", "丙"]


MARKED = st.lists(
    st.sampled_from(
        [
            "**",
            "*",
            "__",
            "`",
            "\\*",
            "\\",
            "[鏈接](https://a.hk/b)",
            "[",
            "](",
            ")",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "{{<",
            ">}}",
            "\u200b",
            "\n",
            "\n\n",
            "　",
            " ",
            "香",
            "港",
            "大學",
            "5",
            "3.2億",
            "，",
            "。",
            "abc",
            "![圖](a.b/c)",
        ]
    )
).map("".join)


@given(MARKED)
def test_code_points_are_only_deleted_and_every_span_has_its_extent(text):
    marks = [0, *[i for i, character in enumerate(text) if character == "\n"], len(text)]
    blocks = tuple(Block("paragraph", start, end) for start, end in pairwise(marks) if start < end)
    analysis = analyse(article(text, *blocks)) if blocks else analyse(Article("a", "a", "0", text, ()))
    offsets = range(len(text)) if analysis.offsets is None else analysis.offsets
    assert len(offsets) == len(analysis.plain)
    assert all(before < after for before, after in pairwise(offsets))
    assert "".join(text[offset] for offset in offsets) == analysis.plain
    for sentence in analysis.sentences:
        start, end = analysis.extent(sentence.start, sentence.end)
        assert text[start] == analysis.plain[sentence.start]
        assert text[end - 1] == analysis.plain[sentence.end - 1]
        assert analysis.locate(start) == sentence.start
    previous = 0
    for block in analysis.blocks:
        assert previous <= block.start < block.end <= len(analysis.plain)
        previous = block.end


@pytest.mark.parametrize("unit", ["![", "[a](", "<!--", "{{<", "**a", "\\", "<a ", "香 ", "`_*"])
def test_hostile_lines_cost_no_square(unit):
    text = unit * (60_000 // len(unit))
    assert strip_markup(article(text))[0] is not None
