"""What is noted of the rules, and the causes that are read from it."""

import pytest
from review_folders import DATES
from review_worlds import day, extraction

from extractor.compare import compare
from extractor.model.errors import StoreError
from extractor.review.causes import Cause, Causes
from extractor.review.snapshot import PLACE, advanced, read_snapshot, take, write_snapshot
from extractor.rulebook import load

ENTRY = '{{"id": "org:a", "name": "{}", "aliases": ["甲署"], "source": "common knowledge"}}\n'


@pytest.fixture
def rules(tmp_path):
    for name, content in (("dates/days.toml", DATES), ("gazetteers/organizations.jsonl", ENTRY.format("甲局"))):
        (tmp_path / "rules" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "rules" / name).write_text(content, encoding="utf-8")
    return tmp_path / "rules"


def edit(rules, name, old, new):
    path = rules / name
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def test_it_is_read_back_as_it_was_noted(rules, tmp_path):
    now = take(load(rules), {"org:a"})
    assert read_snapshot(tmp_path) is None
    write_snapshot(tmp_path, now)
    assert read_snapshot(tmp_path) == now
    assert now.lines["organizations/org:a"][1] == 'name = "甲局"'


def test_examples_and_reasons_are_no_part_of_what_a_rule_matches(rules):
    before = take(load(rules))
    edit(rules, "dates/days.toml", "校方⟦昨日|2025-08-25⟧宣布", "校方說⟦昨日|2025-08-25⟧")
    edit(rules, "dates/days.toml", "A day word alone.", "A day word.")
    assert take(load(rules)) == before
    edit(rules, "dates/days.toml", "[0-9]{1,2}月", "[0-9]+月")
    changed = take(load(rules))
    assert [name for name in changed.rules if changed.rules[name] != before.rules[name]] == ["date.month_day"]


def test_what_waiting_changes_hang_on_stays_as_it_was(rules):
    before = take(load(rules))
    edit(rules, "dates/days.toml", "[0-9]{1,2}月", "[0-9]+月")
    edit(rules, "dates/days.toml", '"前日"]', '"前日", "昨夜"]')
    now = take(load(rules))
    held = advanced(before, now, {"date.month_day"}, set())
    assert held.rules["date.month_day"] == before.rules["date.month_day"]
    assert held.words["day_word"] == now.words["day_word"]
    assert advanced(before, now, set(), set()) == now
    assert advanced(None, now, {"date.month_day"}, set()) == now


def test_a_broken_note_is_named(tmp_path):
    path = tmp_path / PLACE
    path.parent.mkdir()
    for content in ("<<<<<<< ours", "[]", "{}"):
        path.write_text(content)
        with pytest.raises(StoreError, match=r"rules\.json"):
            read_snapshot(tmp_path)


def causes(accepted, rules):
    rulebook = load(rules)
    return Causes(accepted, take(rulebook), {"organizations/org:a": ("甲局", "甲署")}, rulebook)


def test_nothing_noted_blames_no_rule(rules):
    old, new = extraction(dates=[day("2025-08-25", "昨日")]), extraction(dates=[day("2025-08-26", "昨日")])
    (change,) = compare(old, new)
    assert causes(None, rules).of_article([change], old, new) == {change.id: Cause("code")}


def test_a_value_that_follows_another_has_its_cause(rules):
    before = take(load(rules))
    edit(rules, "dates/days.toml", "pattern = '{day_word}'", "pattern = '{day_word}(?!黃花)'")
    old = extraction(dates=[day("2025-08-25", "昨日", 0, rule="date.day_word"), day("2025-08", "當月", 9)])
    new = extraction(dates=[day("2025-07", "當月", 9)])
    found = causes(before, rules).of_article(compare(old, new), old, new)
    assert set(found.values()) == {Cause("rule changed", "date.day_word")}


def test_what_lost_its_place_to_another_kind_has_the_cause_of_that(rules):
    from review_worlds import sum_of

    before = take(load(rules))
    edit(rules, "dates/days.toml", 'id = "date.month_day"', 'id = "date.new"')
    old = extraction(amounts=[sum_of(8, "8月1日", 3)])
    new = extraction(dates=[day("2025-08-01", "8月1日", 3, rule="date.new")])
    found = causes(before, rules).of_article(compare(old, new), old, new)
    assert set(found.values()) == {Cause("rule new", "date.new")}
