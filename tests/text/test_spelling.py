"""Spellings of figures that are written as the usual ones before any rule looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.spelling import spell_figures
from extractor.text.views import fold


def spelled(text):
    return spell_figures(fold(text))


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        ("浪高四·二米", "浪高四點二米"),
        ("浪高四．二米", "浪高四點二米"),
        ("約十二‧五億元", "約十二點五億元"),
        ("升〇·三五個百分點", "升〇點三五個百分點"),
        ("升至14﹒1%", "升至14.1%"),
        ("約2 000人", "約2,000人"),
        ("撥款12 345元", "撥款12,345元"),
        ("撥款1 200 000元", "撥款1,200,000元"),
        ("由2 000至3 500人", "由2,000至3,500人"),
        ("約1\u00a0200名", "約1,200名"),
        ("共3 450.5億元", "共3,450.5億元"),
        ("現金$42 600；", "現金$42,600；"),
        ("|甲港| 3 416 |", "|甲港| 3,416 |"),
        ("甲港\t3 416\t28 900\n", "甲港\t3,416\t28,900\n"),
    ],
)
def test_other_spellings_become_the_usual_ones(printed, usual):
    assert spelled(printed) == fold(usual)


@pytest.mark.parametrize(
    "text",
    ["九·一八事變", "五·一度假", "七·一成為", "八·一三", "六·一分享", "2 3 人", "12 345 678 901 234 567", "編號 100 200",
     "2023 2024年", "電話2345 6789", "1,200元及21 100米", "5 000年前", "甲\t100 200 300 400 500 600\n","100 200 300"],
)  # fmt: skip
def test_what_only_looks_like_them_stays(text):
    assert spelled(text) == fold(text)


def test_parted_thousands_beside_commas_need_their_zeros():
    assert spelled("1,200元，2 000人及21 100米") == fold("1,200元，2,000人及21 100米")


@given(st.text(st.sampled_from("〇一二三十百·．.1230 米億人,\n")))
def test_the_length_and_all_other_characters_stay(text):
    seen = spelled(text)
    assert len(seen) == len(text)
    assert all(a == b or (b in " ·." and a in f",.{fold('點')}") for a, b in zip(seen, fold(text), strict=True))


@given(st.text(st.sampled_from("〇一二三十百·．.1230 米億人,\n")))
def test_spelling_twice_changes_nothing_more(text):
    assert spell_figures(spelled(text)) == spelled(text)


@pytest.mark.parametrize(
    ("text", "kind", "mention", "value"),
    [
        ("浪高錄得四·二米。", "quantities", "四·二米", "4.2"),
        ("科研人員約2 000人。", "quantities", "2 000人", "2000"),
        ("政府撥款12 345萬元。", "amounts", "12 345萬元", "123450000"),
        ("造價十二‧五億元。", "amounts", "十二‧五億元", "1250000000"),
    ],
)
def test_such_a_figure_is_one_record(extractor, text, kind, mention, value):
    records = getattr(extractor.extract(text), kind)
    assert [(record.mentions[0].text, str(record.value)) for record in records] == [(mention, value)]


@pytest.mark.parametrize("text", ["紀念九·一八人潮不絕。", "1,200元，編號88 000人。", "五·二人到場。"])
def test_half_a_figure_is_never_read(extractor, text):
    extraction = extractor.extract(text)
    assert not [quantity.value for quantity in extraction.quantities if quantity.value in (0, 2, 8, 18)]
