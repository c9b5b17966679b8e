"""Reporters' names out of byline lines and paragraph heads; photographers, agencies and desks give none."""

from __future__ import annotations

import pytest

from extractor.reading.bylines import read_byline, read_head, reporters_named


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("大公報記者 陳小文", ["陳小文"]),
        ("■香港文匯報記者 陳小文、李大明", ["陳小文", "李大明"]),
        ("本報駐北京記者 王小明", ["王小明"]),
        ("記者 陳小文、李大明 北京報道", ["陳小文", "李大明"]),
        ("特約記者 歐陽小明", ["歐陽小明"]),
        ("（記者 陳小文）", ["陳小文"]),
        ("記者 陳 文", ["陳文"]),
        ("文：陳小文　圖：李大明", ["陳小文"]),
        ("文、圖：陳小文", ["陳小文"]),
        ("文/圖：某某報記者 陳小文", ["陳小文"]),
        ("記者 陳小文 攝影 李大明", ["陳小文"]),
        ("某某報記者陳小文（文） 李大明（圖）", ["陳小文"]),
        ("【撰文：陳小文】", ["陳小文"]),
        ("By Jane Chan", ["Jane Chan"]),
        ("⼤公報記者 ⾼⼩⽂", ["高小文"]),
        ("大公報記者 陳小文 2026-04-22 04:30", ["陳小文"]),
        ("記者：陳小文｜更新時間：2026年4月22日 下午4:30", ["陳小文"]),
        ("文：陳小文　2026/4/22", ["陳小文"]),
        ("攝影：陳小文", []),
        ("（大公報記者陳小文攝）", []),
        ("責任編輯：陳小文", []),
        ("【大公報訊】", []),
        ("（中新社）", []),
    ],
)
def test_byline_lines(line: str, names: list[str]) -> None:
    found = read_byline(line)
    assert found is not None
    assert list(found.names) == names


@pytest.mark.parametrize(
    "line",
    [
        "記者協會", "記者會", "香港記者協會", "記者追問", "採訪手記",
        "時間：下午三時", "記者會 2026-04-22 04:30", "圖：校長昨日出席儀式",
        "校方昨日宣布成立中心。", "資料來源：統計處", "文化節開幕", "", "記",
    ],
)  # fmt: skip
def test_what_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("opening", "names", "publisher"),
    [
        ("【大公報訊】記者陳小文報道：校方", ["陳小文"], "大公報"),
        ("【大公報訊】（記者 陳小文、李大明）校方", ["陳小文", "李大明"], "大公報"),
        ("【大公報訊】記者陳小文上海報道：校方", ["陳小文"], "大公報"),
        ("【大公報訊】據新華社報道：校方", [], "大公報"),
        ("【明報專訊】校方", [], "明報"),
        ("【本報記者陳小文北京報道】校方", ["陳小文"], None),
        ("【新華社北京25日電】校方", [], None),
        ("（大公報記者陳小文）校方", ["陳小文"], "大公報"),
        ("大公報記者陳小文北京報道：校方", ["陳小文"], "大公報"),
        ("香港文匯報訊（記者 陳小文）校方", ["陳小文"], "香港文匯報"),
        ("記者追問：何時", [], None),
        ("【獨家】校方", [], None),
        ("校方昨日宣布：", [], None),
    ],
)
def test_heads(opening: str, names: list[str], publisher: str | None) -> None:
    found, _ = read_head(opening)
    assert (list(found.names), found.publisher) == (names, publisher)


def test_a_head_ends_before_the_story() -> None:
    opening = "【大公報訊】記者陳小文報道：校方"
    assert opening[read_head(opening)[1] :] == "校方"


@pytest.mark.parametrize(
    ("author", "names"),
    [("記者陳小文", ["陳小文"]), ("某某報記者", []), ("陳小文、李大明", ["陳小文", "李大明"]), ("", [])],
)
def test_author_fields(author: str, names: list[str]) -> None:
    assert list(reporters_named(author)) == names
