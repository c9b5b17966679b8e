"""Short forms and their full names."""

import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("局長陳泊然到訪。陳局長說好。", ["陳泊然", "陳局長=陳泊然"]),
        ("陳泊然教授到訪。陳教授說好。", ["陳泊然", "陳教授=陳泊然"]),
        ("局長陳泊然和校長陳靜雯到訪。陳局長說好。", ["陳泊然", "陳靜雯", "陳局長=陳泊然"]),
        ("局長陳泊然和局長陳靜雯到訪。陳局長說好。", ["陳泊然", "陳靜雯"]),
        ("局長陳泊然到訪。陳校長說好。", ["陳泊然"]),
        ("會長葉何靜儀到場。葉何說好。", ["葉何靜儀", "葉何=葉何靜儀"]),
        ("裁判官溫樂文開庭。溫官說好。", ["溫樂文", "溫官=溫樂文"]),
        ("校長溫樂文到訪。溫官員說好。", ["溫樂文"]),
        ("陳局長說好。", []),
    ],
)
def test_short_forms(named, text, found):
    assert named(text) == found


def test_english_names_in_brackets(people_of):
    findings, _ = people_of("會員陸雅文（Carol Luk）到場。")
    assert [(f.name, f.name_en) for f in findings] == [("陸雅文", "Carol Luk")]
