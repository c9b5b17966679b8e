"""Reading leftwards from a place to its holder."""

import pytest


def rest(reading, sentence):
    return sentence[reading.floor : reading.left]


@pytest.mark.parametrize(
    ("sentence", "place", "holder"),
    [
        ("港大由去年的第三位升至第二位", "第二位", "港大"),
        ("北京大學連續四年居於榜首", "榜首", "北京大學"),
        ("新加坡今年則跌至全球第七", "第七", "新加坡"),
        ("有人說，香港現時世界排名第九", "第九", "香港"),
        ("香港在「科技」領域更位列世界第三", "第三", "香港在「科技」領域"),
    ],
)
def test_the_unread_rest_is_the_holder(read_left, sentence, place, holder):
    assert rest(read_left(sentence, place), sentence) == holder


def test_a_movement_gives_the_former_place(read_left):
    reading = read_left("該市由第十一位升到第八位", "第八位")
    assert (reading.previous, reading.verb) == (11, True)


def test_the_former_place_may_stand_in_the_clause_in_front(read_left):
    sentence = "該市從2009年的第48位，下跌至第80位"
    reading = read_left(sentence, "第80位")
    assert (reading.previous, rest(reading, sentence)) == (48, "該市")


def test_a_change_is_read_with_its_direction(read_left):
    assert read_left("排名躍升兩位至第三位", "第三位").move == (1, 2)
    assert read_left("排名下跌3位至第九位", "第九位").move == (-1, 3)


def test_streak_scope_and_tie(read_left):
    reading = read_left("集群連續五年蟬聯全球第二位", "第二位")
    assert (reading.streak, reading.verb) == (5, True)
    assert reading.scope is not None
    assert read_left("中大和港大並列第五", "第五").tied


def test_a_verb_inside_a_word_is_none(read_left):
    assert not read_left("開放數據系列第一", "第一").verb


def test_a_scope_inside_a_name_is_none(read_left):
    assert read_left("馬來西亞第61位", "第61位").scope is None


def test_leaving_a_band_is_seen(read_left):
    assert read_left("香港跌出三甲", "三甲").exit
    assert read_left("香港要重返十大", "十大").exit
