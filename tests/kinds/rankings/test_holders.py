"""Who holds a place that the words in front of it tell of in another way."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("排名最高仍然是港大，由去年第17位升至第11位。", [("香港大學", 11)]),
        ("當中以陳大文的排名最高，位列全球第六。", [("陳大文", 6)]),
        ("美國甲大學（ABC University）連續八年位居榜首。", [("美國甲大學", 1)]),
        ("深圳及北京的排名上升，前者排第11位，後者則排第15位。", [("深圳", 11), ("北京", 15)]),
        ("首爾的排名升至第五，首位由東京奪得，世界城市排名榜公布。", [("首爾", 5), ("東京", 1)]),
        (
            "包括中大、港大和理大，分別排名全球第42、44及第67名。",
            [("香港中文大學", 42), ("香港大學", 44), ("香港理工大學", 67)],
        ),
        ("倫敦和首爾分別從第21位升至第8位，以及從第56位升至第21位。", [("倫敦", 8), ("首爾", 21)]),
    ],
)
def test_holders(places, text, expected):
    assert [(r.subject, r.rank) for r in places(text)] == expected


def test_a_field_is_a_sub_table_of_the_holder_before(places):
    found = places("香港在政府效率方面排名第一；營商效率降1位，排名第三；人才排第11。")
    assert [(r.subject, r.category, r.rank) for r in found] == [
        ("香港", "政府效率", 1),
        ("香港", "營商效率", 3),
        ("香港", "人才", 11),
    ]


def test_a_body_in_front_of_its_ranking_is_no_list(places):
    found = places("2026年世界大學排名公布，理工大學排名上升，由58名升至第55名。")
    assert [(r.subject, r.index) for r in found] == [("香港理工大學", "世界大學排名")]
