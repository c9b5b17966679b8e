"""Every example also holds in Simplified script."""

from extractor.rulebook.examples import parse_example
from extractor.rulecheck import check
from extractor.rulecheck.check import check_rule, simplified_twin


def test_a_twin_has_the_same_marks_at_the_same_places():
    example = parse_example("實驗室⟦昨日|2024-03-11⟧開幕", "f")
    twin = simplified_twin(example)
    assert twin.text == "实验室昨日开幕"
    assert twin.marks == example.marks


def test_a_sentence_without_another_form_has_no_twin():
    assert simplified_twin(parse_example("⟦昨日|2024-03-11⟧下雨", "f")) is None


def test_a_twin_that_does_not_hold_is_named(rulebook, monkeypatch):
    rule = next(rule for rule in rulebook.rules if rule.kind == "dates" and "⟦" in rule.examples[0])
    monkeypatch.setattr(check, "simplify", lambda text: "。" * len(text))
    misses = list(check_rule(rule, rulebook))
    assert misses
    assert "in Simplified" in misses[0].sentence
