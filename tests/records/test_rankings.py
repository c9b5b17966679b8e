"""Records of places: which list a place belongs to, and who holds it."""

import pytest


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        (
            "在國家支持下，本市構建全球第一的「甲—乙」科技集群。\n\n2025年《全球創新指數》中，「甲—乙」科技集群排全球第一。",
            ["全球創新指數", "全球創新指數"],
        ),
        (
            "在國家支持下，本市構建全球第二的「甲—乙」科技集群。\n\n2025年《全球創新指數》中，「甲—乙」科技集群排全球第一。",
            [None, "全球創新指數"],
        ),
    ],
)
def test_a_place_without_a_list_takes_that_of_the_same_place(extractor, text, indices):
    assert [place.index for place in extractor.extract(text).rankings] == indices


def test_a_holder_is_the_person_behind_an_office_unless_he_speaks(extractor):
    (place,) = extractor.extract("《財富榜》中，長江實業主席李嘉誠排名第二。").rankings
    assert place.subject == "李嘉誠"


def test_a_list_ranks_some_holders_in_a_table_of_their_own(extractor):
    cluster, city = extractor.extract(
        "2025年《全球創新指數》中，「甲—乙」科技集群排全球第一，香港排名全球第15位。"
    ).rankings
    assert (cluster.category, city.category) == ("科技集群", None)
