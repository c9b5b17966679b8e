import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.model.errors import UsageError
from extractor.rulecheck import collect, render_statistics

FIRST = """---
published: 2025-08-26
---
# 船廠明日啟用

船廠昨日說，8月25日起招聘，薪金2萬元至3萬元。明日之星計劃照舊。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "yard.md").write_text(FIRST, "utf-8")
    (folder / "quay.txt").write_text("碼頭昨日關閉。", "utf-8")
    (folder / "broken.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def statistics(corpus, rulebook):
    return collect(rulebook, corpus)


def test_mentions_are_counted_with_the_rule_that_made_them(statistics):
    count = statistics.counts["date.day_word"]
    assert (statistics.articles, count.mentions) == (2, 3)
    assert count.matches >= 3


def test_what_a_rule_won_over_and_what_it_lost_to(statistics):
    assert statistics.counts["amount.range"].over["amount.sum"] >= 1
    assert statistics.counts["amount.sum"].lost_to["amount.range"] >= 1
    assert statistics.counts["amount.range"].mentions == 1
    assert statistics.counts["amount.range"].alone == 0, "amount.sum wanted its place too"


def test_a_blocker_holds_its_place(statistics):
    blocker = next(name for name, one in statistics.counts.items() if one.over["date.day_word"])
    assert statistics.rules[blocker].blocks and statistics.counts[blocker].held == 1


def test_rules_that_never_match_or_always_lose(statistics):
    assert "date.lunar" in statistics.never()
    assert "date.day_word" not in statistics.never()
    assert statistics.shadowed().get("amount.sum") == "amount.range"


def test_a_rule_without_a_counter_example_is_named(statistics):
    bare = replace(statistics.rules["date.day_word"], examples=("校方⟦昨日|2025-08-25⟧宣布",))
    poorer = replace(statistics, rules={**statistics.rules, "date.day_word": bare})
    assert poorer.without_counter_example() == ["date.day_word"]
    assert "without a counter-example (1)\n  date.day_word" in render_statistics(poorer, "text")
    assert "date.day_word" not in statistics.without_counter_example()


def test_the_slowest_are_timed(statistics):
    slowest = statistics.slowest()
    assert statistics.counts[slowest[0]].seconds >= statistics.counts[slowest[-1]].seconds >= 0


def test_counting_again_counts_the_same(corpus, rulebook):
    """A rule that runs twice in an article counts its matches once, and the output is what it always is."""
    again = collect(rulebook, corpus)
    first = collect(rulebook, corpus)
    assert [(n, c.matches, c.mentions) for n, c in first.counts.items()] == [
        (n, c.matches, c.mentions) for n, c in again.counts.items()
    ]


def test_text_and_json(statistics):
    text = render_statistics(statistics, "text")
    for title in ("never matched (", "shadowed: lost every place (", "slowest ("):
        assert title in text
    assert "not readable (1)" in text and "broken" in text
    shown = {rule["id"]: rule for rule in json.loads(render_statistics(statistics, "json"))["rules"]}
    assert shown["date.day_word"]["mentions"] == 3
    assert shown["date.lunar"]["never"] and shown["amount.sum"]["shadowed_by"] == "amount.range"


def test_the_command(corpus):
    done = CliRunner().invoke(main, ["rules", "stats", str(corpus)])
    assert done.exit_code == 0 and "date.day_word" in done.output
    assert CliRunner().invoke(main, ["rules", "stats", str(corpus / "none")]).exit_code == 2


def test_a_missing_corpus_is_said(tmp_path, rulebook):
    with pytest.raises(UsageError):
        collect(rulebook, tmp_path / "none")
