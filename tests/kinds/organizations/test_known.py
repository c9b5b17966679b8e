"""Listed names, where they are names and where they are parts of other words."""

import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("港大校長致辭。", ["港大=香港大學"]),
        ("香港大學校長致辭。", ["香港大學"]),
        ("本港大學生參加。", []),
        ("全港大部分地區有雨。", []),
        ("其中大部分人同意。", []),
        ("公司管理大不如前。", []),
        ("最大城市擴建。", []),
        ("中大、港大和理大合辦。", ["中大=香港中文大學", "港大=香港大學", "理大=香港理工大學"]),
        ("浸會大學站關閉。", []),
        ("当局与香港大学合作。", ["香港大学=香港大學"]),
        ("香港立法會通過議案。", ["香港立法會=立法會"]),
    ],
)
def test_where_a_listed_name_stands(named, text, found):
    assert named(text) == found


def test_a_name_in_title_marks_is_mentioned_without_them(named):
    assert named("據《大公報》報道。") == ["大公報"]


def test_a_ministry_is_no_part_of_the_word_for_departments(named):
    assert named("教育部門回應。") == []


@pytest.mark.parametrize("text", ["政府宣布。", "警方表示。", "法院裁定。"])
def test_words_that_name_no_one_body(named, text):
    assert named(text) == []
