"""The day of publication, deduced or corrected."""

from datetime import date

import pytest


def test_metadata_stand(dating):
    found = dating("昨日（25日）公布", date(2025, 8, 26))
    assert (found.published, found.basis, found.warnings) == (date(2025, 8, 26), "metadata", [])


def test_glosses_tell_the_day_of_writing(dating):
    found = dating("昨日（16日）開會，前日（15日）也開會。公司今日公布，去年亦然。", date(2024, 5, 18))
    assert [one.value for one in found.dates] == [
        "2024-05-16", "2024-05-16", "2024-05-15", "2024-05-15", "2024-05-17", "2023",
    ]  # fmt: skip
    assert [one.code for one in found.warnings] == ["gloss_contradicts_metadata"]
    assert found.published == date(2024, 5, 18)


def test_what_stays_open_is_told_once(dating):
    found = dating("前日開會，下月初再開。2019年亦然。", None)
    assert [one.code for one in found.warnings] == ["unknown_publication_day"]
    assert "2 dates" in found.warnings[0].message
    assert dating("2019年開會。", None).warnings == []


def test_one_gloss_that_differs_moves_only_itself(dating):
    found = dating("昨日（17日）開會，前日（16日）開會，今日（3日）公布。", date(2024, 5, 18))
    assert [one.value for one in found.dates][:4] == ["2024-05-17", "2024-05-17", "2024-05-16", "2024-05-16"]
    assert [one.value for one in found.dates][4:] == ["2024-05-03", "2024-05-03"]
    assert [one.code for one in found.warnings] == ["gloss_contradicts_metadata"]


def test_a_banner_and_a_gloss_decide_the_day(dating):
    text = "論壇昨日閉幕。\n\n香港 HONG KONG 12.6.2026\n\n下周一（6月15日）公開講稿。\n"
    found = dating(text)
    assert (found.published, found.basis) == (date(2026, 6, 13), "inferred")
    assert found.dates[0].value == "2026-06-12"
    assert any("banner" in line for line in found.explanation)


def test_what_is_not_decided_stays_unknown(dating):
    found = dating("名單於前日（8日）公布。截至2026年，已有三家；預計在2026年內完成，去年只有一家。")
    assert (found.published, found.basis) == (None, None)
    assert [one.value for one in found.dates] == ["2026-XX-08", "2026-XX-08", "2026", "2026", "2025"]


def test_a_stated_day_is_a_dateline(dating):
    found = dating("發布日期：2025-08-26\n\n校方昨日宣布。\n")
    assert (found.published, found.basis) == (date(2025, 8, 26), "dateline")


def test_nothing_known_nothing_guessed(dating):
    found = dating("校方昨日宣布，8月5日（周二）開課，9月放榜。")
    assert (found.published, found.basis) == (None, None)
    values = [one.value for one in found.dates]
    assert (values[0], values[-1]) == ("XXXX-XX-XX", "XXXX-09")


@pytest.mark.parametrize("text", ["", "沒有日期。", "2025年公布。"])
def test_no_clue(dating, text):
    assert dating(text).published is None


def test_a_contradicting_clue_is_set_aside_and_told(dating):
    found = dating("發布日期：2025-08-26\n\n昨日（3日）公布。\n")
    assert found.published == date(2025, 8, 26)
    assert any("contradicts" in line for line in found.explanation)
