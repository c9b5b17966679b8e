"""Names that are one character away from another."""


def test_a_misprinted_official_keeps_the_printed_name_and_warns(people_of):
    findings, warnings = people_of("科技部部長蔭和俊到訪。")
    assert [f.name for f in findings] == ["蔭和俊"]
    assert [w.code for w in warnings] == ["probable_misprint"]
    assert "陰和俊" in warnings[0].message


def test_two_forms_of_one_name_in_an_article(people_of):
    _, warnings = people_of("署長陳泊然到場。其後署長陳柏然離開。")
    assert [w.code for w in warnings] == ["probable_misprint"]


def test_look_alikes_in_an_article(people_of):
    _, warnings = people_of("署長翟浩軒到場。瞿浩軒先生回應查詢。")
    assert [w.code for w in warnings] == ["probable_misprint"]
    _, warnings = people_of("署長翟浩軒到場。陳浩軒先生回應查詢。")
    assert warnings == []


def test_two_people_with_other_offices_are_no_misprint(people_of):
    _, warnings = people_of("署長陳志明到場。校長陳志文離開。")
    assert warnings == []
