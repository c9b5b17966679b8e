"""Names that quotes, brackets, neighbours and the day of publication decide."""

from datetime import date

import pytest

from extractor.kinds.organizations.linking import _usual
from extractor.kinds.organizations.resolve import _trim
from extractor.kinds.organizations.sighting import Sighting
from extractor.rulebook import Entry
from extractor.rulebook.nameruns import NameRun


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("「大學三罷聯合陣線」發起。", ["大學三罷聯合陣線"]),
        ("「晴川土地改劃關注組」說，晴川土地改劃關注組會反對。", ["晴川土地改劃關注組"] * 2),
        ("「成立獨立調查委員會」。", []),
        ("（3）現代管理（飲食）專業協會有限公司", ["現代管理（飲食）專業協會有限公司"]),
        ("「一路」國際合作晴川中心有限公司", ["「一路」國際合作晴川中心有限公司"]),
        ("何晴川設計有限公司董事", ["何晴川設計有限公司"]),
        ("瑞典駐華大使館及中國駐美大使館", ["瑞典駐華大使館", "中國駐美大使館"]),
        ("政府賣大包逾千公司", []),
        ("香港飲食業總商會與澳洲律師會", ["香港飲食業總商會", "澳洲律師會"]),
    ],
)
def test_what_belongs_to_a_name(named, text, found):
    assert named(text) == found


def test_short_forms_in_a_row_without_marks(named):
    text = "中大、城大、科大表示。中大城大科大先後回應。"
    assert named(text).count("城大=香港城市大學") == 2


def test_the_party_beside_another_of_its_country(named):
    assert "民主黨=美國民主黨" in named("美國共和黨議員及民主黨議員表決。")
    assert "民主黨=美國民主黨" not in named("美國共和黨議員到訪立法會，與民主黨議員會面。")
    assert "民主黨=美國民主黨" in named("立法會議員說，民主黨和共和黨都同意。")


def test_a_company_without_its_form(named):
    assert named("匯嵐國際集團宣布派息，匯嵐國際稱，匯嵐獲利。")[1:] == ["匯嵐國際=匯嵐國際集團", "匯嵐=匯嵐國際集團"]


def test_a_unit_named_with_its_university_once(named):
    assert named("劍橋大學晴川學院宣布，晴川學院又指。") == ["劍橋大學晴川學院", "晴川學院=劍橋大學晴川學院"]


def _bureau(name, valid_from, valid_to):
    return Entry(name, name, (), None, "government", valid_from, valid_to, "test", {"usual": ["創科局"], "place": "HK"})


@pytest.mark.parametrize(("day", "name"), [(date(2020, 5, 5), "甲局"), (date(2024, 5, 5), "乙局"), (None, "乙局")])
def test_of_a_bureau_and_its_successor_the_one_in_force(day, name):
    entries = [_bureau("甲局", "2015-11-20", "2022-06-30"), _bureau("乙局", "2022-07-01", None)]
    assert [entry.name for entry in _usual(entries, "創科局".replace("創", "创"), day)] == [name]


def test_a_name_with_nothing_in_front_of_its_head_is_cut_to_no_other():
    one = Sighting(0, 4, "organization.company", run=NameRun(2, [], "mark"), score=3, need=1)
    _trim(one, {"集團": (0, one)}, scan=None)
    assert (one.start, one.score) == (0, 3)
