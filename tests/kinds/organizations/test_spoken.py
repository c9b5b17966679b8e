"""Companies that no gazetteer lists, by what stands around their names."""

import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("軟件供應商岑環信息科技（滬：600000）來港。岑環信息科技稱擬發股。", ["岑環信息科技"] * 2),
        ("岑汶光電（2382）股價急升。", ["岑汶光電"]),
        ("王朝（1127）南渡。", []),
        ("，岑柔創新創辦人陳某出席。", ["岑柔創新"]),
        ("，公司創辦人陳某出席。", []),
        ("許智某表示，許智某會出席。", []),
        ("初創企業岑樺機械人宣布。", ["岑樺機械人"]),
        ("騰訊、岑柔創新及阿里巴巴合作。", ["騰訊=騰訊控股", "岑柔創新", "阿里巴巴=阿里巴巴集團"]),
        ("騰訊、人工智能及阿里巴巴合作。", ["騰訊=騰訊控股", "阿里巴巴=阿里巴巴集團"]),
    ],
)
def test_what_stands_beside_a_name_makes_it_a_company(named, text, found):
    assert named(text) == found


def test_a_code_behind_a_defined_short_form_makes_no_second_company(organizations_of):
    findings, _, _ = organizations_of("岑滙光電控股有限公司（下稱「岑滙」）公布業績，岑滙（01234）收市升一成。")
    assert {found.name for found in findings} == {"岑滙光電控股有限公司"}
