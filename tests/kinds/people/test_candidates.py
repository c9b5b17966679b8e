"""Where a name begins and ends."""

import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("總監周霖參與了工程。", ["周霖"]),
        ("總監孫泰表示滿意。孫泰昨日離任。", ["孫泰", "孫泰"]),
        ("總監陳泊然昨日離任。", ["陳泊然"]),
        ("會長葉何靜儀昨日離任。", ["葉何靜儀"]),
        ("總監歐陽靖昨日離任。", ["歐陽靖"]),
        ("總監司徒慧敏昨日離任。", ["司徒慧敏"]),
        ("首相石破茂昨日離任。", ["石破茂"]),
        ("總統德拉圖爾昨日離任。", ["德拉圖爾"]),
        ("部长陈泊然昨日离任。", ["陈泊然"]),
        ("局長 陳泊然", ["陳泊然"]),
    ],
)
def test_the_end_of_a_name_behind_a_title(named, text, found):
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "局長高度重視。",
        "主席張貼通告。",
        "記者會下午舉行。",
        "議員方面未有回應。",
        "教授和學生出席。",
        "代表團何時到達。",
        "金融界認為不妥，方案指出三點，文件強調安全。",
        "邵逸夫醫院和何善衡樓昨日開放。",
        "嫦娥六號和天問一號升空。",
        "華為和商湯表示，將會合作。",
        "李先生表示不滿，陳太同意。",
        "林姓男子被捕，死者姓陳。",
    ],
)
def test_words_that_are_no_names(named, text):
    assert named(text) == []


def test_what_follows_elsewhere_decides_the_end(named):
    # 江正表 would be as good a name, were it not for 江正的 and 江正、
    text = "總監江正表明立場。江正的助手指，江正、會長等人會出席。"
    assert named(text) == ["江正", "江正", "江正"]


def test_one_strong_mention_carries_the_weak_ones(named):
    weak = "有關方面找到羅以晞的車。"
    assert named(weak) == []
    assert named("被告羅以晞否認控罪。" + weak) == ["羅以晞", "羅以晞"]


def test_a_name_inside_a_longer_name_is_no_mention(named):
    assert named("總監陳永昨日到場。總監陳永康今日到場。陳永離開，陳永康留下。") == ["陳永", "陳永康", "陳永", "陳永康"]


def test_a_list_is_carried_by_one_name(named):
    assert named("局長陳泊然、溫綺、何靖雯及林灝天出席。") == ["陳泊然", "溫綺", "何靖雯", "林灝天"]


def test_a_space_parts_clauses_of_a_headline(people_of):
    findings, _ = people_of("# 市民斥特首　陳泊然辯解\n\n議員陳泊然昨日發言。\n")
    assert [[title.title for title in f.titles] for f in findings] == [[], ["議員"]]
