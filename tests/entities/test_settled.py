import json

import pytest

from extractor.entities.lines import Settled
from extractor.entities.settled import Settlement, append_settled, read_settled
from extractor.model.errors import RuleError

LINE = {"kind": "people", "a": "林浩鋒", "b": "林浩峰", "relation": "same", "reason": "公司網頁"}


def put(folder, *lines):
    (folder / "settled.jsonl").write_text(
        "".join(json.dumps({**LINE, **line}) + "\n" for line in lines), encoding="utf-8"
    )


def test_no_file_settles_nothing(tmp_path):
    assert read_settled(tmp_path) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"relation": "alike"}, "relation"),
        ({"kind": "dates"}, "kind"),
        ({"reason": " "}, "reason is empty"),
        ({"b": "林浩鋒"}, "one name"),
        ({"b": "林浩锋"}, "one name"),
        ({"a": "@香港大學"}, "no name"),
        ({"a": "林@甲@乙"}, "no name"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_line_that_is_not_right_is_refused_with_its_number(tmp_path, line, said):
    put(tmp_path, {}, line)
    with pytest.raises(RuleError, match=r"settled.jsonl:2: .*" + said):
        read_settled(tmp_path)


def test_what_is_no_json_is_refused(tmp_path):
    (tmp_path / "settled.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"settled.jsonl:1: .*expected one JSON object"):
        read_settled(tmp_path)


def test_two_lines_that_contradict_each_other_are_refused(tmp_path):
    put(tmp_path, {}, {"a": "林浩峰", "b": "林浩鋒", "relation": "different"})
    with pytest.raises(RuleError, match="different here and same in line 1"):
        read_settled(tmp_path)


def test_a_circle_is_refused(tmp_path):
    put(tmp_path, {}, {"a": "林浩峰", "b": "林皓峰"}, {"a": "林皓峰", "b": "林浩鋒"})
    with pytest.raises(RuleError, match="circle"):
        Settlement(read_settled(tmp_path), "people")


def test_same_is_followed_to_its_end(tmp_path):
    put(tmp_path, {}, {"a": "林浩峰", "b": "林皓峰"})
    settlement = Settlement(read_settled(tmp_path), "people")
    assert settlement.key("林浩鋒", []) == settlement.key("林皓峰", [])
    assert settlement.settles("林浩鋒", "林皓峰")
    assert Settlement(read_settled(tmp_path), "labs").key("林浩鋒", []) != settlement.key("林浩鋒", [])


def test_a_decision_about_a_post_holds_for_that_post_only(tmp_path):
    put(tmp_path, {"relation": "different", "about": "主席@甲會"})
    settlement = Settlement(read_settled(tmp_path), "people")
    assert settlement.settles("林浩峰", "林浩鋒", "主席@甲會")
    assert not settlement.settles("林浩峰", "林浩鋒", "主席@乙會")


def test_a_decision_that_contradicts_another_is_not_written(tmp_path):
    put(tmp_path, {})
    before = (tmp_path / "settled.jsonl").read_bytes()
    with pytest.raises(RuleError, match="keep the line that is right"):
        append_settled(tmp_path, Settled(**{**LINE, "relation": "different"}))
    assert (tmp_path / "settled.jsonl").read_bytes() == before


def test_a_line_is_put_behind_the_others_even_if_the_last_one_does_not_end(tmp_path):
    put(tmp_path, {})
    path = tmp_path / "settled.jsonl"
    path.write_bytes(path.read_bytes().rstrip())
    append_settled(tmp_path, Settled(**{**LINE, "a": "甲某", "b": "乙某"}))
    assert [one.a for one in read_settled(tmp_path)] == ["林浩鋒", "甲某"]
