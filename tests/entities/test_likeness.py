import pytest

from extractor.entities.likeness import nearness, similarity


@pytest.mark.parametrize(
    "pair",
    ["陰蔭", "孫遜", "麗儷", "偉瑋", "湯楊", "輝暉", "銘名", "未末", "土士", "己已", "戌戍", "峰鋒", "建健", "儀議"],
)
def test_characters_that_look_alike(pair):
    assert nearness(*pair) is not None
    assert similarity(*pair) == similarity(*reversed(pair))


@pytest.mark.parametrize("pair", ["志智", "彬賓", "慧惠", "嘉家", "驊華"])
def test_characters_that_sound_alike(pair):
    assert nearness(*pair) is not None


@pytest.mark.parametrize("pair", ["國強", "淑芬", "麒麟", "銘鍾", "黃周", "洪浩", "松柏", "何伍", "偉健", "文龍"])
def test_characters_that_share_a_radical_or_nothing(pair):
    assert nearness(*pair) is None


def test_the_reason_is_told():
    assert nearness("蔭", "陰") == "陰 is a part of 蔭"
    assert nearness("楊", "湯") == "楊 and 湯 look alike"
    assert nearness("智", "志") == "智 and 志 sound alike (zi3)"


def test_characters_that_no_table_has_are_like_nothing():
    assert nearness("A", "蔭") is None
    assert similarity("𪚥", "甲") == 0
