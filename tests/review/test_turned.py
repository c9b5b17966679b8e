"""Rejected changes that become examples of rules, and lines of gold."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_folders import session

from extractor.model.errors import UsageError
from extractor.review.actions import act
from extractor.review.to_example import insert_example


def rejected(opened, **wanted):
    key = next(
        item.key
        for item in opened.items.values()
        if all(getattr(item.change, name) == value for name, value in wanted.items())
    )
    opened.reject([key], "no")
    return key


def test_a_wrong_value_becomes_an_example_marked_with_the_right_one(project, opened):
    path = project / "rules/dates/days.toml"
    before = path.read_text("utf-8")
    key = rejected(opened, article="paper-0001", kind="dates", change="value changed")
    act(opened, "example", {"keys": [key]})
    after = path.read_text("utf-8")
    line = '    "【山城日報訊】渠務處⟦昨日|2025-08-25⟧宣布，第1號工程撥款五千元，於⟦8月1日|2025-08-01⟧展開。",\n'
    assert after.replace(line, "") == before, "one line more, everything else as it was"
    assert "has that example already" in act(opened, "example", {"keys": [key]})["message"]


def test_a_fact_that_is_wrongly_there_becomes_a_counter_example(project, opened):
    key = rejected(opened, article="paper-0002", kind="dates", change="added")
    act(opened, "example", {"keys": [key]})
    examples = tomllib.loads((project / "rules/dates/days.toml").read_text("utf-8"))["rule"][0]["examples"]
    assert examples[-1] == "處方說，工人前日已經到場，另撥五千元清理河道。"


def test_examples_of_another_day_are_not_given_values_that_hang_on_it(project, opened):
    path = project / "rules/dates/days.toml"
    path.write_text(path.read_text("utf-8").replace("2025-08-26", "2024-03-12"), encoding="utf-8")
    again = session(project)
    key = rejected(again, article="paper-0001", kind="dates", change="value changed")
    with pytest.raises(UsageError, match="hangs on the publication day"):
        act(again, "example", {"keys": [key]})


def test_only_a_rejected_change_is_turned(opened):
    key = next(iter(opened.items))
    for verb in ("example", "gold"):
        with pytest.raises(UsageError, match="only a rejected change"):
            act(opened, verb, {"keys": [key]})


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('examples = ["甲"]', 'examples = ["甲", "乙\\"]"]'),
        ('examples = []', 'examples = ["乙\\"]"]'),
        ('examples = [ "甲", ]', 'examples = [ "甲", "乙\\"]" ]'),
        ("examples = [\n    '甲]', # ]\n    \"丙\" # 末\n]", "examples = [\n    '甲]', # ]\n    \"丙\", # 末\n    \"乙\\\"]\",\n]"),
        ("examples = [\n    '甲',\n    # 註\n]", "examples = [\n    '甲',\n    # 註\n    \"乙\\\"]\",\n]"),
    ],
)  # fmt: skip
def test_the_array_grows_by_one_however_it_is_written(written, wanted):
    around = "[[rule]]\nid = \"x\"\npattern = '''\nexamples = [\n'''\n{}\n\n[[rule]]\nid = \"y\"\nexamples = ['丁']\n"
    assert insert_example(around.format(written), "x", '乙"]') == around.format(wanted)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.lists(st.text("甲]\"'#,\\[", max_size=4), max_size=3),
)
def test_any_example_is_read_back_as_it_was_written(example, others):
    quoted = [f'"{other.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"' for other in others]
    content = f'[[rule]]\nid = "x"\nexamples = [{", ".join(quoted)}]\n# end\n'
    after = tomllib.loads(insert_example(content, "x", example))
    assert after["rule"][0]["examples"] == [*others, example]


def test_a_removed_fact_becomes_a_line_of_gold_at_its_place(project, opened):
    gold = project / "gold/paper-0001.gold"
    gold.write_text("# paper-0001\ndate\t昨日\ttype=DATE\namount\t五千元#2\tvalue=5000\n", encoding="utf-8")
    key = rejected(opened, article="paper-0001", kind="dates", change="removed")
    act(opened, "gold", {"keys": [key]})
    assert gold.read_text("utf-8").splitlines() == [
        "# paper-0001",
        "date\t昨日\ttype=DATE",
        "date\t8月1日\ttype=DATE\tvalue=2025-08-01",
        "amount\t五千元#2\tvalue=5000",
    ]
    assert "already" in act(opened, "gold", {"keys": [key]})["message"]


def test_gold_that_says_something_else_is_not_overwritten(project, opened):
    gold = project / "gold/paper-0001.gold"
    gold.write_text("date\t昨日\ttype=DATE\tvalue=2025-08-20\n", encoding="utf-8")
    key = rejected(opened, article="paper-0001", kind="dates", change="value changed")
    with pytest.raises(UsageError, match="another line"):
        act(opened, "gold", {"keys": [key]})


def test_gold_is_not_begun_with_one_line_and_needs_none_for_what_is_not_there(project, opened):
    with pytest.raises(UsageError, match="a whole article"):
        act(opened, "gold", {"keys": [rejected(opened, article="paper-0001", change="removed")]})
    with pytest.raises(UsageError, match="needs no line"):
        act(opened, "gold", {"keys": [rejected(opened, article="paper-0001", change="added")]})
