import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from extractor.model.article import Article, Block
from extractor.text.analyse import analyse
from extractor.text.opencc_tables import t2s_characters, t2s_phrases
from extractor.text.segment import cut, simplify
from extractor.text.views import fold, rewritten

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba

jieba.setLogLevel(60)
CONVERTER = OpenCC("t2s")
PHRASES = sorted(t2s_phrases())
COMMON = "香港大學的了在乾隆瞭解著名餘額於是，。、；「」 \n-A1\u3000後面藉口徵收么麼鍾覆複"
OWN_TEXT = (
    "行政長官昨日（8日）宣布，政府將於未來五年撥款1,100萬元，資助乾旱地區研究。校長鍾先生說，團隊一目瞭然，乾隆年間的文獻有3.5%尚待整理。\n"
    "HKGAI V3模型每秒運算18萬次，較C++版本快2.5倍；網址是www.example-site.hk/news_2025，熱線2345-6789。"
)

traditional = st.lists(
    st.one_of(st.sampled_from(PHRASES), st.sampled_from(COMMON), st.sampled_from(sorted(t2s_characters())))
).map("".join)


@given(traditional)
@settings(max_examples=300)
def test_simplify_is_the_librarys_t2s(text):
    assert simplify(text) == CONVERTER.convert(text)


@given(st.text())
def test_simplify_keeps_the_length_of_anything(text):
    assert len(simplify(text)) == len(text)
    assert simplify(text) == CONVERTER.convert(text)


def test_overlapping_phrases_go_to_the_library_as_one_stretch():
    for first in PHRASES[:60]:
        for second in PHRASES[60:80]:
            text = f"甲{first[:-1]}{second}{first}，{second}乙"
            assert simplify(text) == CONVERTER.convert(text)


simplified = st.lists(
    st.one_of(
        st.sampled_from(list("香港大学科技的了在中国人民银行一二三十百万年月日")),
        st.sampled_from(
            [
                "3.5%",
                "C++",
                "c#",
                "AT&T",
                "T恤",
                "卡拉OK",
                "AA制",
                "HKGAI V3",
                "www.a-b.com",
                "1_000",
                "A股",
                "++",
                "..",
                "3.5.7",
                "%%",
                "--",
                "γ射线",
                "①",
                "é",
                "ｱｲ",
                "😀",
                "👨‍👩",
                "㐁",
                "豈",
                "鿖",
                "龥",
                "\U00020000",
                "\ud800",
                "\x0b",
                "\x85",
                "\u2028",
                "\u3000",
                "\t",
                "\r",
                "\n",
                " ",
                "，",
                "。",
                "「",
                "·",
                "—",
            ]
        ),
        st.characters(),
    )
).map("".join)


@given(simplified)
@settings(max_examples=400, deadline=None)
def test_cut_gives_jiebas_words(text):
    assert cut(text) == jieba.lcut(text)


def test_cut_gives_jiebas_words_on_running_text():
    text = simplify(OWN_TEXT)
    assert cut(text) == jieba.lcut(text)
    assert cut("甲\r\n乙") == jieba.lcut("甲\r\n乙")
    assert cut("") == []


@pytest.fixture
def analysis():
    return analyse(Article("a", "a", "0", OWN_TEXT, (Block("paragraph", 0, len(OWN_TEXT)),)))


def test_words_tile_the_plain_text(analysis):
    position = 0
    for start, end in analysis.words:
        assert start == position < end
        position = end
    assert position == len(analysis.plain)
    assert sum(analysis.word_starts) == len(analysis.words) + 1


def test_doc_prints_what_stands_there_and_norms_to_simplified(analysis):
    assert analysis.doc.text == analysis.plain
    assert "".join(token.norm_ for token in analysis.doc) == analysis.simplified
    assert [(token.idx, token.idx + len(token)) for token in analysis.doc] == analysis.words


@given(traditional | st.text())
def test_the_folded_view_leads_to_the_same_simplified_text(text):
    assert simplify(text, folded=fold(text)) == simplify(text)


def test_every_character_that_is_folded_leads_to_its_simplified_one():
    text = "。".join(chr(code) for code in sorted({*rewritten(), *map(ord, t2s_characters())}))
    assert simplify(text, folded=fold(text)) == simplify(text)
