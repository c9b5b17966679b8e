"""Which ordinals, bands and named places are places in a list."""

import pytest


def surfaces(stated):
    return [(one.start, one.end) for placing in stated.placings for one in (placing, *placing.chain)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("香港排名第三", ["第三"]),
        ("港大、中大分別排第12及25位", ["第12", "25位"]),
        ("日本、新加坡分別排名16、17", ["16", "17"]),
        ("理大和城大躋身前60名及前80名", ["前60名", "前80名"]),
        ("浸大排第151至200位", ["第151至200位"]),
        ("深圳排第一，廣州第二", ["第一", "第二"]),
        ("排第二位是廣州，第三是佛山", ["第二位", "第三"]),
        ("入選《財富》世界500強", ["500強"]),
        ("他獲得第一名", ["第一名"]),
        ("兩城獲評為最佳城市第一二位", ["第一", "二位"]),
        ("香港排第54位，較秘魯（52位）低", ["第54位", "52位"]),
        ("亞太區頭五位依次是日本和韓國", ["頭五位"]),
        ("躍升至三十名以內", ["三十名以內"]),
    ],
)
def test_places(stated, text, expected):
    assert [text[start:end] for start, end in surfaces(stated(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "第三季", "第51屆發明展", "第一位打電話來的校友", "首位女局長", "香港跌出三甲", "他獲得第一桶金", "她獲第三次機會", "通宵排隊排第一位", "教授（五位）到場", "港隊殺入四強",
        "原因有二，第一是成本", "排第七或第八名", "名單中排第二位", "亞洲第一個", "世界第二大經濟體", "前十年", "十大罪案",
        "《全球創新指數》百強科技集群", "系列第一篇", "落後榜首三分",
    ],
)  # fmt: skip
def test_no_places(stated, text):
    assert stated(text).placings == []


def test_without_any_place_nothing_is_looked_for(stated):
    assert stated("今日天氣晴朗").indices is None
