from hypothesis import given
from hypothesis import strategies as st

from extractor.model.article import Block, Cell
from extractor.text.sentences import LONGEST, split_sentences


def pieces(text, **block):
    blocks = (Block("paragraph", 0, len(text), **block),)
    return [text[start:end] for start, end, _ in split_sentences(text, blocks)]


def test_ends_and_closing_quotes():
    assert pieces("他說：「今日完成。」隨後離開！真的？！是；否") == [
        "他說：「今日完成。」",
        "隨後離開！",
        "真的？！",
        "是；",
        "否",
    ]


def test_numbers_and_addresses_stay_whole():
    assert pieces("升3.5%，見example.hk/?a=1&b=2為準") == ["升3.5%，見example.hk/?a=1&b=2為準"]


def test_lines_and_edges():
    assert pieces("  甲 \n\n　乙\n") == ["甲", "乙"]


def test_every_cell_is_a_sentence_of_its_own():
    text = "大學\t實驗室。甲\t"
    cells = (Cell(0, 2, 0, 0), Cell(3, 8, 0, 1), Cell(9, 9, 0, 2))
    assert pieces(text, cells=cells) == ["大學", "實驗室。", "甲"]


def test_endless_sentences_are_split_at_a_comma_or_anywhere():
    text = "數" * 300 + "，" + "字" * 300
    assert pieces(text) == ["數" * 300 + "，", "字" * 300]
    assert [len(piece) for piece in pieces("長" * 1000)] == [LONGEST, LONGEST, 1000 - 2 * LONGEST]


@given(st.text(st.sampled_from("香港3.5。！？；?!;」』）” \n　，、a=&"), max_size=900))
def test_sentences_hold_all_ink_in_order(text):
    sentences = split_sentences(text, (Block("paragraph", 0, len(text)),) if text else ())
    position = 0
    for start, end, block in sentences:
        assert block == 0 and position <= start < end and end - start <= LONGEST
        assert not text[start].isspace() and not text[end - 1].isspace()
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()
