"""Former, varied and misprinted names."""

import pytest

from extractor.kinds.labs.linking import _within


def test_a_former_name_is_the_unit_of_today(named):
    assert named("香港大學肝病研究國家重點實驗室主任。") == ["肝病研究全國重點實驗室"]


def test_a_misprint_is_linked_with_a_warning_that_shows_both(labs_of):
    findings, warnings = labs_of("光子量子物質全國重點實驗室獲授牌。")
    assert [found.name for found in findings] == ["光量子物質全國重點實驗室"]
    assert [warning.code for warning in warnings] == ["probable_misprint"]
    assert "光子量子物質" in warnings[0].message
    assert "「光量子物質" in warnings[0].message


def test_another_joint_is_no_misprint(labs_of):
    findings, warnings = labs_of("免疫及感染研究中心公布。")
    assert [found.name for found in findings] == ["免疫與感染研究中心"]
    assert warnings == []


def test_a_name_far_from_all_stays_itself(labs_of):
    findings, warnings = labs_of("晴川海流全國重點實驗室獲授牌。")
    assert [found.name for found in findings] == ["晴川海流全國重點實驗室"]
    assert findings[0].entry is None
    assert warnings == []


@pytest.mark.parametrize(
    ("left", "right", "allowed", "near"),
    [
        ("甲乙丙", "甲丙", 1, True),
        ("甲乙丙", "甲丁丙", 1, True),
        ("甲乙丙", "丙乙甲", 1, False),
        ("甲", "甲乙丙", 1, False),
    ],
)
def test_distance(left, right, allowed, near):
    assert _within(left, right, allowed) is near


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("光量子物質全國重點實驗室 **新建**", "new"),
        ("光量子物質全國重點實驗室（新建）", "new"),
        ("光量子物質全國重點實驗室新建成的大樓", None),
        ("光量子物質全國重點實驗室", None),
    ],
)
def test_the_mark_behind_a_name_tells_its_status(labs_of, text, status):
    findings, _ = labs_of(text)
    assert findings[0].status == status
