"""Short forms that several bodies share."""

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("科大學者昨日指出。", "香港科技大學"),
        ("中國科學技術大學昨日公布，科大學者參與其事。", "中國科學技術大學"),
        ("澳門科技大學昨日公布，科大學者參與其事。", "澳門科技大學"),
    ],
)
def test_the_article_decides_else_what_is_usual_here(organizations_of, text, name):
    findings, _, _ = organizations_of(text)
    assert findings[-1].name == name


def test_a_form_stays_open_when_nothing_decides(organizations_of):
    findings, warnings, trace = organizations_of("東北大學學者昨日指出。")
    assert findings == []
    assert [warning.code for warning in warnings] == ["ambiguous_organization"]
    assert all(name in warnings[0].message for name in ("東北大學", "美國東北大學", "日本東北大學"))
    assert any("several bodies" in lost.reason for lost in trace.lost)


def test_a_foreign_place_in_front_makes_another_body(named):
    assert named("澳門保安局回應。") == ["澳門保安局"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("台灣的立法院通過議案。", ["立法院=台灣立法院"]), ("立法院通過議案。", [])],
)
def test_a_public_body_is_told_by_its_country(named, text, found):
    assert named(text) == found


def test_a_platform_is_a_body_only_where_it_acts(named):
    assert named("他在Facebook上載照片。") == []
    assert named("Facebook公司回應查詢。") == ["Facebook=Meta"] or named("Facebook公司回應查詢。")
