"""The analysis of an article as the rules see it."""

import pytest


def found(extractor, text, kind):
    return [
        (record.mentions[0].text, getattr(record, "value", None)) for record in getattr(extractor.extract(text), kind)
    ]


@pytest.mark.parametrize("quotes", ["「」", "“”", '""', "‘’", "〝〞"])
def test_rules_see_one_pair_of_quotes(extractor, quotes):
    text = f"{quotes[0]}十四五{quotes[1]}期間，全國將新建電站。"
    assert found(extractor, text, "dates") == [(f"{quotes[0]}十四五{quotes[1]}期間", "2021/2025")]


def test_radicals_are_characters_to_the_rules_and_to_names(extractor):
    text = "⻩志明局⻑昨⽇說，產量增加⼆成。"
    extraction = extractor.extract(text)
    assert [person.name for person in extraction.people] == ["黃志明"]
    assert extraction.people[0].mentions[0].text == "⻩志明"
    assert found(extractor, text, "quantities") == [("⼆成", 20)]


def test_a_line_wrapped_at_a_radical_is_one_line(extractor):
    lines = [
        "港口留守工作順利\n",
        "港口去年擴建之後一直有人留守，據管理公司透露已派出",
        "多批人員輪流當值，現時在場的職員大約共有合共⼆千⼈",
        "之多，月底將會換班，家人可以探望，公司共安排了合共⼆",
        "千⼈當值，並會按天氣增減，詳情稍後公布，敬請留意。",
    ]
    text = "\n".join(lines)
    assert ("⼆\n千⼈", 2000) in found(extractor, text, "quantities")
