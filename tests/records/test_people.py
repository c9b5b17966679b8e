"""Records of people: names in Traditional characters."""

import pytest


def people(extractor, text):
    return [(person.name, person.aliases) for person in extractor.extract(text).people]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("叶卓贤", "葉卓賢"),
        ("钟志云", "鍾志雲"),
        ("范伟杰", "范偉杰"),
        ("余国强", "余國強"),
        ("姜卓贤", "姜卓賢"),
        ("苏志发", "蘇志發"),
        ("范云", "范雲"),
    ],
)
def test_simplified_names_are_written_in_traditional(extractor, printed, name):
    text = f"深圳市副市长{printed}昨日到访香港。"
    assert people(extractor, text) == [(name, [printed])]


@pytest.mark.parametrize("name", ["范志云", "葉卓杰", "余里志", "卜志恒", "賀子峰", "温立群"])
def test_traditional_names_stay_as_printed(extractor, name):
    assert people(extractor, f"創新科技署署長{name}說，計劃將於下月展開。") == [(name, [])]


def test_a_simplified_name_in_traditional_print_is_one_person_with_the_traditional_one(extractor):
    text = "創新科技署署長叶卓贤說，計劃將於下月展開。署長葉卓賢離開。葉卓賢說好。"
    assert people(extractor, text) == [("葉卓賢", ["叶卓贤"])]


def test_other_kinds_name_the_person_as_the_record_does(extractor):
    found = extractor.extract("深圳市副市长叶卓贤捐赠20万元给南方科技大学。")
    assert [person.name for person in found.people] == ["葉卓賢"]
    assert found.amounts[0].payer == "葉卓賢"
