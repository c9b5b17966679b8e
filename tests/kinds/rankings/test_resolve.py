"""Who holds a place, in which list, of which year, among whom."""

from extractor.kinds import rankings
from extractor.model.findings import DateFinding


def test_the_list_named_earlier_holds_for_the_next_sentences(places):
    text = "《2025年全球創新指數》今日公布，香港排第15位。\n\n新加坡排名第五。"
    assert [(r.subject, r.index, r.edition) for r in places(text)] == [
        ("香港", "全球創新指數", 2025),
        ("新加坡", "全球創新指數", 2025),
    ]


def test_another_list_ends_it(places):
    text = "《2025年全球創新指數》中香港排第15位。《2025年世界人才排名》中香港排第四位。香港的投資分項排第九。"
    assert [r.index for r in places(text)] == ["全球創新指數", "世界人才排名", "世界人才排名"]


def test_a_list_that_is_not_named_ends_it_too(places):
    text = "《2025年全球創新指數》中香港排第15位。\n\n在另一機構公布的評級中，香港排全球第21位。"
    assert [r.index for r in places(text)] == ["全球創新指數", None]


def test_the_headline_inherits_the_list(places):
    text = "# 香港創新排名升至第15位\n\n《2025年全球創新指數》昨日公布。"
    assert [(r.rank, r.index) for r in places(text)] == [(15, "全球創新指數")]


def test_what_is_said_in_passing_inherits_none(places):
    text = "《2025年全球創新指數》昨日公布。\n\n實驗室都來自全球百強大學。"
    assert [(r.band, r.index, r.subject) for r in places(text)] == [(100, None, "大學")]


def test_a_sub_table_keeps_subject_and_list(places):
    first, second = places("去年《世界數碼競爭力排名》香港升至全球第四位，其中「科技」領域更位列世界第三。")
    assert (second.subject, second.category, second.index, second.edition, second.scope) == (
        "香港", "科技", "世界數碼競爭力排名", 2025, "世界",
    )  # fmt: skip
    assert first.category is None


def test_the_topic_of_a_clause_is_the_sub_table(places):
    assert [r.category for r in places("「僱主聲譽」方面，港大排第19，科大排第26。")] == ["僱主聲譽"] * 2


def test_sub_tables_are_aligned(places):
    found = places("新加坡在「法治」及「人權」方面分別排32位及38位。")
    assert [(r.rank, r.category) for r in found] == [(32, "法治"), (38, "人權")]


def test_former_places(places):
    texts = {
        "香港由去年排第31位升至今年第22位。": 31,
        "香港排第九，上屆為第十一。": 11,
        "香港排第八（去年第七位）。": 7,
        "香港排名第三，較去年上升兩位。": 5,
        "香港排名下跌3位至第九位。": 6,
    }
    for text, previous in texts.items():
        assert [r.previous_rank for r in places(text)] == [previous], text


def test_the_year_said_beside_the_place_wins(places):
    found = places("《2025年全球創新指數》中，香港排第15位，2024年則排第18位。")
    assert found[0].edition == 2025


def test_the_scope_of_the_title_holds_where_none_is_said(places):
    assert [r.scope for r in places("《2026年亞洲大學綜合評級》公布，港大排第二。")] == ["亞洲"]


def test_behind_the_place(places):
    assert [r.subject for r in places("排名第一的是瑞士。全球第一的「甲—乙」集群已投產。榜首為紐約。")] == [
        "瑞士", "「甲—乙」集群", "紐約",
    ]  # fmt: skip


def test_a_count_in_front_belongs_to_the_noun_behind(places):
    assert [r.subject for r in places("來自五間位列全球百強的大學。")] == ["五間大學"]


def test_with_whom_a_place_is_shared_is_not_who_holds_it(places):
    found = places("香港大學則與清華大學並列第七。")
    assert [(r.subject, r.tied) for r in found] == [("香港大學", True)]


def test_a_person_that_leads_the_sentence_holds_the_place(places):
    found = places("行政長官李家超說，香港世界排名升至第三位。")
    assert [r.subject for r in found] == ["香港"]


def test_the_year_is_known_though_the_day_is_not(scan):
    found = scan("去年《世界數碼競爭力排名》香港升至第四位。")
    last_year = DateFinding(0, 2, "date.test", "DATE", "2025")
    known, _ = rankings.resolve(rankings.recognize(found), found, None, [last_year])
    unknown, _ = rankings.resolve(rankings.recognize(found), found, None, [])
    assert [one.edition for one in (*known, *unknown)] == [2025, None]


def test_a_year_holds_for_all_titles_of_one_list(places):
    text = (
        "# 全球法治指數香港排第19\n\n某機構公布2021年《全球法治指數》，香港排第19位。\n\n世界法治指數中，日本排第15位。"
    )
    assert {r.edition for r in places(text)} == {2021}


def test_lists_of_two_continents_keep_their_years(places):
    text = "2025年QS世界大學排名中，港大排第11位。\n\nQS亞洲大學排名中，港大排第2位。"
    assert [r.edition for r in places(text)] == [2025, None]


def test_no_scope_out_of_the_name_of_a_body(places):
    assert places("世界知識產權組織公布的指數中，香港排第15位。")[0].scope is None


def test_who_is_told_of_in_passing_is_carried_nowhere(places):
    text = "香港排名第三，與第二位的倫敦僅差一分，在亞洲居首。"
    assert [(r.rank, r.subject) for r in places(text)][:2] == [(3, "香港"), (2, "倫敦")]
    assert places(text)[-1].subject != "倫敦"
