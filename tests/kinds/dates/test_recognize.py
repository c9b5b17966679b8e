"""Spans: what becomes one mention, and what stays apart."""

import pytest


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("2025年8月25日上午10時30分開會", ["2025年8月25日上午10時30分"]),
        ("8月25日（周一）上午10時開會", ["8月25日", "周一", "上午10時"]),
        ("前日（8日）公布", ["前日", "8日"]),
        ("24至25日訪港", ["24至25日"]),
        ("8月30日至9月2日訪港", ["8月30日至9月2日"]),
        ("今年5月及6月的數字", ["今年5月", "6月"]),
        ("8月24、25日開會", ["8月24", "25日"]),
        ("2022年「七一」視察", ["2022年「七一」"]),
        ("2026年中完成", ["2026年中"]),
        ("2026年中國經濟", ["2026年"]),
        ("十年前開始，一天5分鐘", ["十年前", "一天", "5分鐘"]),
        ("15小時20分的搶救", ["15小時20分"]),
        ("每日上午9時開放", ["每日上午9時"]),
        ("今天—8月26日—公布", ["今天", "8月26日"]),
    ],
)
def test_spans(values, text, surfaces):
    assert [surface for surface, _ in values(text, "2025-08-26")] == surfaces


def test_spans_lie_inside_the_text_and_do_not_overlap(dating):
    from datetime import date

    text = "2019年至2021年6月，每年9月1日（周一）至5日上午9時至下午5時，過去三至五年前日（8日）晚上。" * 3
    found = dating(text, date(2025, 8, 26)).dates
    assert found
    reach = 0
    for one in sorted(found, key=lambda one: one.start):
        assert reach <= one.start < one.end <= len(text)
        reach = one.end
