"""Names that no gazetteer lists: where they begin, and what is none."""

import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("獲晴川橋樑監測學會資助。", ["晴川橋樑監測學會"]),
        ("由鳳凰木基金會與香港橋樑監測學會合辦。", ["鳳凰木基金會", "香港橋樑監測學會"]),
        ("晉濤物流集團候任行政總裁。", ["晉濤物流集團"]),
        ("晴川（亞洲）有限公司承建。", ["晴川（亞洲）有限公司"]),
        ("向警方求助的晴川漁業發展協會。", ["晴川漁業發展協會"]),
        ("福利及勞工事務委員會開會。", ["福利及勞工事務委員會"]),
        ("訪問漁農自然護理署及香港海洋保育協會。", ["漁農自然護理署", "香港海洋保育協會"]),
        ("廣東省科學技術廳和西班牙政府簽約。", ["廣東省科學技術廳", "西班牙政府"]),
        ("港大土木工程系和嶺大學生會。", ["港大土木工程系=香港大學土木工程系", "嶺大學生會=嶺南大學學生會"]),
    ],
)
def test_where_a_name_begins(named, text, found):
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "兩間大學合作。",
        "三間保險公司和一家上市公司。",
        "該委員會認為不妥。",
        "有關部門回應。",
        "他學會游泳。",
        "多國政府開會。",
        "大型企業與本地銀行。",
        "13家股份制銀行。",
        "校委會開會。",
        "市民不信任政府。",
    ],
)
def test_common_words_are_no_name(named, text):
    assert named(text) == []


def test_a_name_twice_is_evidence_for_a_doubtful_one(named):
    assert named("轉職房地產。") == []
    assert named("晴川半導體扭虧。晴川半導體派息。") == ["晴川半導體", "晴川半導體"]


def test_a_longer_stretch_is_cut_to_the_name_that_stands_alone(named):
    text = "晴川集團昨日公布。記者問及身份晴川集團未有回應。"
    assert named(text) == ["晴川集團", "晴川集團"]


def test_a_school_begins_with_the_body_that_runs_it(named):
    assert named("中華晴川基督教會協基中學停課。")[-1].endswith("協基中學")


def test_simplified_names_become_traditional(named):
    assert named("香港理工大学土木及环境工程学系昨日公布。") == [
        "香港理工大学土木及环境工程学系=香港理工大學土木及環境工程學系"
    ]


def test_the_loser_says_what_was_missing(organizations_of):
    _, _, trace = organizations_of("兩間保險公司。")
    assert any("needed" in lost.reason for lost in trace.lost)
