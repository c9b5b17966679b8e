"""What is the name of a research unit, and what is none."""

import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("港大新發傳染性疾病全國重點實驗室啟用。", ["新發傳染性疾病全國重點實驗室"]),
        ("晴川大學深海機器人聯合實驗室主任。", ["深海機器人聯合實驗室"]),
        ("訪問應科院及鵬城實驗室。", ["香港應用科技研究院", "鵬城實驗室"]),
        ("中科院晴川海洋研究所。", ["中國科學院晴川海洋研究所"]),
        ("晴川醫院心臟再生研究中心公布。", ["心臟再生研究中心"]),
        ("英國晴川大學台灣研究中心主任。", ["台灣研究中心"]),
    ],
)
def test_the_name_stands_without_its_host(named, text, found):
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "15所在港全國重點實驗室獲授牌。",
        "參觀國家重點實驗室。",
        "技術從實驗室走向市場。",
        "「全國重點實驗室」來自五間大學。",
        "在港實驗室與醫院實驗室。",
        "隔壁的普通實驗室和一個P3實驗室。",
        "內地生物實驗室的管理。",
        "建設國際科技創新中心。",
        "大語言模型HKGAI V3面世。",
        "兩間大學研究中心。",
    ],
)
def test_counts_and_common_words_are_no_unit(named, text):
    assert named(text) == []


@pytest.mark.parametrize(
    ("head", "category"),
    [
        ("全國重點實驗室", "state_key_laboratory"),
        ("重點實驗室", "key_laboratory"),
        ("聯合實驗室", "joint_laboratory"),
        ("實驗室", "laboratory"),
        ("研發中心", "research_centre"),
        ("研究院", "research_institute"),
    ],
)
def test_the_head_word_gives_the_category(labs_of, head, category):
    findings, _ = labs_of(f"晴川海洋微塑膠{head}公布結果。")
    assert [found.category for found in findings] == [category]


def test_a_laboratory_named_with_its_host_once_is_a_name_everywhere(named):
    assert named("晴川大學公民實驗室公布報告。公民實驗室指出。") == ["公民實驗室"] * 2


def test_an_abbreviation_in_brackets_holds_in_the_article(named):
    assert named("晴川潮汐研究中心（Tidal Centre，QTRC）公布。QTRC指出。") == ["晴川潮汐研究中心"] * 3
