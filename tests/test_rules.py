"""Every example of every rule, through the whole program; every pattern, on hostile input."""

import time

import pytest

from extractor.model.resources import rules_path
from extractor.rulebook import load
from extractor.rulecheck import check_rule

RULEBOOK = load(rules_path())


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.id)
def test_examples_hold(rule):
    misses = list(check_rule(rule, RULEBOOK))
    assert not misses, "\n".join(map(str, misses))


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_has_examples_and_counter_examples(rule):
    """A blocker finds nothing itself: its examples are counter-examples of the rules that it keeps off."""
    from_metadata = rule.id == "person.in_metadata"  # an example is a sentence, without front matter
    assert rule.blocks or from_metadata or any("⟦" in x for x in rule.examples), f"{rule.id}: no example"
    assert any("⟦" not in example for example in rule.examples) or (rule.blocks and rule.examples), (
        f"{rule.id}: no sentence in which nothing is to be found"
    )


def test_the_rules_show_fifteen_hundred_places():
    """Marked spans as written; each is checked once more in its Simplified twin."""
    assert sum(example.count("⟦") for rule in RULEBOOK.rules for example in rule.examples) >= 1500


@pytest.mark.parametrize("rule", [rule for rule in RULEBOOK.rules if rule.pattern], ids=lambda rule: rule.id)
def test_patterns_do_not_backtrack_without_bound(rule):
    """A near-miss of each example, repeated n and 2n times: the time may grow with n, not with its square.

    The bound is a ratio within one run, and wide: a quadratic pattern quadruples, an exponential one hangs.
    """
    from extractor.rulebook.examples import parse_example
    from extractor.rulebook.patterns import compile_rule, expand
    from extractor.text.views import fold

    regex = compile_rule(rule, expand(rule, RULEBOOK.vocabulary)[0])
    for source in rule.examples[:2]:
        text = fold(parse_example(source, rule.id).text)
        for hostile in (text[:-1] * 40, text[: len(text) // 2] * 80, "一" * 400, "1" * 400, "，1" * 200):
            once, twice = _seconds(regex, hostile), _seconds(regex, hostile * 2)
            assert twice < max(once * 6, 0.05), f"{rule.id}: {once:.4f} s, then {twice:.4f} s on twice the text"


def _seconds(regex, text):
    start = time.process_time()
    for _ in regex.finditer(text):
        pass
    return time.process_time() - start
