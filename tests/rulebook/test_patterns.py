import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.errors import RuleError
from extractor.rulebook.patterns import Vocabulary, derive_triggers, expand, words_regex
from extractor.rulebook.schema import Rule
from extractor.text.numeral_fragments import FRAGMENTS
from extractor.text.views import fold


def rule(pattern, **more):
    return Rule(
        id="date.x", kind="dates", why="w", file="dates/x.toml", line=1, anchor=None, examples=("e",),
        pattern=pattern, **more,
    )  # fmt: skip


VOCABULARY = Vocabulary({"day": {"昨日": -1, "昨天": -1, "昨": -1, "前日": -2}}, FRAGMENTS)

words = st.lists(st.text("昨今日天上下個週(+", min_size=1, max_size=4), min_size=1, max_size=12, unique=True)


@given(words, st.text("昨今日天上下個週(+", max_size=12))
def test_words_regex_finds_the_longest_word_at_every_place(listed, text):
    pattern = re.compile(words_regex(listed))
    for start in range(len(text)):
        longest = max((word for word in listed if text.startswith(word, start)), key=len, default=None)
        found = pattern.match(text, start)
        assert (found and found[0]) == longest


def test_a_slot_is_named_like_its_class_or_as_told():
    expression, slots = expand(rule("{day}至{other:day}{_:day}?"), VOCABULARY)
    assert slots == {"day": "day", "other": "day"}
    found = re.compile(expression).search(fold("前日至昨天"))
    assert found["day"] == fold("前日")
    assert found["other"] == fold("昨天")


def test_patterns_are_written_in_traditional_and_match_simplified():
    expression, _ = expand(rule("開幕{day}"), VOCABULARY)
    assert re.search(expression, fold("开幕前日"))


def test_an_unknown_class_names_the_file_and_the_rule():
    with pytest.raises(RuleError, match=r"dates/x.toml:1: rule 'date.x': no word class 'moon'"):
        expand(rule("{moon}"), VOCABULARY)


@pytest.mark.parametrize(
    ("pattern", "triggers"),
    [
        ("{number}年", {"年"}),
        ("{day}", {"昨日", "昨天", "昨", "前日"}),
        ("(?:上|本|下)周", {"周"}),
        ("截至{number}年底", {"截至"}),
        ("(?:甲乙|丙丁){number}", {"甲乙", "丙丁"}),
        ("x?(?:乙){2,3}", {"乙"}),
        ("[甲乙]{number}", {"甲", "乙"}),
    ],
)
def test_triggers_are_what_a_match_cannot_do_without(pattern, triggers):
    assert set(derive_triggers(rule(pattern), VOCABULARY)) == {fold(t) for t in triggers}


@pytest.mark.parametrize("pattern", ["{number}", "{number}?", "(?:甲)?", r"\d+", "甲|{number}"])
def test_a_rule_that_could_match_anywhere_is_refused(pattern):
    with pytest.raises(RuleError, match="triggers"):
        derive_triggers(rule(pattern), VOCABULARY)


@pytest.mark.parametrize("pattern", ["開幕{day", "{Day}前", "{day:}", "{ day}"])
def test_a_brace_that_opens_nothing_is_refused(pattern):
    with pytest.raises(RuleError, match=r"dates/x.toml:1: rule 'date.x': '{.* is no word class; expected {class}"):
        expand(rule(pattern), VOCABULARY)
