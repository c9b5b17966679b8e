"""The lists that an article names."""

from datetime import date

import pytest

from extractor.kinds.rankings.grammar import grammar
from extractor.kinds.rankings.indices import Indices


@pytest.fixture
def named(rulebook, scan):
    def find(text, published=date(2026, 6, 17)):
        indices = Indices(scan(text), grammar(rulebook))
        indices.dated(published.year if published else None)
        return [(naming.title, naming.edition) for naming in indices.namings]

    return find


@pytest.mark.parametrize(
    ("text", "title", "edition"),
    [
        ("《2025年全球創新指數》公布", "全球創新指數", 2025),
        ("《2025年全球创新指数》公布", "全球創新指數", 2025),
        ("去年《世界數碼競爭力排名》中", "世界數碼競爭力排名", 2025),
        ("2025年世界知識產權組織（WIPO）的《全球創新指數》中", "全球創新指數", 2025),
        ("最新一期《全球金融中心指數》中", "全球金融中心指數", None),
        ("今年發表的《環球港口年度排行榜》", "環球港口年度排行榜", 2026),
        ("在2026年的全球營商環境評級中", "全球營商環境評級", 2026),
        ("香港在全球最安全城市排名中", "全球最安全城市排名", None),
    ],
)
def test_title_and_year(named, text, title, edition):
    assert named(text) == [(title, edition)]


@pytest.mark.parametrize("text", ["《施政報告》公布", "恒生指數升百點", "《財政預算案》提出", "「一國兩制」下"])
def test_what_is_no_list(named, text):
    assert named(text) == []


def test_a_span_of_years_is_no_edition(named):
    assert named("《2024-2025年全球城市指數》出爐") == [("全球城市指數", None)]


def test_this_year_needs_a_publication_day(named):
    assert named("今年《全球創新指數》中", None) == [("全球創新指數", None)]


def test_the_issuer_is_the_body_in_front(rulebook, scan):
    text = "評估機構「信風海事」昨日發表的《全球貨櫃港年度排行榜》顯示"
    indices = Indices(scan(text), grammar(rulebook))
    place = indices.issuers.issuer(indices.namings[0])
    assert text[slice(*place)] == "信風海事"


def test_looking_a_naming_up(rulebook, scan):
    text = "《全球創新指數》和《世界競爭力年報》公布，其後有《亞洲大學排名》。"
    indices = Indices(scan(text), grammar(rulebook))
    first, second, third = indices.namings
    assert [*indices.before(third.start)] == [second, first]
    assert indices.newest_before(second.end) is second
    assert indices.newest_before(first.start) is None
    assert indices.sure_before(third.start) in (first, second)
    assert indices.sure_behind(second.start) is third
    assert indices.sure_behind(third.start) is None
