"""Of which year a list is."""

from extractor.kinds.rankings.grammar import grammar
from extractor.kinds.rankings.indices import Indices


def _editions(rulebook, scan, text, written=2025):
    indices = Indices(scan(text), grammar(rulebook))
    indices.dated(written)
    return [(naming.title, naming.edition) for naming in indices.namings]


def test_the_year_that_a_title_bears_beats_this_year(rulebook, scan):
    text = "「2026 QS世界大學排名」公布。今年QS世界大學排名有一千間大學參與。"
    assert _editions(rulebook, scan, text) == [("QS世界大學排名", 2026), ("QS世界大學排名", 2026)]


def test_a_year_in_the_midst_of_a_title(rulebook, scan):
    assert _editions(rulebook, scan, "《世界經濟自由度2024年度報告》公布。") == [("世界經濟自由度年度報告", 2024)]


def test_last_years_list_is_another_one(rulebook, scan):
    text = "去年《全球創新指數》公布。"
    assert _editions(rulebook, scan, text) == [("全球創新指數", 2024)]
