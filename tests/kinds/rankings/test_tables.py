"""Places in tables."""

TABLE = """《2025年全球港口排行榜》公布。

| 港口 | 2025年名次 | 2024年名次 | 吞吐量 |
|---|---|---|---|
| 深圳 | 4 | 5 | 3,416 |
| 高雄 | 19 | =18 | 897 |
"""


def test_the_later_year_is_the_place_and_the_earlier_one_the_former_place(places):
    found = places(TABLE)
    assert [(r.subject, r.rank, r.previous_rank, r.edition) for r in found] == [
        ("深圳", 4, 5, 2025),
        ("高雄", 19, 18, 2025),
    ]
    assert {r.index for r in found} == {"全球港口排行榜"}


def test_ties_and_marks(places):
    found = places("| 排名 | 城市 |\n|---|---|\n| =3 | 首爾 |\n| 第五 | 大阪 |\n| - | 京都 |\n")
    assert [(r.rank, r.tied, r.subject) for r in found] == [(3, True, "首爾"), (5, False, "大阪")]


def test_a_column_of_changes_is_none(places):
    assert places("| 城市 | 排名變動 |\n|---|---|\n| 首爾 | 3 |\n") == []
